/** The definitions being worked on: what is typed is saved by itself, can be undone, and shows nobody anything yet. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { Definitions } from "../../wire/definitions.ts";
import type { Draft } from "../../wire/draft.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { definitionsVersion } from "../live/live-state.ts";
import { lock } from "../session.ts";
import { changed, redone, undone, undoStack, type UndoStack } from "./undo-stack.ts";

/** Saved this long after the last keystroke: soon enough to close the tab, late enough not to save each letter. */
const SAVE_AFTER_MS = 700;
/** Tried again while the network is away. */
const RETRY_MS = 5_000;

export type Saving =
  | { kind: "saved"; at?: number }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** Somebody saved the same draft meanwhile. */
  | { kind: "conflict" }
  | { kind: "failed"; problem: ApiProblem };

/** The draft as the Worker has it, with its changes and problems; null before the first answer. */
export const draft = signal<Draft | null>(null);
/** Why there is none. */
export const draftProblem = signal<ApiProblem | null>(null);
export const saving = signal<Saving>({ kind: "saved" });

const stack = signal<UndoStack<Definitions> | null>(null);

/** As typed: may be ahead of `draft`. */
export const working = computed(() => stack.value?.present ?? null);
export const canUndo = computed(() => (stack.value?.past.length ?? 0) > 0);
export const canRedo = computed(() => (stack.value?.future.length ?? 0) > 0);
/** Things that differ from what is published. */
export const changeCount = computed(() => draft.value?.changes.length ?? 0);

let saveTimer: ReturnType<typeof setTimeout> | undefined;
let started = false;

/** Fetches the draft, again after signing in and when somebody has published. */
export function startDesk(): void {
  if (started) return;
  started = true;
  effect(() => {
    if (lock.value !== "open") return;
    void definitionsVersion.value;
    untracked(() => {
      if (saving.value.kind === "saved") void fetchDraft();
    });
  });
  addEventListener("beforeunload", (leaving) => {
    if (saving.value.kind === "unsaved" || saving.value.kind === "failed") leaving.preventDefault();
  });
}

/** Fetches the draft and forgets what was typed on top of an older one. */
export async function fetchDraft(): Promise<void> {
  draftProblem.value = null;
  const answer = await api.draft();
  if (!answer.ok) {
    draftProblem.value = answer.problem;
    return;
  }
  take(answer.value);
  // What is unchanged keeps its undo steps.
  if (stack.value === null || !isSame(stack.value.present, answer.value.definitions)) {
    stack.value = undoStack(answer.value.definitions);
  }
}

/** @param field what is changed; typing on in one field is one step of undo */
export function change(field: string, next: (definitions: Definitions) => Definitions): void {
  const current = stack.value;
  if (current === null) return;
  step(changed(current, next(current.present), field, Date.now()));
}

export function undo(): void {
  if (stack.value !== null) step(undone(stack.value));
}

export function redo(): void {
  if (stack.value !== null) step(redone(stack.value));
}

/** Saves now what is not saved yet. Resolves when there is nothing to save or it failed. */
export async function saveNow(): Promise<void> {
  clearTimeout(saveTimer);
  const [current, definitions] = [draft.value, working.value];
  if (current === null || definitions === null || saving.value.kind === "saving") return;
  if (isSame(definitions, current.definitions)) {
    saving.value = { kind: "saved", ...(current.savedAt !== undefined && { at: current.savedAt }) };
    return;
  }
  saving.value = { kind: "saving" };
  const answer = await api.saveDraft(current.revision, definitions);
  if (answer.ok) {
    take(answer.value);
    // Typed on meanwhile.
    if (working.value !== definitions) saveSoon(SAVE_AFTER_MS);
    return;
  }
  if (answer.problem.kind === "conflict") {
    saving.value = { kind: "conflict" };
    return;
  }
  saving.value = { kind: "failed", problem: answer.problem };
  if (answer.problem.kind === "offline" || answer.problem.kind === "broken") saveSoon(RETRY_MS);
}

/** After a conflict: mine stands, over theirs. */
export async function keepMine(): Promise<void> {
  const answer = await api.draft();
  if (!answer.ok) {
    saving.value = { kind: "failed", problem: answer.problem };
    return;
  }
  draft.value = answer.value;
  saving.value = { kind: "unsaved" };
  await saveNow();
}

/** After a conflict: theirs stands, and mine is one undo away. */
export async function takeTheirs(): Promise<void> {
  const answer = await api.draft();
  if (!answer.ok) {
    saving.value = { kind: "failed", problem: answer.problem };
    return;
  }
  if (stack.value !== null) stack.value = changed(stack.value, answer.value.definitions, "theirs", Date.now());
  take(answer.value);
}

/** Back to what is published, for everybody; what was there is one undo away. */
export async function discard(): Promise<ApiProblem | undefined> {
  clearTimeout(saveTimer);
  const answer = await api.discardDraft();
  if (!answer.ok) return answer.problem;
  if (stack.value !== null) stack.value = changed(stack.value, answer.value.definitions, "discard", Date.now());
  take(answer.value);
  return undefined;
}

function step(next: UndoStack<Definitions>): void {
  if (next === stack.value) return;
  stack.value = next;
  if (saving.value.kind !== "conflict") saving.value = { kind: "unsaved" };
  saveSoon(SAVE_AFTER_MS);
}

function saveSoon(delayMs: number): void {
  clearTimeout(saveTimer);
  if (saving.value.kind === "conflict") return;
  if (saving.value.kind !== "failed") saving.value = { kind: "unsaved" };
  saveTimer = setTimeout(() => void saveNow(), delayMs);
}

function take(next: Draft): void {
  draft.value = next;
  saving.value = { kind: "saved", ...(next.savedAt !== undefined && { at: next.savedAt }) };
}

function isSame(a: Definitions, b: Definitions): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
