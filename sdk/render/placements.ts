/** Fills `[data-sv-placement]` elements with what was decided for them. */
import type { PlacementRequest } from "../../wire/collect.ts";
import type { Decision, OfferDecision, OfferFormat, ProductsDecision } from "../../wire/decision.ts";
import type { EventParams } from "../../wire/event.ts";
import type { ErrorCode } from "../api.ts";
import type { Emitter } from "../emitter.ts";
import { mark, measureDecision } from "../marks.ts";
import type { DrawOffer } from "../module.ts";
import { buildContent, contentKey, exposureParams } from "./content.ts";
import type { ContentHooks } from "./content.ts";
import { createExposureWatch } from "./exposure.ts";
import { createLook } from "./look.ts";
import { measureRoom } from "./room.ts";

const SELECTOR = "[data-sv-placement]";

/** What a placement holds now. */
interface Filling {
  key: string;
  /** The latest that shows this; clicks and impressions carry its token. */
  decision: OfferDecision | ProductsDecision;
  root: HTMLElement;
  /** The page's own text, set aside; its own elements stay and are hidden, because a framework may hold on to them. */
  text: ChildNode[];
}

export interface Placements {
  /** Those on the page now, each once. */
  wanted(): PlacementRequest[];
  /**
   * Shows decisions in the placements they are for.
   *
   * @param askedAt Milliseconds on the page's own clock.
   */
  show(decisions: Decision[], askedAt: number): void;
  /** A new page began: what is seen from now on is seen on that page. */
  newPage(): void;
  /** Calls back when placements appear that nobody has asked for yet. */
  watch(appeared: () => void): void;
}

export interface PlacementParts {
  emitter: Emitter;
  /** Records an impression or a click. */
  record(name: string, params: EventParams): void;
  /** Who draws this format: fetched where it is not here yet. */
  drawerOf(format: OfferFormat): Promise<DrawOffer | undefined>;
}

