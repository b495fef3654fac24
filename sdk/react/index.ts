/**
 * `import { Placement, SameviewProvider, useDecision, useTrack } from "sameview/react"`. Renders on a server, where there
 * is no visitor: a placement is then its own content, and the page looks the same before and after hydration.
 */
import { createContext, createElement, useCallback, useContext, useEffect, useState } from "react";
import type { HTMLAttributes, ReactElement, ReactNode } from "react";
import type { Sameview } from "../api.ts";
import type { EventName, TrackArguments } from "../event-types.ts";
import type { Decision } from "../../wire/decision.ts";

const Client = createContext<Sameview | undefined>(undefined);

export interface SameviewProviderProps {
  /** What `init` returned: `init` may be called for every render, also on a server. */
  client: Sameview;
  children?: ReactNode;
}

/** Hands the client to everything inside. */
export function SameviewProvider({ client, children }: SameviewProviderProps): ReactElement {
  return createElement(Client.Provider, { value: client }, children);
}

/** @throws {Error} There is no `<SameviewProvider>` around. */
export function useSameview(): Sameview {
  const client = useContext(Client);
  if (!client)
    throw new Error("[sameview] There is no <SameviewProvider client={init({ key })}> around this component.");
  return client;
}

export interface PlacementProps extends HTMLAttributes<HTMLDivElement> {
  /** The placement's id in the console. */
  name: string;
  /** At most so many products. */
  limit?: number;
  /** The page's own content, shown until there is something to show instead. */
  children?: ReactNode;
}

/** A placement that the SDK fills. Give it a `min-height` by class or style: what is reserved does not shift. */
export function Placement({ name, limit, children, ...attributes }: PlacementProps): ReactElement {
  const marks = { "data-sv-placement": name, ...(limit !== undefined && { "data-sv-limit": limit }) };
  // A new name is a new place: what was filled for the old one goes with it.
  return createElement("div", { key: name, ...attributes, ...marks }, children);
}

/**
 * What was decided for a placement that the component renders by itself; `undefined` until the answer is there, on a
 * server always. Asked anew when the name changes, and kept up to date by later decisions for the same placement.
 * Report what is shown with `useTrack`: `view_promotion` or `view_item_list`, with the decision's token.
 */
export function useDecision(placement: string): Decision | undefined {
  const client = useSameview();
  const [decision, setDecision] = useState<Decision>();

  useEffect(() => {
    let current = true;
    setDecision(undefined);
    const stop = client.on("decision", (made) => {
      if (made.placement === placement) setDecision(made);
    });
    // The answer comes by the event above; only that there is none comes by the promise alone.
    void client.decide(placement).then(([made]) => current && setDecision((present) => present ?? made));
    return () => {
      current = false;
      stop();
    };
  }, [client, placement]);

  return decision;
}

/** `track`, the same function for every render. */
export function useTrack(): <Name extends EventName>(name: Name, ...params: TrackArguments<Name>) => void {
  const client = useSameview();
  return useCallback((name, ...params) => client.track(name, ...params), [client]);
}
