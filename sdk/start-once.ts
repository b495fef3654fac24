/** One client for each key and page. */
import type { Sameview, SameviewOptions } from "./api.ts";
import { createClient } from "./client.ts";
import type { LoadChunk } from "./module.ts";

/** @throws {TypeError} An option is wrong; the message says what, why and how to put it right. */
export function startOnce(options: SameviewOptions, loadChunk: LoadChunk): Sameview {
  if (typeof document === "undefined") return serverSide;
  const mark = Symbol.for(`sameview ${options?.key}`);
  const page = document as Document & Record<symbol, Sameview | undefined>;
  return (page[mark] ??= createClient(options, loadChunk));
}

const nothing = (): void => undefined;

/** There is no visitor on a server. */
const serverSide: Sameview = {
  track: nothing,
  page: nothing,
  identify: nothing,
  consent: nothing,
  decide: () => Promise.resolve([]),
  on: () => nothing,
  reset: nothing,
  use: nothing,
  flush: () => Promise.resolve(),
};
