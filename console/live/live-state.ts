/** The live screen's state: signals, fed by one socket, read by every screen. */
import { batch, computed, effect, signal } from "@preact/signals";
import type { LiveEntry, LiveMessage, ModelStatus, Pulse, ShoppersState } from "../../wire/console.ts";
import { api, openLiveSocket } from "../api.ts";
import { tellCoach } from "../coach-signal.ts";
import { place } from "../location.ts";
import { now } from "../now.ts";
import { ownVisitors } from "../own-visitor.ts";
import { lock } from "../session.ts";
import { keepConnected } from "./connection.ts";
import type { LinkState, LiveLink, LiveSocket } from "./connection.ts";
import { scoreStep } from "./entry-row.ts";
import { EMPTY_FEED, greet, receive, release } from "./feed.ts";
import { filtersFromQuery, matcher } from "./filters.ts";
import { withReason } from "./pause.ts";
import type { PauseReason } from "./pause.ts";
import { pulseAt } from "./pulse-now.ts";

/** Entries are put on the screen so often at most: a site with 200 a second must not render 200 times. */
const FLUSH_MS = 200;
/**
 * And so often where more comes than anybody can follow: what is new then fills the screen each time, so that putting it
 * there more often would cost whole frames and show nothing more.
 */
const BUSY_FLUSH_MS = 1_000;
/** Entries a second from which it is too much to follow. */
const BUSY_PER_SECOND = 40;
/** Rows in the document while the reader reads. More cannot be read, and each costs layout. */
export const SHOWN_ROWS = 200;
/** Rows that can be seen without scrolling, which pauses the stream: while it runs, no others are made. */
export const rowsInView = signal(SHOWN_ROWS);

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const minute = computed(() => Math.floor(now.value / MINUTE_MS));

export const link = signal<LinkState>({ kind: "connecting" });
/** When the last message came, epoch milliseconds; 0 before the first. */
export const lastDataAt = signal(0);
export const feed = signal(EMPTY_FEED);
/** The pulse as last told, and when that was by this machine's clock. */
const told = signal<{ pulse: Pulse; heardAt: number } | null>(null);
/** The pulse as of this minute. */
export const pulse = computed(() => {
  if (told.value === null) return null;
  const { pulse: last, heardAt } = told.value;
  // Whole minutes are all that moves it; reading them instead of every second keeps the chart still.
  const elapsed = minute.value * MINUTE_MS - heardAt;
  return elapsed <= 0 ? last : pulseAt(last, [...feed.peek().held, ...feed.peek().shown], last.at + elapsed);
});
export const shoppers = signal<ShoppersState | null>(null);
export const model = signal<ModelStatus | null>(null);
/** Whether the Worker runs in development; null until it has said so. */
export const development = signal<boolean | null>(null);
/** Version of the published definitions, as the Worker last announced it; 0 before that. */
export const definitionsVersion = signal(0);
/** When the first event of a real page came, epoch milliseconds; 0 before. */
export const firstRealEntryAt = signal(0);
/** The newest batch of entries, for screens that follow one visitor. */
export const latestBatch = signal<readonly LiveEntry[]>([]);

export const pauseReasons = signal<ReadonlySet<PauseReason>>(new Set());
export const paused = computed(() => pauseReasons.value.size > 0);

export const filters = computed(() => filtersFromQuery(new URLSearchParams(place.value.query)));
const matches = computed(() => matcher(filters.value, ownVisitors.value));
/** Matching entries, newest first. */
export const matching = computed(() => feed.value.shown.filter(matches.value));
/** Matching entries that wait while paused. */
export const waiting = computed(() => feed.value.held.filter(matches.value).length);
/** Names of the events in memory, for the filter's list. */
export const eventNames = computed(() => eventNameList.value.split("\n").filter(Boolean));
/** As one text, which stays the same while the names do: a list would be a new one with each batch. */
const eventNameList = computed(() =>
  [...new Set(feed.value.shown.flatMap((entry) => entry.events.map((event) => event.name)))].toSorted().join("\n"),
);

let arrived: LiveEntry[] = [];
let flushTimer: number | undefined;
let flushedAt = 0;
let isBusy = false;
let liveLink: LiveLink | undefined;

