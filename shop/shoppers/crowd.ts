/** Several shoppers at once, visit after visit. */
import { setTimeout as sleep } from "node:timers/promises";
import { buildCatalogue } from "../catalogue/build-catalogue.ts";
import { createDice, seedOf, type Dice } from "../catalogue/dice.ts";
import { pastVisitor, VISITORS } from "./history.ts";
import { createPersona, type Persona } from "./persona.ts";
import { visitShop, type Memory } from "./shopper.ts";
import { visitorId } from "./visitor-id.ts";
import { walk } from "./walk.ts";

export interface CrowdOptions {
  /** Origin of the shop and its Worker, such as `http://localhost:8787`. */
  url: string;
  key: string;
  /** How many walk at the same time. */
  count: number;
  seed: number;
  /** Distinguishes this run's events from those of a run before with the same seed. */
  run: string;
}

/** Factor on the time people spend on pages: a demo's shoppers hurry a little. */
const PACE = 0.5;
/** Milliseconds between two visits of one walker, and before a crowd's first: not all come at once. */
const PAUSE_MS = 9_000;
/** Milliseconds until the next try where the door did not answer, doubling up to the longest. */
const TROUBLE_MS = 2_000;
const LONGEST_TROUBLE_MS = 60_000;
/** Share of visits by somebody who was never here before. */
const NEWCOMERS = 0.5;
/** People of the history among the regulars, for each walker: those who come back on the first day. */
const PAST_PER_WALKER = 4;
/** Regulars for each walker at most: whoever has been away longest is forgotten first. */
const REGULARS_PER_WALKER = 12;

/** Somebody who has been here and may come again. */
interface Regular {
  visitor: string;
  persona: Persona;
  memory: Memory;
}

/** Walks until the signal; resolves once the last has left. */
export async function walkCrowd(options: CrowdOptions, signal: AbortSignal): Promise<void> {
  const { count, seed, run } = options;
  // A signal to each walker: hundreds of listeners on one would be taken for a leak.
  const aborts = Array.from({ length: count }, () => new AbortController());
  const abortAll = (): void => aborts.forEach((abort) => abort.abort());
  if (signal.aborted) abortAll();
  else signal.addEventListener("abort", abortAll, { once: true });
  const people = new People(options);
  await Promise.all(
    aborts.map((abort, index) => walkOn(people, createDice(seedOf(seed, run, index)), options, abort.signal)),
  );
}

async function walkOn(people: People, dice: Dice, options: CrowdOptions, signal: AbortSignal): Promise<void> {
  const catalogue = buildCatalogue();
  let trouble = 0;
  while (!signal.aborted) {
    const somebody = people.comeIn(dice);
    const { visitor, persona, memory } = somebody;
    memory.visits += 1;
    const visitId = `${visitor}-${options.run}-${memory.visits}`;
    const sender = { key: options.key, visitor, origin: new URL(options.url).origin, visitId };
    try {
      await sleep(dice.next() * PAUSE_MS, undefined, { signal });
      await walk(visitShop(persona, memory, catalogue, dice), { sender, pace: PACE, signal });
      trouble = 0;
    } catch {
      // Told to stop, or the door did not answer: a shopper who cannot get in comes again later.
      const pause = Math.min(LONGEST_TROUBLE_MS, TROUBLE_MS * 2 ** trouble++);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    } finally {
      people.leave(somebody);
    }
  }
}

/** Everybody who may come: nobody is in the shop twice at once. */
class People {
  readonly #options: CrowdOptions;
  /** Not in the shop now; away longest first. */
  #away: Regular[];
  #newcomers = 0;

  constructor(options: CrowdOptions) {
    this.#options = options;
    const { seed, count } = options;
    const past = Array.from({ length: VISITORS }, (_, index) => index);
    this.#away = createDice(seedOf(seed, options.run, "past"))
      .shuffle(past)
      .slice(0, count * PAST_PER_WALKER)
      .map((index) => ({ ...pastVisitor(seed, index), memory: emptyMemory() }));
  }

  comeIn(dice: Dice): Regular {
    if (this.#away.length === 0 || dice.chance(NEWCOMERS)) return this.#newcomer();
    const regular = dice.pick(this.#away);
    this.#away = this.#away.filter((other) => other !== regular);
    return regular;
  }

  leave(regular: Regular): void {
    this.#away = [...this.#away, regular].slice(-this.#options.count * REGULARS_PER_WALKER);
  }

  /** Another person in each run: their ids must not be those of yesterday's. */
  #newcomer(): Regular {
    const seed = seedOf(this.#options.seed, this.#options.run);
    const index = this.#newcomers++;
    const persona = createPersona(createDice(seedOf(seed, "persona", index)));
    return { visitor: visitorId("shopper", seed, index), persona, memory: emptyMemory() };
  }
}

function emptyMemory(): Memory {
  return { cart: [], bought: new Set(), visits: 0 };
}
