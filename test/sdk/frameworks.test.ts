import { join } from "node:path";
import { renderToString as renderReact } from "react-dom/server";
import { build } from "vite";
import { renderToString as renderVue } from "vue/server-renderer";
import { beforeAll, expect, test } from "vitest";
import { init } from "../../sdk/index.ts";
import { ROOT } from "../../start/paths.ts";
import type { OfferDecision } from "../../wire/decision.ts";
import { reactApp } from "./frameworks/react-app.ts";
import { vueApp } from "./frameworks/vue-app.ts";
import { useSession } from "./session.ts";
import { KEY } from "./site.ts";
import { openPage, trouble, until } from "./visit.ts";

const session = useSession(() => undefined);

function offer(placement: string): OfferDecision {
  return {
    id: `d-${placement}`,
    placement,
    kind: "offer",
    reason: "TARGETING_MATCH",
    why: "everybody",
    probability: 1,
    model: 0,
    definitions: 1,
    token: "token",
    offer: { id: "spring", headline: `Spring in ${placement}` },
  };
}

/** Rendered where there is no page: `init` is the server's. */
const RENDERED = {
  react: () => Promise.resolve(renderReact(reactApp(init({ key: KEY })))),
  vue: () => renderVue(vueApp(init({ key: KEY }))),
};

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    root: ROOT,
    define: { "process.env.NODE_ENV": '"development"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" },
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: join(import.meta.dirname, "frameworks/page.ts") },
    },
  });
  const { output } = [built].flat()[0] as { output: { type: string; fileName: string; code?: string }[] };
  for (const { fileName, code } of output) if (code) session.site.pages.set(`/${fileName}`, code);
  const entry = output.find(({ fileName }) => fileName.includes("page"))!.fileName;
  for (const framework of ["react", "vue"] as const) {
    const app = await RENDERED[framework]();
    session.site.pages.set(
      `/${framework}`,
      `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/page.css">
<body data-framework="${framework}" data-key="${KEY}" data-host="${session.site.edge}"><div id="root">${app}</div>
<script type="module" src="/${entry}"></script></body></html>`,
    );
  }
});

test.each(["react", "vue"] as const)(
  "%s: the server renders the page's own content and nothing of ours",
  async (framework) => {
    const html = await RENDERED[framework]();
    expect(html).toContain('data-sv-placement="hero"');
    expect(html).toContain('data-sv-limit="4"');
    expect(html).toMatch(/Our own words.*Nothing yet/s);
  },
);

test.each(["react", "vue"] as const)(
  "%s: hydrates as it is, is filled, renders its own decision, and tracks",
  async (framework) => {
    const { site, context } = session;
    site.decide = offer;
    const page = await openPage(context);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/hydrat|mismatch|not match/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${site.shop}/${framework}`);
    await until("the offer", async () => (await page.$(".hero .sv-headline")) !== null);
    await until("its own", () => page.$eval("#own", (own) => own.textContent === "Spring in row"));
    await until("the event", () =>
      site.named("view_promotion").some(({ params }) => params?.["promotion_id"] === "spring"),
    );
    const asked = site.requests.flatMap(({ placements = [] }) => placements);
    expect(asked).toContainEqual({ id: "hero", limit: 4 });
    expect(asked).toContainEqual({ id: "row" });
    expect(complaints).toEqual([]);
    expect(await trouble(page)).toEqual([]);
  },
);
