/** Segments to begin with: what shops ask for most (Klaviyo, Vero and Braze ship such lists). */
import type { Condition } from "../../wire/condition.ts";
import type { MessageKey } from "../i18n.ts";

export interface SegmentTemplate {
  name: MessageKey;
  condition: Condition;
}

const days = (amount: number) => ({ kind: "last" as const, duration: { amount, unit: "days" as const } });

export const TEMPLATES: readonly SegmentTemplate[] = [
  {
    name: "segments.template.cart",
    condition: {
      kind: "all",
      of: [
        { kind: "property", name: "cart_products", test: { op: "at_least", value: 1 } },
        { kind: "not", of: { kind: "event", name: "purchase", within: days(1) } },
      ],
    },
  },
  {
    name: "segments.template.window",
    condition: {
      kind: "all",
      of: [
        { kind: "event", name: "view_item", times: { atLeast: 5 }, within: days(30) },
        { kind: "property", name: "order_count", test: { op: "equals", value: 0 } },
      ],
    },
  },
  {
    name: "segments.template.loyal",
    condition: { kind: "all", of: [{ kind: "property", name: "order_count", test: { op: "at_least", value: 3 } }] },
  },
  {
    name: "segments.template.back",
    condition: { kind: "all", of: [{ kind: "product", among: "viewed", is: "back_in_stock" }] },
  },
  {
    name: "segments.template.away",
    condition: {
      kind: "all",
      of: [
        { kind: "property", name: "order_count", test: { op: "at_least", value: 1 } },
        { kind: "property", name: "days_since_last_event", test: { op: "at_least", value: 30 } },
      ],
    },
  },
];
