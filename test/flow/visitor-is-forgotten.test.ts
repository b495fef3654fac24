/** Somebody asks to be forgotten: erased in the console, counted through the API, and not brought back by their browser. */
import { expect, it } from "vitest";
import type { AuditEntry } from "../../wire/access.ts";
import type { VisitorView } from "../../wire/console.ts";
import type { StoredOfVisitor } from "../../wire/visitors.ts";
import { demoInChromium, PATIENCE, press, showInterest, textOf } from "./demo-in-chromium.ts";

const demo = demoInChromium(19_187);

it("leaves zero rows, and the same browser begins anew", async () => {
  const shopper = await demo.openPage();
  const visitor = await demo.becomeVisitor(shopper);
  await shopper.goto(`${demo.url}/shop/en/`);
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await showInterest(shopper);
  // Nothing is on its way any more, and nothing more comes until they are back.
  await shopper.waitForNetworkIdle(PATIENCE);
  await shopper.setOfflineMode(true);
  const before = await demo.api<VisitorView>(`/visitors/${visitor}`);
  const known = new Set(before.timeline.map(({ id }) => id));
  expect(known.size).toBeGreaterThan(2);

  const marketer = await demo.openPage();
  await marketer.goto(`${demo.url}/console/privacy?lang=en`);
  await marketer.waitForSelector("[role=search] input", PATIENCE);
  await marketer.type("[role=search] input", visitor);
  await marketer.keyboard.press("Enter");
  await expect.poll(() => textOf(marketer, ".case .stored tfoot"), PATIENCE).toMatch(/[1-9]/);
  await press(marketer, ".case .button-danger");
  await marketer.type(".erase input", "erase");
  await marketer.keyboard.press("Enter");
  await expect.poll(() => textOf(marketer, ".case .rows-left"), PATIENCE).toContain("0 rows are left of them anywhere");
  await expect.poll(() => textOf(marketer, ".table-scroll"), PATIENCE).toContain("0 left");

  const nothing = { total: 0, visitor: 0, audience: 0, claims: 0, live: 0 };
  expect(await demo.api<StoredOfVisitor>(`/visitors/${visitor}/stored`)).toEqual(nothing);
  expect(await demo.api(`/visitors/${visitor}`)).toMatchObject({ reason: "not_found" });
  const { entries } = await demo.api<{ entries: AuditEntry[] }>("/audit?action=visitor.erased");
  expect(entries).toMatchObject([{ action: "visitor.erased", target: visitor, by: "local" }]);

  await shopper.setOfflineMode(false);
  await shopper.goto(`${demo.url}/shop/en/`);
  await expect
    .poll(async () => (await demo.api<Partial<VisitorView>>(`/visitors/${visitor}`)).eventCount ?? 0, PATIENCE)
    .toBeGreaterThan(0);
  const after = await demo.api<VisitorView>(`/visitors/${visitor}`);
  expect(after.firstSeen).toBeGreaterThan(before.lastSeen);
  expect(after.timeline.filter(({ id }) => known.has(id))).toEqual([]);
  expect(after.lastItems).toEqual([]);
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});
