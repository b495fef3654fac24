/** What one reports object has been told and has counted. Synchronous: a part is taken in whole or not at all. */
import type { BanditOutcome } from "../domain/bandit/update-posterior.ts";
import type { LoggedDraw } from "../domain/offers/logged-draw.ts";
import type { DayOfOffer } from "../domain/offers/offer-report.ts";
import type { OfferUse } from "../domain/offers/offer-setting.ts";
import type { ReportEntry } from "../domain/offers/report-entry.ts";
import { addEntry, groupTotal, type RollUp } from "../domain/offers/roll-up.ts";
import { addTotals, noTotals, withTotals, type TotalsByDay } from "../domain/totals/day-totals.ts";
import type { CountedTotals } from "../domain/totals/site-report.ts";
import type { DayTotals } from "../../wire/reports.ts";

/** Parts of one visitor's outbox are numbered; a number not above the last one told is a repeat. */
export interface ReportPart {
  /** Random, so that counts lead back to nobody. */
  key: string;
  part: number;
  entries: ReportEntry[];
  /** What it adds to the days' totals; missing for nothing. */
  totals?: TotalsByDay;
}

/** An outcome and the placement whose draw it teaches. */
export interface PlacedOutcome {
  placement: string;
  outcome: BanditOutcome;
}

const DAY_MS = 86_400_000;
/** Days a roll-up is kept: a year and the same season's beginning. */
const ROLL_UP_DAYS = 400;
/** Days an outbox's number is kept: longer than any outbox goes on trying. */
const TOLD_DAYS = 60;
/** Logged draws of one shard: at 20,000 in all, an estimate's interval is as narrow as the traffic of weeks makes it. */
const DRAWS_KEPT = 5_000;

export class ReportStore {
  readonly #sql: SqlStorage;
  /** Taken in and not counted in the tables yet: a minute's, so that a part costs one row and a minute a few. */
  #pending: ReportEntry[];
  #pendingTotals: TotalsByDay;
  /** Number of the newest part. */
  #n: number;
  /** Up to which number parts are counted. */
  #counted: number;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#counted = sql.exec<{ n: number }>("SELECT n FROM counted WHERE id = 1").one().n;
    // What an earlier life of this object took in and did not come to count.
    const left = sql
      .exec<ToldRow>("SELECT part, n, entries, totals FROM told WHERE n > ? ORDER BY n", this.#counted)
      .toArray();
    this.#pending = left.flatMap(({ entries }) => JSON.parse(entries) as ReportEntry[]);
    this.#pendingTotals = left.map(totalsOf).reduce(withTotals, {});
    this.#n = left.at(-1)?.n ?? this.#counted;
  }

