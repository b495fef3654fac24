/** The command line of `npm start`. */
import { parseArgs } from "node:util";
import { Fault } from "./fault.ts";

export interface StartOptions {
  /** Port wanted; the next free one is taken where it is not. */
  port: number;
  /** How many shoppers are simulated; 0 for none. */
  shoppers: number;
  /** Makes the demo's history and the shoppers repeatable. */
  seed: number;
  /** Print one JSON object instead of the table. */
  json: boolean;
  /** Open the browser once everything answers. */
  open: boolean;
  /** Forget what the demo has stored and seed it anew. */
  fresh: boolean;
  /** Whether the demo site gets its 30 days of history. */
  history: boolean;
  /** Where the demo is stored. */
  storage: string | undefined;
  help: boolean;
}

export const DEFAULT_PORT = 8787;
/** Enough that the live screen never stands still, few enough that one can follow one of them. */
export const DEFAULT_SHOPPERS = 12;
/** More would be a load test, which `npm run bench` does better. */
const MOST_SHOPPERS = 200;
export const DEFAULT_SEED = 42;

export const HELP = `npm start -- [options]

  --port N        port to listen on (${DEFAULT_PORT}; the next free one if it is taken)
  --shoppers N    simulated shoppers, 0–${MOST_SHOPPERS} (${DEFAULT_SHOPPERS})
  --no-shoppers   the same as --shoppers 0
  --seed N        seed of the demo's history and shoppers (${DEFAULT_SEED})
  --no-history    leave out the 30 days of history
  --fresh         forget what the demo has stored
  --storage DIR   where the demo is stored (.sameview)
  --no-open       do not open the browser
  --json          print one JSON object instead of the table
  --help          this`;

/**
 * Reads the arguments after `npm start --`.
 *
 * @throws {Fault} An option is unknown or its value is out of range; the message says which are allowed.
 */
export function parseStartOptions(argv: string[]): StartOptions {
  const { values } = parseKnown(argv);
  return {
    port: whole("--port", values.port, DEFAULT_PORT, 1, 65_535),
    shoppers: values["no-shoppers"] ? 0 : whole("--shoppers", values.shoppers, DEFAULT_SHOPPERS, 0, MOST_SHOPPERS),
    seed: whole("--seed", values.seed, DEFAULT_SEED, 0, 0xffff_ffff),
    json: values.json ?? false,
    open: !(values["no-open"] ?? false),
    fresh: values.fresh ?? false,
    history: !(values["no-history"] ?? false),
    storage: values.storage,
    help: values.help ?? false,
  };
}

function parseKnown(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: "string" },
        shoppers: { type: "string" },
        "no-shoppers": { type: "boolean" },
        seed: { type: "string" },
        "no-history": { type: "boolean" },
        fresh: { type: "boolean" },
        storage: { type: "string" },
        "no-open": { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const first = error instanceof Error ? error.message.split(/[.\n]/, 1)[0] : String(error);
    throw new Fault(`${first}.\n\n${HELP}`, { cause: error });
  }
}

function whole(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Fault(`${name} ${text}: give a whole number from ${least} to ${most}.`);
}
