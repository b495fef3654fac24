/** The console's language: which one, its messages, and `t()` to say something in it. */
import { IntlMessageFormat } from "intl-messageformat";
import { signal } from "@preact/signals";
import type desk from "./messages/desk.en.json";
import type install from "./messages/install.en.json";
import type offers from "./messages/offers.en.json";
import type palette from "./messages/palette.en.json";
import type en from "./messages/en.json";
import type home from "./messages/home.en.json";
import type placements from "./messages/placements.en.json";
import type privacy from "./messages/privacy.en.json";
import type products from "./messages/products.en.json";
import type results from "./messages/results.en.json";
import type score from "./messages/score.en.json";
import type visitors from "./messages/visitors.en.json";
import { onRemembered, recall, remember } from "./remembered.ts";

export const LOCALES = ["en", "es", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

type Messages = typeof en &
  typeof desk &
  typeof home &
  typeof install &
  typeof offers &
  typeof palette &
  typeof placements &
  typeof privacy &
  typeof products &
  typeof results &
  typeof score &
  typeof visitors;
/** What every screen says, and what only some do: fetched with the first of them. */
export type Bundle =
  | "shell"
  | "desk"
  | "home"
  | "install"
  | "offers"
  | "palette"
  | "placements"
  | "privacy"
  | "products"
  | "results"
  | "score"
  | "visitors";
/** Every key the console can say. English is the reference; a test holds the others to it. */
export type MessageKey = keyof Messages;
export type MessageValues = Record<string, string | number>;

/** Each language's own name, as its readers look for it. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", es: "Español", zh: "中文" };

const REMEMBERED_LOCALE = "sv.console.lang";

const loaders: Record<Bundle, Record<Locale, () => Promise<{ default: Partial<Messages> }>>> = {
  shell: {
    en: () => import("./messages/en.json"),
    es: () => import("./messages/es.json"),
    zh: () => import("./messages/zh.json"),
  },
  desk: {
    en: () => import("./messages/desk.en.json"),
    es: () => import("./messages/desk.es.json"),
    zh: () => import("./messages/desk.zh.json"),
  },
  offers: {
    en: () => import("./messages/offers.en.json"),
    es: () => import("./messages/offers.es.json"),
    zh: () => import("./messages/offers.zh.json"),
  },
  placements: {
    en: () => import("./messages/placements.en.json"),
    es: () => import("./messages/placements.es.json"),
    zh: () => import("./messages/placements.zh.json"),
  },
  products: {
    en: () => import("./messages/products.en.json"),
    es: () => import("./messages/products.es.json"),
    zh: () => import("./messages/products.zh.json"),
  },
  score: {
    en: () => import("./messages/score.en.json"),
    es: () => import("./messages/score.es.json"),
    zh: () => import("./messages/score.zh.json"),
  },
  home: {
    en: () => import("./messages/home.en.json"),
    es: () => import("./messages/home.es.json"),
    zh: () => import("./messages/home.zh.json"),
  },
  results: {
    en: () => import("./messages/results.en.json"),
    es: () => import("./messages/results.es.json"),
    zh: () => import("./messages/results.zh.json"),
  },
  visitors: {
    en: () => import("./messages/visitors.en.json"),
    es: () => import("./messages/visitors.es.json"),
    zh: () => import("./messages/visitors.zh.json"),
  },
  privacy: {
    en: () => import("./messages/privacy.en.json"),
    es: () => import("./messages/privacy.es.json"),
    zh: () => import("./messages/privacy.zh.json"),
  },
  install: {
    en: () => import("./messages/install.en.json"),
    es: () => import("./messages/install.es.json"),
    zh: () => import("./messages/install.zh.json"),
  },
  palette: {
    en: () => import("./messages/palette.en.json"),
    es: () => import("./messages/palette.es.json"),
    zh: () => import("./messages/palette.zh.json"),
  },
};

/** Bundles the screens opened so far speak from. */
const wanted = new Set<Bundle>(["shell"]);

interface Language {
  locale: Locale;
  messages: Partial<Messages>;
}

const language = signal<Language>({ locale: "en", messages: {} });
const compiled = new Map<string, IntlMessageFormat>();

/** The language the console speaks now; reading it in a component re-renders it on change. */
export function currentLocale(): Locale {
  return language.value.locale;
}

/** The tag for `Intl`: the reader's own region where their browser names one for this language. */
export function formattingLocale(): string {
  const { locale } = language.value;
  return navigator.languages.find((tag) => primarySubtag(tag) === locale) ?? locale;
}

/** The message for `key` with its ICU placeholders filled. A key not loaded yet reads as empty. */
export function t(key: MessageKey, values?: MessageValues): string {
  const { locale, messages } = language.value;
  const message = messages[key];
  if (message === undefined) return "";
  const cacheKey = `${locale} ${key}`;
  let format = compiled.get(cacheKey);
  if (format === undefined) {
    format = new IntlMessageFormat(message, formattingLocale(), undefined, { ignoreTag: true });
    compiled.set(cacheKey, format);
  }
  return String(format.format(values));
}

/** Loads and speaks `locale`, and remembers it. */
export async function speak(locale: Locale): Promise<void> {
  await load(locale);
  remember(REMEMBERED_LOCALE, locale);
}

/**
 * Speaks the language asked for: `?lang=`, else the remembered one, else the browser's first that we have.
 * Follows a change made in another frame of this host.
 */
export async function startLanguage(asked: string | null): Promise<void> {
  onRemembered(REMEMBERED_LOCALE, (value) => {
    const locale = supported(value);
    if (locale !== undefined) void load(locale);
  });
  await load(chooseLocale([asked, recall(REMEMBERED_LOCALE), ...navigator.languages]));
}

/** The first of the wishes that there are messages for; English if none. */
export function chooseLocale(wishes: readonly (string | null)[]): Locale {
  for (const wish of wishes) {
    const locale = supported(wish);
    if (locale !== undefined) return locale;
  }
  return "en";
}

/** Adds a bundle to what is spoken: call before showing a screen that says something from it. */
export async function alsoSpeak(bundle: Bundle): Promise<void> {
  // Where it is wanted already it may still be on its way.
  if (wanted.has(bundle)) return loading;
  wanted.add(bundle);
  try {
    await load(asked);
  } catch (error) {
    // Asked again, it is fetched again.
    wanted.delete(bundle);
    throw error;
  }
}

/** The language asked for last: a bundle that is added meanwhile is wanted in that one. */
let asked: Locale = "en";
/** One after the other: the last to be asked for then also is the last to be spoken, with all that is wanted by then. */
let loading: Promise<void> = Promise.resolve();

function load(locale: Locale): Promise<void> {
  asked = locale;
  const next = loading.then(() => fetchMessages(locale));
  // A failure is the asker's; whoever comes next begins anew.
  loading = next.catch(() => undefined);
  return next;
}

async function fetchMessages(locale: Locale): Promise<void> {
  const parts = await Promise.all([...wanted].map((bundle) => loaders[bundle][locale]()));
  language.value = { locale, messages: Object.assign({}, ...parts.map((part) => part.default)) as Partial<Messages> };
  document.documentElement.lang = locale;
}

function supported(tag: string | null): Locale | undefined {
  return tag === null ? undefined : LOCALES.find((locale) => locale === primarySubtag(tag));
}

function primarySubtag(tag: string): string {
  return tag.toLowerCase().split("-", 1)[0] ?? "";
}
