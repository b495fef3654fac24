import { describe, expect, it } from "vitest";
import { entryRow, eventLine, scoreStep, shortId } from "../../console/live/entry-row.ts";
import type { EventParams } from "../../wire/event.ts";
import { OWN_VISITOR, sampleEntry, WARM_SCORE } from "./sample-site.ts";

const none = new Set<string>();

describe("a row of the stream", () => {
  it("marks own and simulated traffic", () => {
    expect(entryRow(sampleEntry(1, { visitor: OWN_VISITOR }), new Set([OWN_VISITOR])).own).toBe(true);
    expect(entryRow(sampleEntry(1), new Set([OWN_VISITOR])).own).toBe(false);
    expect(entryRow(sampleEntry(1, { source: "simulated" }), none).simulated).toBe(true);
  });

  it("steps by the whole numbers the chip shows", () => {
    // 43.6 shows as 44 and 31.2 as 31: the step reads 13, not 12.
    expect(scoreStep({ score: WARM_SCORE, scoreBefore: 31.2 })).toBe(13);
    expect(scoreStep({ score: WARM_SCORE })).toBe(0);
  });

  it("lists five events of a long batch and counts the others", () => {
    const [event] = sampleEntry(1).events;
    const events = Array.from({ length: 12 }, (_, index) => ({ ...event!, id: `e_${index}` }));
    const row = entryRow(sampleEntry(1, { events }), none);
    expect(row.events).toHaveLength(5);
    expect(row.moreEvents).toBe(7);
  });

  it("tells visitors apart by the end of the id, because its beginning may be a time", () => {
    expect(shortId("01jd8x5k2m9q7v3w0abq4f1zt")).toBe("q4f1zt");
    expect(shortId("shopper-f245c036-00006")).toBe("00006");
  });
});

describe("an event in a line", () => {
  const line = (name: string, params?: EventParams, page?: { url: string; title?: string }) =>
    eventLine({ id: "e_1", name, ...(params && { params }), ...(page && { page }) });

  it("says what it was about: the search, the first item and how many more, the page", () => {
    expect(line("search", { search_term: "rain jacket" }).subject).toBe("rain jacket");
    const list = line("view_item_list", { items: [{ item_id: "a", item_name: "Parka" }, { item_id: "b" }] });
    expect([list.subject, list.more]).toEqual(["Parka", 1]);
    expect(line("page_view", undefined, { url: "https://shop.example/en/p/1?x=1" }).subject).toBe("/en/p/1");
    expect(line("page_view", undefined, { url: "https://shop.example/", title: "Home" }).subject).toBe("Home");
    expect(line("scanned").subject).toBe("");
  });

  it("gives the value, or adds it up from the items where the event is about money", () => {
    expect(line("purchase", { value: 80, currency: "EUR" }).value).toBe(80);
    // 2 × 10 + 1 × 5.5 = 25.5
    const items = [
      { item_id: "a", price: 10, quantity: 2 },
      { item_id: "b", price: 5.5 },
    ];
    expect(line("add_to_cart", { items }).value).toBe(25.5);
    expect(line("view_item", { items }).value).toBeUndefined();
    expect(line("add_to_cart", { items: [{ item_id: "a" }] }).value).toBeUndefined();
  });
});
