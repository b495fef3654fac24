/** Counts down to an offer's end, by the Worker's clock: a shopper's own may be wrong by hours. */
import type { OfferCountdown } from "../../../wire/decision.ts";
import { element } from "../element.ts";

const SECOND_MS = 1_000;
const DAY_S = 86_400;

/** "Ends in", by primary language subtag. */
const ENDS_IN: Record<string, string> = { en: "Ends in", es: "Termina en", zh: "距结束" };

/**
 * @param now Epoch milliseconds by the Worker's clock.
 * @param ended Called when it is over, once.
 */
export function countDown(
  { endsAt, label }: OfferCountdown,
  into: HTMLElement,
  now: () => number,
  ended: () => void,
): void {
  const { lang } = document.documentElement;
  // A timer is not read aloud with every tick (WAI-ARIA, role timer).
  const time = element("span", "sv-time", "", { role: "timer" });
  into.append(`${label ?? ENDS_IN[lang.split("-")[0]!] ?? ENDS_IN["en"]!} `, time);

  function tick(): void {
    const left = endsAt - now();
    if (left <= 0) return ended();
    time.textContent = formatLeft(Math.ceil(left / SECOND_MS), lang);
    setTimeout(
      () => {
        // Taken out of the page: nothing counts any more.
        if (into.isConnected) tick();
      },
      left % SECOND_MS || SECOND_MS,
    );
  }

  tick();
}

/** Such as `2 days 03:04:05`, in the page's language. */
export function formatLeft(seconds: number, lang: string): string {
  const days = Math.floor(seconds / DAY_S);
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  if (days === 0) return clock;
  const inDays = new Intl.NumberFormat(lang || undefined, { style: "unit", unit: "day", unitDisplay: "long" });
  return `${inDays.format(days)} ${clock}`;
}
