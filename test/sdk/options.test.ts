import { expect, expectTypeOf, test } from "vitest";
import { init } from "../../sdk/index.ts";
import type { Decision, Sameview, SameviewOptions } from "../../sdk/index.ts";
import { readOptions } from "../../sdk/options.ts";

declare module "../../sdk/event-types.ts" {
  interface SiteEvents {
    compare_products: { item_ids: string[] };
  }
}

const host = "https://sv.shop.example";

test("options get their defaults", () => {
  expect(readOptions({ key: "pk_demo", host })).toEqual({
    key: "pk_demo",
    endpoint: "https://sv.shop.example/v1/collect",
    consent: "granted",
    beforeConsent: "hold",
    cookieDomain: "",
    auto: true,
    debug: false,
    capture: [],
    adapters: [],
  });
});

test("a tag's text is understood: flags by off, false and 0, lists by what stands between their words", () => {
  const read = (text: Record<string, string>): unknown => readOptions({ key: "pk_demo", host, ...text });
  expect(read({ auto: "off", debug: "", capture: "rage, forms" })).toMatchObject({
    auto: false,
    debug: true,
    capture: ["rage", "forms"],
  });
  expect(read({ auto: "on", debug: "0", adapters: "tcf" })).toMatchObject({
    auto: true,
    debug: false,
    adapters: ["tcf"],
  });
  expect(readOptions({ key: "pk_demo", host, capture: ["rage", "forms"] }).capture).toEqual(["rage", "forms"]);
});

test.each([
  [undefined, /init\(\{ key \}\): got undefined\. Pass the public key/],
  [{ key: "demo", host }, /init\(\{ key \}\): got "demo"/],
  [{ key: "pk_demo", host: "not a url" }, /init\(\{ host \}\): got "not a url"\. Pass an origin/],
  [{ key: "pk_demo", host: "ftp://shop.example" }, /init\(\{ host \}\)/],
  [{ key: "pk_demo", host, consent: "maybe" }, /init\(\{ consent \}\): got "maybe"\. Pass "granted" or "required"/],
])("%j is refused, saying what, why and the fix", (options, message) => {
  // The first has no host: the default needs a page, so the key is checked with one given.
  const given = (options ?? { host }) as SameviewOptions;
  expect(() => readOptions(given)).toThrow(TypeError);
  expect(() => readOptions(given)).toThrow(message);
});

test("on a server it can be imported and started, and does nothing", async () => {
  const sameview = init({ key: "pk_demo" });
  sameview.track("view_item", { items: [{ item_id: "a" }] });
  sameview.on("ready", () => expect.fail("there is no page to be ready"))();
  expect(await sameview.decide(["hero"])).toEqual([]);
  await sameview.flush();
});

test("GA4 events and a site's own are typed; any other name is allowed", () => {
  const check = (sameview: Sameview): void => {
    sameview.track("purchase", { transaction_id: "t1", value: 9.5, currency: "EUR", items: [{ item_id: "a" }] });
    sameview.track("compare_products", { item_ids: ["a", "b"] });
    sameview.track("anything_else", { free: true });
    sameview.track("login");
    // @ts-expect-error a purchase has an order number
    sameview.track("purchase", { value: 9.5, items: [{ item_id: "a" }] });
    // @ts-expect-error a product view names the product
    sameview.track("view_item");
    // @ts-expect-error the site's own event as it was declared
    sameview.track("compare_products", { item_ids: "a" });
  };
  expect(check).toBeTypeOf("function");
  expectTypeOf<ReturnType<Sameview["decide"]>>().resolves.toEqualTypeOf<Decision[]>();
});
