import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

/** A part of an offer that most offers do without: folded, but open where something of it is or was set. */
export function OfferMore({ title, isSet, children }: { title: string; isSet: boolean; children: ComponentChildren }) {
  // What is emptied to be typed anew must not fold under the hand.
  const wasSet = useRef(isSet);
  wasSet.current ||= isSet;
  return (
    <details class="offer-more" open={wasSet.current}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}
