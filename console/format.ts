/** Numbers, money and times in the console's language. Formatters are costly to make, so each is made once. */
import { formattingLocale } from "./i18n.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** A number with at most `digits` digits after the point. */
export function formatNumber(value: number, digits = 0): string {
  return numberFormat({ maximumFractionDigits: digits }).format(value);
}

/** A number that always shows its sign, with exactly `digits` digits after the point. */
export function formatSigned(value: number, digits = 0): string {
  return numberFormat({
    signDisplay: "exceptZero",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A share of 0–1 as per cent. */
export function formatShare(share: number): string {
  return numberFormat({ style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** A change of a quantity as per cent, with its sign. */
export function formatChange(change: number): string {
  return numberFormat({ style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(change);
}

/** Money in whole units of `currency`, for sums. */
export function formatRoundMoney(value: number, currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${formatNumber(value)} ${currency}`;
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 } as const;
  return numberFormat(options).format(value);
}

/** Money in units of `currency`. A code that is not ISO 4217 is written out as it came. */
export function formatMoney(value: number, currency: string | undefined): string {
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) {
    return [formatNumber(value, 2), currency].filter(Boolean).join(" ");
  }
  return numberFormat({ style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value);
}

/** Bytes as kB or MB, in powers of ten. */
export function formatBytes(bytes: number): string {
  return bytes < 1_000_000
    ? numberFormat({ style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(bytes / 1_000)
    : numberFormat({ style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / 1_000_000);
}

/** A length of time in milliseconds, as seconds. */
export function formatSeconds(milliseconds: number): string {
  return numberFormat({ style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 }).format(
    milliseconds / SECOND_MS,
  );
}

/** Time of day to the second. */
export function formatClock(at: number): string {
  return dateFormat({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);
}

/** Date and time of day to the second: the absolute time behind every relative one. */
export function formatDateTime(at: number): string {
  return dateFormat({ dateStyle: "medium", timeStyle: "medium" }).format(at);
}

/** The hour of a day: "5 Jan, 14". */
export function formatHour(at: number): string {
  return dateFormat({ month: "short", day: "numeric", hour: "2-digit", hourCycle: "h23" }).format(at);
}

/** A day given as `2026-11-22`. */
export function formatDay(day: string): string {
  return dateFormat({ month: "short", day: "numeric", timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`));
}

/** "3 minutes ago", as seen from `now`; a time in the future counts as now, because clocks differ. */
export function formatAgo(at: number, now: number): string {
  const ago = Math.max(0, now - at);
  const [count, unit] = agoIn(ago);
  return relativeFormat().format(-count, unit);
}

function agoIn(ago: number): [number, Intl.RelativeTimeFormatUnit] {
  if (ago < MINUTE_MS) return [Math.floor(ago / SECOND_MS), "second"];
  if (ago < HOUR_MS) return [Math.floor(ago / MINUTE_MS), "minute"];
  if (ago < DAY_MS) return [Math.floor(ago / HOUR_MS), "hour"];
  return [Math.floor(ago / DAY_MS), "day"];
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(numberFormats, options, (locale) => new Intl.NumberFormat(locale, options));
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(dateFormats, options, (locale) => new Intl.DateTimeFormat(locale, options));
}

function relativeFormat(): Intl.RelativeTimeFormat {
  return cached(relativeFormats, {}, (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
}

function cached<Format>(formats: Map<string, Format>, options: object, make: (locale: string) => Format): Format {
  const locale = formattingLocale();
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = make(locale);
    formats.set(key, format);
  }
  return format;
}
