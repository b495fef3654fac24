/** What score and moments cost on the way of a request. */
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { STEPS_KEPT } from "../../worker/domain/profile/trail.ts";
import { momentsOf } from "../../worker/domain/moments/moments.ts";
import { engagementScore } from "../../worker/domain/score/engagement-score.ts";
import { median } from "../statistics.ts";

export interface ScoreTime {
  /** Microseconds, median. */
  scoreUs: number;
  momentsUs: number;
}

const ROUNDS = 200;
const CALLS = 100;
const SECOND_MS = 1_000;
const NAMES = [
  "view_item",
  "search",
  "view_item",
  "add_to_cart",
  "view_item",
  "remove_from_cart",
  "view_cart",
  "exception",
];

/** Of a visitor whose trail is full of all kinds of steps. */
export function timeScore(): ScoreTime {
  const start = Date.UTC(2026, 0, 1);
  const events = Array.from({ length: STEPS_KEPT }, (_, place) => ({
    id: `time-score-${place}`,
    name: NAMES[place % NAMES.length]!,
    at: start + place * 10 * SECOND_MS,
    params: {
      search_term: `term ${place}`,
      items: [{ item_id: `p${place % 5}`, item_category: `c${place % 3}`, price: 10 }],
    },
  }));
  const profile = foldEvents(emptyProfile(), events);
  return {
    scoreUs: microseconds((now) => engagementScore(profile, now), profile.lastAt),
    momentsUs: microseconds((now) => momentsOf(profile, now), profile.lastAt),
  };
}

function microseconds(work: (now: number) => unknown, now: number): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (let call = 0; call < CALLS; call++) work(now + call);
    times.push(((performance.now() - begun) * 1_000) / CALLS);
  }
  // The first rounds are the compiler's.
  return median(times.slice(ROUNDS / 2));
}
