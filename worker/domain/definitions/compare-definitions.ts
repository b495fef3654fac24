/** What differs between two versions of a site's definitions, thing by thing and field by field. */
import type { DefinitionChange } from "../../../wire/draft.ts";

/** Definitions as stored: of any version this code or an older one has written. */
type Json = Record<string, unknown>;
interface Thing extends Json {
  id: string;
  name?: string;
}

/** Differences in one thing that are listed; past that it is another thing, and a list of them helps nobody. */
const FIELDS_LISTED = 40;

/**
 * Every collection of things with an `id` is compared thing by thing, whatever its order; everything else at the top
 * is a setting of the whole.
 */
export function compareDefinitions(before: object, after: object): DefinitionChange[] {
  const old = before as Json;
  const now = after as Json;
  const changes: DefinitionChange[] = [];
  for (const collection of union(Object.keys(old), Object.keys(now))) {
    const [was, is] = [old[collection], now[collection]];
    if (isThings(was ?? is) && isThings(is ?? was)) {
      changes.push(...compareThings(collection, (was ?? []) as Thing[], (is ?? []) as Thing[]));
    } else if (!isSame(was, is)) {
      const kind = was === undefined ? "added" : is === undefined ? "removed" : "changed";
      changes.push({ kind, collection, fields: fieldsThatDiffer(was, is, "") });
    }
  }
  return changes;
}

function compareThings(collection: string, before: readonly Thing[], after: readonly Thing[]): DefinitionChange[] {
  const old = new Map(before.map((thing) => [thing.id, thing]));
  const now = new Map(after.map((thing) => [thing.id, thing]));
  const changes: DefinitionChange[] = [];
  for (const [id, thing] of now) {
    const was = old.get(id);
    if (was === undefined) changes.push({ kind: "added", collection, ...named(thing) });
    else if (!isSame(was, thing)) {
      changes.push({ kind: "changed", collection, ...named(thing), fields: fieldsThatDiffer(was, thing, "") });
    }
  }
  for (const [id, thing] of old) if (!now.has(id)) changes.push({ kind: "removed", collection, ...named(thing) });
  return changes;
}

function named({ id, name }: Thing): Pick<DefinitionChange, "id" | "name"> {
  return { id, ...(typeof name === "string" && { name }) };
}

/** Depth first; lists are compared whole, since a place in one names nothing. */
function fieldsThatDiffer(before: unknown, after: unknown, path: string): NonNullable<DefinitionChange["fields"]> {
  if (isSame(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) {
    return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  }
  return union(Object.keys(before), Object.keys(after))
    .flatMap((key) => fieldsThatDiffer(before[key], after[key], path === "" ? key : `${path}.${key}`))
    .slice(0, FIELDS_LISTED);
}

/** The same JSON, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  return union(Object.keys(a), Object.keys(b)).every((key) => isSame(a[key], b[key]));
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isThings(value: unknown): value is Thing[] {
  return Array.isArray(value) && value.every((one) => isRecord(one) && typeof one["id"] === "string");
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
