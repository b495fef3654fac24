/** Leaves that ask the clock on somebody's wall. */
import type {
  DateRangeCondition,
  SeasonCondition,
  TimeOfDayCondition,
  WeekdayCondition,
} from "../../../wire/condition.ts";
import type { Facts } from "./facts.ts";
import { firstAfter, type Finding } from "./finding.ts";
import { dayNumberOf } from "./window.ts";
import {
  dateOf,
  dayOf,
  instantOf,
  instantsOf,
  localTime,
  nextTransition,
  startOfDay,
  weekdayOf,
} from "./zone-clock.ts";

const DAYS_A_WEEK = 7;

export function findWeekday(leaf: WeekdayCondition, facts: Facts, now: number): Finding {
  const weekday = weekdayOf(localTime(now, facts.zone(leaf.zone)).day);
  return { holds: leaf.days.includes(weekday), found: weekday };
}

/** The midnight that changes the answer. A clock that is put back over midnight brings a day again, so that is asked too. */
export function weekdayChange(leaf: WeekdayCondition, facts: Facts, now: number): number | undefined {
  const zone = facts.zone(leaf.zone);
  const { day } = localTime(now, zone);
  const holds = leaf.days.includes(weekdayOf(day));
  for (let ahead = 1; ahead <= DAYS_A_WEEK; ahead++) {
    if (leaf.days.includes(weekdayOf(day + ahead)) === holds) continue;
    return firstAfter(now, [startOfDay(day + ahead, zone), nextTransition(now, zone)]);
  }
  return undefined;
}

export function findTimeOfDay(leaf: TimeOfDayCondition, facts: Facts, now: number): Finding {
  const { minute } = localTime(now, facts.zone(leaf.zone));
  const [from, to] = [minuteOf(leaf.from), minuteOf(leaf.to)];
  const holds = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return { holds, found: clock(minute) };
}

export function timeOfDayChange(leaf: TimeOfDayCondition, facts: Facts, now: number): number | undefined {
  const zone = facts.zone(leaf.zone);
  const { day } = localTime(now, zone);
  // Yesterday too: where the clock is put back, an hour of it can come again.
  const candidates = [-1, 0, 1].flatMap((offset) =>
    [leaf.from, leaf.to].flatMap((time) => instantsOf(day + offset, minuteOf(time), zone)),
  );
  return firstAfter(now, [...candidates, nextTransition(now, zone)]);
}

export function findDateRange(leaf: DateRangeCondition, facts: Facts, now: number): Finding {
  const { from, until } = rangeOf(leaf, facts);
  const { year, month, dayOfMonth } = dateOf(localTime(now, facts.zone(leaf.zone)).day);
  return { holds: now >= from && now < until, found: `${year}-${padded(month)}-${padded(dayOfMonth)}` };
}

export function dateRangeChange(leaf: DateRangeCondition, facts: Facts, now: number): number | undefined {
  const { from, until } = rangeOf(leaf, facts);
  return firstAfter(now, [from, until]);
}

export function findSeason(leaf: SeasonCondition, facts: Facts, now: number): Finding {
  const { month, dayOfMonth } = dateOf(localTime(now, facts.zone(leaf.zone)).day);
  const today = `${padded(month)}-${padded(dayOfMonth)}`;
  // Two digits each, so that the order of texts is that of days.
  const [late, soon] = [today >= leaf.from, today <= leaf.to];
  return { holds: leaf.from <= leaf.to ? late && soon : late || soon, found: today };
}

export function seasonChange(leaf: SeasonCondition, facts: Facts, now: number): number | undefined {
  const zone = facts.zone(leaf.zone);
  const { year } = dateOf(localTime(now, zone).day);
  const days = [year, year + 1].flatMap((one) => {
    const last = dayIn(one, leaf.to);
    // Where `to` is 29 February, the season of a common year ends a day sooner.
    return [dayIn(one, leaf.from), last, last + 1];
  });
  return firstAfter(now, [...days.map((day) => startOfDay(day, zone)), nextTransition(now, zone)]);
}

/** `from` included, `until` not, epoch ms. */
function rangeOf({ from, to, zone: named }: DateRangeCondition, facts: Facts): { from: number; until: number } {
  const zone = facts.zone(named);
  return {
    from: from === undefined ? -Infinity : localInstant(from, zone),
    until:
      to === undefined ? Infinity : to.includes("T") ? localInstant(to, zone) : startOfDay(dayNumberOf(to) + 1, zone),
  };
}

function localInstant(text: string, zone: string): number {
  const day = dayNumberOf(text);
  const [, time] = text.split("T");
  return time === undefined ? startOfDay(day, zone) : instantOf(day, minuteOf(time), zone);
}

function dayIn(year: number, monthAndDay: string): number {
  return dayOf({ year, month: Number(monthAndDay.slice(0, 2)), dayOfMonth: Number(monthAndDay.slice(3, 5)) });
}

/** Minutes since 00:00 of `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(minute: number): string {
  return `${padded(Math.floor(minute / 60))}:${padded(minute % 60)}`;
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
