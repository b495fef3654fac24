/** Long work in an object that others speak to meanwhile. */
import type { InSteps } from "../domain/in-steps.ts";

/** Does one step after the other; between two, whatever else has come for this object has its turn. */
export async function inTurns<Result>(work: InSteps<Result>): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    // A timer, since a promise alone would not let go of the object.
    await new Promise((resume) => setTimeout(resume, 0));
  }
}
