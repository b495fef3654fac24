/** Which visitor the reader of this console is, when they also visit the shop in this browser. */
import { signal } from "@preact/signals";
import { recall } from "./remembered.ts";

/** Where the SDK keeps the visitor id, by public key. */
const SDK_VISITOR_KEY = "sv.visitor.";

/** Visitor ids of this very browser, one for each of the site's keys that has been used here. */
export const ownVisitors = signal<ReadonlySet<string>>(new Set());

let watchedKeys: readonly string[] = [];

/** Watches the ids of these public keys; the shop may make one at any moment in another frame or tab. */
export function watchOwnVisitor(keys: readonly string[]): void {
  if (watchedKeys.length === 0) addEventListener("storage", read);
  watchedKeys = keys;
  read();
}

function read(): void {
  const ids = watchedKeys.map((key) => recall(SDK_VISITOR_KEY + key)).filter((id) => id !== null && id !== "");
  // The SDK keeps the id with its signature behind a dot; the console knows the id.
  const found = new Set(ids.map((id) => id!.split(".")[0]!));
  // A new set re-renders every row: only when something changed.
  if (!sameMembers(found, ownVisitors.value)) ownVisitors.value = found;
}

function sameMembers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((member) => b.has(member));
}
