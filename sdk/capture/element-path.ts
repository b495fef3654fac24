/** Which element, said without a word that a visitor may have written: no text, no value, no `title`. */

/** Elements named, from the one meant outwards: enough to find it, short enough to read. */
const LEVELS = 3;

/** UTF-16 code units; utility classes make long names. */
const MAX_LENGTH = 200;

/** Such as `main > form#checkout > button.wide.pay`. */
export function elementPath(target: Element): string {
  const parts: string[] = [];
  for (let one: Element | null = target; one && parts.length < LEVELS; one = one.parentElement) {
    const name = one.id ? `#${one.id}` : [...one.classList].map((each) => `.${each}`).join("");
    parts.unshift(one.localName + name);
  }
  return parts.join(" > ").slice(0, MAX_LENGTH);
}

/** The innermost element of an event, through open shadow roots. */
export function innermost(event: Event): Element | undefined {
  const first = event.composedPath()[0];
  return first instanceof Element ? first : undefined;
}
