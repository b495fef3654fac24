/** Brings the SDK's `window.sameview` into the tests that run code in a page with the script tag's file on it. */
import type {} from "../sdk/script.ts";
