/** Remembers, for the site's install check, what became of a request at the door. Nobody waits for it. */
import type { DoorOutcome } from "../../wire/install.ts";
import type { Env } from "../env.ts";
import { checkTokenIn, readCheckToken, siteOfCheckToken } from "../site/check-token.ts";
import { openSite, type OpenSite } from "../site/site-cache.ts";

export interface AtDoor {
  /** Where the key is one of a site, that site. */
  siteId?: string;
  site?: OpenSite;
  outcome: DoorOutcome;
  origin: string | null;
  sdk: string | undefined;
  detail?: string;
  /** The request as it came: it may name the check link that opened its page. */
  body: string;
  now: number;
}

type Later = (work: Promise<unknown>) => void;

/** A wrong key leads to no site, or to another: the check link that opened the page names the one that wants to know. */
export function noteAtDoor(env: Env, seen: AtDoor, later: Later): void {
  const token = checkTokenIn(seen.body);
  if (token === undefined) {
    if (seen.siteId !== undefined && seen.site !== undefined) note(env, seen.siteId, seen.site, seen, later);
    return;
  }
  later(noteChecked(env, token, seen, later));
}

async function noteChecked(env: Env, token: string, seen: AtDoor, later: Later): Promise<void> {
  const siteId = siteOfCheckToken(token);
  const site = siteId === undefined ? undefined : await openSite(env, siteId, seen.now, later);
  const check = site && readCheckToken(site.state.signingKey, token, seen.now);
  if (siteId === undefined || site === undefined || check === undefined) return;
  note(env, siteId, site, seen, later, check.id);
}

function note(env: Env, siteId: string, { tap }: OpenSite, seen: AtDoor, later: Later, check?: string): void {
  const { outcome, origin, sdk = "", detail, now } = seen;
  const kind = { outcome, origin: origin ?? "", sdk, ...(detail !== undefined && { detail }), ...(check && { check }) };
  const wait = tap.noteAtDoor(kind, now);
  if (wait === undefined) return;
  later(
    new Promise((resolve) => setTimeout(resolve, wait)).then(() => {
      const told = tap.take();
      return told.door.length > 0 ? env.SITE.getByName(siteId).pushLive(told) : undefined;
    }),
  );
}
