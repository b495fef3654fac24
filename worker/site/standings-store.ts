/** How the site's offers stand, as the site's object keeps it for the isolates: two facts and one number over both. */
import type { SiteStore } from "./site-store.ts";

/** What crosses to the isolates, as JSON; read by `readStandings`. */
export interface StandingsNews {
  version: number;
  json: string;
}

interface Kept {
  version: number;
  /** As the reports published it: JSON, passed on unread. */
  reports: string;
  empty: string[];
}

const FACT = "standings";

export class StandingsStore {
  readonly #store: SiteStore;

  constructor(store: SiteStore) {
    this.#store = store;
  }

  /** The newest, if it is newer than `known`. */
  newerThan(known: number): StandingsNews | undefined {
    const kept = this.#kept();
    if (kept.version <= known) return undefined;
    const { version, reports, empty } = kept;
    return { version, json: `{"version":${version},"empty":${JSON.stringify(empty)},"reports":${reports}}` };
  }

  /** A pool or stock has nothing left, or something again. Returns whether that is news. */
  claimChanged(claim: string, empty: boolean): boolean {
    const kept = this.#kept();
    if (kept.empty.includes(claim) === empty) return false;
    this.#keep({ ...kept, empty: empty ? [...kept.empty, claim] : kept.empty.filter((one) => one !== claim) });
    return true;
  }

  /** The reports have counted. @param json checked by whoever reads it, since it may be older than they are */
  published(json: string): void {
    this.#keep({ ...this.#kept(), reports: json });
  }

  #kept(): Kept {
    const fact = this.#store.fact(FACT);
    return fact === undefined ? { version: 0, reports: "null", empty: [] } : (JSON.parse(fact) as Kept);
  }

  #keep(kept: Kept): void {
    this.#store.setFact(FACT, JSON.stringify({ ...kept, version: kept.version + 1 }));
  }
}
