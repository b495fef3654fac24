/** Somebody hammers on one spot: something should have happened and has not. */
import { elementPath, innermost } from "./element-path.ts";
import { listen } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Clicks that make rage: two are a double click. */
const CLICKS = 3;

/** Milliseconds from one click to the next, at most. */
const PACE_MS = 500;

/** CSS pixels from one click to the next, at most: within it, it is the same spot. */
const RADIUS = 30;

/** Made to be clicked again and again: steppers, sliders, players, carousels that say so. */
const PATIENT = "input,select,textarea,video,canvas,[data-sv-no-rage]";

/** Event: `rage_click` with `element`, once for each outburst. */
export const captureRageClicks: Capture = (client, signal) => {
  let last: MouseEvent | undefined;
  let count = 0;

  listen("click", signal, (event) => {
    const target = innermost(event);
    // A click that the keyboard or a script made has no place.
    if (!target || !event.detail || target.closest(PATIENT)) return;
    const near =
      last &&
      event.timeStamp - last.timeStamp <= PACE_MS &&
      Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) <= RADIUS;
    count = near ? count + 1 : 1;
    last = event;
    if (count === CLICKS) client.track("rage_click", { element: elementPath(target) });
  });
};
