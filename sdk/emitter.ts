/** Who listens to what. A handler that throws hurts neither the page nor the next handler. */
import type { SameviewEvents } from "./api.ts";

export interface Emitter {
  on<Name extends keyof SameviewEvents>(name: Name, handler: (detail: SameviewEvents[Name]) => void): () => void;
  emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void;
  /** Calls it; an exception becomes an `error` event. */
  safely(work: () => unknown): void;
}

type Listener = [name: string, handler: (detail: never) => unknown];

/** @param debug Also say refusals and errors in the console. */
export function createEmitter(debug: boolean): Emitter {
  const listeners = new Set<Listener>();
  let ready: unknown;

  function emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void {
    if (name === "ready") ready = detail;
    if (debug && (name === "rejected" || name === "error")) console.warn("[sameview]", name, detail);
    for (const listener of listeners) if (listener[0] === name) call(listener, detail);
  }

  function call([name, handler]: Listener, detail: unknown): void {
    try {
      handler(detail as never);
    } catch (error) {
      // An `error` handler that throws would call itself for ever.
      if (name !== "error") emit("error", { code: "handler", detail: `${name}: ${String(error)}` });
    }
  }

  return {
    on(name, handler) {
      const listener: Listener = [name, handler];
      listeners.add(listener);
      if (name === "ready" && ready) queueMicrotask(() => listeners.has(listener) && call(listener, ready));
      return () => void listeners.delete(listener);
    },
    emit,
    safely(work) {
      try {
        work();
      } catch (error) {
        emit("error", { code: "internal", detail: String(error) });
      }
    },
  };
}
