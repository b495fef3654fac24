/** Writes the API's document and its page: static files, so that they weigh nothing in the Worker. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ASSETS, BUILD, ROOT } from "./paths.ts";
import type { BuildStep } from "./stale.ts";

/** Nothing but its own style sheets. */
const HEADERS = `/docs/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
`;

export const docsStep: BuildStep = {
  name: "docs",
  inputs: [
    "wire",
    "start/api",
    "start/build-docs.ts",
    "worker/access/role.ts",
    "console/styles/tokens.css",
    "package.json",
  ],
  outputs: ["build/assets/docs/openapi.json", "build/assets/docs/api/index.html", "build/parts/docs.headers"],
  run: async () => {
    // Loaded only when it is needed: a start with nothing to build waits for no parser.
    const [{ openApiDocument }, { apiPage }] = await Promise.all([
      import("./api/openapi-document.ts"),
      import("./api/api-page.ts"),
    ]);
    const folder = join(ASSETS, "docs");
    mkdirSync(join(folder, "api"), { recursive: true });
    mkdirSync(join(BUILD, "parts"), { recursive: true });
    const document = openApiDocument();
    writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
    const styles = [join(ROOT, "console/styles/tokens.css"), join(ROOT, "start/api/api.css")];
    for (const [index, name] of ["tokens.css", "api.css"].entries()) copyFileSync(styles[index]!, join(folder, name));
    writeFileSync(join(folder, "api/index.html"), apiPage(document, ["/docs/tokens.css", "/docs/api.css"]));
    writeFileSync(join(BUILD, "parts/docs.headers"), HEADERS);
  },
};
