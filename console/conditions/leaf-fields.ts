/** What can be asked for in a condition, and with which fields each kind is filled in. A table, so that one editor serves all. */
import type { Condition, ConditionLeaf } from "../../wire/condition.ts";
import { NUMBER_PROPERTIES } from "../../wire/number-property.ts";

export type LeafKind = ConditionLeaf["kind"];

/** How a field of a leaf is filled in. */
export type FieldInput =
  | { type: "text"; suggest?: "events" | "categories" | "brands" | "offers" | "segments" | "moments"; optional?: true }
  | { type: "number"; min?: number; max?: number; step?: number; optional?: true; percent?: true }
  | { type: "choice"; choices: readonly string[] }
  | { type: "choices"; choices: readonly string[] }
  | { type: "list"; pattern: RegExp; upper?: true }
  | { type: "time" }
  | { type: "date"; optional?: true }
  | { type: "number_test" }
  | { type: "text_test"; optional?: true }
  | { type: "value_test" }
  | { type: "window"; optional?: true }
  | { type: "duration" }
  | { type: "times" }
  | { type: "filters" }
  | { type: "zone" };

export interface LeafField {
  /** Key of the leaf. */
  key: string;
  input: FieldInput;
}

export interface LeafShape {
  /** What a new one asks for, until it is changed: harmless and valid. */
  fresh: ConditionLeaf;
  fields: readonly LeafField[];
}

const field = (key: string, input: FieldInput): LeafField => ({ key, input });
const WITHIN = field("within", { type: "window", optional: true });
const ZONE = field("zone", { type: "zone" });
const COUNTRY = /^[A-Z]{2}$/;
const REGION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** In the order of the menu: what is asked most stands first. */
export const LEAVES: Record<LeafKind, LeafShape> = {
  event: {
    fresh: {
      kind: "event",
      name: "view_item",
      times: { atLeast: 1 },
      within: { kind: "last", duration: { amount: 7, unit: "days" } },
    },
    fields: [
      field("name", { type: "text", suggest: "events" }),
      field("times", { type: "times" }),
      WITHIN,
      field("where", { type: "filters" }),
    ],
  },
  score: {
    fresh: { kind: "score", test: { op: "at_least", value: 60 } },
    fields: [field("test", { type: "number_test" })],
  },
  score_band: {
    fresh: { kind: "score_band", in: ["hot"] },
    fields: [field("in", { type: "choices", choices: ["cold", "warm", "hot"] })],
  },
  score_crossing: {
    fresh: { kind: "score_crossing", direction: "rose", through: 60, within: { amount: 1, unit: "hours" } },
    fields: [
      field("direction", { type: "choice", choices: ["rose", "fell"] }),
      field("through", { type: "number", min: 0, max: 100 }),
      field("within", { type: "duration" }),
    ],
  },
  affinity: {
    fresh: { kind: "affinity", to: "category", name: "", maxRank: 1 },
    fields: [
      field("to", { type: "choice", choices: ["category", "brand"] }),
      field("name", { type: "text", suggest: "categories" }),
      field("maxRank", { type: "number", min: 1, max: 24, optional: true }),
      field("minShare", { type: "number", min: 0, max: 100, optional: true, percent: true }),
    ],
  },
  property: {
    fresh: { kind: "property", name: "session_count", test: { op: "at_least", value: 2 } },
    fields: [
      field("name", {
        type: "choice",
        choices: NUMBER_PROPERTIES,
      }),
      field("test", { type: "number_test" }),
    ],
  },
  moment: {
    fresh: { kind: "moment", name: "hesitation" },
    fields: [field("name", { type: "text", suggest: "moments" })],
  },
  product: {
    fresh: { kind: "product", among: "viewed", is: "price_dropped" },
    fields: [
      field("among", { type: "choice", choices: ["cart", "viewed", "bought"] }),
      field("is", {
        type: "choice",
        choices: ["listed", "on_sale", "in_stock", "out_of_stock", "low_stock", "back_in_stock", "price_dropped"],
      }),
      field("category", { type: "text", suggest: "categories", optional: true }),
      field("brand", { type: "text", suggest: "brands", optional: true }),
    ],
  },
  offer: {
    fresh: { kind: "offer", offer: "", did: "seen" },
    fields: [
      field("offer", { type: "text", suggest: "offers" }),
      field("did", { type: "choice", choices: ["seen", "clicked", "dismissed", "converted"] }),
      field("times", { type: "times" }),
      WITHIN,
    ],
  },
  segment: {
    fresh: { kind: "segment", id: "" },
    fields: [field("id", { type: "text", suggest: "segments" })],
  },
  campaign: {
    fresh: { kind: "campaign", source: { op: "equals", value: "newsletter" } },
    fields: [
      field("source", { type: "text_test", optional: true }),
      field("medium", { type: "text_test", optional: true }),
      field("name", { type: "text_test", optional: true }),
      WITHIN,
    ],
  },
  trait: {
    fresh: { kind: "trait", name: "", test: { op: "exists" } },
    fields: [field("name", { type: "text" }), field("test", { type: "value_test" })],
  },
  preference: {
    fresh: { kind: "preference", about: "interest", name: "", is: "wanted" },
    fields: [
      field("about", { type: "choice", choices: ["interest", "channel"] }),
      field("name", { type: "text" }),
      field("is", { type: "choice", choices: ["wanted", "unwanted", "unstated"] }),
    ],
  },
  consent: {
    fresh: { kind: "consent", to: "personalization", is: "granted" },
    fields: [
      field("to", { type: "choice", choices: ["analytics", "personalization"] }),
      field("is", { type: "choice", choices: ["granted", "denied"] }),
    ],
  },
  geography: {
    fresh: { kind: "geography", countries: ["ES"] },
    fields: [
      field("countries", { type: "list", pattern: COUNTRY, upper: true }),
      field("regions", { type: "list", pattern: REGION, upper: true }),
    ],
  },
  device: {
    fresh: { kind: "device", in: ["mobile"] },
    fields: [field("in", { type: "choices", choices: ["desktop", "mobile", "tablet", "other"] })],
  },
  language: { fresh: { kind: "language", in: ["en"] }, fields: [field("in", { type: "list", pattern: LANGUAGE })] },
  weekday: {
    fresh: { kind: "weekday", days: [6, 7] },
    fields: [field("days", { type: "choices", choices: ["1", "2", "3", "4", "5", "6", "7"] }), ZONE],
  },
  time_of_day: {
    fresh: { kind: "time_of_day", from: "18:00", to: "23:00" },
    fields: [field("from", { type: "time" }), field("to", { type: "time" }), ZONE],
  },
  date_range: {
    fresh: { kind: "date_range", from: "2027-01-01" },
    fields: [field("from", { type: "date", optional: true }), field("to", { type: "date", optional: true }), ZONE],
  },
  season: {
    fresh: { kind: "season", from: "11-20", to: "12-24" },
    fields: [field("from", { type: "text" }), field("to", { type: "text" }), ZONE],
  },
  signal: {
    fresh: { kind: "signal", name: "", test: { op: "exists" } },
    fields: [field("name", { type: "text" }), field("test", { type: "value_test" })],
  },
};

export const LEAF_KINDS = Object.keys(LEAVES) as LeafKind[];

/** Holds for everybody: what a new segment asks for. */
export const EVERYBODY: Condition = { kind: "all", of: [] };
