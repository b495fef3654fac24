/** What in a site wants somebody to look at it, gravest first. */
import type { AttentionItem, AttentionSeverity, NamedOffer } from "../../../wire/attention.ts";
import type { ModelStatus } from "../../../wire/console.ts";
import type { Definitions, Offer } from "../../../wire/definitions.ts";
import type { OfferReport } from "../../../wire/reports.ts";
import { claimOf, type OfferUse } from "../offers/offer-setting.ts";
import { countdownEnd } from "../offers/obstacle.ts";
import { instantOf } from "../offers/schedule.ts";
import { MOST_TOLD, type UnknownPlacement } from "../install/unknown-placements.ts";
import { isSilent } from "./silence.ts";

export interface AttentionInput {
  now: number;
  /** IANA zone of the shop. */
  timeZone: string;
  /** As published. */
  definitions: Definitions;
  reports: readonly OfferReport[];
  /** By offer id. */
  use: ReadonlyMap<string, OfferUse>;
  /** Names of pools and stocks that are used up. */
  emptyClaims: ReadonlySet<string>;
  model: ModelStatus;
  /** The last catalogue sent; missing before the first, or where it is not known. */
  upload?: { at: number; products: number; rejected: number };
  scheduled?: { at: number; by: string };
  /** Epoch ms; missing for never. */
  lastEventAt?: number;
  /** What pages ask for and nobody has published. */
  unknownPlacements: readonly UnknownPlacement[];
  /** Mean of the last days. */
  visitsADay: number;
}

/** An offer that ends within so long is named, so that somebody can prepare what follows. */
const ENDS_SOON_MS = 3 * 86_400_000;
/** From this share of a budget on it is nearly used. */
const NEARLY = 0.9;
const GRAVITY: readonly AttentionSeverity[] = ["problem", "warning", "note"];

export function attentionOf(input: AttentionInput): AttentionItem[] {
  const live = input.definitions.offers.filter(({ status }) => status === "live");
  const items: AttentionItem[] = [
    ...silence(input),
    ...sampleRatios(input.reports),
    ...claimsGone(live, input.emptyClaims),
    ...rejectedRows(input),
    ...misnamed(input),
    ...modelKept(input),
    ...conflicts(live, input.definitions),
    ...live.flatMap((offer) => [...nearlyUsed(offer, input.use.get(offer.id)), ...endsSoon(offer, input)]),
    ...publication(input),
  ];
  return items.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
}

function silence({ lastEventAt, visitsADay, now }: AttentionInput): AttentionItem[] {
  if (lastEventAt === undefined || !isSilent(lastEventAt, visitsADay, now)) return [];
  return [{ severity: "problem", kind: "silent", since: lastEventAt }];
}

function sampleRatios(reports: readonly OfferReport[]): AttentionItem[] {
  return reports.flatMap(({ offer, name, status, summary: { sampleRatio } }): AttentionItem[] =>
    status === "live" && sampleRatio?.state === "MISMATCH"
      ? [{ severity: "problem", kind: "sample_ratio", offer, name, pValue: sampleRatio.pValue }]
      : [],
  );
}

function claimsGone(live: readonly Offer[], emptyClaims: ReadonlySet<string>): AttentionItem[] {
  const wanting = live.filter((offer) => emptyClaims.has(claimOf(offer) ?? ""));
  return [...new Set(wanting.map(claimOf))].map((claim): AttentionItem => {
    const offers = wanting.filter((offer) => claimOf(offer) === claim);
    const pool = offers[0]?.couponPool;
    return {
      severity: "problem",
      kind: "claims_gone",
      ...(pool !== undefined && { pool }),
      offers: offers.map(named),
    };
  });
}

function rejectedRows({ upload }: AttentionInput): AttentionItem[] {
  if (upload === undefined || upload.rejected === 0) return [];
  return [{ severity: "warning", kind: "rows_rejected", ...upload }];
}

function misnamed({ unknownPlacements }: AttentionInput): AttentionItem[] {
  const told = unknownPlacements.slice(0, MOST_TOLD);
  return told.map((one): AttentionItem => ({ severity: "warning", kind: "unknown_placement", ...one }));
}

function modelKept({ model, visitsADay }: AttentionInput): AttentionItem[] {
  if (model.version === 0) {
    return visitsADay > 0 ? [{ severity: "note", kind: "model_missing", sessions: model.sessions }] : [];
  }
  const { evaluation } = model;
  if (evaluation === undefined || evaluation.published) return [];
  return [{ severity: "note", kind: "model_kept", why: evaluation.why }];
}

/** Offers that want one placement with one priority are drawn: meant by some, overlooked by others. One item a placement. */
function conflicts(live: readonly Offer[], { placements }: Definitions): AttentionItem[] {
  return placements.flatMap(({ id, name }): AttentionItem[] => {
    const wanting = live.filter(({ placement }) => placement === id);
    const equals = wanting.filter((one) => wanting.some((other) => other !== one && other.priority === one.priority));
    if (equals.length === 0) return [];
    return [{ severity: "note", kind: "conflict", placement: id, name, offers: equals.map(named) }];
  });
}

function nearlyUsed({ id, name, budget }: Offer, use: OfferUse | undefined): AttentionItem[] {
  if (budget === undefined || use === undefined) return [];
  const { exposures, redemptions, money, costPerRedemption = 0 } = budget;
  const spent: { of: "exposures" | "redemptions" | "money"; used: number; limit: number | undefined }[] = [
    { of: "exposures", used: use.exposures, limit: exposures },
    { of: "redemptions", used: use.redemptions, limit: redemptions },
    { of: "money", used: use.redemptions * costPerRedemption, limit: money },
  ];
  return spent.flatMap(({ of, used, limit }): AttentionItem[] => {
    if (limit === undefined || limit === 0 || used < limit * NEARLY) return [];
    const severity = used >= limit ? "problem" : "warning";
    return [{ severity, kind: "budget_nearly_used", offer: id, name, of, used, limit }];
  });
}

function endsSoon(offer: Offer, { now, timeZone }: AttentionInput): AttentionItem[] {
  const { schedule } = offer;
  const end = schedule?.until === undefined ? Infinity : instantOf(schedule.until, schedule.zone ?? timeZone);
  // A countdown to the end of a daily window is no end of the offer.
  const counted =
    offer.countdown !== undefined && "endsAt" in offer.countdown ? countdownEnd(offer, timeZone, now) : undefined;
  const at = Math.min(end, counted ?? Infinity);
  if (at <= now || at > now + ENDS_SOON_MS) return [];
  return [{ severity: "note", kind: "offer_ends", offer: offer.id, name: offer.name, at }];
}

function publication({ scheduled }: AttentionInput): AttentionItem[] {
  return scheduled === undefined ? [] : [{ severity: "note", kind: "publication_due", ...scheduled }];
}

function named({ id, name }: Offer): NamedOffer {
  return { id, name };
}
