/** Where a full request's time goes: its pure parts, each alone in this process, on one visitor in the middle of a visit. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { visitorFacts } from "../../worker/domain/conditions/visitor-facts.ts";
import { decide } from "../../worker/domain/decide.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { buildModel } from "../../worker/domain/recommend/build-model.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";
import { moveSegments } from "../../worker/domain/segments/memberships.ts";
import { engagementScore } from "../../worker/domain/score/engagement-score.ts";
import { parseEnvelope, parseEvents } from "../../worker/intake/parse-collect.ts";
import { signDecisions, signingKey } from "../../worker/site/signing.ts";
import { addToOutbox, emptyOutbox } from "../../worker/visitor/learn-outbox.ts";
import { distinctDecisions, logDecisions } from "../../worker/visitor/logged-decision.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Product } from "../../wire/product.ts";
import { median } from "../statistics.ts";
import { Cohort } from "./collect-requests.ts";
import { FIFTY_SEGMENTS } from "./fifty-segments.ts";
import { fiveEvents, LARGE_SHOP_DEFINITIONS, Walk } from "./large-shop.ts";

/** Batches of five events that lie behind the visitor. */
const BATCHES_BEFORE = 12;
const REPEATS = 3_000;
const WARM_UP = 1_000;
const MICROSECONDS = 1_000;

/** Median microseconds of each part. */
export function timeParts(
  products: readonly Product[],
  sessions: readonly SessionFragment[],
  now: number,
): { part: string; us: number }[] {
  const catalogue = indexCatalogue(products);
  const model = buildModel({ sessions, now, version: 1 });
  const walk = new Walk(products, createDice(seedOf("parts")));
  const past = Array.from({ length: BATCHES_BEFORE }, (_, batch) =>
    fiveEvents(walk, `past-${batch}-`, now - 60_000 + batch),
  );
  const profile = foldEvents(emptyProfile(), past.flat());
  const lines = past.flat().map((event) => JSON.stringify(event));
  const body = new Cohort("parts", 1, products).collect(1, now)[0]!.body!;
  const envelope = parseEnvelope(body);
  if (!envelope.ok) throw new Error(envelope.problem.detail);
  const bounds = { receivedAt: now, sentAt: now, eventAgeDays: 395 };
  const { events } = parseEvents(envelope.value.rawEvents, bounds);
  const fresh = events.map(({ event }) => event);
  const outbox = addToOutbox(emptyOutbox("key"), past.flat(), () => "key");
  const decideFor = (placements: { id: string }[]) =>
    decide({
      definitions: LARGE_SHOP_DEFINITIONS,
      definitionsVersion: 1,
      catalogue,
      model,
      locale: "en",
      placements,
      page: envelope.value.page,
      profile,
      subject: "visitor",
      personal: true,
      explain: false,
      now,
      requestId: "request",
    });
  const decisions = decideFor([{ id: "home-hero" }, { id: "home-products" }]);
  const key = signingKey(new Uint8Array(32));
  const signed = signDecisions(key, "request", decisions);
  const log = logDecisions([], signed, now);

  const parts: [part: string, run: () => unknown][] = [
    ["parse the envelope", () => parseEnvelope(body)],
    ["of it JSON.parse", () => JSON.parse(body) as unknown],
    ["check five events", () => parseEvents(envelope.value.rawEvents, bounds)],
    [
      "five events' JSON parsed again in the object",
      () => events.map(({ json }) => JSON.parse(json) as BehaviourEvent),
    ],
    ["fold five events", () => foldEvents(profile, fresh)],
    [
      "ask 50 segments, and when each can change",
      () => moveSegments({}, visitorFacts(profile, { segments: FIFTY_SEGMENTS }), now),
    ],
    ["the learner's outbox", () => addToOutbox(outbox, fresh, () => "key")],
    ["decide: offer", () => decideFor([{ id: "home-hero" }])],
    ["decide: products", () => decideFor([{ id: "home-products" }])],
    ["log two decisions", () => logDecisions(log, signed, now)],
    ["score, twice", () => [engagementScore(profile, now), engagementScore(profile, now)]],
    ["profile to JSON", () => JSON.stringify(profile)],
    ["outbox to JSON", () => JSON.stringify(outbox)],
    ["logged decisions to JSON, when they are kept", () => JSON.stringify(distinctDecisions(log))],
    [`join ${lines.length} recent events`, () => Buffer.byteLength(lines.join("\n"))],
    ["sign two decisions", () => signDecisions(key, "request", decisions)],
    ["answer to JSON", () => JSON.stringify(signed)],
  ];
  return parts.map(([part, run]) => ({ part, us: timeOne(run) }));
}

function timeOne(run: () => unknown): number {
  const times: number[] = [];
  for (let call = -WARM_UP; call < REPEATS; call++) {
    const started = performance.now();
    run();
    if (call >= 0) times.push((performance.now() - started) * MICROSECONDS);
  }
  return median(times);
}
