/** Gives `exports.default` of `cloudflare:workers` the type of the Worker under test. The runtime's own types ask for it this way. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("../worker/index.ts");
  }
}

/** The API's document, made when a test asks for it (vitest.config.ts). */
declare module "virtual:openapi" {
  const document: unknown;
  export default document;
}