export function createPlacements({ emitter, record, drawerOf }: PlacementParts): Placements {
  const wearLook = createLook();
  const exposure = createExposureWatch();
  const fillings = new WeakMap<Element, Filling>();
  /** Elements that a request of this page has named. */
  let asked = new WeakSet<Element>();
  /** Elements whose impression this page has counted, or is about to. */
  let exposed = new WeakSet<Element>();
  /** What stands over the page, by placement. */
  const overlays = new Map<string, { key: string; remove?: () => void }>();

  function all(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(SELECTOR)];
  }

  function idOf(target: HTMLElement): string {
    return target.dataset["svPlacement"] ?? "";
  }

  function empty(target: HTMLElement): void {
    const filling = fillings.get(target);
    if (!filling) return;
    exposure.forget(filling.root);
    exposed.delete(target);
    filling.root.remove();
    target.append(...filling.text);
    delete target.dataset["svFilled"];
    fillings.delete(target);
  }

  function fill(target: HTMLElement, decision: OfferDecision | ProductsDecision, askedAt: number): void {
    const key = contentKey(decision);
    const present = fillings.get(target);
    const standing = present?.root.parentNode === target ? present : undefined;
    if (standing?.key === key) {
      // The same again is not touched, so nothing flickers; on a new page it is seen anew.
      if (exposed.has(target)) return;
      standing.decision = decision;
    } else if (standing?.root.contains(document.activeElement)) {
      // Someone is on it with the keyboard: taking it away would throw them back to the top of the page.
      return;
    } else if (!replace(target, decision, key, present)) {
      return;
    }
    expose(target);
    say(decision, target, askedAt);
  }

  function say(decision: OfferDecision | ProductsDecision, element: Element, askedAt: number): void {
    painted(() => {
      mark("painted", { placement: decision.placement });
      measureDecision(askedAt, decision.placement);
      emitter.emit("shown", { placement: decision.placement, decision, element });
    });
  }

  /** Puts an offer over the page, or takes away what stands there for its placement. */
  async function overlay(placement: string, decision: OfferDecision | undefined, askedAt: number): Promise<void> {
    const key = decision && contentKey(decision);
    const standing = overlays.get(placement);
    if (standing?.key === key) return;
    overlays.delete(placement);
    standing?.remove?.();
    if (!decision || key === undefined) return;
    const drawn: { key: string; remove?: () => void } = { key };
    overlays.set(placement, drawn);
    const draw = await drawerOf(decision.offer.format ?? "inline");
    // Another decision may have come while the code was fetched.
    if (!draw || overlays.get(placement) !== drawn) return;
    const content = buildContent(
      decision,
      hooksOf(() => decision),
    );
    drawn.remove = draw({
      decision,
      content,
      look: wearLook(),
      shown(frame) {
        exposure.watch(content, () => record("view_promotion", exposureParams(decision)));
        say(decision, frame, askedAt);
      },
      dismissed() {
        exposure.forget(content);
        record("dismiss_promotion", exposureParams(decision));
      },
    });
  }

  function hooksOf(now: () => OfferDecision | ProductsDecision): ContentHooks {
    const { placement, kind } = now();
    return {
      refusedUrl: (address) => report("bad_link", `"${address}" is neither https: nor of this site.`, placement),
      clicked: (index) => record(kind === "offer" ? "select_promotion" : "select_item", exposureParams(now(), index)),
    };
  }

  /** Puts new content in. Whether there was room. */
  function replace(
    target: HTMLElement,
    decision: OfferDecision | ProductsDecision,
    key: string,
    present: Filling | undefined,
  ): boolean {
    const { placement } = decision;
    const room = measureRoom(target);
    if (!room) {
      report("no_room", "It reserves no height. Give it a min-height, or data-sv-allow-shift.", placement);
      return false;
    }
    const filling: Filling = {
      key,
      decision,
      root: buildContent(
        decision,
        hooksOf(() => filling.decision),
      ),
      text: present?.text ?? [...target.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE),
    };
    const { root } = filling;
    wearLook();
    const fits = room(root, () => {
      if (present) exposure.forget(present.root);
      present?.root.remove();
      for (const node of filling.text) node.remove();
      target.append(root);
      target.dataset["svFilled"] = decision.kind;
    });
    fillings.set(target, filling);
    if (!fits)
      report(
        "too_small",
        `The content is ${root.scrollHeight} px high and scrolls in ${root.clientHeight} px.`,
        placement,
      );
    return true;
  }

  function expose(target: HTMLElement): void {
    const filling = fillings.get(target)!;
    exposed.add(target);
    exposure.watch(filling.root, () => {
      const { decision } = filling;
      record(decision.kind === "offer" ? "view_promotion" : "view_item_list", exposureParams(decision));
    });
  }

  function report(code: ErrorCode, detail: string, placement: string): void {
    emitter.emit("error", { code, detail, placement });
  }

  return {
    wanted() {
      const requests = new Map<string, PlacementRequest>();
      for (const target of all()) {
        asked.add(target);
        const limit = Number(target.dataset["svLimit"]);
        requests.set(idOf(target), { id: idOf(target), ...(limit > 0 && { limit }) });
      }
      return [...requests.values()];
    },
    show(decisions, askedAt) {
      for (const decision of decisions) {
        const over = decision.kind === "offer" && (decision.offer.format ?? "inline") !== "inline";
        void overlay(decision.placement, over ? decision : undefined, askedAt).catch((error: unknown) =>
          report("internal", String(error), decision.placement),
        );
        if (over) continue;
        for (const target of all()) {
          if (idOf(target) !== decision.placement) continue;
          if (decision.kind === "none") empty(target);
          else fill(target, decision, askedAt);
        }
      }
    },
    newPage() {
      asked = new WeakSet();
      exposed = new WeakSet();
    },
    watch(appeared) {
      let scheduled = false;
      new MutationObserver(() => {
        if (scheduled) return;
        scheduled = true;
        // After the frame's other changes: a framework adds a page in many small steps.
        setTimeout(() => {
          scheduled = false;
          if (all().some((target) => !asked.has(target))) appeared();
        });
      }).observe(document.documentElement, { childList: true, subtree: true });
    },
  };
}

/** Calls back once the next frame is on the screen: after the frame's callbacks, and a task of its own. */
function painted(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call));
}
