/** Milliseconds a message stays: long enough to read seven words twice. */
const STAY_MS = 4_000;

let leaving: ReturnType<typeof setTimeout> | undefined;

/** Says something at the foot of the page, to eyes and screen readers. */
export function toast(message: string): void {
  const place = document.getElementById("toast");
  if (!place) return;
  place.textContent = message;
  place.classList.add("shown");
  clearTimeout(leaving);
  leaving = setTimeout(() => place.classList.remove("shown"), STAY_MS);
}
