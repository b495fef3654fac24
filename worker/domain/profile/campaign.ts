/** The campaign a page's address names, as `source/medium/campaign`, from `utm_…` tags or a click id. */

/** Click ids that ad networks add, and the source each stands for. */
const CLICK_IDS: readonly [parameter: string, source: string][] = [
  ["gclid", "google/cpc"],
  ["msclkid", "bing/cpc"],
  ["fbclid", "facebook/social"],
  ["ttclid", "tiktok/cpc"],
];

/**
 * Reads the query of `url` without parsing the whole address: this runs for every event.
 *
 * @returns `undefined` where the address names no campaign.
 * @example campaignOf("https://s.example/?utm_source=mail&utm_medium=email&utm_campaign=may") // => "mail/email/may"
 */
export function campaignOf(url: string | undefined): string | undefined {
  const query = url === undefined ? -1 : url.indexOf("?");
  if (url === undefined || query < 0) return undefined;
  if (!url.includes("utm_source=", query) && !url.includes("clid=", query) && !url.includes("clkid=", query)) {
    return undefined;
  }
  const values = new Map<string, string>();
  for (const pair of url.slice(query + 1).split("&")) {
    const equals = pair.indexOf("=");
    if (equals > 0) values.set(pair.slice(0, equals), decode(pair.slice(equals + 1)));
  }
  const source = values.get("utm_source");
  if (source) return [source, values.get("utm_medium") ?? "", values.get("utm_campaign") ?? ""].join("/");
  for (const [parameter, name] of CLICK_IDS) if (values.get(parameter)) return `${name}/`;
  return undefined;
}

/** Longest campaign part kept, in UTF-16 code units: longer ones are mistakes or noise. */
const PART_LENGTH = 100;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ")).slice(0, PART_LENGTH);
  } catch {
    // A broken percent sequence is kept as it stands: a wrong name is better than a lost session boundary.
    return text.slice(0, PART_LENGTH);
  }
}
