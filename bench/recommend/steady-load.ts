/** Requests at a steady pace, whether or not those before are answered: what a shop's visitors do. */
import type { LoadAnswer, LoadClient, LoadRequest } from "../load.ts";

export interface SteadyLoad {
  /** Answers in each second, over the time in which requests were sent. */
  perSecond: number;
  /**
   * Milliseconds from when each request was due to its answer: a sender that is held up counts what it made others wait
   * (Tene: "How not to measure latency", 2013).
   */
  waitsMs: number[];
  /** Whether every request went out; not, where too many were unanswered. */
  isHeld: boolean;
}

/** Requests unanswered at once, beyond which more load only makes the queue longer. */
const MOST_UNANSWERED = 400;
/** Requests are sent in bursts this far apart: timers are no finer. */
const TICK_MS = 1;

/** Sends all, `perSecond` a second, and waits for the answers. @throws where one is not answered with 200 */
export async function sendSteadily(
  client: LoadClient,
  requests: readonly LoadRequest[],
  perSecond: number,
  check: (answer: LoadAnswer) => void,
): Promise<SteadyLoad> {
  const waitsMs: number[] = [];
  const under = new Set<Promise<void>>();
  let failure: Error | undefined;
  const started = performance.now();
  let next = 0;
  let answeredInTime = 0;
  let isSending = true;
  const send = async (one: LoadRequest, dueMs: number): Promise<void> => {
    const answer = await client.send(one);
    waitsMs.push(performance.now() - started - dueMs);
    if (isSending) answeredInTime++;
    if (answer.status !== 200)
      throw new Error(`${one.path} was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    check(answer);
  };
  while (next < requests.length && under.size < MOST_UNANSWERED && failure === undefined) {
    const elapsedMs = performance.now() - started;
    for (; next < requests.length && (next * 1_000) / perSecond <= elapsedMs; next++) {
      const sent: Promise<void> = send(requests[next]!, (next * 1_000) / perSecond)
        .catch((error: unknown) => void (failure ??= error instanceof Error ? error : new Error(String(error))))
        .finally(() => under.delete(sent));
      under.add(sent);
    }
    await new Promise((done) => setTimeout(done, TICK_MS));
  }
  const sendingSeconds = (performance.now() - started) / 1_000;
  isSending = false;
  await Promise.all(under);
  if (failure !== undefined) throw failure;
  return { perSecond: answeredInTime / sendingSeconds, waitsMs, isHeld: next === requests.length };
}
