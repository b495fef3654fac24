import { describe, expect, it } from "vitest";
import { logOf, SHOP_LOGS } from "../../bench/replay/logs.ts";
import { parsePlainCsv } from "../../bench/replay/csv.ts";

// Lines as the published files have them.
const RETAILROCKET = `timestamp,visitorid,event,itemid,transactionid,datetime
1433193132535,1134473,view,396045,,2015-06-01 21:12:12.535
1433193132999,1134473,addtocart,396045,,2015-06-01 21:12:12.999
1433440854985,1207981,transaction,350734,8693.0,2015-06-04 18:00:54.985`;
const REES46 = `event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde
2019-10-01 00:00:01 UTC,cart,17200506,2053013559792632471,furniture.living_room.sofa,,543.10,519107250,566511c2
2019-10-01 00:02:14 UTC,purchase,1004856,2053013555631882655,electronics.smartphone,samsung,130.76,543272936,8187d148`;

function eventsOf(csv: string) {
  const rows = parsePlainCsv(csv);
  const log = logOf(rows);
  return rows.map((row, index) => log.toEvent(row, index + 2));
}

describe("Retailrocket", () => {
  it("maps views, carts and transactions to GA4's names, with item, time and order number", () => {
    expect(eventsOf(RETAILROCKET)).toEqual([
      {
        visitor: "retailrocket-000001134473",
        event: {
          id: "retailrocket-00000002",
          name: "view_item",
          at: 1433193132535,
          params: { items: [{ item_id: "396045" }] },
        },
      },
      {
        visitor: "retailrocket-000001134473",
        event: {
          id: "retailrocket-00000003",
          name: "add_to_cart",
          at: 1433193132999,
          params: { items: [{ item_id: "396045" }] },
        },
      },
      {
        visitor: "retailrocket-000001207981",
        event: {
          id: "retailrocket-00000004",
          name: "purchase",
          at: 1433440854985,
          params: { items: [{ item_id: "350734" }], transaction_id: "8693.0" },
        },
      },
    ]);
  });
});

describe("REES46", () => {
  it("takes the category's number where it has no code, leaves out a missing brand, and counts in dollars", () => {
    // 2019-10-01T00:00:00Z is 1,569,888,000 s after the epoch.
    expect(eventsOf(REES46).map(({ event }) => event)).toEqual([
      {
        id: "rees46-00000002",
        name: "view_item",
        at: 1569888000000,
        params: {
          currency: "USD",
          value: 35.79,
          items: [{ item_id: "44600062", item_category: "2103807459595387724", item_brand: "shiseido", price: 35.79 }],
        },
      },
      {
        id: "rees46-00000003",
        name: "add_to_cart",
        at: 1569888001000,
        params: {
          currency: "USD",
          value: 543.1,
          items: [{ item_id: "17200506", item_category: "furniture.living_room.sofa", price: 543.1 }],
        },
      },
      {
        id: "rees46-00000004",
        name: "purchase",
        at: 1569888134000,
        params: {
          currency: "USD",
          value: 130.76,
          items: [
            { item_id: "1004856", item_category: "electronics.smartphone", item_brand: "samsung", price: 130.76 },
          ],
        },
      },
    ]);
  });
});

it("gives every visitor and event an id that the front door takes", () => {
  for (const { visitor, event } of [...eventsOf(RETAILROCKET), ...eventsOf(REES46)]) {
    expect(visitor).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    expect(event.id).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  }
});

it("refuses columns and events it does not know", () => {
  expect(() => logOf([{ time: "1", what: "view" }])).toThrow(/time,what/);
  expect(() => SHOP_LOGS[0]!.toEvent({ timestamp: "1", visitorid: "1", event: "wish", itemid: "1" }, 7)).toThrow(
    /line 7: unknown event "wish"/,
  );
  expect(() => SHOP_LOGS[1]!.toEvent({ event_time: "soon", event_type: "view", product_id: "1" }, 9)).toThrow(
    /line 9: no time/,
  );
});
