/** The links and pictures of offers, and which of them may be looked up: the site's own, and nobody else's. Pure. */
import type { Definitions, Offer } from "../../wire/definitions.ts";

export interface OfferLink {
  /** JSON pointer into the definitions. */
  at: string;
  offer: string;
  language: string;
  /** As it stands in the offer. */
  href: string;
  /** Where it leads, on the site's first own origin if it is a path; missing where it is no address at all. */
  url?: string;
  /** Whether it is of one of the site's own origins. */
  isOwn: boolean;
}

/** @param origins the site's own, the first of which paths are meant on */
export function offerLinks({ offers }: Definitions, origins: readonly string[]): OfferLink[] {
  return offers.flatMap((offer, index) =>
    Object.keys(offer.content).flatMap((language) => linksIn(offer, language, `/offers/${index}/content`, origins)),
  );
}

function linksIn(offer: Offer, language: string, contents: string, origins: readonly string[]): OfferLink[] {
  const { button, secondaryButton, image } = offer.content[language] ?? {};
  const places = [
    { place: "button/href", href: button?.href },
    { place: "secondaryButton/href", href: secondaryButton?.href },
    { place: "image/src", href: image?.src },
  ];
  return places.flatMap(({ place, href }): OfferLink[] => {
    if (href === undefined) return [];
    const url = addressOf(href, origins[0]);
    const link = { at: `${contents}/${language}/${place}`, offer: offer.name, language, href };
    return [{ ...link, ...(url && { url: url.href }), isOwn: url !== undefined && origins.includes(url.origin) }];
  });
}

/** `undefined` where it can be no address of a page: no host, or one that no public name is like. */
function addressOf(href: string, base: string | undefined): URL | undefined {
  const url = URL.parse(href, base);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "") return undefined;
  return href.startsWith("/") || url.hostname.includes(".") || url.origin === base ? url : undefined;
}

/**
 * Whether a host is of a private network or of the machine itself. A Worker on Cloudflare cannot reach those anyway; one
 * that is hosted by oneself could.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (/(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(host)) return true;
  if (host.includes(":")) return /^(::|f[cd]|fe[89ab]|::ffff:)/.test(host) || host === "::1";
  const bytes = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number);
  if (bytes === undefined) return !host.includes(".");
  const [first = 0, second = 0] = bytes;
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    first >= 224
  );
}
