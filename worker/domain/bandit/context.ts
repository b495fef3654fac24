/** What of a visitor the choice may depend on: a few features with a few levels each, which a marketer can read. */

/** Feature → level, such as `{ score: "hot", returning: "yes" }`. What is missing or unknown counts as no evidence. */
export type BanditContext = Readonly<Record<string, string>>;

/** A feature and the levels it can have. */
export interface BanditFeature {
  /** 1–40 characters, such as `score`. */
  name: string;
  /** 2–8 of them, such as `["cold", "warm", "hot"]`. */
  levels: readonly string[];
}

/** Features at most: each doubles or trebles the kinds of visitors among whom evidence is divided. */
export const MOST_FEATURES = 4;
/** Levels of one feature, at most. */
export const MOST_LEVELS = 8;

/**
 * The kind of visitor, as the key under which evidence is kept: the number of each feature's level, `-` where it is
 * not known; the empty string without features.
 *
 * @example contextKey([{ name: "score", levels: ["cold", "hot"] }, { name: "device", levels: ["phone", "desk"] }], { score: "hot" }) // => "1.-"
 */
export function contextKey(features: readonly BanditFeature[], context: BanditContext): string {
  let key = "";
  for (const [place, { name, levels }] of features.entries()) {
    const level = Object.hasOwn(context, name) ? levels.indexOf(context[name]!) : -1;
    key += `${place === 0 ? "" : "."}${level < 0 ? "-" : level}`;
  }
  return key;
}

/** How many levels all features have together. */
export function levelCount(features: readonly BanditFeature[]): number {
  return features.reduce((sum, { levels }) => sum + levels.length, 0);
}

/** Of a key: the places of its levels among all levels of all features, counted from 0; unknown ones left out. */
export function levelPlaces(features: readonly BanditFeature[], key: string): number[] {
  if (features.length === 0) return [];
  const places: number[] = [];
  let from = 0;
  for (const [i, level] of key.split(".").entries()) {
    if (level !== "-") places.push(from + Number(level));
    from += features[i]?.levels.length ?? 0;
  }
  return places;
}

/** The key of a context, or the key itself. @throws RangeError on a key that these features cannot make */
export function keyOf(features: readonly BanditFeature[], context: BanditContext | string): string {
  if (typeof context !== "string") return contextKey(features, context);
  if (!isContextKey(features, context)) throw new RangeError(`no kind of visitor "${context}"`);
  return context;
}

/** In words: `score hot, device phone`; empty where nothing is known. */
export function describeKey(features: readonly BanditFeature[], key: string): string {
  const levels = key.split(".");
  return features
    .flatMap(({ name, levels: names }, i) => (levels[i] === "-" ? [] : [`${name} ${names[Number(levels[i])]}`]))
    .join(", ");
}

/** Whether a key is one that these features can make. */
export function isContextKey(features: readonly BanditFeature[], key: string): boolean {
  if (features.length === 0) return key === "";
  const levels = key.split(".");
  return (
    levels.length === features.length &&
    levels.every((level, i) => level === "-" || (/^\d$/.test(level) && Number(level) < features[i]!.levels.length))
  );
}
