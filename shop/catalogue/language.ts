/** The languages of the shop, and texts in all of them. */
export const LANGUAGES = ["en", "es", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language: a missing translation does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** Shorthand for the vocabulary files, where hundreds of texts stand in columns. */
export function text(en: string, es: string, zh: string): Text {
  return { en, es, zh };
}

/** Gender and number of a Spanish noun, which its participles and adjectives follow. */
export type SpanishNoun = "m" | "f" | "mp" | "fp";

const ENDINGS: Record<SpanishNoun, string> = { m: "o", f: "a", mp: "os", fp: "as" };

/** Agrees an adjective or participle in `-o` with a noun: `agree("hecho", "fp")` is `"hechas"`. */
export function agree(masculine: string, noun: SpanishNoun): string {
  return masculine.replace(/o$/, ENDINGS[noun]);
}
