/** A leaf's fact beside what was wanted, in plain English, for the reasons of decisions: "score 31, wanted at least 60". */
import type {
  ConditionLeaf,
  DateTest,
  Duration,
  NumberTest,
  Times,
  ValueTest,
  Window,
} from "../../../wire/condition.ts";
import type { Finding } from "./finding.ts";

export function describeFinding(leaf: ConditionLeaf, finding: Finding): string {
  const { found, holds } = finding;
  switch (leaf.kind) {
    case "property":
      return `${leaf.name.replaceAll("_", " ")} ${value(found)}, wanted ${test(leaf.test)}`;
    case "trait":
      return `${leaf.name} is ${value(found)}, wanted ${test(leaf.test)}`;
    case "affinity":
      return `${leaf.to} ${leaf.name}: ${affinity(leaf.minShare, found)}, wanted ${affinityWanted(leaf)}`;
    case "event":
      return `${leaf.name} ${counted(finding)}${window(leaf.within)}, wanted ${times(leaf.times)}`;
    case "offer":
      return `${leaf.did} offer ${leaf.offer} ${counted(finding)}${window(leaf.within)}, wanted ${times(leaf.times)}`;
    case "score":
      return `score ${value(found)}, wanted ${test(leaf.test)}`;
    case "score_band":
      return `score is ${value(found)}, wanted ${leaf.in.join(" or ")}`;
    case "score_crossing":
      return `score ${value(found)}, ${holds ? "" : "not "}${leaf.direction} through ${leaf.through}${lately(leaf.within)}`;
    case "preference":
      return `${leaf.about} ${leaf.name} is ${value(found)}, wanted ${leaf.is}`;
    case "consent":
      return `consent to ${leaf.to} is ${value(found)}, wanted ${leaf.is}`;
    case "geography":
      return `in ${value(found)}, wanted ${[...(leaf.countries ?? []), ...(leaf.regions ?? [])].join(" or ")}`;
    case "device":
      return `device is ${value(found)}, wanted ${leaf.in.join(" or ")}`;
    case "language":
      return `language is ${value(found)}, wanted ${leaf.in.join(" or ")}`;
    case "weekday":
      return `weekday ${value(found)}, wanted ${leaf.days.join(" or ")}`;
    case "time_of_day":
      return `local time ${value(found)}, wanted ${leaf.from} to ${leaf.to}`;
    case "date_range":
      return `local date ${value(found)}, wanted ${leaf.from ?? "any"} to ${leaf.to ?? "any"}`;
    case "season":
      return `local date ${value(found)}, wanted ${leaf.from} to ${leaf.to}`;
    case "campaign":
      return `campaign ${value(found)}${window(leaf.within)}, ${holds ? "as" : "not as"} wanted`;
    case "moment":
      return `${holds ? "in" : "not in"} a moment of ${leaf.name}`;
    case "product":
      return `${holds ? value(found) : "no product"} among ${leaf.among} is ${leaf.is.replaceAll("_", " ")}`;
    case "signal":
      return `signal ${leaf.name} is ${value(found)}, wanted ${test(leaf.test)}`;
    case "segment":
      return `${holds ? "in" : "not in"} segment ${leaf.id}`;
  }
}

function value(found: Finding["found"]): string {
  if (found === undefined) return "unknown";
  return typeof found === "number" ? String(Math.round(found * 100) / 100) : String(found);
}

function counted({ found, atLeast }: Finding): string {
  return `${atLeast ? "at least " : ""}${value(found)} times`;
}

function times(wanted: Times | undefined): string {
  const { atLeast, atMost } = wanted ?? { atLeast: 1 };
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atMost === undefined ? `at least ${atLeast ?? 0}` : atMost === 0 ? "none" : `at most ${atMost}`;
}

function window(within: Window | undefined): string {
  switch (within?.kind) {
    case undefined:
      return "";
    case "last":
      return lately(within.duration);
    case "calendar_days":
      return within.days === 1 ? " today" : ` in ${within.days} calendar days`;
    case "session":
      return " in this session";
    case "dates":
      return ` from ${within.from ?? "any day"} to ${within.to ?? "any day"}`;
  }
}

function lately({ amount, unit }: Duration): string {
  return ` within ${amount} ${unit}`;
}

function affinity(minShare: number | undefined, found: Finding["found"]): string {
  if (found === undefined) return "no interest";
  return minShare === undefined ? `rank ${value(found)}` : `share ${value(found)}`;
}

function affinityWanted({ minShare, maxRank }: { minShare?: number; maxRank?: number }): string {
  const wanted = [
    ...(minShare === undefined ? [] : [`share at least ${minShare}`]),
    ...(maxRank === undefined ? [] : [maxRank === 1 ? "liked best" : `rank at most ${maxRank}`]),
  ];
  return wanted.join(" and ");
}

const TEST_WORDS: Partial<Record<ValueTest["op"], string>> = {
  equals: "",
  at_least: "at least ",
  more_than: "more than ",
  at_most: "at most ",
  less_than: "less than ",
  contains: "containing ",
  starts_with: "beginning with ",
};

function test(wanted: ValueTest | NumberTest | DateTest): string {
  switch (wanted.op) {
    case "exists":
      return "any";
    case "in":
      return wanted.values.join(" or ");
    case "between":
      return `${wanted.from} to ${wanted.to}`;
    case "anniversary":
      return `${wanted.from} to ${wanted.to} days from its day of the year`;
    case "days_from_today":
      return `${wanted.from} to ${wanted.to} days from today`;
    default:
      return `${TEST_WORDS[wanted.op] ?? ""}${wanted.value}`;
  }
}
