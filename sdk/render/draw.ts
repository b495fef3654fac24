/** Fills placements with what was decided for them. Fetched while a page's first decision is on its way. */
import type { OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import type { ErrorCode } from "../api.ts";
import { mark } from "../marks.ts";
import type { Core } from "../module.ts";
import { buildContent, contentKey, exposureParams } from "./content.ts";
import type { ContentHooks } from "./content.ts";
import { createDecisionCache } from "./decision-cache.ts";
import { createExposureWatch } from "./exposure.ts";
import { createLook } from "./look.ts";
import { createOverlays } from "./overlays.ts";
import { isInView, placementElements, placementId } from "./placements.ts";
import { measureRoom } from "./room.ts";

export type Shown = OfferDecision | ProductsDecision;

/**
 * Milliseconds after asking, past which what the shopper sees stays as it is: somebody reads it by now (Nielsen's limit
 * for an uninterrupted thought is one second; a slow phone's line needs three).
 */
const DEADLINE_MS = 3_000;

/** What a placement holds now. */
interface Filling {
  key: string;
  /** The latest that shows this; clicks and impressions carry its token. */
  decision: Shown;
  root: HTMLElement;
  /** The page's own text, set aside; its own elements stay and are hidden, because a framework may hold on to them. */
  text: ChildNode[];
  /** From the last visit, and on the screen: the shopper may be reading it. */
  remembered: boolean;
}

/** The module: it gives the client its `draw`. */
export function drawPlacements(core: Core): void {
  const { emit, record, load } = core;
  const wearLook = createLook();
  const exposure = createExposureWatch();
  const cache = createDecisionCache(core.settings.key);
  const fillings = new WeakMap<Element, Filling>();
  /** Elements whose impression this page has counted, or is about to. */
  let exposed = new WeakSet<Element>();

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

  /** Whether it may be changed now under the eyes of whoever is there. */
  function mayChange(target: HTMLElement, late: boolean): boolean {
    const standing = fillings.get(target)?.root;
    // Someone is on it with the keyboard: taking it away would throw them back to the top of the page.
    if (standing?.matches(":focus-within")) return false;
    return !((late || fillings.get(target)?.remembered) && isInView(target));
  }

  function fill(target: HTMLElement, decision: Shown, late: boolean): void {
    const key = contentKey(decision);
    const present = fillings.get(target);
    if (present?.key === key && present.root.parentNode === target) {
      present.remembered = false;
      // The same again is not touched, so nothing flickers; on a new page it is seen anew.
      present.decision = decision;
      if (exposed.has(target)) return;
    } else if (!mayChange(target, late) || !replace(target, decision, key, present)) {
      return;
    }
    expose(target);
    say(decision, target);
  }

  function say(decision: Shown, element: Element): void {
    painted(() => {
      mark("painted", { placement: decision.placement });
      emit("shown", { placement: decision.placement, decision, element });
    });
  }

  /** @param latest The latest decision that shows this. */
  function hooksOf({ placement, kind }: Shown, latest: () => Shown): ContentHooks {
    return {
      refusedUrl: (address) => report("bad_link", `"${address}" is neither https: nor of this site.`, placement),
      clicked: (index) => {
        // A product inside an offer is a way to take the offer.
        const name = kind === "offer" ? "select_promotion" : "select_item";
        told(name, latest(), index);
      },
      countDown(countdown, into, ended) {
        void load("overlays").then(() => core.safely(() => core.countDown?.(countdown, into, ended)));
      },
    };
  }

  /** A preview has no token, and nothing of it is reported. */
  function told(name: string, decision: Shown, index?: number): void {
    if (decision.token) record(name, exposureParams(decision, index));
  }

  /** Puts new content in. Whether there was room. */
  function replace(target: HTMLElement, decision: Shown, key: string, present: Filling | undefined): boolean {
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
        hooksOf(decision, () => filling.decision),
      ),
      text: present?.text ?? [...target.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE),
      remembered: false,
    };
    const { root } = filling;
    wearLook(target.getRootNode());
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
      told(decision.kind === "offer" ? "view_promotion" : "view_item_list", decision);
    });
  }

  function report(code: ErrorCode, detail: string, placement: string): void {
    emit("error", { code, detail, placement });
  }

  /** Paints what this page showed last time, until the Worker has answered. */
  function paintRemembered(): void {
    if (!core.consented()) return;
    for (const target of placementElements(core.inShadows)) {
      const decision = fillings.has(target) ? undefined : cache.find(placementId(target));
      if (!decision) continue;
      fill(target, decision, false);
      const filling = fillings.get(target);
      // Not before it is on the screen: until then the answer may still take its place.
      painted(() => filling && (filling.remembered = filling.decision === decision));
    }
  }

  const showOverlay = createOverlays(core, {
    look: () => wearLook(document),
    exposure,
    told,
    say,
    hooksOf,
  });

  // What is seen on a new page is seen anew.
  core.on("page", () => {
    exposed = new WeakSet();
    paintRemembered();
  });
  paintRemembered();
  core.draw = (decision, askedAt) => {
    const { placement } = decision;
    const late = performance.now() - askedAt > DEADLINE_MS;
    const over = decision.kind === "offer" && (decision.offer.format ?? "inline") !== "inline";
    showOverlay(placement, over ? decision : undefined, late);
    const inline = decision.kind === "none" || over ? undefined : decision;
    if (core.consented() && inline?.token !== "") cache.keep(placement, inline);
    if (over) return;
    for (const target of placementElements(core.inShadows)) {
      if (placementId(target) !== placement) continue;
      if (inline) fill(target, inline, late);
      else if (mayChange(target, false)) empty(target);
    }
  };
}

/** Calls back once the next frame is on the screen: after the frame's callbacks, and a task of its own. */
function painted(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call));
}
