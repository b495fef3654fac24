/** When decisions are asked for, and who gets them: the page's placements, and whoever calls `decide`. */
import type { CollectRequest, PageContext, PlacementRequest } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import { IDENTIFY_EVENT } from "../../wire/event.ts";
import { LIMITS } from "../../wire/limits.ts";
import { readPageContext } from "../capture/page-context.ts";
import { writeLocal } from "../local-storage.ts";
import type { HeadStart } from "../head.ts";
import type { Core } from "../module.ts";
import { createAsks } from "../asks.ts";
import type { Answer, Ask } from "../asks.ts";
import { cacheKey } from "./decision-cache.ts";
import { createPlacements } from "./placements.ts";

/**
 * Events that change what the visitor should see: they leave at once and ask for the page's placements. A click on a
 * product is none of them: it leads to another page, whose own request must not wait behind one for this page.
 */
const TELLING = [
  "page_view",
  "view_item",
  "search",
  "view_search_results",
  "add_to_cart",
  "remove_from_cart",
  "add_to_wishlist",
  "begin_checkout",
  "purchase",
  "exit_intent",
  IDENTIFY_EVENT,
];

/** The verb `decide`, and everything between the page's placements and the Worker. */
export function decisions(core: Core): void {
  core.aheadMs = 0;
  core.inShadows = new Set();
  const placements = createPlacements(core.inShadows);
  const asks = (core.asks = createAsks());
  let pageNumber = 0;
  let askedOnPage = 0;
  /** Milliseconds on the page's own clock. */
  let askedAt = 0;
  /** What the page's last request named: the page's context and its placements. */
  let askedFor = "";

  function fieldsFor(wanted: PlacementRequest[]): Partial<CollectRequest> {
    if (wanted.length === 0) return {};
    const page: PageContext = Object.assign(readPageContext(), ...core.pageReaders.map((read) => read()));
    return { placements: wanted.slice(0, LIMITS.placements), page };
  }

  /** Announces and hands out what came, leaving out what is no decision. */
  function announce(answer?: Answer): Decision[] {
    const made = (answer?.decisions ?? []).filter((one) => one?.placement);
    for (const decision of made) core.emit("decision", decision);
    return made;
  }

  core.ask = (ask) => {
    if (!asks.waiting.includes(ask)) asks.waiting.push(ask);
    core.delivery.sender.wakeNow();
  };

  /** For the placements of the page itself. */
  const pageAsk: Ask = {
    fields() {
      askedOnPage = pageNumber;
      askedAt = performance.now();
      const fields = fieldsFor(placements.wanted());
      askedFor = JSON.stringify(fields);
      // Both are under way at once.
      if (fields.placements) void core.load("placements");
      return fields;
    },
    settle(answer) {
      // Until the Worker answers: the sender tries again when it may.
      if (!answer) return void asks.waiting.push(pageAsk);
      const page = askedOnPage;
      const at = askedAt;
      core.aheadMs = answer.receivedAt! - Date.now() || core.aheadMs;
      const made = announce(answer);
      if (made.length === 0) return;
      void core.load("placements").then(() => {
        // The shopper may have gone on to another page meanwhile, which asked for itself.
        if (page === pageNumber) core.safely(() => made.forEach((one) => core.draw?.(one, at)));
      });
    },
  };

  /** What the head snippet has asked for need not be asked again; what it got is as good as an answer of our own. */
  function askForPage(): void {
    const { sameview } = window as { sameview?: { head?: HeadStart | undefined } };
    const head = sameview?.head;
    if (!head || pageNumber > 1) return core.ask(pageAsk);
    sameview.head = undefined;
    if (!head.asked(pageAsk.fields().placements)) return core.ask(pageAsk);
    askedAt = head.at;
    void head.answer.then((answer) => (answer?.decisions ? pageAsk.settle(answer) : core.ask(pageAsk)));
  }

  const ask = (): void => {
    if (pageNumber > 0) core.ask(pageAsk);
  };

  core.on("page", () => pageNumber++);
  core.on("recorded", ({ name }) => {
    const isView = name === "page_view";
    // Without consent the Worker learns only which page this is, so only a new page can change its answer.
    if (!isView && !(core.consented() && TELLING.includes(name))) return;
    // A router that renders before it changes the address has tracked its product by now, and the placements are
    // being decided: the page view itself then changes nothing that they could wait for.
    const asked = askedOnPage === pageNumber && askedFor === JSON.stringify(fieldsFor(placements.wanted()));
    if (!isView || !asked || !core.consented()) askForPage();
  });
  for (const name of ["consent", "reset"] as const)
    core.on(name, () => {
      // What the next page would paint before it is answered was meant for who is gone.
      writeLocal(cacheKey(core.settings.key));
      ask();
    });
  core.run(() => placements.watch(ask));

  core.decide = (placementIds, { explain } = {}) =>
    new Promise((resolve) =>
      core.run(() => {
        const ids = [placementIds].flat();
        core.ask({
          fields: () => ({ ...fieldsFor(ids.map((id) => ({ id }))), explain }),
          settle(answer) {
            const made = announce(answer);
            resolve(ids.map((id) => made.find(({ placement }) => placement === id) ?? undecided(id, core.newId())));
          },
        });
      }),
    );
}

function undecided(placement: string, id: string): Decision {
  const why = "The Worker did not answer.";
  return { id, placement, kind: "none", reason: "ERROR", why, probability: 1, model: 0, definitions: 0 };
}