/** Opens the socket and keeps it open. */
export function startLive(): void {
  liveLink = keepConnected({
    open: openPort,
    isLocked: async () => {
      const answer = await api.model();
      return !answer.ok && answer.problem.kind === "unauthorized";
    },
    heard: () => {
      lastDataAt.value = Date.now();
    },
    message: take,
    state: (state) => {
      link.value = state;
    },
    later: (action, milliseconds) => {
      const timer = window.setTimeout(action, milliseconds);
      return () => window.clearTimeout(timer);
    },
    now: Date.now,
    chance: Math.random,
  });
  addEventListener("online", () => liveLink?.retry());
  let wasOpen = true;
  effect(() => {
    const isOpen = lock.value === "open";
    if (isOpen && !wasOpen) liveLink?.retry();
    // Signed out, nothing more may come in either.
    if (!isOpen && wasOpen) {
      liveLink?.stop();
      link.value = { kind: "locked" };
    }
    wasOpen = isOpen;
  });
}

/** Tries to connect now instead of at the next turn. */
export function reconnect(): void {
  liveLink?.retry();
}

/** Adds or takes away a reason to stand still; when the last goes, what waited is shown. */
export function setPause(reason: PauseReason, on: boolean): void {
  batch(() => {
    pauseReasons.value = withReason(pauseReasons.value, reason, on);
    if (!paused.value) feed.value = release(feed.value);
  });
}

/** Shows what waits now, whether or not the stream goes on by itself. */
export function showWaiting(): void {
  flush();
  feed.value = release(feed.value);
}

async function openPort(): Promise<LiveSocket | "locked" | "unreachable"> {
  const opened = await openLiveSocket();
  if (opened.ok) {
    const socket = opened.value;
    return {
      listen: (events) => {
        socket.addEventListener("open", () => events.open());
        socket.addEventListener("message", (message) => events.message(message.data));
        socket.addEventListener("close", () => events.close());
      },
      send: (text) => socket.send(text),
      close: () => socket.close(),
    };
  }
  return opened.problem.kind === "unauthorized" ? "locked" : "unreachable";
}

function take(message: LiveMessage): void {
  switch (message.type) {
    case "hello":
      return hello(message);
    case "entry":
      arrived.push(message.entry);
      flushTimer ??= window.setTimeout(flush, isBusy ? BUSY_FLUSH_MS : FLUSH_MS);
      return;
    case "pulse":
      told.value = { pulse: message.pulse, heardAt: Date.now() };
      return;
    case "shoppers":
      shoppers.value = message.shoppers;
      return;
    case "definitions":
      definitionsVersion.value = message.version;
      return;
    case "model":
      model.value = message.model;
  }
}

function hello(message: Extract<LiveMessage, { type: "hello" }>): void {
  flush();
  batch(() => {
    const isFirst = feed.value.lastSeq < 0;
    const known = feed.value.lastSeq;
    told.value = { pulse: message.pulse, heardAt: Date.now() };
    development.value = message.development;
    shoppers.value = message.shoppers;
    feed.value = greet(feed.value, message.recent, paused.value);
    const fresh = message.recent.filter((entry) => entry.seq > known);
    notice(fresh);
    // What was done before this page was opened is no step of the tour.
    if (!isFirst) coach(fresh);
  });
}

function flush(): void {
  window.clearTimeout(flushTimer);
  flushTimer = undefined;
  if (arrived.length === 0) return;
  const entries = arrived;
  arrived = [];
  const now = performance.now();
  isBusy = (entries.length * SECOND_MS) / (now - flushedAt) > BUSY_PER_SECOND;
  flushedAt = now;
  batch(() => {
    feed.value = receive(feed.value, entries, paused.value);
    notice(entries);
    coach(entries);
  });
}

function notice(entries: readonly LiveEntry[]): void {
  if (entries.length === 0) return;
  latestBatch.value = entries;
  if (firstRealEntryAt.value === 0) {
    firstRealEntryAt.value = entries.find((entry) => entry.source !== "simulated")?.at ?? 0;
  }
}

function coach(entries: readonly LiveEntry[]): void {
  for (const entry of entries) {
    if (!ownVisitors.value.has(entry.visitor)) continue;
    if (entry.events.some((event) => event.name === "view_item")) tellCoach({ sameview: "product-opened" });
    if (entry.score !== undefined && scoreStep(entry) !== 0) {
      const before = entry.scoreBefore === undefined ? {} : { before: Math.round(entry.scoreBefore) };
      tellCoach({ sameview: "score-moved", score: Math.round(entry.score.value), ...before });
    }
  }
}
