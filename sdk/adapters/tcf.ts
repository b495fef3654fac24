/** IAB Transparency and Consent Framework 2.2, as the page's consent manager answers it through `__tcfapi`. */
import type { Sameview } from "../api.ts";

/** The part of `TCData` read here (IAB Tech Lab, "CMP API v2"). */
interface TcData {
  eventStatus?: "tcloaded" | "cmpuishown" | "useractioncomplete";
  gdprApplies?: boolean;
  purpose: { consents: Record<number, boolean>; legitimateInterests: Record<number, boolean> };
  vendor: { consents: Record<number, boolean> };
  listenerId?: number;
}

type TcfApi = (
  command: "addEventListener" | "removeEventListener",
  version: 2,
  callback: (data: TcData, success: boolean) => void,
  parameter?: number,
) => void;

export interface TcfOptions {
  /** Number on the Global Vendor List whose consent is needed too. Default: none, as we are the site's own software. */
  vendor?: number;
}

/** Store and access information on the device: for everything. It can rest on consent alone. */
const STORE = 1;
/** Create a profile, and use it, to personalise content: since 2.2 on consent alone. */
const PERSONALISE = [5, 6];
/** Measure content performance: on consent or on a legitimate interest that was not objected to. */
const MEASURE = 8;

/** Milliseconds between two looks for a consent manager that comes after us, and how often: half a minute in all. */
const LOOK_MS = 300;
const LOOKS = 100;

/**
 * Purposes needed: 1 and 8 for `analytics`, 1, 5 and 6 for `personalization`. Where the regulation does not apply, both
 * are given. Nothing is said before the visitor has answered, now or on an earlier visit.
 */
export function readTcf(client: Pick<Sameview, "consent">, { vendor }: TcfOptions = {}): void {
  function read(data: TcData, success: boolean): void {
    if (!success) return;
    if (data.gdprApplies === false) return client.consent({ analytics: true, personalization: true });
    if (data.eventStatus !== "tcloaded" && data.eventStatus !== "useractioncomplete") return;
    const { consents, legitimateInterests } = data.purpose;
    const store = consents[STORE] && (!vendor || data.vendor.consents[vendor]);
    client.consent({
      analytics: !!(store && (consents[MEASURE] || legitimateInterests[MEASURE])),
      personalization: !!(store && PERSONALISE.every((purpose) => consents[purpose])),
    });
  }

  function look(left: number): void {
    const api = (window as { __tcfapi?: TcfApi }).__tcfapi;
    if (api) api("addEventListener", 2, read);
    else if (left > 0) setTimeout(look, LOOK_MS, left - 1);
  }

  look(LOOKS);
}
