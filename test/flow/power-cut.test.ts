/** The Worker's process is killed between request and answer, again and again; the sender sends again what was not answered. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AdminApi } from "../../start/admin-api.ts";
import { assembleDeployment, finishAssets } from "../../start/build-assets.ts";
import { buildSelfhost } from "../../start/build-selfhost.ts";
import { serveWorkerd } from "../../start/serve-workerd.ts";
import type { ServedWorkerd } from "../../start/serve-workerd.ts";
import type { CollectResponse } from "../../wire/collect.ts";

const ROUNDS = 4;
const VISITORS = 6;
const EVENTS = 5;
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const storage = mkdtempSync(join(tmpdir(), "sameview-power-cut-"));
let served: ServedWorkerd;

const serve = () => serveWorkerd({ port: 0, storage, environment: "development" });

beforeAll(async () => {
  finishAssets();
  buildSelfhost(assembleDeployment());
  served = await serve();
  await new AdminApi(served.url, "shop").put("settings", {
    name: "Shop",
    keys: ["pk_shop"],
    origins: [],
    locale: "en",
    currency: "EUR",
    eventAgeDays: 395,
    retentionDays: 395,
    consentDefault: "granted",
  });
});

afterAll(async () => {
  await served.kill();
  rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
});

interface Batch {
  visitor: string;
  ids: string[];
}

/** The Worker answered, but not with 200: a fault of the test or the Worker, not of the cut. */
class NotCollected extends Error {}

async function send({ visitor, ids }: Batch): Promise<CollectResponse> {
  const at = Date.now();
  const events = ids.map((id) => ({ id, name: "view_item", at, params: { items: [{ item_id: id.slice(-2) }] } }));
  const response = await fetch(`${served.url}/v1/collect`, {
    method: "POST",
    headers: { "content-type": "text/plain", "user-agent": BROWSER },
    body: JSON.stringify({ key: "pk_shop", visitor, events }),
  });
  if (response.status !== 200) throw new NotCollected(await response.text());
  return (await response.json()) as CollectResponse;
}

async function eventIds(visitor: string): Promise<string[]> {
  const response = await fetch(`${served.url}/v1/sites/shop/visitors/${visitor}/export`);
  const { events, profile } = (await response.json()) as { events: { id: string }[]; profile: { events: number } };
  expect(profile.events).toBe(events.length);
  return events.map((event) => event.id).sort();
}

it("loses nothing and counts nothing twice", async () => {
  const expected = new Map<string, string[]>();
  let made = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let firstAnswered!: () => void;
    const oneAnswered = new Promise<void>((resolve) => (firstAnswered = resolve));
    // Each visitor sends one batch after the other until one stays unanswered: the cut always meets requests on their way.
    const untilCut = async (visitor: string): Promise<Batch> => {
      for (;;) {
        const batch = {
          visitor,
          ids: Array.from({ length: EVENTS }, () => `event-${String(++made).padStart(6, "0")}`),
        };
        expected.set(visitor, [...(expected.get(visitor) ?? []), ...batch.ids]);
        try {
          await send(batch);
        } catch (error) {
          if (error instanceof NotCollected) throw error;
          return batch;
        }
        firstAnswered();
      }
    };
    const cut = Promise.all(Array.from({ length: VISITORS }, (_, i) => untilCut(`power-cut-visitor-${i}`)));
    // A refusal ends the wait too, so that it is what the test reports.
    await Promise.race([oneAnswered, cut]);
    await served.kill();
    const unanswered = await cut;
    served = await serve();
    for (const batch of unanswered) {
      const { accepted, duplicates } = await send(batch);
      expect(accepted + duplicates).toBe(EVENTS);
    }
  }
  for (const [visitor, ids] of expected) expect(await eventIds(visitor)).toEqual(ids.sort());
});
