/**
 * Entry of the script tag. `window.sameview(command, ...args)`, where the page may have put the queueing stub:
 *
 * `window.sameview=window.sameview||function(){(sameview.q=sameview.q||[]).push(arguments)}`
 */
import type { Sameview, SameviewOptions } from "./api.ts";
import { FEATURES } from "./features.ts";
import type { HeadStart } from "./head.ts";
import type { LoadChunk } from "./module.ts";
import { readScriptConfig } from "./script-config.ts";
import { startOnce } from "./start-once.ts";
import { SDK_VERSION } from "./version.ts";

interface Command {
  (command: string, ...args: unknown[]): unknown;
  /** Calls made before this file came. */
  q?: Iterable<unknown>[];
  /** What the head snippet has asked for. */
  head?: HeadStart | undefined;
  /** Set once this file is here. */
  version?: string;
}

declare global {
  interface Window {
    sameview?: Command;
  }
}

/** Every verb by name; `init` is handled apart. */
type Verb = (...args: unknown[]) => unknown;

/**
 * The chunks lie beside this file, by its version: never another host's code, never another version's. `import()` takes
 * this script's nonce along, needs no Trusted Types policy, and works wherever the tag itself was allowed.
 */
const fetchChunk: LoadChunk = (name, endpoint) =>
  import(new URL(`/sdk-${SDK_VERSION}-${name}.js`, endpoint).href) as ReturnType<LoadChunk>;

function load(stub: Command | undefined): void {
  const config = readScriptConfig();
  let client: Sameview | undefined;
  /** Calls that came before a key did. */
  const waiting: [command: string, ...args: unknown[]][] = [];

  const command: Command = (name, ...args) => {
    try {
      if (name === "init") {
        client ??= startOnce({ ...config, ...(args[0] as SameviewOptions) }, fetchChunk, FEATURES);
        for (const call of waiting.splice(0)) command(...call);
        return undefined;
      }
      if (!client) return void waiting.push([name, ...args]);
      const verb = client[name as keyof Sameview] as Verb | undefined;
      if (verb) return verb(...args);
      console.warn(`[sameview] There is no command "${name}".`);
    } catch (error) {
      // Wrong options, said as an error and not thrown: this is someone else's page.
      console.error(error);
    }
    return undefined;
  };
  command.version = SDK_VERSION;
  command.head = stub?.head;
  window.sameview = command;
  if (config.key !== undefined) command("init");
  for (const call of stub?.q ?? []) command(...(call as [string]));
}

// A second tag, as a tag manager and a template may both bring one, changes nothing.
if (!window.sameview?.version) load(window.sameview);
