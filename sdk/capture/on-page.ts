/** When a page has begun, real or virtual: its page view is the sign. */
import type { ModuleClient, Stop } from "./module-client.ts";

/** Calls back for every page from the next one on. */
export function onPage(client: ModuleClient, begun: () => void): Stop {
  return client.on("queued", ({ name }) => {
    if (name === "page_view") begun();
  });
}
