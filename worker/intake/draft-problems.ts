/** Everything that is wrong with a draft, at once: what keeps it from being published, and what people should look at. */
import * as v from "valibot";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { DraftProblem } from "../../wire/draft.ts";
import { reviewDefinitions } from "../domain/definitions/review-definitions.ts";
import { definitionsShape } from "./check-settings.ts";

/** Problems listed: the first few are worked off before anybody reads the hundredth. */
const MOST_LISTED = 100;

/** Errors first. `settings` missing: the site does not exist yet, and nothing can be said of its languages. */
export function draftProblems(draft: Definitions, settings: SiteSettings | undefined, now: number): DraftProblem[] {
  const parsed = v.safeParse(definitionsShape, draft);
  const errors = (parsed.issues ?? []).map((issue): DraftProblem => ({
    severity: "error",
    code: "invalid",
    at: pointerOf(issue),
    detail: issue.message,
  }));
  // A draft of the wrong shape cannot be read for sense.
  const warnings = parsed.success ? reviewDefinitions(draft, settings, now) : [];
  return [...errors, ...warnings].slice(0, MOST_LISTED);
}

/** JSON pointer, RFC 6901. */
function pointerOf({ path }: v.BaseIssue<unknown>): string {
  return (path ?? []).map(({ key }) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
