/** One visitor, whole, kept fresh while the panel shows them. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { VisitorView } from "../../wire/console.ts";
import type { StoredOfVisitor } from "../../wire/visitors.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { currentLocale } from "../i18n.ts";
import { LIVE, place } from "../location.ts";
import { latestBatch } from "../live/live-state.ts";
import { lock } from "../session.ts";

/** A busy visitor's panel is fetched again so often at most. */
const REFRESH_MS = 1_000;

export type VisitorState =
  | { kind: "loading" }
  | { kind: "shown"; view: VisitorView; fetchedAt: number; refreshing: boolean }
  /** Nothing is known of this visitor. */
  | { kind: "unknown" }
  /** `left`: rows found afterwards; missing where they could not be counted. */
  | { kind: "erased"; at: number; left?: StoredOfVisitor }
  | { kind: "failed"; problem: ApiProblem };

/** The visitor the address names; "" for none. */
export const chosenVisitor = computed(() => {
  const match = /^(?:visitors|live)\/([^/]+)$/.exec(place.value.path);
  return match?.[1] === undefined ? "" : decode(match[1]);
});

export const visitorState = signal<VisitorState>({ kind: "loading" });

let refreshTimer: number | undefined;

/** Path of a visitor's own page, below `/console/`. */
export function visitorPath(id: string): string {
  return `visitors/${encodeURIComponent(id)}`;
}

/** Path of the visitor beside the stream. */
export function besideStream(id: string): string {
  return `${LIVE}/${encodeURIComponent(id)}`;
}

/** Follows the address, and fetches again when the shown visitor does something. */
export function startVisitor(): void {
  effect(() => {
    const id = chosenVisitor.value;
    window.clearTimeout(refreshTimer);
    refreshTimer = undefined;
    if (id === "" || lock.value !== "open") return;
    untracked(() => {
      // From beside the stream to their own page: what is known stays.
      if (visitorState.value.kind === "shown" && visitorState.value.view.visitor === id) return void refreshVisitor();
      visitorState.value = { kind: "loading" };
      void refreshVisitor();
    });
  });
  effect(() => {
    const batch = latestBatch.value;
    const id = untracked(() => chosenVisitor.value);
    if (id !== "" && batch.some((entry) => entry.visitor === id)) {
      refreshTimer ??= window.setTimeout(() => void refreshVisitor(), REFRESH_MS);
    }
  });
}

/** Fetches the chosen visitor. An answer that comes after another was chosen is dropped. */
export async function refreshVisitor(): Promise<void> {
  window.clearTimeout(refreshTimer);
  refreshTimer = undefined;
  const id = chosenVisitor.value;
  const before = visitorState.value;
  if (before.kind === "shown") visitorState.value = { ...before, refreshing: true };
  const answer = await api.visitor(id, currentLocale());
  if (id !== chosenVisitor.value) return;
  if (answer.ok) {
    visitorState.value = { kind: "shown", view: answer.value, fetchedAt: Date.now(), refreshing: false };
  } else if (answer.problem.kind === "not_found") {
    // What the visitor's last entries set off must not wipe out the word that they were erased.
    if (visitorState.value.kind !== "erased") visitorState.value = { kind: "unknown" };
  } else {
    visitorState.value = { kind: "failed", problem: answer.problem };
  }
}

/** Fetches the chosen visitor anew, also after it was erased. */
export function lookAgain(): void {
  visitorState.value = { kind: "loading" };
  void refreshVisitor();
}

/** Erases the chosen visitor everywhere. */
export async function eraseChosenVisitor(): Promise<ApiProblem | undefined> {
  const id = chosenVisitor.value;
  const answer = await api.eraseVisitor(id);
  if (!answer.ok) return answer.problem;
  const at = Date.now();
  const left = await api.storedOfVisitor(id);
  if (id === chosenVisitor.value) visitorState.value = { kind: "erased", at, ...(left.ok && { left: left.value }) };
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
