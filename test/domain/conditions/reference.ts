/**
 * The condition language once more, as plainly as it can be said: straight from the events, the calendar asked of
 * Temporal for each instant. Slow, and sharing nothing with the product's evaluation but the score's own formula.
 */
import { Temporal } from "temporal-polyfill";
import type {
  Condition,
  ConditionLeaf,
  NumberTest,
  TextTest,
  Times,
  ValueTest,
  Window,
} from "../../../wire/condition.ts";
import type { BehaviourEvent } from "../../../wire/event.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { engagementValue } from "../../../worker/domain/score/engagement-score.ts";

export interface Known {
  events: readonly BehaviourEvent[];
  visitorZone?: string;
  shopZone: string;
  country?: string;
  moments: readonly { name: string; since: number; until: number }[];
  signals: ReadonlyMap<string, { value: string | number | boolean; until: number }>;
  segments: readonly { id: string; when: Condition }[];
}

const DAY = 86_400_000;
const UNIT = { minutes: 60_000, hours: 3_600_000, days: DAY, weeks: 7 * DAY };

export function reference(condition: Condition, known: Known, now: number): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((one) => reference(one, known, now));
    case "any":
      return condition.of.some((one) => reference(one, known, now));
    case "not":
      return !reference(condition.of, known, now);
    default:
      return leaf(condition, known, now);
  }
}

function leaf(one: ConditionLeaf, known: Known, now: number): boolean {
  const { events } = known;
  const today = () => wall(now, "zone" in one ? one.zone : undefined, known);
  switch (one.kind) {
    case "event": {
      const counted = events.filter(
        (event) =>
          event.name === one.name &&
          inWindow(event.at, one.within, known, now) &&
          (one.where ?? []).every((filter) => {
            if (filter.field === "value")
              return event.params?.value !== undefined && number(event.params.value, filter.test);
            if (filter.field === "label") return false;
            return true;
          }) &&
          itemsMatch(event, one.where ?? []),
      );
      return often(counted.length, one.times);
    }
    case "property": {
      switch (one.name) {
        case "identified":
          return events.some((event) => event.name === "identify") === one.test.value;
        case "event_count":
          return number(events.length, one.test);
        case "days_since_first_event":
          return events.length > 0 && number(daysSince(Math.min(...events.map(({ at }) => at)), now), one.test);
        case "days_since_last_event":
          return events.length > 0 && number(daysSince(Math.max(...events.map(({ at }) => at)), now), one.test);
        default:
          throw new Error(`the reference has no ${one.name}`);
      }
    }
    case "trait":
      return value(trait(events, one.name), one.test, known, now);
    case "signal": {
      const signal = known.signals.get(one.name);
      return signal !== undefined && now < signal.until && value(signal.value, one.test, known, now);
    }
    case "score":
      return number(score(events, now), one.test);
    case "score_band": {
      const points = score(events, now);
      return one.in.includes(points >= 60 ? "hot" : points >= 25 ? "warm" : "cold");
    }
    case "geography":
      return known.country !== undefined && (one.countries ?? []).includes(known.country);
    case "weekday":
      return one.days.includes(today().dayOfWeek);
    case "time_of_day": {
      const clock = today().toPlainTime().toString().slice(0, 5);
      return one.from < one.to ? clock >= one.from && clock < one.to : clock >= one.from || clock < one.to;
    }
    case "season": {
      const day = today().toPlainDate().toString().slice(5);
      return one.from <= one.to ? day >= one.from && day <= one.to : day >= one.from || day <= one.to;
    }
    case "date_range": {
      const zone = zoneOf(one.zone, known);
      const from = one.from === undefined || now >= instant(one.from, zone, false);
      return from && (one.to === undefined || now < instant(one.to, zone, true));
    }
    case "moment":
      return known.moments.some(({ name, since, until }) => name === one.name && since <= now && now < until);
    case "segment": {
      const segment = known.segments.find(({ id }) => id === one.id);
      return segment !== undefined && reference(segment.when, known, now);
    }
    default:
      throw new Error(`the reference has no ${one.kind}`);
  }
}

function itemsMatch(
  event: BehaviourEvent,
  where: NonNullable<Extract<Condition, { kind: "event" }>["where"]>,
): boolean {
  const ofItems = where.filter(({ field }) => field.startsWith("item_"));
  if (ofItems.length === 0) return true;
  return (event.params?.items ?? []).some((item) =>
    ofItems.every((filter) => {
      const field = item[filter.field as "item_id" | "item_category" | "item_brand"];
      return field !== undefined && text(field, filter.test as TextTest);
    }),
  );
}

