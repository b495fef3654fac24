/** Changes to one offer of the draft, each named by its field so that undo knows where a step ends. */
import type { Definitions, Offer, OfferTexts } from "../../wire/definitions.ts";
import { change, working } from "../desk/desk-state.ts";
import { freeId, slugOf } from "../desk/free-id.ts";

/** Priority of an offer until somebody gives it one: in the middle, so that there is room on both sides. */
const FIRST_PRIORITY = 10;

export function changeOffer(id: string, field: string, next: (offer: Offer) => Offer): void {
  change(`offers.${id}.${field}`, (definitions) => ({
    ...definitions,
    offers: definitions.offers.map((offer) => (offer.id === id ? next(offer) : offer)),
  }));
}

/** Sets one field; `undefined` takes it away. */
export function setOfferField<Field extends keyof Offer>(
  id: string,
  field: Field,
  value: Offer[Field] | undefined,
): void {
  changeOffer(id, field, (offer) => withField(offer, field, value));
}

/** Sets one text in one language; an empty one that may be missing is taken away. */
export function setText(id: string, language: string, field: "headline" | "text" | "coupon", value: string): void {
  changeTexts(id, language, field, (texts) =>
    value === "" && field !== "headline" ? without(texts, field) : { ...texts, [field]: value },
  );
}

export function changeTexts(
  id: string,
  language: string,
  field: string,
  next: (texts: OfferTexts) => OfferTexts,
): void {
  changeOffer(id, `content.${language}.${field}`, (offer) => ({
    ...offer,
    content: { ...offer.content, [language]: next(offer.content[language] ?? { headline: "" }) },
  }));
}

export function removeLanguage(id: string, language: string): void {
  changeOffer(id, `content.${language}`, (offer) => ({ ...offer, content: without(offer.content, language) }));
}

/** A new offer in `placement`, paused until somebody means it. @returns its id */
export function addOffer(placement: string, name: string, language: string): string {
  const id = freeId(slugOf(name), "offer", working.value?.offers ?? []);
  const offer: Offer = {
    id,
    name,
    placement,
    status: "paused",
    priority: FIRST_PRIORITY,
    content: { [language]: { headline: "" } },
  };
  change(`offers.${id}`, (definitions) => ({ ...definitions, offers: [...definitions.offers, offer] }));
  return id;
}

/** A copy that differs in id, name and status. @returns its id; `undefined` where there is nothing to copy */
export function copyOffer(id: string, name: string): string | undefined {
  const original = working.value?.offers.find((offer) => offer.id === id);
  if (original === undefined) return undefined;
  const copy = freeId(slugOf(name), "offer", working.value?.offers ?? []);
  change(`offers.${copy}`, (definitions) => ({
    ...definitions,
    offers: [...definitions.offers, { ...original, id: copy, name, status: "paused" }],
  }));
  return copy;
}

export function removeOffer(id: string): void {
  change(`offers.${id}`, (definitions: Definitions) => ({
    ...definitions,
    offers: definitions.offers.filter((offer) => offer.id !== id),
  }));
}

export function withField<T extends object, Field extends keyof T>(
  thing: T,
  field: Field,
  value: T[Field] | undefined,
): T {
  return value === undefined ? without(thing, field) : { ...thing, [field]: value };
}

/** A part of which nothing is left is not there. */
export function emptyToNone<T extends object>(thing: T): T | undefined {
  return Object.keys(thing).length === 0 ? undefined : thing;
}

function without<T extends object>(thing: T, field: keyof T): T {
  const { [field]: _gone, ...rest } = thing;
  return rest as T;
}
