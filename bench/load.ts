/** A bounded HTTP client that sends as fast as it is answered. Lives in the benchmark's process, so its CPU is not measured. */
import { Agent, request } from "node:http";

export interface LoadRequest {
  method: "GET" | "POST" | "PUT";
  /** Path and query. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** An answer later than this is a hang, not slowness. */
const ANSWER_MS = 30_000;

class ClosedWhileIdle extends Error {}

export class LoadClient {
  readonly #base: string;
  readonly #agent: Agent;
  readonly #concurrency: number;
  readonly #answerMs: number;

  /**
   * @param base such as `http://127.0.0.1:8787`
   * @param concurrency connections kept open, and requests under way at most
   * @param answerMs milliseconds after which no answer is taken for a hang
   */
  constructor(base: string, concurrency: number, answerMs = ANSWER_MS) {
    this.#base = base;
    this.#concurrency = concurrency;
    this.#answerMs = answerMs;
    this.#agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  }

  /**
   * One request. @throws where there is no answer. Any status is an answer. Sent once more where the server had closed a
   * connection it took for idle, as browsers do.
   */
  async send(one: LoadRequest): Promise<LoadAnswer> {
    try {
      return await this.#sendOnce(one);
    } catch (error) {
      if (error instanceof ClosedWhileIdle) return this.#sendOnce(one);
      throw error;
    }
  }

  #sendOnce({ method, path, headers, body }: LoadRequest): Promise<LoadAnswer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const sent = request(
        this.#base + path,
        { method, agent: this.#agent, headers: { ...headers, ...length } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.once("error", reject);
          answer.once("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.setTimeout(this.#answerMs, () =>
        sent.destroy(new Error(`${method} ${path}: no answer in ${this.#answerMs / 1000} s`)),
      );
      sent.once("error", (error: NodeJS.ErrnoException) =>
        reject(sent.reusedSocket && error.code === "ECONNRESET" ? new ClosedWhileIdle(error.message) : error),
      );
      sent.end(body);
    });
  }

  /**
   * Sends all, `concurrency` at a time, started in order.
   *
   * @param onAnswer gets each answer with its place among the requests
   * @returns seconds from the first request to the last answer
   * @throws where one is not answered with 200
   */
  async sendAll(
    requests: readonly LoadRequest[],
    onAnswer?: (answer: LoadAnswer, index: number) => void,
  ): Promise<number> {
    const started = performance.now();
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < requests.length; index = next++) {
        const one = requests[index]!;
        const answer = await this.send(one);
        if (answer.status !== 200) {
          throw new Error(`${one.method} ${one.path} was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
        }
        onAnswer?.(answer, index);
      }
    };
    await Promise.all(Array.from({ length: this.#concurrency }, worker));
    return (performance.now() - started) / 1000;
  }

  /** The same as JSON in and out, for the admin API. @throws on any status but 200 */
  async json(method: LoadRequest["method"], path: string, body?: unknown): Promise<unknown> {
    const answer = await this.send({
      method,
      path,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return JSON.parse(answer.body) as unknown;
  }

  close(): void {
    this.#agent.destroy();
  }
}