function inWindow(at: number, window: Window | undefined, known: Known, now: number): boolean {
  switch (window?.kind) {
    case undefined:
      return true;
    case "last":
      return now - at < window.duration.amount * UNIT[window.duration.unit];
    case "calendar_days": {
      const first = wall(now, window.zone, known)
        .toPlainDate()
        .subtract({ days: window.days - 1 });
      return Temporal.PlainDate.compare(wall(at, window.zone, known).toPlainDate(), first) >= 0;
    }
    case "session": {
      // Walked from the newest event backwards, as long as no pause is longer than half an hour.
      let start = now;
      for (const event of known.events.toSorted((a, b) => b.at - a.at)) {
        if (start - event.at > 30 * 60_000) break;
        start = event.at;
      }
      return at >= start && start < Infinity && known.events.some((event) => now - event.at <= 30 * 60_000);
    }
    case "dates": {
      const date = wall(at, window.zone, known).toPlainDate().toString();
      return (window.from === undefined || date >= window.from) && (window.to === undefined || date <= window.to);
    }
  }
}

function often(count: number, times: Times | undefined): boolean {
  return times === undefined ? count > 0 : count >= (times.atLeast ?? 0) && count <= (times.atMost ?? Infinity);
}

function number(found: number, test: NumberTest): boolean {
  switch (test.op) {
    case "equals":
      return found === test.value;
    case "at_least":
      return found >= test.value;
    case "more_than":
      return found > test.value;
    case "at_most":
      return found <= test.value;
    case "less_than":
      return found < test.value;
    case "between":
      return found >= test.from && found <= test.to;
  }
}

function text(found: string, test: TextTest): boolean {
  const low = found.toLowerCase();
  switch (test.op) {
    case "equals":
      return low === test.value.toLowerCase();
    case "contains":
      return low.includes(test.value.toLowerCase());
    case "starts_with":
      return low.startsWith(test.value.toLowerCase());
    case "in":
      return test.values.some((one) => low === one.toLowerCase());
  }
}

function value(found: unknown, test: ValueTest, known: Known, now: number): boolean {
  if (found === undefined || found === null) return false;
  if (test.op === "exists") return true;
  if (test.op === "anniversary" || test.op === "days_from_today") {
    const today = wall(now, test.zone, known).toPlainDate();
    const date = Temporal.PlainDate.from(String(found));
    if (test.op === "days_from_today") {
      const days = today.until(date).days;
      return days >= test.from && days <= test.to;
    }
    return [-2, -1, 0, 1, 2].some((years) => {
      // Constrained by Temporal: 29 February becomes 28 where there is none.
      const kept = date.with({ year: today.year + years });
      const days = kept.until(today).days;
      return days >= test.from && days <= test.to;
    });
  }
  if (test.op === "equals") return String(found).toLowerCase() === String(test.value).toLowerCase();
  if (test.op === "in") return test.values.some((one) => String(found).toLowerCase() === String(one).toLowerCase());
  if (test.op === "contains" || test.op === "starts_with") return text(String(found), test);
  return typeof found === "number" && number(found, test);
}

function trait(events: readonly BehaviourEvent[], name: string): unknown {
  const stated = events.filter((event) => event.params?.traits !== undefined && name in event.params.traits);
  return stated.toSorted((a, b) => a.at - b.at).at(-1)?.params?.traits?.[name];
}

function score(events: readonly BehaviourEvent[], now: number): number {
  return engagementValue(foldEvents(emptyProfile(), events), now);
}

function daysSince(at: number, now: number): number {
  return Math.floor((now - at) / DAY);
}

function zoneOf(zone: string | undefined, known: Known): string {
  if (zone === "shop") return known.shopZone;
  return zone === undefined || zone === "visitor" ? (known.visitorZone ?? known.shopZone) : zone;
}

function wall(at: number, zone: string | undefined, known: Known): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zoneOf(zone, known));
}

function instant(local: string, zone: string, isEnd: boolean): number {
  if (local.includes("T")) return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  const date = Temporal.PlainDate.from(local);
  return (isEnd ? date.add({ days: 1 }) : date).toZonedDateTime(zone).epochMilliseconds;
}
