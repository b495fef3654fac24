/** Ours, against the SDK tests' own collector. */
import { html, startSite, tag } from "../../test/sdk/site.ts";
import type { Site } from "../../test/sdk/site.ts";
import type { Subject, Weather } from "./subject.ts";

const BAD_WEATHER = {
  fair: { down: false, loseAnswers: false, misbehave: () => undefined },
  cut: { down: true, loseAnswers: false, misbehave: () => undefined },
  "503": { down: false, loseAnswers: false, misbehave: () => ({ status: 503 }) },
  unanswered: { down: false, loseAnswers: true, misbehave: () => undefined },
} satisfies Record<Weather, Pick<Site, "down" | "loseAnswers" | "misbehave">>;

export const ours: Subject = {
  name: "Sameview",
  lanes: 4,
  killLanes: 2,
  // The queue leaves another tab's events alone for three seconds; a busy machine is given the rest.
  patienceMs: 20_000,
  commits: true,
  ready: "window.sameview?.version !== undefined",
  track: (telling) =>
    `window.sameview("track", "${telling ? "add_to_cart" : "step"}", { n, items: [{ item_id: "a" }] })`,
  async open() {
    const site = await startSite();
    site.pages.set("/", html({ tag: tag(site.edge) }));
    site.pages.set("/bare", "<!doctype html><title>No SDK here</title>");
    return {
      origin: site.shop,
      set weather(weather: Weather) {
        Object.assign(site, BAD_WEATHER[weather]);
      },
      count() {
        const counted = clicks(site.events());
        const delivered = new Set(counted).size;
        const sent = clicks(site.requests.flatMap(({ events }) => events)).length;
        return { delivered, duplicates: counted.length - delivered, repeats: sent - counted.length };
      },
      close: () => site.close(),
    };
  },
};

function clicks(events: { params?: Record<string, unknown> }[]): unknown[] {
  return events.map(({ params }) => params?.["n"]).filter((n) => n !== undefined);
}
