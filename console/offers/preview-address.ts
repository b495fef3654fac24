/** Where a preview is looked at: a page of the site's own, with the preview's token. */
import { PREVIEW_PARAMETER } from "../../wire/preview.ts";
import { development } from "../live/live-state.ts";
import { settings } from "../site-settings.ts";

/** Where the demo's shop stands. */
const DEMO_PAGE = "/shop/";

/** The page a preview opens where nobody names one: the shop's first. */
export function defaultPage(): string {
  if (development.value === true) return DEMO_PAGE;
  return settings.value?.origins.find((origin) => origin !== "*") ?? "/";
}

/** The page with the token; `undefined` where what was typed is no address. */
export function previewAddress(page: string, token: string | undefined): URL | undefined {
  const typed = page.trim() === "" ? defaultPage() : page.trim();
  if (!URL.canParse(typed, location.origin)) return undefined;
  const url = new URL(typed, location.origin);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (token !== undefined) url.searchParams.set(PREVIEW_PARAMETER, token);
  return url;
}
