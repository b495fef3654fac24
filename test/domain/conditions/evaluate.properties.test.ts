import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCondition } from "../../../worker/domain/conditions/check-condition.ts";
import { evaluate, holds } from "../../../worker/domain/conditions/evaluate.ts";
import { nextChange } from "../../../worker/domain/conditions/next-change.ts";
import { caseOf, condition, FAMILIES, ZONES, type Case } from "./arbitrary-condition.ts";
import { reference } from "./reference.ts";
import { nextTransition, startOfDay, localTime } from "../../../worker/domain/conditions/zone-clock.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const RUNS = 400;
const UNITS = [MINUTE, HOUR, DAY, 7 * DAY];

/** Where answers turn, if they do: windows' ends, sessions' ends, midnights, changes of clocks; and a millisecond before. */
function* probes({ known, now }: Case, until: number): Generator<number> {
  const turns: number[] = [];
  for (const { at } of known.events) {
    turns.push(at + 30 * MINUTE + 1);
    for (const unit of UNITS) for (let amount = 1; amount <= 40; amount++) turns.push(at + amount * unit);
  }
  for (const { since, until: end } of known.moments) turns.push(since, end);
  for (const { until: end } of known.signals.values()) turns.push(end);
  for (const zone of ZONES) {
    const { day } = localTime(now, zone);
    for (let ahead = 0; ahead < 20; ahead++) turns.push(startOfDay(day + ahead, zone));
    turns.push(nextTransition(now, zone));
  }
  for (let quarter = 0; quarter < 96 * 2; quarter++)
    turns.push((Math.floor(now / (15 * MINUTE)) + quarter) * 15 * MINUTE);
  for (const turn of turns) for (const at of [turn - 1, turn]) if (at > now && at < until) yield at;
}

/** Conditions of one kind alone, and all of them in groups. */
const ASKED = Object.entries({ ...FAMILIES, groups: condition });

describe.each(ASKED)("conditions of %s, whoever is asked", (_kind, asked) => {
  it("[CO-6] answer as the plain reading of the visitor's events does", () => {
    fc.assert(
      fc.property(caseOf(asked), ({ condition: one, known, facts, now }) => {
        const expected = reference(one, known, now);
        expect(holds(one, facts, now)).toBe(expected);
        expect(evaluate(one, facts, now).reasons.holds).toBe(expected);
      }),
      { numRuns: RUNS },
    );
  });

  it("[CO-5] stay as they are until the instant they name, which lies ahead", () => {
    fc.assert(
      fc.property(caseOf(asked), (one) => {
        const { known, facts, now } = one;
        const next = nextChange(one.condition, facts, now);
        if (next !== undefined) expect(next).toBeGreaterThan(now);
        const answer = holds(one.condition, facts, now);
        let at = now;
        for (const probe of probes(one, next ?? now + 400 * DAY)) {
          if (holds(one.condition, facts, probe) !== answer) {
            throw new Error(`turned ${probe - now} ms on; said ${next === undefined ? "never" : next - now}`);
          }
          at = probe;
        }
        // The plain reading agrees there too, so a blindness of both functions alike would show.
        expect(reference(one.condition, known, at)).toBe(answer);
      }),
      { numRuns: RUNS },
    );
  });

  it("[CO-5] hold their word when the clock has gone back", () => {
    fc.assert(
      fc.property(caseOf(asked), fc.integer({ min: 1, max: 3 * DAY }), (one, back) => {
        const earlier = { ...one, now: one.now - back };
        const { known, facts, now } = earlier;
        const answer = holds(one.condition, facts, now);
        expect(answer).toBe(reference(one.condition, known, now));
        const next = nextChange(one.condition, facts, now);
        if (next !== undefined) expect(next).toBeGreaterThan(now);
        for (const probe of probes(earlier, next ?? now + 30 * DAY)) {
          expect(holds(one.condition, facts, probe)).toBe(answer);
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it("[CO-5] reach every change by going from one named instant to the next", () => {
    fc.assert(
      fc.property(
        caseOf(asked),
        fc.integer({ min: 0, max: 20 * DAY }),
        ({ condition: one, known, facts, now }, later) => {
          let at = now;
          let steps = 0;
          for (let next = nextChange(one, facts, at); next !== undefined && next <= now + later;) {
            at = next;
            next = nextChange(one, facts, at);
            steps++;
          }
          expect(holds(one, facts, at)).toBe(reference(one, known, now + later));
          // Time of day turns twice a day: an object is not woken much more often than its answers turn.
          expect(steps).toBeLessThan(20 * 30);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

it("[CO-7] every condition passes the check it is published through", () => {
  fc.assert(
    fc.property(condition, (when) => {
      expect(checkCondition({ version: 1, when })).toEqual({ ok: true, value: { version: 1, when } });
    }),
  );
});
