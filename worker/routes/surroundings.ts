/** Where a request comes from, as the edge knows it. Coarse: country, region, time zone, class of device; no address. */
import { isZone } from "../domain/conditions/zone-clock.ts";
import type { Surroundings } from "../domain/conditions/facts.ts";
import { isDevelopment, type Env } from "../env.ts";
import { deviceClassOf } from "./device-class.ts";

/** Parts of `request.cf` that are read (developers.cloudflare.com, Workers, Request, IncomingRequestCfProperties). */
interface EdgeKnowledge {
  country?: unknown;
  /** The part of an ISO 3166-2 code after the country. */
  regionCode?: unknown;
  timezone?: unknown;
}

export function surroundingsOf(raw: Request, env: Env): Surroundings {
  const device = deviceClassOf(raw.headers.get("user-agent") ?? "");
  // The local runtime makes a place up.
  if (isDevelopment(env)) return { device };
  const { country, regionCode, timezone } = (raw.cf as EdgeKnowledge | undefined) ?? {};
  return {
    device,
    ...(typeof country === "string" && { country }),
    ...(typeof country === "string" && typeof regionCode === "string" && { region: `${country}-${regionCode}` }),
    ...(typeof timezone === "string" && isZone(timezone) && { zone: timezone }),
  };
}
