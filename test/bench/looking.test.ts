import { describe, expect, it } from "vitest";
import { rush } from "../../bench/looking/rush.ts";
import { sqliteMemory } from "../../bench/looking/sqlite-storage.ts";
import { peek, watchRatio } from "../../bench/looking/peeking.ts";
import { dayOf, daysOf, type Shop } from "../../bench/looking/shop-days.ts";
import { randomStream } from "../../worker/domain/stats/random-stream.ts";

const SHOP: Shop = { name: "shop", visitors: 1_000, control: 0.2, rate: 0.05, lift: 0.5, spread: 1 };

describe("a shop's day", () => {
  it("divides visitors as it should, who buy at the rate they should", () => {
    const random = randomStream(1);
    let [bought, revenue] = [0, 0];
    for (let day = 0; day < 200; day++) {
      const { enrolled, converted, ...rest } = dayOf(SHOP, false, random);
      expect(enrolled).toBe(800);
      bought += converted;
      revenue += rest.revenue;
    }
    // 160,000 visitors at 0.075: 12,000 ± 4·√(160000·0.075·0.925) = 421.
    expect(Math.abs(bought - 12_000)).toBeLessThan(421);
    // A lognormal's mean is median·e^(spread²/2): 60·1.6487 = 98.92; its standard deviation 129.7, over √12000 1.18.
    expect(Math.abs(revenue / bought - 98.92)).toBeLessThan(4 * 1.18);
  });

  it("adds up from day to day", () => {
    const days = [...daysOf(SHOP, 5, randomStream(2))];
    expect(days.map(({ control }) => control.enrolled)).toEqual([200, 400, 600, 800, 1_000]);
  });
});

describe("experiments looked at every day", () => {
  it("[ST-1] rarely claim what is not so, where the t-test often does", () => {
    const alike: Shop = { ...SHOP, control: 0.5, lift: 0 };
    const { decided, naive, coveredAlways } = peek(alike, 60, 30, 30_000, 3);
    expect(decided.conversion).toBeLessThanOrEqual(0.05);
    expect(decided.revenue).toBeLessThanOrEqual(0.05);
    expect(coveredAlways).toBeGreaterThanOrEqual(0.95);
    expect(naive.conversion).toBeGreaterThan(0.1);
  });

  it("find what is so", () => {
    const { decided, medianDay, widthRatio } = peek({ ...SHOP, control: 0.5 }, 20, 30, 30_000, 4);
    expect(decided.conversion).toBeGreaterThan(0.95);
    expect(medianDay.conversion).toBeLessThan(30);
    expect(widthRatio.conversion).toBeGreaterThan(1);
  });
});

describe("[ST-5] the sample ratio", () => {
  it("is found wrong where it is, and right where it is", () => {
    expect(watchRatio(0.5, 0.5, 30, 20_000, 5)).toEqual({ alarms: 0 });
    const { alarms, medianVisitors } = watchRatio(0.54, 0.5, 30, 20_000, 6);
    expect(alarms).toBe(1);
    expect(medianVisitors).toBeLessThan(10_000);
  });
});

describe("a rush on a pool", () => {
  it("[OF-9] never shows a code to two, whatever is lost, late or crashes", () => {
    for (const seed of [1, 2]) {
      const { oversold, shown, left, lost, crashes, cameBack } = rush({ visitors: 500, codes: 40, seed });
      expect(oversold).toBe(0);
      expect(shown).toBeLessThanOrEqual(40);
      // Nearly all are shown in the end: one whose last answer was lost stays with who never got it.
      expect(shown).toBeGreaterThanOrEqual(36);
      expect(left).toBe(0);
      for (const count of [lost, crashes, cameBack]) expect(count).toBeGreaterThan(0);
    }
  });

  it("gives all to everybody where there is enough", () => {
    const { oversold, shown, left } = rush({ visitors: 100, codes: 200, seed: 4 });
    expect(oversold).toBe(0);
    // A half comes to look, of the other half three in five.
    expect(shown).toBeGreaterThan(60);
    expect(left).toBeGreaterThanOrEqual(100);
  });

  it("undoes a step that failed, whole", () => {
    const { sql, transaction, close } = sqliteMemory();
    sql.exec("CREATE TABLE one (n INTEGER); CREATE TABLE two (n INTEGER);");
    expect(() =>
      transaction(() => {
        sql.exec("INSERT INTO one VALUES (?)", 1);
        throw new Error("crash");
      }),
    ).toThrow("crash");
    expect(sql.exec("SELECT * FROM one").toArray()).toEqual([]);
    transaction(() => sql.exec("INSERT INTO two VALUES (?)", 2));
    expect(sql.exec("SELECT n FROM two").one()).toEqual({ n: 2 });
    expect(() => sql.exec("SELECT n FROM one").one()).toThrow("0 rows");
    close();
  });
});
