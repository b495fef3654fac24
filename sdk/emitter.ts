/** Who listens to what. A handler that throws hurts neither the page nor the next handler. */
import type { SameviewEvents } from "./api.ts";

type Handlers = { [Name in keyof SameviewEvents]?: Set<(detail: SameviewEvents[Name]) => void> };

export interface Emitter {
  on<Name extends keyof SameviewEvents>(name: Name, handler: (detail: SameviewEvents[Name]) => void): () => void;
  emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void;
  /** Calls it; an exception becomes an `error` event. */
  safely(work: () => unknown): void;
}

/** @param debug Also say refusals and errors in the console. */
export function createEmitter(debug: boolean): Emitter {
  const handlers: Handlers = {};
  let ready: SameviewEvents["ready"] | undefined;

  function handlersOf<Name extends keyof SameviewEvents>(name: Name): NonNullable<Handlers[Name]> {
    return (handlers[name] ??= new Set() as NonNullable<Handlers[Name]>);
  }

  function emit<Name extends keyof SameviewEvents>(name: Name, detail: SameviewEvents[Name]): void {
    if (name === "ready") ready = detail as SameviewEvents["ready"];
    if (debug && (name === "rejected" || name === "error")) console.warn(`[sameview] ${name}`, detail);
    for (const handler of handlersOf(name)) call(name, handler, detail);
  }

  function call<Name extends keyof SameviewEvents>(
    name: Name,
    handler: (detail: SameviewEvents[Name]) => void,
    detail: SameviewEvents[Name],
  ): void {
    try {
      handler(detail);
    } catch (error) {
      // An `error` handler that throws would call itself for ever.
      if (name !== "error") emit("error", { code: "handler", detail: `${name}: ${String(error)}` });
    }
  }

  return {
    on(name, handler) {
      const those = handlersOf(name);
      those.add(handler);
      const late = ready;
      if (name === "ready" && late)
        queueMicrotask(() => those.has(handler) && call(name, handler, late as SameviewEvents[typeof name]));
      return () => void those.delete(handler);
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
