/** `npm run bench -- NAME [options] [--json]`: each benchmark is one command that prints one table. */
import { Misuse, Skip } from "./outcome.ts";
import type { Benchmark } from "./outcome.ts";
import { withScope } from "./scope.ts";

/** No benchmark runs longer unless its entry says so: what hangs must not hold a machine for the night. */
const MOST_MINUTES = 30;
const MINUTE_MS = 60_000;

interface Entry {
  /** What it answers. */
  question: string;
  mostMinutes?: number;
  load(): Promise<Benchmark>;
}

const BENCHES: Record<string, Entry> = {
  collect: {
    question: "what one POST /v1/collect costs in CPU, against the runtime's own floor",
    load: async () => (await import("./collect/collect-bench.ts")).collectBench,
  },
  replay: {
    question: "whether real shop traffic, shuffled and repeated, arrives once and whole",
    load: async () => (await import("./replay/replay-bench.ts")).replayBench,
  },
  bandit: {
    question: "how much a bandit loses while it learns, and whether other policies are valued rightly from its log",
    load: async () => (await import("./bandit/bandit-bench.ts")).banditBench,
  },
  statistics: {
    question: "whether reports may be looked at every day, and whether what is limited is ever given twice",
    load: async () => (await import("./looking/looking-bench.ts")).lookingBench,
  },
  decide: {
    question: "what a request's decisions cost where marketers are busy: 50 segments, 100 offers, 5 placements",
    load: async () => (await import("./decide/decide-bench.ts")).decideBench,
  },
  score: {
    question: "how well the score foretells a purchase, beside plain rules and published figures",
    load: async () => (await import("./score/score-bench.ts")).scoreBench,
  },
  "page-view": {
    question: "how long from a click until the page shows what it changed",
    load: async () => (await import("./page-view/page-view-bench.ts")).pageViewBench,
  },
  complements: {
    question: "what goes with a basket: ours against popularity and association rules",
    load: async () => (await import("./complements/complements-bench.ts")).complementsBench,
  },
  again: {
    question: "what customers buy again, and when: ours against their habits alone",
    load: async () => (await import("./again/again-bench.ts")).againBench,
  },
  contamination: {
    question: "how many gifts come back as recommendations, with and without being kept apart",
    load: async () => (await import("./contamination/contamination-bench.ts")).contaminationBench,
  },
  "next-item": {
    question: "how often the next click is among twenty named, how fast, and at what cost",
    load: async () => (await import("./next-item/next-item-bench.ts")).nextItemBench,
  },
  growth: {
    question: "what a shop of a million products costs to learn, to keep and to ask",
    load: async () => (await import("./next-item/growth-bench.ts")).growthBench,
  },
  learn: {
    question: "what learning a new model takes of CPU and memory, and what visitors' reports wait for it meanwhile",
    load: async () => (await import("./learn/learn-bench.ts")).learnBench,
  },
  recommend: {
    question:
      "what a row of recommended products costs over HTTP, and how fast it comes at a thousand requests a second",
    load: async () => (await import("./recommend/recommend-bench.ts")).recommendBench,
  },
  live: {
    question: "whether the Live screen keeps up with 200 entries a second for a minute: frames dropped, heap",
    load: async () => (await import("./live/live-bench.ts")).liveBench,
  },
  "sdk-peers": {
    question: "what the SDK weighs and costs a page, beside its peers' own files",
    load: async () => (await import("./sdk-peers/sdk-peers-bench.ts")).sdkPeersBench,
  },
  "page-impact": {
    question: "what the SDK does to a shop's loading, layout and interactions",
    load: async () => (await import("./page-impact/page-impact-bench.ts")).pageImpactBench,
  },
  delivery: {
    question: "whether every event arrives, and counts once, when pages close, networks fail and browsers die",
    // A hundred runs of ten cases in three engines, one after the other.
    mostMinutes: 240,
    load: async () => (await import("./delivery/delivery-bench.ts")).deliveryBench,
  },
  "sdk-size": {
    question: "what a page has to fetch for each part of the SDK",
    load: async () => (await import("./sdk-size/sdk-size-bench.ts")).sdkSizeBench,
  },
  "first-run": {
    question: "how long from a fresh clone to the first decision on the screen",
    load: async () => (await import("./first-run/first-run-bench.ts")).firstRunBench,
  },
};

// Not left to what still runs: a benchmark that was given up would go on without what it measures.
process.exit(await main(process.argv.slice(2)));

async function main(argv: string[]): Promise<number> {
  const json = argv.includes("--json");
  const [name, ...args] = argv.filter((one) => one !== "--json");
  const bench = name === undefined ? undefined : BENCHES[name];
  if (bench === undefined) {
    console.error(
      `${name === undefined ? "Name a benchmark" : `There is no benchmark "${name}"`}; there are: ${Object.keys(BENCHES).join(", ")}.`,
    );
    if (name === undefined)
      for (const [one, { question }] of Object.entries(BENCHES)) console.error(`  ${one.padEnd(12)}${question}`);
    return 2;
  }
  try {
    // Loaded inside, so that what the libraries do on loading is under the scope's eyes too.
    const outcome = await withScope((bench.mostMinutes ?? MOST_MINUTES) * MINUTE_MS, async (scope) => {
      const { run } = await bench.load();
      return await run({ args, scope, report: (line) => console.error(line) });
    });
    console.log(outcome.table);
    if (json) console.log(JSON.stringify(outcome.json));
    return 0;
  } catch (error) {
    if (error instanceof Skip) {
      console.error(`Skipped: ${error.message}`);
      if (json) console.log(JSON.stringify({ skipped: true, why: error.message }));
      return 0;
    }
    if (process.env["SAMEVIEW_DEBUG"]) console.error(error);
    console.error(`\n${name}: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof Misuse ? 2 : 1;
  }
}
