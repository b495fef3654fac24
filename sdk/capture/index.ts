/** `import { captureForms } from "sameview/capture"`. Each starts with the client and ends with the signal, if one is given. */
export { captureDeadClicks } from "./dead-clicks.ts";
export { captureErrors } from "./errors.ts";
export { captureExitIntent } from "./exit-intent.ts";
export { captureForms } from "./forms.ts";
export { captureLinks } from "./links.ts";
export { captureRageClicks } from "./rage-clicks.ts";
export { captureScrollDepth } from "./scroll-depth.ts";
export { captureSearches } from "./searches.ts";
export { captureWebVitals } from "./web-vitals.ts";
