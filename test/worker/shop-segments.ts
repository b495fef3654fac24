/** The small shop's segments: those who looked at two products, and those of them who have stayed away for a week. */
import type { Condition } from "../../wire/condition.ts";
import type { VisitorView } from "../../wire/console.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import { call, DEFINITIONS, put } from "./shop-site.ts";

export const segment = (id: string, when: Condition): SegmentDefinition => ({
  id,
  name: `Segment ${id}`,
  condition: { version: 1, when },
});

export const LOOKERS = segment("lookers", { kind: "event", name: "view_item", times: { atLeast: 2 } });
export const IDLE = segment("idle", {
  kind: "all",
  of: [
    { kind: "segment", id: "lookers" },
    {
      kind: "event",
      name: "view_item",
      times: { atMost: 0 },
      within: { kind: "last", duration: { amount: 7, unit: "days" } },
    },
  ],
});

export async function publish(...segments: SegmentDefinition[]): Promise<void> {
  await put("/v1/sites/shop/definitions", { ...DEFINITIONS, segments });
}

export async function membershipsOf(visitor: string): Promise<string[]> {
  const viewed: VisitorView = await (await call(`/v1/sites/shop/visitors/${visitor}`)).json();
  return (viewed.segments ?? []).map(({ id }) => id);
}
