/** Questions about visitors that more than their own object has to answer. */
import type { StoredOfVisitor, VisitorSummary } from "../../wire/visitors.ts";
import { audienceShard } from "../audience/audience-shards.ts";
import { claimOf } from "../domain/offers/offer-setting.ts";
import type { Env } from "../env.ts";

/** Asked at once: what a request may have open to other objects is bounded. */
const AT_ONCE = 12;

/** Those of whom something is stored, seen latest first. */
export async function summariesOf(env: Env, site: string, ids: readonly string[]): Promise<VisitorSummary[]> {
  const now = Date.now();
  const found: VisitorSummary[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((id) => env.VISITOR.getByName(`${site}:${id}`).summary(id, now)));
    for (const answer of answers) if (answer !== undefined) found.push(answer);
  }
  return found.toSorted((a, b) => b.lastSeen - a.lastSeen);
}

/** Rows under a visitor's id, wherever one may lie. The learner and the reports know no ids, so there is none there. */
export async function storedOf(env: Env, site: string, visitor: string): Promise<StoredOfVisitor> {
  const offers = (await env.SITE.getByName(site).definitions())?.value.offers ?? [];
  const claims = [...new Set(offers.flatMap((offer) => claimOf(offer) ?? []))];
  const [own, audience, live, ...held] = await Promise.all([
    env.VISITOR.getByName(`${site}:${visitor}`).storedRows(),
    env.AUDIENCE.getByName(audienceShard(site, visitor)).rowsOf(visitor),
    env.SITE.getByName(site).liveEntriesOf(visitor),
    ...claims.map((claim) => env.POOL.getByName(`${site}:${claim}`).rowsOf(visitor)),
  ]);
  const claimRows = held.reduce((sum, rows) => sum + rows, 0);
  return { total: own + audience + live + claimRows, visitor: own, audience, claims: claimRows, live };
}
