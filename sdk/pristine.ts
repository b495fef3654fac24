/** Taken when this file runs: what the page's scripts put in their place later is theirs. */

export const { parse, stringify } = JSON;

/** `undefined` on a server of old. */
export const fetch: typeof globalThis.fetch | undefined = globalThis.fetch;
