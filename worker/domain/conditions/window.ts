/** Which instants a window takes in, and when one falls out of it. */
import type { Window } from "../../../wire/condition.ts";
import { SESSION_GAP_MS } from "../profile/sessions.ts";
import { durationMs } from "./duration.ts";
import type { Facts } from "./facts.ts";
import { dayOf, localTime, startOfDay } from "./zone-clock.ts";

/** Epoch ms: what happened after `after` and before `before` lies in it. */
export interface Span {
  after: number;
  before: number;
}

export const EVER: Span = { after: -Infinity, before: Infinity };
const NOTHING: Span = { after: Infinity, before: Infinity };

export function spanOf(window: Window | undefined, facts: Facts, now: number): Span {
  switch (window?.kind) {
    case undefined:
      return EVER;
    case "last":
      return { after: now - durationMs(window.duration), before: Infinity };
    case "calendar_days": {
      const zone = facts.zone(window.zone);
      // Instants are whole milliseconds: from midnight on is after the last one before it.
      return { after: startOfDay(localTime(now, zone).day - window.days + 1, zone) - 1, before: Infinity };
    }
    case "session": {
      const session = sessionUnderWay(facts, now);
      return session === undefined ? NOTHING : { after: session.start - 1, before: Infinity };
    }
    case "dates": {
      const zone = facts.zone(window.zone);
      return {
        after: window.from === undefined ? -Infinity : startOfDay(dayNumberOf(window.from), zone) - 1,
        before: window.to === undefined ? Infinity : startOfDay(dayNumberOf(window.to) + 1, zone),
      };
    }
  }
}

/** When something that lies in the window at `now` and happened at `at` no longer does; `undefined`: never. */
export function leavesAt(at: number, window: Window | undefined, facts: Facts): number | undefined {
  switch (window?.kind) {
    case "last":
      return at + durationMs(window.duration);
    case "calendar_days": {
      const zone = facts.zone(window.zone);
      return startOfDay(localTime(at, zone).day + window.days, zone);
    }
    case "session": {
      const session = facts.profile.sessions.latest.at(-1);
      return session && session.end + SESSION_GAP_MS + 1;
    }
    case "dates":
    case undefined:
      return undefined;
  }
}

/** The session that an event now would belong to. */
export function sessionUnderWay(facts: Facts, now: number): { start: number; campaign?: string } | undefined {
  const session = facts.profile.sessions.latest.at(-1);
  return session !== undefined && now <= session.end + SESSION_GAP_MS ? session : undefined;
}

/** Day number of `YYYY-MM-DD`, also where a time follows. */
export function dayNumberOf(date: string): number {
  return dayOf({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    dayOfMonth: Number(date.slice(8, 10)),
  });
}
