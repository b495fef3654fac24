/** The options of a benchmark's command line. */
import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import { Misuse } from "./outcome.ts";

/** As `parseArgs` of node:util. @throws Misuse on an option that is not known or has no value. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const first = error instanceof Error ? error.message.split(/[.\n]/, 1)[0] : String(error);
    throw new Misuse(
      `${first}; known: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(" ")}`,
      { cause: error },
    );
  }
}

/** @throws Misuse unless `text` is a whole number in [least, most]; missing gives `fallback`. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Misuse(`--${name} ${text}: give a whole number from ${least} to ${most}`);
}
