/** Looks up the links of a draft's offers: what is broken is a warning, what cannot be told is none. */
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { DraftProblem, LinkCheck } from "../../wire/draft.ts";
import { offerLinks, type OfferLink } from "./offer-links.ts";
import { lookUpLink, type LinkRules, type LinkState } from "./look-up-link.ts";

/** Different addresses looked up at once, and in all: a platform allows a request only so many of its own. */
const AT_ONCE = 5;
const MOST_LOOKED_UP = 30;

type Found = { state: LinkState; status: number };

/** @param ownOrigin where paths lead if the site names no origin of its own */
export async function checkLinks(
  definitions: Definitions,
  settings: SiteSettings | undefined,
  ownOrigin: string,
  rules: Omit<LinkRules, "origins">,
): Promise<LinkCheck> {
  const named = settings?.origins.filter((origin) => origin !== "*") ?? [];
  const origins = named.length > 0 ? named : [ownOrigin];
  const links = offerLinks(definitions, origins);
  const urls = [...new Set(links.flatMap(({ url, isOwn }) => (url !== undefined && isOwn ? [url] : [])))];
  const found = await lookUpAll(urls.slice(0, MOST_LOOKED_UP), { ...rules, origins });
  const states = [...found.values()];
  return {
    problems: links.flatMap((link) => problemOf(link, found.get(link.url ?? ""))),
    found: states.filter(({ state }) => state === "found").length,
    unknown: states.filter(({ state }) => state === "unknown").length + Math.max(0, urls.length - MOST_LOOKED_UP),
    elsewhere: new Set(links.filter(({ url, isOwn }) => url !== undefined && !isOwn).map(({ url }) => url)).size,
  };
}

async function lookUpAll(urls: readonly string[], rules: LinkRules): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const waiting = [...urls];
  const work = async (): Promise<void> => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift())
      found.set(url, await lookUpLink(url, rules));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

function problemOf({ at, offer, language, href, url }: OfferLink, found: Found | undefined): DraftProblem[] {
  if (url !== undefined && found?.state !== "broken") return [];
  const said = url === undefined ? "it is no address of a page" : `its server answers ${found?.status}`;
  return [
    {
      severity: "warning",
      code: "broken_link",
      at,
      detail: `${href} leads nowhere: ${said}`,
      values: { offer, language, href, status: found?.status ?? 0 },
    },
  ];
}
