/** Makes elements from text. There is no way in here for HTML. */

/** Attributes that are never an address; those go through `safeUrl` and are set as properties. */
type PlainAttribute = "aria-label" | "aria-live" | "role" | "type" | "lang";

/** @param className One or more classes; the look hangs on them. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  content: string | (Node | undefined)[] = [],
  attributes: Partial<Record<PlainAttribute, string>> = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (typeof content === "string") made.textContent = content;
  else made.append(...content.filter((node) => node !== undefined));
  return made;
}
