/** Why the stream stands still. It pauses by itself while somebody reads, and holds by a button. Pure. */

/** `held`: by the button. The others come and go with the reader's hand, eye and keyboard. */
export type PauseReason = "held" | "pointer" | "scrolled" | "focus";

/** With `on` the reason is added, without it taken away; the same set comes back where nothing changes. */
export function withReason(
  reasons: ReadonlySet<PauseReason>,
  reason: PauseReason,
  on: boolean,
): ReadonlySet<PauseReason> {
  if (reasons.has(reason) === on) return reasons;
  const next = new Set(reasons);
  if (on) next.add(reason);
  else next.delete(reason);
  return next;
}
