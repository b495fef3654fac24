/**
 * A condition as one plain sentence in English, Spanish or Chinese. Spoken here, at the Worker, and asked for over the API:
 * so the console, a decision's reasons and whoever integrates say the same in the same words.
 */
import { IntlMessageFormat } from "intl-messageformat";
import type {
  Condition,
  ConditionLeaf,
  DateTest,
  Duration,
  EventFilter,
  NumberTest,
  TextTest,
  Times,
  ValueTest,
  Window,
} from "../../wire/condition.ts";
import { en, type ConditionMessages } from "./condition-messages-en.ts";
import { es } from "./condition-messages-es.ts";
import { zh } from "./condition-messages-zh.ts";

export const SENTENCE_LOCALES = ["en", "es", "zh"] as const;
export type SentenceLocale = (typeof SENTENCE_LOCALES)[number];

const MESSAGES: Record<SentenceLocale, ConditionMessages> = { en, es, zh };

/** Messages parsed once: a few hundred, whatever is asked. */
const parsed = new Map<string, IntlMessageFormat>();

/** A Monday, epoch ms, to name days of the week by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** The supported language nearest to a BCP 47 tag: by its primary subtag, else English. */
export function sentenceLocale(tag: string | undefined): SentenceLocale {
  const subtag = tag?.split("-")[0]?.toLowerCase();
  return SENTENCE_LOCALES.find((one) => one === subtag) ?? "en";
}

/** @param segmentName the name of a segment by its id, where it has one */
export function conditionSentence(
  condition: Condition,
  locale: SentenceLocale,
  segmentName: (id: string) => string | undefined = () => undefined,
): string {
  return new Speaker(locale, segmentName).sentence(condition);
}

type Values = Record<string, string | number>;

class Speaker {
  readonly #locale: SentenceLocale;
  readonly #segmentName: (id: string) => string | undefined;

  constructor(locale: SentenceLocale, segmentName: (id: string) => string | undefined) {
    this.#locale = locale;
    this.#segmentName = segmentName;
  }

  sentence(condition: Condition): string {
    if (condition.kind === "all" && condition.of.length === 0) return this.#say("everybody");
    // Clauses may be missing a word on one side: what is left over is a space.
    const clause = this.#clause(condition, false).replaceAll(/ {2,}/g, " ").trim();
    return this.#say("root", { clause });
  }

