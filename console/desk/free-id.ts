/** Ids for new things of the draft, made of their names. Pure, but for the letters that tell two of one name apart. */

/** What the Worker takes as an id. */
const ID = /^[a-z0-9_-]{1,64}$/;
/** Letters an id takes of its name. */
const SLUG_LENGTH = 40;
/** Letters of an id's made-up end: a million, for a few hundred things. */
const RANDOM_LENGTH = 5;

/** Letters an id may have, from a name in any script; empty where none is left. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, "");
}

export function isId(text: string): boolean {
  return ID.test(text);
}

/** `slug`, or `fallback` where it is empty; with a made-up end where something is called so already. */
export function freeId(slug: string, fallback: string, things: readonly { id: string }[]): string {
  const base = slug === "" ? fallback : slug;
  if (!things.some(({ id }) => id === base)) return base;
  return `${base}-${crypto.randomUUID().slice(0, RANDOM_LENGTH)}`;
}
