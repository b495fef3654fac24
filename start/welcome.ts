/** What `npm start` shows once everything answers. Pure: facts in, text out. */
import { formatBytes, formatDuration, renderTable } from "./table.ts";

export interface WelcomeFacts {
  version: string;
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  /** Gzip bytes of the script tag's file. */
  sdkGzip: number;
  /** Milliseconds from the command to the first answer. */
  readyMs: number;
  products: number;
  /** Languages the demo shop speaks, such as `en`. */
  languages: string[];
  shoppers: number;
  seed: number;
  /** Whether keys are read: on a terminal only. */
  keys: boolean;
}

/** Every page there is, by what it is for, in the order to visit them. */
export function pages(url: string) {
  return {
    start: `${url}/demo`,
    shop: `${url}/shop`,
    console: `${url}/console`,
    sdk: `${url}/sdk.js`,
    api: `${url}/v1/health`,
  };
}

export const KEY_HELP = "[s] stop/start shoppers  [r] reset demo  [o] open  [q] quit";

export function renderWelcome(facts: WelcomeFacts): string {
  const { start, shop, console: consoleUrl, sdk, api } = pages(facts.url);
  const table = renderTable(
    [
      ["▸ Start here", start, "shop and console side by side"],
      ["  Demo shop", shop, `${facts.products} products in ${facts.languages.join(", ")}`],
      ["  Console", consoleUrl, "no password on this machine"],
      ["  SDK", sdk, `${formatBytes(facts.sdkGzip)} gzip`],
      ["  API", api],
    ],
    { indent: "  " },
  );
  const shoppers =
    facts.shoppers === 0
      ? "no simulated shoppers"
      : `${facts.shoppers} simulated shoppers are browsing (seed ${facts.seed})`;
  return `
  Sameview ${facts.version} · ready in ${formatDuration(facts.readyMs)}

${table}

  Demo data: ${shoppers}.
  Your own shop: <script async src="${sdk}" data-key="pk_demo"></script>
${facts.keys ? `\n  ${KEY_HELP}\n` : ""}`;
}

/** The same as one JSON object, for scripts. */
export function welcomeJson(facts: WelcomeFacts, pid: number): string {
  const { version, url, sdkGzip, shoppers, seed, products } = facts;
  return JSON.stringify({ ready: true, version, url, pages: pages(url), sdkGzip, products, shoppers, seed, pid });
}
