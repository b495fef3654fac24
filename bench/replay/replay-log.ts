/** Sends one log through the front door of a fresh Worker, reads every visitor back, and says what is different. */
import type { CollectRequest, CollectResponse } from "../../wire/collect.ts";
import type { SiteSettings } from "../../wire/definitions.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import type { Profile } from "../../worker/domain/profile/profile.ts";
import type { LoadAnswer, LoadClient, LoadRequest } from "../load.ts";
import { compareEvents, profileDifferences } from "./compare.ts";
import type { LoggedEvent, ShopLog } from "./logs.ts";
import { byVisitor, planRequests } from "./plan.ts";
import type { PlannedRequest } from "./plan.ts";

/** As old as the oldest log; the Worker allows up to 5,000. */
const EVENT_AGE_DAYS = 5_000;
const RETENTION_DAYS = 395;

export interface ReplayResult {
  log: string;
  /** Events of the log, each once. */
  events: number;
  /** Requests sent, repeats included. */
  requests: number;
  repeats: number;
  /** Event ids that are missing, or stand twice, or names miscounted: each with its visitor. */
  lost: string[];
  duplicated: string[];
  miscounted: string[];
  visitors: number;
  profilesEqual: number;
  /** Where profiles differ: visitor, field, both values. */
  differences: string[];
  /** Events of the log by seconds of sending. */
  eventsPerSecond: number;
  /** Of requests that stored something and were not their visitor's first. */
  laterRequests: number;
  laterRows: number;
  /** Sum over all answers: repeats recognised. */
  recognised: number;
}

/** @throws where a request is refused, or an event of it */
export async function replayLog(
  client: LoadClient,
  log: ShopLog,
  logged: readonly LoggedEvent[],
  seed: number,
): Promise<ReplayResult> {
  await client.json("PUT", `/v1/sites/${log.id}/settings`, settingsOf(log));
  const plan = planRequests(logged, seed);
  const visitors = byVisitor(logged);
  const tally = new Tally(plan);
  const seconds = await client.sendAll(
    plan.map((one) => collectRequest(log, one)),
    (answer, index) => tally.add(answer, index),
  );

  const lost: string[] = [];
  const duplicated: string[] = [];
  const miscounted: string[] = [];
  const differences: string[] = [];
  let profilesEqual = 0;
  const ids = [...visitors.keys()];
  const exports: LoadRequest[] = ids.map((id) => ({
    method: "GET",
    path: `/v1/sites/${log.id}/visitors/${id}/export`,
  }));
  await client.sendAll(exports, ({ body }, index) => {
    const visitor = ids[index]!;
    const sent = visitors.get(visitor)!;
    const kept = JSON.parse(body) as { profile: Profile; events: BehaviourEvent[] };
    const named = (one: string) => `${visitor}: ${one}`;
    const found = compareEvents(sent, kept.events, kept.profile.counts);
    lost.push(...found.lost.map(named));
    duplicated.push(...found.duplicated.map(named));
    miscounted.push(...found.miscounted.map(named));
    // Folded here, outside the Worker, in the order in which it happened.
    const expected = foldEvents(
      emptyProfile(),
      sent.toSorted((a, b) => a.at - b.at),
    );
    const apart = profileDifferences(expected, kept.profile);
    if (apart.length === 0) profilesEqual++;
    differences.push(...apart.map(named));
  });

  return {
    log: log.id,
    events: logged.length,
    requests: plan.length,
    repeats: plan.length - new Set(plan).size,
    lost,
    duplicated,
    miscounted,
    visitors: ids.length,
    profilesEqual,
    differences,
    eventsPerSecond: logged.length / seconds,
    laterRequests: tally.laterRequests,
    laterRows: tally.laterRows,
    recognised: tally.duplicates,
  };
}

/** What the answers say, summed. */
class Tally {
  readonly #plan: readonly PlannedRequest[];
  readonly #known = new Set<string>();
  laterRequests = 0;
  laterRows = 0;
  duplicates = 0;

  constructor(plan: readonly PlannedRequest[]) {
    this.#plan = plan;
  }

  add({ headers, body }: LoadAnswer, index: number): void {
    const { accepted, duplicates, rejected } = JSON.parse(body) as CollectResponse;
    if (rejected.length > 0) throw new Error(`an event was refused: ${JSON.stringify(rejected[0])}`);
    this.duplicates += duplicates;
    if (accepted === 0) return;
    const { visitor } = this.#plan[index]!;
    if (this.#known.has(visitor)) {
      this.laterRequests++;
      this.laterRows += Number(headers["sameview-rows-written"]);
    }
    this.#known.add(visitor);
  }
}

/** Without `sentAt` the sender is a server, whose times are taken as they are. */
function collectRequest(log: ShopLog, { visitor, events }: PlannedRequest): LoadRequest {
  return {
    method: "POST",
    path: "/v1/collect",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key: `pk_${log.id}`, visitor, events: [...events] } satisfies CollectRequest),
  };
}

function settingsOf(log: ShopLog): SiteSettings {
  return {
    name: log.id,
    keys: [`pk_${log.id}`],
    origins: [],
    locale: "en",
    currency: log.currency ?? "USD",
    eventAgeDays: EVENT_AGE_DAYS,
    retentionDays: RETENTION_DAYS,
    consentDefault: "granted",
  };
}
