/** The Worker's one call on the way of a request, with one more try where the platform says that trying again helps. */
import type { Env } from "../env.ts";
import type { CollectBatch, CollectOutcome } from "./visitor-rpc.ts";

/** The visitor's object cannot take more now: answer 503 and let the sender come back. */
export class VisitorOverloaded extends Error {
  override name = "VisitorOverloaded";
}

/**
 * @throws VisitorOverloaded where the object is overloaded or twice unreachable: nothing is lost, the sender keeps its
 *   events and repeats are recognised
 */
export async function callVisitor(env: Env, batch: CollectBatch): Promise<CollectOutcome> {
  const name = `${batch.site}:${batch.visitor}`;
  try {
    return await env.VISITOR.getByName(name).collect(batch);
  } catch (error) {
    if (!isRetryable(error)) throw isOverloaded(error) ? new VisitorOverloaded(String(error)) : error;
  }
  try {
    // A stub is of no more use after it failed.
    return await env.VISITOR.getByName(name).collect(batch);
  } catch (error) {
    throw isRetryable(error) || isOverloaded(error) ? new VisitorOverloaded(String(error)) : error;
  }
}

function isRetryable(error: unknown): boolean {
  return hasFlag(error, "retryable") && !isOverloaded(error);
}

function isOverloaded(error: unknown): boolean {
  return hasFlag(error, "overloaded");
}

/** The platform marks its errors with properties (developers.cloudflare.com, Durable Objects, error handling). */
function hasFlag(error: unknown, flag: "retryable" | "overloaded"): boolean {
  return typeof error === "object" && error !== null && (error as Record<string, unknown>)[flag] === true;
}
