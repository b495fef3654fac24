import { describe, expect, it } from "vitest";
import type { Offer } from "../../wire/definitions.ts";
import { isPrivateHost, offerLinks } from "../../worker/links/offer-links.ts";

const SHOP = "https://shop.example";

function links(href: string, origins = [SHOP]) {
  const offer: Offer = {
    id: "a",
    name: "A",
    placement: "hero",
    status: "live",
    priority: 1,
    content: { en: { headline: "A", button: { label: "Go", href } } },
  };
  return offerLinks({ placements: [], offers: [offer], holdout: 0 }, origins);
}

describe("an offer's links", () => {
  it("are meant on the shop's first origin, and own only on the shop's", () => {
    expect(links("/sale?a=1")).toEqual([
      {
        at: "/offers/0/content/en/button/href",
        offer: "A",
        language: "en",
        href: "/sale?a=1",
        url: `${SHOP}/sale?a=1`,
        isOwn: true,
      },
    ]);
    expect(links("https://other.example/x")).toMatchObject([{ url: "https://other.example/x", isOwn: false }]);
    expect(links("https://shop.example.evil.test/")).toMatchObject([{ isOwn: false }]);
  });

  it("are no addresses where no page can be", () => {
    for (const href of ["https://shop", "https://user:secret@shop.example/", "https:///", "javascript:alert(1)"]) {
      const [link] = links(href);
      expect([href, link?.url, link?.isOwn]).toEqual([href, undefined, false]);
    }
  });
});

it.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.16.0.1", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["0.0.0.0", true],
  ["[::1]", true],
  ["[fd00::1]", true],
  ["[fe80::1]", true],
  ["[::ffff:7f00:1]", true],
  ["[2606:4700::1111]", false],
  ["metadata.google.internal", true],
  ["intranet", true],
  ["shop.example", false],
  ["8.8.8.8", false],
])("%s is of a private network: %s", (host, expected) => {
  expect(isPrivateHost(host)).toBe(expected);
});
