/** What a module needs of the client, so that it can be tested, and typed, without the whole of it. */
import type { Sameview } from "../api.ts";

export type ModuleClient = Pick<Sameview, "track" | "on">;

/** Undoes what starting it did. */
export type Stop = () => void;

/** Adds listeners that `stop` takes off again. */
export interface Listening {
  /** As `addEventListener`, capturing and passive: the page may stop a bubbling event, and nothing here holds one up. */
  listen<Name extends keyof WindowEventMap>(name: Name, handler: (event: WindowEventMap[Name]) => void): void;
  /** More to undo. */
  onStop(undo: Stop): void;
  stop: Stop;
}

export function createListening(): Listening {
  const undos: Stop[] = [];
  return {
    listen(name, handler) {
      addEventListener(name, handler, { capture: true, passive: true });
      undos.push(() => removeEventListener(name, handler, { capture: true }));
    },
    onStop: (undo) => void undos.push(undo),
    stop: () => undos.splice(0).forEach((undo) => undo()),
  };
}
