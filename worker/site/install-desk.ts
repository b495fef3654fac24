/**
 * The install check's memory: what came to the door, the latest check, and what pages said that its link opened. Kept as one
 * fact, written at most every few seconds and only when something of a new kind came, so a refused request costs no write.
 */
import { RpcTarget } from "cloudflare:workers";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { CheckedPage, CheckLink, DoorSighting, InstallCheck, InstallReport } from "../../wire/install.ts";
import { diagnoseInstall } from "../domain/install/diagnose-install.ts";
import { DoorLog } from "../domain/install/door-log.ts";
import { unknownPlacements, type UnknownPlacement } from "../domain/install/unknown-placements.ts";
import { readCheckToken, signCheck } from "./check-token.ts";
import type { SigningKey } from "./signing.ts";
import type { SiteStore } from "./site-store.ts";

/** Half an hour: long enough to put a tag right and look again. */
const CHECK_LASTS_MS = 30 * 60_000;
/** Reports of the latest check that are kept: a page says more than one as things change. */
const PAGES_KEPT = 20;
/** What the object forgets when it sleeps is at most what came within this time. */
const KEEP_EVERY_MS = 10_000;
/** Counts and times are kept now and then also when nothing new came. */
const REFRESH_EVERY_MS = 10 * 60_000;
const ID_BYTES = 8;

interface Kept {
  door: DoorSighting[];
  check?: NonNullable<InstallCheck["check"]>;
  pages: CheckedPage[];
}

export class InstallDesk extends RpcTarget {
  readonly #store: SiteStore;
  readonly #key: () => SigningKey;
  readonly #door = new DoorLog();
  #check: Kept["check"];
  #pages: CheckedPage[] = [];
  #keptAt = 0;
  #hasNews = false;

  constructor(store: SiteStore, key: () => SigningKey) {
    super();
    this.#store = store;
    this.#key = key;
    const kept = store.fact("install");
    if (kept === undefined) return;
    const { door, check, pages } = JSON.parse(kept) as Kept;
    for (const one of door) this.#door.add(one);
    this.#check = check;
    this.#pages = pages;
  }

  /** What isolates saw at the door. */
  heard(sightings: readonly DoorSighting[], now: number): void {
    if (sightings.length === 0) return;
    for (const one of sightings) {
      if (!this.#door.knows(one)) this.#hasNews = true;
      this.#door.add(one);
    }
    this.#keep(now);
  }

  /** How the installation stands; `undefined` where there is no such site. */
  check(now: number): InstallCheck | undefined {
    const text = this.#store.newest("settings");
    if (text === undefined) return undefined;
    const sightings = this.#door.all();
    const check = this.#check !== undefined && this.#check.until > now ? this.#check : undefined;
    const pages = this.#pages.filter((page) => page.check === check?.id).toReversed();
    const settings = JSON.parse(text.body) as SiteSettings;
    const placements = this.#publishedPlacements();
    const diagnosis = diagnoseInstall({ settings, placements, sightings, pages, now, ...(check && { check }) });
    return { at: now, ...diagnosis, heard: sightings, pages, ...(check && { check }) };
  }

  /** What pages asked for within the last day and nobody has published, latest first. */
  unknownPlacements(now: number): UnknownPlacement[] {
    return unknownPlacements(this.#door.all(), this.#publishedPlacements(), now);
  }

  #publishedPlacements(): ReadonlySet<string> {
    const definitions = this.#store.newest("definitions");
    const { placements = [] } = definitions === undefined ? {} : (JSON.parse(definitions.body) as Partial<Definitions>);
    return new Set(placements.map(({ id }) => id));
  }

  /** Makes a link whose page says how it is; the one before it counts no more. `undefined`: there is no such site. */
  begin(site: string, now: number): CheckLink | undefined {
    if (!this.#store.exists) return undefined;
    const id = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))].map((one) => one.toString(36)).join("");
    const until = now + CHECK_LASTS_MS;
    this.#check = { id, startedAt: now, until };
    this.#pages = [];
    this.#hasNews = true;
    this.#keptAt = 0;
    this.#keep(now);
    return { token: signCheck(this.#key(), { site, id, until }), until };
  }

  /** A page opened by the link says how it is. `false` where the link is not the latest, or over. */
  report({ token, sentAt, ...page }: InstallReport, now: number): boolean {
    if (!this.#store.exists) return false;
    const check = readCheckToken(this.#key(), token, now);
    if (check === undefined || check.id !== this.#check?.id) return false;
    this.#pages.push({ ...page, at: now, clockBehindMs: now - sentAt, check: check.id });
    if (this.#pages.length > PAGES_KEPT) this.#pages.shift();
    this.#hasNews = true;
    this.#keep(now);
    return true;
  }

  #keep(now: number): void {
    const waited = now - this.#keptAt;
    if (!this.#store.exists || waited < (this.#hasNews ? KEEP_EVERY_MS : REFRESH_EVERY_MS)) return;
    const kept: Kept = { door: this.#door.all(), pages: this.#pages, ...(this.#check && { check: this.#check }) };
    this.#store.setFact("install", JSON.stringify(kept));
    this.#keptAt = now;
    this.#hasNews = false;
  }
}