  #clause(condition: Condition, inGroup: boolean): string {
    switch (condition.kind) {
      case "all":
      case "any": {
        if (condition.of.length === 0) return this.#say("everybody");
        const joined = this.#joined(
          condition.of.map((one) => this.#clause(one, condition.of.length > 1)),
          condition.kind === "all" ? "and" : "or",
        );
        return inGroup && condition.of.length > 1 ? this.#say("group", { clause: joined }) : joined;
      }
      case "not": {
        const { of } = condition;
        const isGroup = of.kind === "all" || of.kind === "any" || of.kind === "not";
        // A denied count is not "did not, three times": it is the whole that is denied.
        if (isGroup || (isCounted(of) && of.times !== undefined)) {
          return this.#say("not", { clause: this.#clause(of, true) });
        }
        return this.#leaf(of, "yes");
      }
      default:
        return this.#leaf(condition, "no");
    }
  }

  #leaf(leaf: ConditionLeaf, no: "yes" | "no"): string {
    switch (leaf.kind) {
      case "property":
        return leaf.name === "identified"
          ? this.#say("property.identified", { no: leaf.test.value === (no === "yes") ? "yes" : "no" })
          : this.#say("property", { no, name: leaf.name, n: this.#number(leaf.test), count: lastOf(leaf.test) });
      case "trait":
        return this.#say("trait", { no, name: this.#quoted(leaf.name), test: this.#value(leaf.test) });
      case "affinity": {
        const values = { no, to: leaf.to, name: this.#quoted(leaf.name) };
        const { maxRank, minShare } = leaf;
        const parts = [
          ...(maxRank === 1 ? [this.#say("affinity.best", values)] : []),
          ...(maxRank !== undefined && maxRank > 1 ? [this.#say("affinity.rank", { ...values, rank: maxRank })] : []),
          ...(minShare !== undefined ? [this.#say("affinity.share", { ...values, share: minShare })] : []),
        ];
        // Denied, one of the two is missing already.
        return this.#joined(parts, no === "yes" ? "or" : "and");
      }
      case "event": {
        const denied = no === "yes" || isNever(leaf.times) ? "yes" : "no";
        const did = this.#say("event", { no: denied, name: leaf.name, event: this.#quoted(leaf.name) });
        return this.#phrase(did, this.#times(leaf.times), this.#window(leaf.within), this.#where(leaf.where));
      }
      case "offer": {
        const denied = no === "yes" || isNever(leaf.times) ? "yes" : "no";
        const did = this.#say("offer", { no: denied, did: leaf.did, offer: this.#quoted(leaf.offer) });
        return this.#phrase(did, this.#times(leaf.times), this.#window(leaf.within));
      }
      case "score":
        return this.#say("score", { no, n: this.#number(leaf.test) });
      case "score_band":
        return this.#say("score_band", { no, bands: this.#or(leaf.in.map((band) => this.#say("band", { band }))) });
      case "score_crossing": {
        const { direction, through, within } = leaf;
        return this.#say("score_crossing", { no, direction, through, duration: this.#duration(within) });
      }
      case "preference":
        return this.#say("preference", { no, about: leaf.about, is: leaf.is, name: this.#quoted(leaf.name) });
      case "consent": {
        const granted = (leaf.is === "granted") === (no === "no");
        return this.#say("consent", { to: leaf.to, is: granted ? "granted" : "denied" });
      }
      case "geography": {
        const countries = (leaf.countries ?? []).map((code) => this.#displayName("region", code));
        return this.#say("geography", { no, places: this.#or([...countries, ...(leaf.regions ?? [])]) });
      }
      case "device":
        return this.#say("device", {
          no,
          devices: this.#or(leaf.in.map((device) => this.#say("device.class", { device }))),
        });
      case "language":
        return this.#say("language", {
          no,
          languages: this.#or(leaf.in.map((tag) => this.#displayName("language", tag))),
        });
      case "weekday": {
        const days = leaf.days.map((day) =>
          new Intl.DateTimeFormat(this.#locale, { weekday: "long", timeZone: "UTC" }).format(
            MONDAY + (day - 1) * DAY_MS,
          ),
        );
        return this.#say("weekday", { no, days: this.#or(days), zone: this.#zone(leaf.zone) });
      }
      case "time_of_day":
        return this.#say("time_of_day", { no, from: leaf.from, to: leaf.to, zone: this.#zone(leaf.zone) });
      case "date_range":
        return this.#say("date_range", { no, ...this.#ends(leaf), zone: this.#zone(leaf.zone) });
      case "season":
        return this.#say("season", {
          no,
          from: this.#dayOfYear(leaf.from),
          to: this.#dayOfYear(leaf.to),
          zone: this.#zone(leaf.zone),
        });
      case "campaign": {
        const parts = (["source", "medium", "name"] as const).flatMap((part) => {
          const test = leaf[part];
          return test === undefined ? [] : [this.#say("campaign.part", { part, test: this.#text(test) })];
        });
        const came = this.#say("campaign", { no, conditions: this.#joined(parts, "and") });
        return this.#phrase(came, "", this.#window(leaf.within ?? { kind: "session" }));
      }
      case "moment":
        return this.#say("moment", { no, name: this.#quoted(leaf.name) });
      case "product": {
        const of =
          (leaf.category === undefined ? "" : this.#say("product.category", { name: this.#quoted(leaf.category) })) +
          (leaf.brand === undefined ? "" : this.#say("product.brand", { name: this.#quoted(leaf.brand) }));
        return this.#say("product", { no, among: leaf.among, is: leaf.is, of });
      }
      case "signal":
        return this.#say("signal", { no, name: this.#quoted(leaf.name), test: this.#value(leaf.test) });
      case "segment":
        return this.#say("segment", { no, name: this.#quoted(this.#segmentName(leaf.id) ?? leaf.id) });
    }
  }

  /** Chinese puts when and how often before what was done; the others after it. */
  #phrase(did: string, times: string, window: string, where = ""): string {
    const parts = this.#locale === "zh" ? [window, did, times, where] : [did, times, window, where];
    return parts.filter((part) => part !== "").join(this.#locale === "zh" ? "" : " ");
  }

  #number(test: NumberTest): string {
    return test.op === "between"
      ? this.#say("number.between", { from: test.from, to: test.to })
      : this.#say(`number.${test.op}`, { value: test.value });
  }

  #text(test: TextTest): string {
    const values = test.op === "in" ? test.values : [test.value];
    return this.#say(`test.${test.op}`, { value: this.#or(values.map((one) => this.#quoted(one))) });
  }

  #value(test: ValueTest): string {
    switch (test.op) {
      case "exists":
        return this.#say("test.exists");
      case "equals":
      case "in": {
        const values = test.op === "in" ? test.values : [test.value];
        return this.#say(`test.${test.op}`, { value: this.#or(values.map((one) => this.#scalar(one))) });
      }
      case "contains":
      case "starts_with":
        return this.#text(test);
      case "anniversary":
      case "days_from_today":
        return this.#date(test);
      default:
        return this.#say("test.number", { number: this.#number(test) });
    }
  }

  /** Both as where the date lies seen from today. */
  #date({ op, from, to }: DateTest): string {
    const [first, last] = op === "anniversary" ? [-to, -from] : [from, to];
    const relative = new Intl.RelativeTimeFormat(this.#locale, { numeric: "auto" });
    // `-0` would be "0 days ago".
    const day = (days: number) => relative.format(days === 0 ? 0 : days, "day");
    return this.#say(`test.${op}`, { same: first === last ? "yes" : "no", from: day(first), to: day(last) });
  }

  #scalar(value: string | number | boolean): string {
    if (typeof value === "boolean") return this.#say(value ? "yes" : "no");
    return typeof value === "number" ? new Intl.NumberFormat(this.#locale).format(value) : this.#quoted(value);
  }

  #times(times: Times | undefined): string {
    if (times === undefined || isNever(times)) return "";
    const { atLeast, atMost } = times;
    if (atMost === undefined) return this.#say("times.at_least", { n: atLeast ?? 0 });
    if (atLeast === undefined || atLeast === 0) return this.#say("times.at_most", { n: atMost });
    return atLeast === atMost
      ? this.#say("times.exactly", { n: atLeast })
      : this.#say("times.between", { from: atLeast, to: atMost });
  }

  #window(window: Window | undefined): string {
    switch (window?.kind) {
      case undefined:
        return "";
      case "last":
        return this.#say("window.last", { duration: this.#duration(window.duration) });
      case "calendar_days":
        return this.#say("window.calendar_days", { days: window.days });
      case "session":
        return this.#say("window.session");
      case "dates":
        return this.#say("window.dates", this.#ends(window));
    }
  }

  #where(where: readonly EventFilter[] | undefined): string {
    if (where === undefined) return "";
    const conditions = where.map((filter) =>
      this.#say("where.field", {
        field: filter.field,
        test:
          filter.field === "value"
            ? this.#say("test.number", { number: this.#number(filter.test) })
            : this.#text(filter.test),
      }),
    );
    return this.#say("where", { conditions: this.#joined(conditions, "and") });
  }

  #ends({ from, to }: { from?: string; to?: string }): Values {
    const ends = from === undefined ? "to" : to === undefined ? "from" : "both";
    return {
      ends,
      from: from === undefined ? "" : this.#localDate(from),
      to: to === undefined ? "" : this.#localDate(to),
    };
  }

  #duration({ amount, unit }: Duration): string {
    return this.#say("duration", { amount, unit });
  }

  #zone(zone = "visitor"): string {
    return this.#say("zone", { zone, place: zone.replaceAll("_", " ") });
  }

  /** A local date or time, as it stands: it is read as UTC and said as UTC. */
  #localDate(text: string): string {
    const style = { dateStyle: "medium", timeZone: "UTC" } as const;
    return text.includes("T")
      ? new Intl.DateTimeFormat(this.#locale, { ...style, timeStyle: "short" }).format(Date.parse(`${text}Z`))
      : new Intl.DateTimeFormat(this.#locale, style).format(Date.parse(text));
  }

  #dayOfYear(monthAndDay: string): string {
    const style = { month: "long", day: "numeric", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(this.#locale, style).format(Date.parse(`2024-${monthAndDay}`));
  }

  #displayName(type: "region" | "language", code: string): string {
    return new Intl.DisplayNames(this.#locale, { type, fallback: "code" }).of(code) ?? code;
  }

  #quoted(text: string): string {
    return this.#say("quoted", { text });
  }

  #or(parts: readonly string[]): string {
    return new Intl.ListFormat(this.#locale, { type: "disjunction" }).format(parts);
  }

  #joined(parts: readonly string[], word: "and" | "or"): string {
    return parts.reduce((a, b) => this.#say(word, { a, b }));
  }

  #say(key: keyof ConditionMessages, values: Values = {}): string {
    const cacheKey = `${this.#locale} ${key}`;
    let format = parsed.get(cacheKey);
    if (format === undefined) {
      format = new IntlMessageFormat(MESSAGES[this.#locale][key], this.#locale, undefined, { ignoreTag: true });
      parsed.set(cacheKey, format);
    }
    return String(format.format(values));
  }
}

/** The number that the noun after it agrees with. */
function lastOf(test: NumberTest): number {
  return test.op === "between" ? test.to : test.value;
}

function isCounted(leaf: ConditionLeaf): leaf is Extract<ConditionLeaf, { times?: Times }> {
  return leaf.kind === "event" || leaf.kind === "offer";
}

/** "At most none" is "did not". */
function isNever(times: Times | undefined): boolean {
  return times?.atMost === 0;
}
