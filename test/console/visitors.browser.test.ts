import { describe, expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";
import { OTHER_VISITOR } from "./sample-site.ts";

const screen = consoleInChromium();
const query = () => new URL(screen.page.url()).searchParams;

async function find(selector: string, id: string): Promise<void> {
  await screen.page.waitForSelector(`${selector} input`);
  await screen.page.type(`${selector} input`, id);
  await screen.page.keyboard.press("Enter");
}

describe("visitors", () => {
  it("shows who was here a moment ago, each once, and some of all there are", async () => {
    await screen.open("/console/visitors?lang=en");
    await screen.waitForCount("[aria-labelledby=recent] tbody tr", 3);
    await screen.waitForText("[aria-labelledby=some]", "1 of 1,021, drawn by lot");
    await screen.press(`[aria-labelledby=recent] a[data-route="visitors/${OTHER_VISITOR}"]`);
    await screen.page.waitForSelector(".visitor-columns");
    expect(await screen.page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });

  it("finds somebody by a customer's id, and says so where nobody has it", async () => {
    await screen.open("/console/visitors?lang=en");
    await find("[role=search]", "customer-7");
    await screen.waitForText("[aria-labelledby=found]", "1 visitor found");
    expect(query().get("find")).toBe("customer-7");
    await screen.press("[role=search] .button:not(.button-accent)");
    await screen.page.waitForSelector("[aria-labelledby=recent]");
    await find("[role=search]", "nobody");
    await screen.waitForText("[aria-labelledby=found]", "Nobody has the id “nobody”");
  });

  it("lists some of a segment, which the address keeps", async () => {
    await screen.open("/console/visitors?lang=en");
    await screen.page.waitForSelector("option[value=loyal]");
    await screen.page.select(".visitors-card select", "loyal");
    await screen.waitForText("[aria-labelledby=some]", "1 of 12");
    expect(query().get("segment")).toBe("loyal");
  });

  it("says what failed and tries again", async () => {
    screen.site.fates.set("/visitors", "fails");
    await screen.open("/console/visitors?lang=en");
    await screen.waitForText(".notice-problem", "The visitors could not be fetched");
    screen.site.fates.lift();
    await screen.press(".notice-problem .button");
    await screen.waitForText("[aria-labelledby=some]", "1 of 1,021");
  });
});

describe("a visitor's page", () => {
  it("says of every offer whether it would be shown, and why not, down to the question that failed", async () => {
    await screen.open(`/console/visitors/${OTHER_VISITOR}?lang=en`);
    await screen.waitForText("[data-offer=hot]", "would be shown");
    await screen.waitForText("[data-offer=spring]", "held back");
    await screen.press("[data-offer=spring] summary");
    const told = await screen.text("[data-offer=spring]");
    for (const part of [
      "Not in its audience",
      "seen 2 times",
      "counted as shown",
      "score of at least 60",
      "Not this",
    ]) {
      expect(told).toContain(part);
    }
    const failing = await screen.page.$$eval("[data-offer=spring] .reason-fails > [lang]", (all) =>
      all.map((one) => one.textContent),
    );
    expect(failing).toEqual(["score 44, wanted at least 60", "cart products 2, wanted 0"]);
    expect(await screen.text(".visitor-details")).toContain("Loyal");
    expect(await screen.text("[aria-labelledby=recommended-now]")).toContain("Ridge Trail Shoe");
  });

  it("makes a link to the shop as they see it", async () => {
    await screen.open(`/console/visitors/${OTHER_VISITOR}?lang=en`);
    await screen.press("[aria-labelledby=preview-as] .button");
    await screen.page.waitForSelector("[aria-labelledby=preview-as] a[href*='sv_preview=']");
    expect(screen.site.desk.previewed).toEqual({ visitor: OTHER_VISITOR });
  });

  it("hands over everything by the export that is written down, and says where a role does not reach it", async () => {
    await screen.open(`/console/visitors/${OTHER_VISITOR}?lang=en`);
    await screen.press(".visitor-actions .button:nth-of-type(2)");
    await expect.poll(() => screen.site.visitors.exported).toEqual([OTHER_VISITOR]);
    screen.site.fates.set(`/visitors/${OTHER_VISITOR}/export`, "fails");
    await screen.press(".visitor-actions .button:nth-of-type(2)");
    await screen.waitForText(".visitor-actions .notice-problem", "The export could not be fetched");
  });

  it("names the one question that could not be answered; the profile stays", async () => {
    screen.site.fates.set(`/visitors/${OTHER_VISITOR}/now`, "fails");
    await screen.open(`/console/visitors/${OTHER_VISITOR}?lang=en`);
    await screen.waitForText(".notice-problem", "could not be worked out");
    await screen.waitForText(".visitor-details", "Engagement score");
  });
});

describe("privacy requests", () => {
  it("counts what is stored, erases it after the word was typed, and counts again", async () => {
    await screen.open("/console/privacy?lang=en");
    await find("[role=search]", "customer-7");
    await screen.waitForText(".case .stored tfoot", "8");
    await screen.press(".case .button-danger");
    await screen.page.type(".erase input", "erase");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".case .rows-left", "0 rows are left of them anywhere");
    expect(await screen.text(".case .stored tfoot")).toContain("0");
    expect([...screen.site.visitors.erased]).toEqual([OTHER_VISITOR]);
  });

  it("does not claim what is not so: rows that are left are said", async () => {
    screen.site.visitors.rowsLeft = 2;
    await screen.open(`/console/privacy?lang=en&subject=${OTHER_VISITOR}`);
    await screen.press(".case .button-danger");
    await screen.page.type(".erase input", "erase");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".case .rows-left", "2 rows are left of them: erase again");
  });

  it("answers for somebody of whom nothing is stored, and lists the requests answered before", async () => {
    screen.site.desk.audit = [
      { seq: 2, at: 1, by: "Ada", action: "visitor.erased", target: OTHER_VISITOR, detail: "8 rows erased, 0 left" },
      { seq: 1, at: 1, by: "Ada", action: "definitions.published", target: "version 7" },
    ];
    await screen.open("/console/privacy?lang=en&subject=nobody");
    await screen.waitForText(".visitors [role=status]", "Nothing is stored under “nobody”");
    await screen.waitForText(".table-scroll", "8 rows erased, 0 left");
    expect(await screen.text(".table-scroll")).not.toContain("version 7");
  });
});
