/** Publishes the demo site, through the admin API that any site's owner uses. */
import type { Definitions, SiteSettings } from "../wire/definitions.ts";
import type { Product } from "../wire/product.ts";
import type { AdminApi } from "./admin-api.ts";
import { fingerprint, readRecord, writeRecord } from "./demo-record.ts";

export interface DemoSite {
  settings: SiteSettings;
  definitions: Definitions;
  products: Product[];
  /** Coupon codes by pool. */
  pools?: Record<string, string[]>;
}

/**
 * Puts settings, catalogue and definitions where they are missing or the demo's own have changed since the last start.
 * What somebody has changed by hand meanwhile stays as it is.
 */
export async function publishDemoSite(admin: AdminApi, storage: string, site: DemoSite): Promise<void> {
  const record = readRecord(storage);
  const resources = { settings: site.settings, catalogue: { products: site.products }, definitions: site.definitions };
  for (const [resource, body] of Object.entries(resources)) {
    const print = fingerprint(body);
    if (record.published[resource] === print) continue;
    await admin.put(resource, body);
    record.published[resource] = print;
    writeRecord(storage, record);
  }
  // A code that is there already is left as it is.
  for (const [pool, codes] of Object.entries(site.pools ?? {})) {
    const resource = `pools/${pool}`;
    const print = fingerprint(codes);
    if (record.published[resource] === print) continue;
    await admin.post(resource, { codes });
    record.published[resource] = print;
    writeRecord(storage, record);
  }
}
