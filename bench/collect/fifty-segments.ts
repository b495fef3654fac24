/** Fifty segments as a busy shop has them, each of four kinds of conditions in groups, so that all are walked to the end. */
import type { Condition } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";

export const FIFTY_SEGMENTS: SegmentDefinition[] = Array.from({ length: 50 }, (_, i) => ({
  id: `segment-${i}`,
  name: `Segment ${i}`,
  condition: { version: 1, when: condition(i) },
}));

function condition(i: number): Condition {
  return {
    kind: "all",
    of: [
      {
        kind: "event",
        name: "view_item",
        times: { atLeast: 1 + (i % 5) },
        within: { kind: "last", duration: { amount: 7, unit: "days" } },
        where: [{ field: "value", test: { op: "more_than", value: i % 3 } }],
      },
      { kind: "not", of: { kind: "event", name: "refund", within: { kind: "calendar_days", days: 30 } } },
      {
        kind: "any",
        of: [
          { kind: "geography", countries: ["FR"] },
          { kind: "time_of_day", from: "00:00", to: "23:59", zone: "Europe/Madrid" },
          { kind: "affinity", to: "category", name: "Boots", minShare: 0.1 },
        ],
      },
      { kind: "score", test: { op: "at_least", value: 1 + (i % 20) } },
    ],
  };
}
