/** Who wants decisions: each goes along with the next request. */
import type { CollectResponse } from "../wire/collect.ts";
import type { RequestDraft } from "./transport.ts";

/** As much of an answer as was asked for. */
export type Answer = Partial<CollectResponse> & Pick<CollectResponse, "decisions">;

export interface Ask {
  /** What to add to the request; called when it leaves, so that it names what the page holds then. */
  fields(): Partial<RequestDraft>;
  /** @param answer Missing where none came. Who wants to keep asking asks again. */
  settle(answer?: Answer): void;
}

/** An ask on its way. */
export interface Rider {
  fields: Partial<RequestDraft>;
  settle: Ask["settle"];
}

export interface Asks {
  waiting: Ask[];
  /** Takes out the next, if one waits. */
  next(): Rider | undefined;
  /** No request can leave now: nobody is kept waiting for a network that is not there. */
  giveUp(): void;
}

export function createAsks(): Asks {
  const waiting: Ask[] = [];

  return {
    waiting,
    next() {
      for (let ask; (ask = waiting.shift());) {
        const fields = ask.fields();
        if (fields.placements) return { fields, settle: ask.settle };
        ask.settle({ decisions: [] });
      }
      return undefined;
    },
    giveUp() {
      for (const ask of waiting.splice(0)) ask.settle();
    },
  };
}
