/** Which of a site's AudienceObjects knows a visitor, and what it is told. */
import type { Memberships } from "../domain/segments/memberships.ts";
import { hash53 } from "../domain/chance.ts";

/**
 * Objects that share a site's visitors. One takes some 500 updates a second, and a visitor makes a few in a visit: eight
 * serve some 100 million page views a month. More would make each question to all of them slower.
 */
export const AUDIENCE_SHARDS = 8;

/** Where a visitor belongs, as the visitor's object last worked it out. */
export interface MemberUpdate {
  visitor: string;
  /** Higher with every move: of two updates the higher stands, in whatever order they arrive. */
  version: number;
  memberships: Memberships;
}

/** Name of the object that knows `visitor`. */
export function audienceShard(site: string, visitor: string): string {
  return `${site}#${hash53(visitor) % AUDIENCE_SHARDS}`;
}

/** Names of all of a site's objects. */
export function audienceShards(site: string): string[] {
  return Array.from({ length: AUDIENCE_SHARDS }, (_, shard) => `${site}#${shard}`);
}
