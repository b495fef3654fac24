/** What `sameview` and the script tag's file build in. `sameview/track` has none of it. */
import { dataAttributes } from "./capture/data-attributes.ts";
import { engagedTime } from "./capture/engagement.ts";
import { pageViews } from "./capture/page-views.ts";
import { debugging } from "./debug/debugging.ts";
import type { Module } from "./module.ts";
import { namedChunks } from "./named-chunks.ts";
import { decisions } from "./render/decisions.ts";

/** Decisions first: they listen for the page view. */
export const FEATURES: readonly Module[] = [namedChunks, decisions, engagedTime, dataAttributes, debugging, pageViews];
