/** One client for each key and page; none where there is no page. */
import type { SameviewOptions } from "./api.ts";
import { createClient } from "./client.ts";
import type { Core, LoadChunk, Module } from "./module.ts";

/** @throws {TypeError} An option is wrong; the message says what, why and how to put it right. */
export function startOnce(options: SameviewOptions, loadChunk: LoadChunk, features: readonly Module[]): Core {
  const mark = Symbol.for(`sameview ${options?.key}`);
  const page = document as Document & Record<symbol, Core | undefined>;
  return (page[mark] ??= createClient(options, loadChunk, features));
}
