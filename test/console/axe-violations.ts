/** What axe finds wrong with the page as it stands. */
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "puppeteer-core";

/** Every violation as "rule: element". The policy forbids injected scripts, so axe comes through the debugger. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
