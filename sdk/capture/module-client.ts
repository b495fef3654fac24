/** What a capture module is given, and how it listens. */
import type { Sameview } from "../api.ts";

/** The verbs that modules need, so that they can be tested, and typed, without the whole client. */
export type ModuleClient = Pick<Sameview, "track" | "on">;

/** A module: starts with the client, ends with the signal. */
export type Capture = (client: ModuleClient, signal?: AbortSignal) => void;

/**
 * As `addEventListener` of the window, but capturing and passive: a page that stops an event's bubbling is still
 * understood, nothing here holds an event up, and what a page's end brings is tracked before the client sends its last.
 */
export function listen<Name extends keyof (WindowEventMap & DocumentEventMap)>(
  name: Name,
  signal: AbortSignal | undefined,
  handler: (event: (WindowEventMap & DocumentEventMap)[Name]) => void,
): void {
  // To the browser `undefined` is no signal; to the compiler it would be one.
  addEventListener(name, handler as EventListener, { capture: true, passive: true, signal: signal as AbortSignal });
}

/** Calls back whenever a page begins from now on, real or virtual. */
export function onPage(client: ModuleClient, signal: AbortSignal | undefined, begun: () => unknown): void {
  const off = client.on("page", begun);
  signal?.addEventListener("abort", off);
}