  /** Takes in a part, one row; returns the offers it spoke of, `undefined` where it came before. */
  add({ key, part, entries, totals = {} }: ReportPart, now: number): Set<string> | undefined {
    const told = this.#sql.exec<ToldRow>("SELECT part, n, entries, totals FROM told WHERE key = ?", key).toArray()[0];
    if (told !== undefined && part <= told.part) return undefined;
    const uncounted = told !== undefined && told.n > this.#counted ? told : undefined;
    const allEntries = [
      ...(uncounted === undefined ? [] : (JSON.parse(uncounted.entries) as ReportEntry[])),
      ...entries,
    ];
    const allTotals = withTotals(uncounted === undefined ? {} : totalsOf(uncounted), totals);
    this.#n = Math.max(now, this.#n + 1);
    this.#sql.exec(
      "INSERT OR REPLACE INTO told (key, part, n, entries, totals) VALUES (?, ?, ?, ?, ?)",
      key,
      part,
      this.#n,
      JSON.stringify(allEntries),
      Object.keys(allTotals).length === 0 ? null : JSON.stringify(allTotals),
    );
    this.#pending.push(...entries);
    this.#pendingTotals = withTotals(this.#pendingTotals, totals);
    return new Set(entries.map(({ offer }) => offer));
  }

  /** Counts what was taken in. Call inside a transaction. */
  count(): void {
    if (this.#n === this.#counted) return;
    const rollUps = new Map<string, { offer: string; day: number; rollUp: RollUp }>();
    for (const entry of this.#pending) {
      const day = Math.floor(entry.enrolledAt / DAY_MS);
      const name = `${entry.offer} ${day}`;
      const one = rollUps.get(name) ?? { offer: entry.offer, day, rollUp: this.#rollUp(entry.offer, day) };
      addEntry(one.rollUp, entry);
      rollUps.set(name, one);
      this.#logDraw(entry);
    }
    for (const { offer, day, rollUp } of rollUps.values()) {
      this.#sql.exec(
        "INSERT OR REPLACE INTO rollups (offer, day, body) VALUES (?, ?, ?)",
        offer,
        day,
        JSON.stringify(rollUp),
      );
    }
    for (const [day, totals] of Object.entries(this.#pendingTotals)) this.#addToDay(Number(day), totals);
    const outcomes = this.#pending.flatMap(outcomeOf);
    if (outcomes.length > 0) this.#sql.exec("INSERT INTO outcomes (body) VALUES (?)", JSON.stringify(outcomes));
    this.#sql.exec("UPDATE counted SET n = ? WHERE id = 1", this.#n);
    this.#counted = this.#n;
    this.#pending = [];
    this.#pendingTotals = {};
  }

  /** Totals of the days from `since` (days since 1970) on. */
  totals(since: number): CountedTotals {
    const rows = this.#sql.exec<DayRow>("SELECT day, body FROM days WHERE day >= ?", since).toArray();
    const { first } = this.#sql.exec<{ first: number | null }>("SELECT MIN(day) AS first FROM days").one();
    return { first, totals: Object.fromEntries(rows.map(({ day, body }) => [day, JSON.parse(body) as DayTotals])) };
  }

  #addToDay(day: number, more: DayTotals): void {
    const row = this.#sql.exec<DayRow>("SELECT day, body FROM days WHERE day = ?", day).toArray()[0];
    const totals = row === undefined ? noTotals() : (JSON.parse(row.body) as DayTotals);
    addTotals(totals, more);
    this.#sql.exec("INSERT OR REPLACE INTO days (day, body) VALUES (?, ?)", day, JSON.stringify(totals));
  }

  /** By offer and day, of the days from `since` (days since 1970, UTC) on. */
  rollUps(since: number, offer?: string): DayOfOffer[] {
    const rows =
      offer === undefined
        ? this.#sql.exec<RollUpRow>("SELECT * FROM rollups WHERE day >= ? ORDER BY offer, day", since)
        : this.#sql.exec<RollUpRow>("SELECT * FROM rollups WHERE offer = ? AND day >= ? ORDER BY day", offer, since);
    return rows.toArray().map(({ offer: id, day, body }) => ({ offer: id, day, rollUp: JSON.parse(body) as RollUp }));
  }

  offers(): string[] {
    return this.#sql
      .exec<{ offer: string }>("SELECT DISTINCT offer FROM rollups")
      .toArray()
      .map(({ offer }) => offer);
  }

  /** What an offer has used up, over all days kept. */
  useOf(offer: string): OfferUse {
    const use: OfferUse = { exposures: 0, redemptions: 0 };
    for (const { rollUp } of this.rollUps(0, offer)) {
      const { exposures, redemptions } = groupTotal(rollUp, "shown");
      use.exposures += exposures;
      use.redemptions += redemptions;
    }
    return use;
  }

  draws(placement: string): LoggedDraw[] {
    return this.#sql
      .exec<{ body: string }>("SELECT body FROM draws WHERE placement = ? ORDER BY at", placement)
      .toArray()
      .map(({ body }) => JSON.parse(body) as LoggedDraw);
  }

  /** What the first object has not counted yet, oldest first, with the number of the newest. */
  outcomes(most: number): { n: number; outcomes: PlacedOutcome[] } {
    const rows = this.#sql
      .exec<{ n: number; body: string }>("SELECT n, body FROM outcomes ORDER BY n LIMIT ?", most)
      .toArray();
    return { n: rows.at(-1)?.n ?? 0, outcomes: rows.flatMap(({ body }) => JSON.parse(body) as PlacedOutcome[]) };
  }

  dropOutcomes(upTo: number): void {
    this.#sql.exec("DELETE FROM outcomes WHERE n <= ?", upTo);
  }

  /** Forgets what is too old, and the oldest draws above the bound. */
  trim(now: number): void {
    this.#sql.exec("DELETE FROM told WHERE n < ?", now - TOLD_DAYS * DAY_MS);
    const oldest = Math.floor(now / DAY_MS) - ROLL_UP_DAYS;
    this.#sql.exec("DELETE FROM rollups WHERE day < ?", oldest);
    this.#sql.exec("DELETE FROM days WHERE day < ?", oldest);
    const { draws } = this.#sql.exec<{ draws: number }>("SELECT COUNT(*) AS draws FROM draws").one();
    if (draws > DRAWS_KEPT) {
      this.#sql.exec(
        "DELETE FROM draws WHERE id IN (SELECT id FROM draws ORDER BY at, id LIMIT ?)",
        draws - DRAWS_KEPT,
      );
    }
  }

  #rollUp(offer: string, day: number): RollUp {
    const row = this.#sql
      .exec<{ body: string }>("SELECT body FROM rollups WHERE offer = ? AND day = ?", offer, day)
      .toArray()[0];
    return row === undefined ? { placement: "", groups: {} } : (JSON.parse(row.body) as RollUp);
  }

  #logDraw(entry: ReportEntry): void {
    const { log, drawn, placement, offer, context, enrolledAt: at } = entry;
    if (log === undefined) return;
    if (drawn !== undefined) {
      const draw: LoggedDraw = { placement, offer, context, drawn, at, converted: false, revenue: 0 };
      this.#keepDraw(log, draw);
      return;
    }
    if (entry.converted === undefined && entry.revenue === undefined) return;
    const row = this.#sql.exec<{ body: string }>("SELECT body FROM draws WHERE id = ?", log).toArray()[0];
    if (row === undefined) return;
    const draw = JSON.parse(row.body) as LoggedDraw;
    this.#keepDraw(log, { ...draw, converted: true, revenue: draw.revenue + (entry.revenue ?? 0) });
  }

  #keepDraw(id: string, draw: LoggedDraw): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO draws (id, placement, at, body) VALUES (?, ?, ?, ?)",
      id,
      draw.placement,
      draw.at,
      JSON.stringify(draw),
    );
  }
}

type ToldRow = { part: number; n: number; entries: string; totals: string | null };
type RollUpRow = { offer: string; day: number; body: string };
type DayRow = { day: number; body: string };

function totalsOf({ totals }: ToldRow): TotalsByDay {
  return totals === null ? {} : (JSON.parse(totals) as TotalsByDay);
}

/** What an entry teaches the draw: only what was drawn, shown and seen. */
function outcomeOf(entry: ReportEntry): PlacedOutcome[] {
  const { log, placement, offer, context, exposedAt, at } = entry;
  if (log === undefined || exposedAt === undefined) return [];
  if (entry.exposed === undefined && entry.converted === undefined) return [];
  const outcome: BanditOutcome = {
    arm: offer,
    context,
    exposedAt,
    exposures: entry.exposed ?? 0,
    conversions: entry.converted ?? 0,
    ...(entry.converted !== undefined && { convertedAt: at }),
  };
  return [{ placement, outcome }];
}
