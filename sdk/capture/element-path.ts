/** Which element, said without a word that a visitor may have written: no text, no value, no `title`. */

/** Elements named, from the one meant outwards: enough to find it, short enough to read. */
const LEVELS = 3;

/** UTF-16 code units; utility classes make long names. */
const MAX_LENGTH = 200;

/** Such as `main > form#checkout > button.pay`. */
export function elementPath(target: Element): string {
  const parts: string[] = [];
  for (let one: Element | null = target; one && parts.length < LEVELS; one = one.parentElement) {
    const id = one.id ? `#${one.id}` : "";
    const classes = [...one.classList].slice(0, 2).map((name) => `.${name}`);
    parts.unshift(one.localName + (id || classes.join("")));
    // An id is unique: what is around it says no more.
    if (id) break;
  }
  return parts.join(" > ").slice(0, MAX_LENGTH);
}

/** The innermost element of an event, through open shadow roots. */
export function innermost(event: Event): Element | undefined {
  const first = event.composedPath()[0];
  return first instanceof Element ? first : undefined;
}
