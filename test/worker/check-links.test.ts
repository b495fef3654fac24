import { beforeAll, describe, expect, it } from "vitest";
import type { Definitions } from "../../wire/definitions.ts";
import type { LinkCheck } from "../../wire/draft.ts";
import { checkLinks } from "../../worker/links/check-links.ts";
import { lookUpLink } from "../../worker/links/look-up-link.ts";
import { call, DEFINITIONS, openShop, SETTINGS } from "./shop-site.ts";

const SHOP = "https://shop.example";

/** A shop's server, by path: a status, and where it leads. Remembers what was asked. */
function shop(pages: Record<string, [status: number, location?: string]>) {
  const asked: string[] = [];
  return {
    asked,
    rules: {
      origins: [SHOP],
      allowsPrivate: false,
      fetch: async (url: URL, { method }: RequestInit) => {
        asked.push(`${method} ${url.href}`);
        const [status, location] = pages[url.pathname] ?? [404];
        if (status === 0) throw new Error("the network is away");
        return new Response(null, { status, headers: location === undefined ? {} : { location } });
      },
    },
  };
}

describe("a link is looked up", () => {
  const { rules, asked } = shop({
    "/there": [200],
    "/gone": [410],
    "/moved": [301, "/there"],
    "/moved-away": [302, "https://other.example/secret"],
    "/inside": [302, "http://169.254.169.254/latest/meta-data"],
    "/round": [302, "/round"],
    "/busy": [503],
    "/guarded": [403],
    "/away": [0],
  });
  it.each([
    ["/there", "found"],
    ["/gone", "broken"],
    ["/nowhere", "broken"],
    ["/moved", "found"],
    ["/moved-away", "found"],
    ["/inside", "found"],
    ["/round", "broken"],
    ["/busy", "unknown"],
    ["/guarded", "unknown"],
    ["/away", "unknown"],
  ])("%s is %s", async (path, state) => {
    expect(await lookUpLink(SHOP + path, rules)).toMatchObject({ state });
  });

  it("and nothing but the site's own origins was ever asked", async () => {
    expect(await lookUpLink("https://other.example/", rules)).toEqual({ state: "unknown", status: 0 });
    expect(await lookUpLink("http://127.0.0.1/", { ...rules, origins: ["http://127.0.0.1"] })).toMatchObject({
      state: "unknown",
    });
    expect(asked.filter((one) => !one.includes(` ${SHOP}/`))).toEqual([]);
  });
});

function withButton(href: string): Definitions {
  const [first, ...others] = DEFINITIONS.offers;
  const content = { en: { headline: "Week", button: { label: "Go", href } } };
  return { ...DEFINITIONS, offers: [{ ...first!, content }, ...others] };
}

describe("a draft's links", () => {
  it("are a warning where they are broken, with their place, and count where they are not", async () => {
    const { rules } = shop({ "/there": [200] });
    expect(await checkLinks(withButton("/nowhere"), SETTINGS, "https://edge.example", rules)).toMatchObject({
      problems: [{ severity: "warning", code: "broken_link", at: "/offers/0/content/en/button/href" }],
      found: 0,
    });
    expect(await checkLinks(withButton("/there"), SETTINGS, "https://edge.example", rules)).toEqual({
      problems: [],
      found: 1,
      unknown: 0,
      elsewhere: 0,
    });
    expect(await checkLinks(withButton("https://other.example/"), SETTINGS, "https://edge.example", rules)).toEqual({
      problems: [],
      found: 0,
      unknown: 0,
      elsewhere: 1,
    });
  });

  it("are never in the way: a network that is away breaks nothing", async () => {
    const { rules } = shop({ "/away": [0] });
    const check = await checkLinks(withButton("/away"), SETTINGS, "https://edge.example", rules);
    expect(check).toEqual({ problems: [], found: 0, unknown: 1, elsewhere: 0 });
  });

  it("are looked up a few at once, and not without end", async () => {
    const offers = Array.from({ length: 100 }, (_, n) => withButton(`/p/${n}`).offers[0]!);
    let under = 0;
    let most = 0;
    let all = 0;
    const check = await checkLinks({ ...DEFINITIONS, offers }, SETTINGS, "https://edge.example", {
      allowsPrivate: false,
      fetch: async () => {
        most = Math.max(most, ++under);
        all++;
        await Promise.resolve();
        under--;
        return new Response(null, { status: 200 });
      },
    });
    expect(check).toMatchObject({ problems: [], found: 30, unknown: 70 });
    expect(most).toBeLessThanOrEqual(5);
    expect(all).toBe(30);
  });
});

describe("POST …/draft/check-links", () => {
  beforeAll(() => openShop());

  it("answers for the draft, published or not", async () => {
    const response = await call("/v1/sites/shop/draft/check-links", { method: "POST" });
    expect(await response.json<LinkCheck>()).toEqual({ problems: [], found: 0, unknown: 0, elsewhere: 0 });
  });
});
