/** Reads a page's `dataLayer`: what was pushed before, once, and what is pushed from now on. Never pushes. */

/** What a page pushes: `gtag`'s own `arguments`, such as `["event", "purchase", {…}]`, or Tag Manager's objects. */
export type LayerEntry = Readonly<Record<string, unknown>>;

/** On the layer itself, so that a second copy of the SDK on the page sees it too. */
const WATCHED = Symbol.for("sameview");

/**
 * @param reader Of this name only one reads a layer, however often it is started.
 * @param read Called for each entry in the order pushed, with the call it is where `gtag` has recorded one. What it
 *   throws is swallowed: the push is the site's.
 */
export function watchLayer(
  reader: string,
  name: string | undefined,
  read: (entry: LayerEntry, call: unknown[] | undefined) => void,
): void {
  const page = window as unknown as Record<string, unknown[] & { [WATCHED]?: string }>;
  const layer = (page[name ?? "dataLayer"] ??= []);
  if (layer[WATCHED]?.includes(reader)) return;
  layer[WATCHED] = `${layer[WATCHED]} ${reader}`;

  function safely(entry: unknown): void {
    try {
      const one = entry as LayerEntry;
      read(one, one["length"] === undefined ? undefined : Array.from(one as never));
    } catch {
      // Not an object, or one whose getter throws: not ours to mend.
    }
  }

  const push = layer.push;
  layer.push = function (...entries: unknown[]) {
    // Tag Manager's own push comes first, and its answer is the answer.
    const answer = push.apply(this, entries);
    entries.forEach(safely);
    return answer;
  };
  // A copy: reading may make the site push more, which the above has seen by then.
  [...layer].forEach(safely);
}
