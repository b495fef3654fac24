/** Which class of device a user agent says it is: coarse on purpose, for offers that fit a screen, not for counting. */
import type { DeviceClass } from "../../wire/condition.ts";

const TABLET = /ipad|tablet|kindle|silk|playbook|android(?!.*mobile)/i;
const MOBILE = /mobi|iphone|ipod|android|windows phone/i;
const DESKTOP = /windows nt|macintosh|x11|cros|linux/i;

/** A tablet that asks for desktop pages (iPadOS does by default) counts as desktop: it wants to be treated so. */
export function deviceClassOf(agent: string): DeviceClass {
  if (TABLET.test(agent)) return "tablet";
  if (MOBILE.test(agent)) return "mobile";
  return DESKTOP.test(agent) ? "desktop" : "other";
}
