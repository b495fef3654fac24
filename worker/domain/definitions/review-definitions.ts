/** What people should look at before definitions are published. None of it is forbidden: a marketer may have meant it. */
import type { OfferFormat } from "../../../wire/decision.ts";
import type { Definitions, Offer, OfferTexts, SiteSettings } from "../../../wire/definitions.ts";
import type { DraftProblem } from "../../../wire/draft.ts";

/**
 * Characters of a headline that fit a format on a phone (360 CSS pixels) on one line of a bar or toast, two of the
 * others, in Latin letters at the SDK's own sizes. Wider letters fit half as many.
 */
const HEADLINE_FITS: Record<OfferFormat, number> = { inline: 70, bar: 48, modal: 60, toast: 60 };
/** Letters as wide as they are high: CJK, kana, hangul and full-width forms. */
const WIDE = /[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]/gu;

type Review = Omit<DraftProblem, "severity">;

/**
 * Warnings on well-formed definitions, in the order of the offers.
 *
 * @param settings missing: nothing is said of the site's own languages and addresses
 * @param now epoch ms
 */
export function reviewDefinitions(
  definitions: Definitions,
  settings: SiteSettings | undefined,
  now: number,
): DraftProblem[] {
  const found: Review[] = [
    ...definitions.offers.flatMap((offer, index) => [
      ...reviewTexts(definitions, offer, `/offers/${index}`, settings),
      ...reviewSchedule(offer, `/offers/${index}`, now),
    ]),
    ...reviewConflicts(definitions),
    ...reviewPlacements(definitions),
  ];
  return found.map((one) => ({ severity: "warning", ...one }));
}

function reviewTexts(definitions: Definitions, offer: Offer, at: string, settings: SiteSettings | undefined): Review[] {
  const found: Review[] = [];
  const spoken = new Set(definitions.offers.flatMap((one) => Object.keys(one.content)));
  const missing = [...spoken].filter((language) => offer.content[language] === undefined).sort();
  if (missing.length > 0) {
    const languages = missing.join(", ");
    found.push({
      code: "missing_translation",
      at: `${at}/content`,
      detail: `"${offer.name}" has no texts in ${languages}, which other offers have; its pages get another language`,
      values: { offer: offer.name, languages },
    });
  }
  const fits = HEADLINE_FITS[formatOf(definitions, offer)];
  for (const [language, texts] of Object.entries(offer.content)) {
    const place = `${at}/content/${language}`;
    const length = widthOf(texts.headline);
    if (length > fits) {
      found.push({
        code: "too_long",
        at: `${place}/headline`,
        detail: `the headline takes the room of ${length} letters; ${fits} fit on a phone`,
        values: { offer: offer.name, language, length, fits },
      });
    }
    if (texts.image !== undefined && texts.image.alt.trim() === "") {
      found.push({
        code: "missing_alternative_text",
        at: `${place}/image/alt`,
        detail: "without words for the picture, those who cannot see it are told nothing; say what it shows",
        values: { offer: offer.name, language },
      });
    }
    found.push(...reviewLinks(texts, place, offer, language, settings));
  }
  return found;
}

function reviewLinks(
  texts: OfferTexts,
  place: string,
  offer: Offer,
  language: string,
  settings: SiteSettings | undefined,
): Review[] {
  if (settings === undefined || settings.origins.includes("*")) return [];
  const links = [
    { field: "button", href: texts.button?.href },
    { field: "secondaryButton", href: texts.secondaryButton?.href },
  ];
  return links.flatMap(({ field, href }): Review[] => {
    const origin = href === undefined ? undefined : /^https:\/\/[^/?#]+/i.exec(href)?.[0]?.toLowerCase();
    if (origin === undefined || settings.origins.includes(origin)) return [];
    return [
      {
        code: "link_elsewhere",
        at: `${place}/${field}/href`,
        detail: `${origin} is not one of the site's own addresses; what happens there is not counted`,
        values: { offer: offer.name, language, origin },
      },
    ];
  });
}

function reviewSchedule(offer: Offer, at: string, now: number): Review[] {
  const until = offer.schedule?.until;
  // By UTC's wall clock less a day: whatever the zone, that is over.
  if (until === undefined || offer.status !== "live" || !(Date.parse(`${until}Z`) < now - DAY_MS)) return [];
  return [
    {
      code: "ends_in_past",
      at: `${at}/schedule/until`,
      detail: `"${offer.name}" is live, but ended on ${until}; nobody will see it`,
      values: { offer: offer.name, until },
    },
  ];
}

/** Live offers of one placement and priority: whoever is meant by several gets one by the draw. */
function reviewConflicts({ offers, placements }: Definitions): Review[] {
  const found: Review[] = [];
  for (const placement of placements) {
    const wanting = offers.filter((offer) => offer.placement === placement.id && offer.status === "live");
    for (const priority of new Set(wanting.map((offer) => offer.priority))) {
      const equals = wanting.filter((offer) => offer.priority === priority);
      if (equals.length < 2) continue;
      found.push({
        code: "conflict",
        at: `/offers/${offers.indexOf(equals[0]!)}/priority`,
        detail:
          `${equals.length} offers want "${placement.name}" with priority ${priority}: ` +
          `${equals.map((offer) => offer.name).join(", ")}; who is meant by several is drawn one of them`,
        values: {
          placement: placement.name,
          priority,
          count: equals.length,
          offers: equals.map((offer) => offer.name).join(", "),
        },
      });
    }
  }
  return found;
}

function reviewPlacements({ offers, placements }: Definitions): Review[] {
  return placements.flatMap((placement, index): Review[] => {
    if (placement.kind !== "offer") return [];
    if (offers.some((offer) => offer.placement === placement.id && offer.status === "live")) return [];
    return [
      {
        code: "empty_placement",
        at: `/placements/${index}`,
        detail: `no live offer wants "${placement.name}"; it stays as the page has it`,
        values: { placement: placement.name },
      },
    ];
  });
}

function formatOf({ placements }: Definitions, offer: Offer): OfferFormat {
  return offer.format ?? placements.find((one) => one.id === offer.placement)?.format ?? "inline";
}

/** Room a text takes, in Latin letters. */
function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

const DAY_MS = 86_400_000;
