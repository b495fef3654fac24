/** An app as a shop writes it: a placement that the SDK fills, and one that it renders by itself. */
import { createElement, useEffect } from "react";
import type { ReactElement } from "react";
import type { Sameview } from "../../../sdk/api.ts";
import { Placement, SameviewProvider, useDecision, useTrack } from "../../../sdk/react/index.ts";

function Own({ name }: { name: string }): ReactElement {
  const decision = useDecision(name);
  const track = useTrack();
  useEffect(() => {
    if (decision?.kind === "offer") track("view_promotion", { promotion_id: decision.offer.id });
  }, [decision, track]);
  return createElement("p", { id: "own" }, decision?.kind === "offer" ? decision.offer.headline : "Nothing yet");
}

export function reactApp(client: Sameview): ReactElement {
  const hero = createElement(Placement, { name: "hero", limit: 4, className: "hero" }, "Our own words");
  return createElement(SameviewProvider, { client }, hero, createElement(Own, { name: "row" }));
}
