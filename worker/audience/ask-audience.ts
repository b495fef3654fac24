/** Questions to all of a site's AudienceObjects at once, answered as one. */
import { estimateMembers, type Estimate } from "../domain/segments/estimate.ts";
import type { Condition } from "../../wire/condition.ts";
import type { Env } from "../env.ts";
import type { MemberRow, SegmentFlow } from "./audience-store.ts";
import { AUDIENCE_SHARDS, audienceShards } from "./audience-shards.ts";

export interface AudienceStanding {
  visitors: number;
  bySegment: ReadonlyMap<string, { members: number; flow: SegmentFlow[] }>;
}

/** @param hours of comings and goings, the current one included */
export async function audienceStanding(env: Env, site: string, hours: number): Promise<AudienceStanding> {
  const parts = await Promise.all(audienceShards(site).map((name) => env.AUDIENCE.getByName(name).summary(hours)));
  const bySegment = new Map<string, { members: number; flow: SegmentFlow[] }>();
  const of = (segment: string) => {
    const known = bySegment.get(segment) ?? { members: 0, flow: [] };
    bySegment.set(segment, known);
    return known;
  };
  for (const { members, flow } of parts) {
    for (const one of members) of(one.segment).members += one.members;
    for (const { segment, hour, entered, left } of flow) {
      const hours = of(segment).flow;
      const known = hours.find((one) => one.hour === hour);
      if (known === undefined) hours.push({ hour, entered, left });
      else {
        known.entered += entered;
        known.left += left;
      }
    }
  }
  for (const { flow } of bySegment.values()) flow.sort((a, b) => a.hour - b.hour);
  return { visitors: parts.reduce((sum, part) => sum + part.visitors, 0), bySegment };
}

/** Some members, spread over the objects. */
export async function someMembers(env: Env, site: string, segment: string, limit: number): Promise<MemberRow[]> {
  const pages = await Promise.all(
    audienceShards(site).map((name) => env.AUDIENCE.getByName(name).members(segment, "", limit)),
  );
  return pages.flat().slice(0, limit);
}

/** Some of all visitors known, drawn by lot, and of how many. */
export async function someVisitors(env: Env, site: string, limit: number): Promise<{ drawn: string[]; of: number }> {
  const parts = await Promise.all(
    audienceShards(site).map(async (name) => {
      const index = env.AUDIENCE.getByName(name);
      const [{ visitors }, drawn] = await Promise.all([
        index.summary(1),
        index.sample(Math.ceil(limit / AUDIENCE_SHARDS)),
      ]);
      return { visitors, drawn };
    }),
  );
  return {
    drawn: parts.flatMap(({ drawn }) => drawn).slice(0, limit),
    of: parts.reduce((sum, { visitors }) => sum + visitors, 0),
  };
}

/**
 * Members looked up in each object for a pair of segments: with a hundred segments some million look-ups, a second of an
 * object's time at most. Beyond that every second, third, … member is drawn.
 */
const LOOKED_UP = 10_000;

export interface Overlap {
  segment: string;
  /** Members of the other segment. */
  members: number;
  shared: Estimate;
}

/**
 * How many of a segment's members are in each of `others`, the most shared first. Of two segments the smaller one's
 * members are looked up in the larger, so a pair costs no more than its smaller one.
 *
 * @param chance in [0, 1): with whom the drawing begins where not all are looked up
 */
export async function overlapOf(
  env: Env,
  site: string,
  segment: string,
  others: readonly string[],
  chance: number,
): Promise<{ members: number; overlaps: Overlap[] }> {
  const { bySegment } = await audienceStanding(env, site, 1);
  const membersOf = (id: string): number => bySegment.get(id)?.members ?? 0;
  const members = membersOf(segment);
  const questions = others.map((other) => {
    const isSmaller = members <= membersOf(other);
    const step = Math.max(1, Math.ceil(Math.min(members, membersOf(other)) / (LOOKED_UP * AUDIENCE_SHARDS)));
    return {
      driver: isSmaller ? segment : other,
      other: isSmaller ? other : segment,
      step,
      first: Math.floor(chance * step),
    };
  });
  const parts = await Promise.all(audienceShards(site).map((name) => env.AUDIENCE.getByName(name).shared(questions)));
  const overlaps = others.map((other, index): Overlap => {
    const asked = parts.reduce((sum, part) => sum + part[index]!.asked, 0);
    const shared = parts.reduce((sum, part) => sum + part[index]!.shared, 0);
    const exact = questions[index]!.step === 1;
    const smaller = Math.min(members, membersOf(other));
    return {
      segment: other,
      members: membersOf(other),
      shared: estimateMembers(exact ? asked : smaller, asked, shared),
    };
  });
  return { members, overlaps: overlaps.toSorted((a, b) => b.shared.estimate - a.shared.estimate) };
}

/** Members a page of a fan-out brings. */
const PAGE = 500;

/**
 * Does something for every member of a segment, object after object and page after page: for journeys, which reach many
 * visitors who do nothing themselves. Whoever enters or leaves meanwhile may be missed or met; the visitor's own object
 * knows, so ask it before doing what matters.
 *
 * @param each for a page of members; pages come one after the other
 */
export async function forEachMember(
  env: Env,
  site: string,
  segment: string,
  each: (members: readonly MemberRow[]) => Promise<void>,
): Promise<number> {
  let met = 0;
  for (const name of audienceShards(site)) {
    let cursor = "";
    for (;;) {
      const page = await env.AUDIENCE.getByName(name).members(segment, cursor, PAGE);
      if (page.length > 0) await each(page);
      met += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      cursor = last.visitor;
    }
  }
  return met;
}

/** Visitors asked for a preview: each is a call to their object, so that many cost some hundredths of a cent. */
const PREVIEW_ASKED = 120;
/** Asked at once: what a request may have open to other objects is bounded. */
const PREVIEW_AT_ONCE = 12;

export interface Preview extends Estimate {
  visitors: number;
  asked: number;
  /** Those of the asked of whom the condition holds. */
  matching: string[];
}

/** How many visitors a condition holds of, from some drawn by lot, each asked at their own object. */
export async function previewCondition(env: Env, site: string, condition: Condition): Promise<Preview> {
  const { drawn, of: known } = await someVisitors(env, site, PREVIEW_ASKED);
  const matching: string[] = [];
  let asked = 0;
  for (let i = 0; i < drawn.length; i += PREVIEW_AT_ONCE) {
    const some = drawn.slice(i, i + PREVIEW_AT_ONCE);
    const answers = await Promise.all(
      some.map((visitor) => env.VISITOR.getByName(`${site}:${visitor}`).matches(condition)),
    );
    for (const [index, answer] of answers.entries()) {
      // Gone meanwhile: neither one of those asked nor of those there are.
      if (answer === undefined) continue;
      asked++;
      if (answer) matching.push(some[index]!);
    }
  }
  const visitors = known - (drawn.length - asked);
  return { visitors, asked, matching, ...estimateMembers(visitors, asked, matching.length) };
}
