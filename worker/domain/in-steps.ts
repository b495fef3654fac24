/**
 * Long work cut into steps of some tens of milliseconds, so that whoever has it done can let others have their turn in
 * between. Steps are cut by how much is done, never by a clock: the same input takes the same steps to the same result.
 */

/** Work under way: each `next` does a step; the last hands over the result. */
export type InSteps<Result> = Generator<undefined, Result, undefined>;

/** All of it at once. */
export function finish<Result>(work: InSteps<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
