/** The running demo: Worker, demo site, its history and its shoppers, started and stopped as one. */
import { AdminApi } from "./admin-api.ts";
import { demoSite, makeVisits, walkShoppers } from "./demo-content.ts";
import type { WalkingShoppers } from "./demo-content.ts";
import { seedHistory } from "./demo-history.ts";
import type { Progress } from "./demo-history.ts";
import { publishDemoSite } from "./demo-site.ts";
import { claimStorage, resetStorage } from "./demo-storage.ts";
import { Fault } from "./fault.ts";
import { serveWorker } from "./serve-worker.ts";
import type { ServedWorker } from "./serve-worker.ts";
import { pages } from "./welcome.ts";

export interface DemoOptions {
  port: number;
  storage: string;
  shoppers: number;
  seed: number;
  history: boolean;
  /** Problems the Worker reports while it runs. */
  onProblem: (message: string) => void;
  onProgress: (progress: Progress) => void;
}

export class Demo {
  readonly url: string;
  readonly #options: DemoOptions;
  #worker: ServedWorker | undefined;
  #shoppers: WalkingShoppers | undefined;
  /** Ends a seeding under way. */
  #abort = new AbortController();
  #seeding: Promise<void> = Promise.resolve();
  #shoppersWanted: boolean;
  /** Gives the storage back. */
  #release: () => void = () => undefined;

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#shoppersWanted = options.shoppers > 0;
    this.url = `http://localhost:${options.port}`;
  }

  /** Resolves once every page answers. History and shoppers come after, by `enliven`. */
  async start(): Promise<void> {
    const { port, storage, onProblem } = this.#options;
    this.#release = await claimStorage(storage, this.url);
    this.#worker = await serveWorker({
      port,
      storage,
      environment: "development",
      handlesSignals: true,
      onLog: (level, message) => {
        if (level === "error") onProblem(message);
      },
    });
    await publishDemoSite(this.#admin(), storage, demoSite());
    for (const page of Object.values(pages(this.url))) await mustAnswer(page);
  }

  /** Lets the shoppers in and seeds the history behind them. Resolves once the history is in. */
  async enliven(): Promise<void> {
    const { storage, shoppers, seed, history, onProgress } = this.#options;
    this.#abort = new AbortController();
    if (shoppers > 0) {
      await this.#admin().dev("PUT", "shoppers", { wanted: this.#shoppersWanted });
      this.#shoppers = walkShoppers({ url: this.url, count: shoppers, seed });
    }
    const { signal } = this.#abort;
    if (history) {
      this.#seeding = seedHistory({ admin: this.#admin(), storage, seed, makeVisits, signal, onProgress });
    }
    await this.#seeding;
  }

  /** Switches the shoppers on or off, as the console can too. Resolves to whether they are wanted now. */
  async toggleShoppers(): Promise<boolean> {
    this.#shoppersWanted = !this.#shoppersWanted;
    await this.#admin().dev("PUT", "shoppers", { wanted: this.#shoppersWanted });
    return this.#shoppersWanted;
  }

  /** Forgets everything stored and starts over. Resolves once every page answers again. */
  async reset(): Promise<void> {
    await this.stop();
    resetStorage(this.#options.storage);
    await this.start();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await Promise.all([this.#shoppers?.stop(), this.#seeding.catch(() => undefined)]);
    this.#shoppers = undefined;
    await this.#worker?.stop();
    this.#worker = undefined;
    this.#release();
  }

  #admin(): AdminApi {
    return new AdminApi(this.url, "demo");
  }
}

async function mustAnswer(page: string): Promise<void> {
  const response = await fetch(page);
  await response.arrayBuffer();
  if (!response.ok) throw new Fault(`${page} answers ${response.status}. Delete the folder build and try again.`);
}
