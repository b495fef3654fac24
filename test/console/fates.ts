/** What becomes of the console's requests on their way: late, refused, cut off, or answered otherwise. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Fate =
  /** No answer, until its fate is lifted. */
  | "waits"
  /** A 500 of the Worker, with a problem. */
  | "fails"
  /** The connection breaks before an answer, as without a network. */
  | "offline"
  | { answers: unknown };

/** By path below the site's API, as `/reports/site`; one that ends in `*` covers what begins so. */
export class Fates {
  readonly #fates = new Map<string, Fate>();
  /** What to do with those who wait, once they may go on. */
  #waiting: { path: string; goOn: () => void }[] = [];

  set(path: string, fate: Fate): void {
    // The latest to be set counts first.
    this.#fates.delete(path);
    this.#fates.set(path, fate);
  }

  /** As if never set; who waits for it goes on. Without a path, all of them. */
  lift(path?: string): void {
    if (path === undefined) this.#fates.clear();
    else this.#fates.delete(path);
    const waited = this.#waiting;
    this.#waiting = [];
    for (const one of waited) {
      if (this.#of(one.path) === "waits") this.#waiting.push(one);
      else one.goOn();
    }
  }

  /** Whether a fate has been met; if not, the site answers as it does. */
  meets(path: string, request: IncomingMessage, response: ServerResponse, answer: () => void): boolean {
    const fate = this.#of(path);
    if (fate === undefined) return false;
    if (fate === "waits") this.#waiting.push({ path, goOn: answer });
    else if (fate === "offline") request.socket.destroy();
    else {
      const [status, type, body] =
        fate === "fails"
          ? [500, "application/problem+json", { reason: "internal", detail: "a test wants this to fail" }]
          : [200, "application/json", fate.answers];
      response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
    }
    return true;
  }

  #of(path: string): Fate | undefined {
    const covering = [...this.#fates].filter(([key]) =>
      key.endsWith("*") ? path.startsWith(key.slice(0, -1)) : key === path,
    );
    return covering.at(-1)?.[1];
  }
}
