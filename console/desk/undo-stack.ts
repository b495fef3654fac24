/** What undo and redo walk along: states of one document, oldest first. Pure. */

/** Steps kept: an afternoon's work. */
const STEPS_KEPT = 200;
/** Changes of one field that come closer together than this are one step: a word, not a letter. */
const ONE_STEP_MS = 1_000;

export interface UndoStack<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** What the last step changed, and when: typing on in the same field goes on with the step. */
  readonly last?: { field: string; at: number };
}

export function undoStack<State>(present: State): UndoStack<State> {
  return { past: [], present, future: [] };
}

/**
 * The stack with `next` as its present.
 *
 * @param field names what is changed, such as `offers.winter.content.en.headline`
 * @param now epoch ms
 */
export function changed<State>(stack: UndoStack<State>, next: State, field: string, now: number): UndoStack<State> {
  const goesOn = stack.last?.field === field && now - stack.last.at < ONE_STEP_MS;
  const past = goesOn ? stack.past : [...stack.past, stack.present].slice(-STEPS_KEPT);
  return { past, present: next, future: [], last: { field, at: now } };
}

/** One step back; the same stack where there is none. */
export function undone<State>(stack: UndoStack<State>): UndoStack<State> {
  const before = stack.past.at(-1);
  if (before === undefined) return stack;
  return { past: stack.past.slice(0, -1), present: before, future: [stack.present, ...stack.future] };
}

/** One step forward again; the same stack where there is none. */
export function redone<State>(stack: UndoStack<State>): UndoStack<State> {
  const [after, ...future] = stack.future;
  if (after === undefined) return stack;
  return { past: [...stack.past, stack.present], present: after, future };
}
