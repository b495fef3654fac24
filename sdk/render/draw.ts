/** Fills placements with what was decided for them. Fetched while a page's first decision is on its way. */
import type { OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import type { ErrorCode } from "../api.ts";
import { mark } from "../marks.ts";
import type { Core } from "../module.ts";
import { buildContent, contentKey, exposureParams } from "./content.ts";
import type { ContentHooks } from "./content.ts";
import { createExposureWatch } from "./exposure.ts";
import { createLook } from "./look.ts";
import { placementElements, placementId } from "./placements.ts";
import { measureRoom } from "./room.ts";

type Shown = OfferDecision | ProductsDecision;

/** What a placement holds now. */
interface Filling {
  key: string;
  /** The latest that shows this; clicks and impressions carry its token. */
  decision: Shown;
  root: HTMLElement;
  /** The page's own text, set aside; its own elements stay and are hidden, because a framework may hold on to them. */
  text: ChildNode[];
}

/** The module: it gives the client its `draw`. */
export function drawPlacements(core: Core): void {
  const { emit, record, formats, load } = core;
  const wearLook = createLook();
  const exposure = createExposureWatch();
  const fillings = new WeakMap<Element, Filling>();
  /** Elements whose impression this page has counted, or is about to. */
  let exposed = new WeakSet<Element>();
  /** What stands over the page, by placement. */
  const overlays = new Map<string, { key: string; remove?: () => void }>();

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

  function fill(target: HTMLElement, decision: Shown): void {
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
    say(decision, target);
  }

  function say(decision: Shown, element: Element): void {
    painted(() => {
      mark("painted", { placement: decision.placement });
      emit("shown", { placement: decision.placement, decision, element });
    });
  }

  /** Puts an offer over the page, or takes away what stands there for its placement. */
  async function overlay(placement: string, decision: OfferDecision | undefined): Promise<void> {
    const key = decision && contentKey(decision);
    const standing = overlays.get(placement);
    if (standing?.key === key) return;
    overlays.delete(placement);
    standing?.remove?.();
    if (!decision || key === undefined) return;
    const drawn: { key: string; remove?: () => void } = { key };
    overlays.set(placement, drawn);
    const format = decision.offer.format ?? "inline";
    if (!formats[format]) await load("overlays");
    const draw = formats[format];
    // Another decision may have come while the code was fetched.
    if (!draw || overlays.get(placement) !== drawn) return;
    const content = buildContent(
      decision,
      hooksOf(decision, () => decision),
    );
    drawn.remove = draw({
      decision,
      content,
      look: wearLook(),
      shown(frame) {
        exposure.watch(content, () => record("view_promotion", exposureParams(decision)));
        say(decision, frame);
      },
      dismissed() {
        exposure.forget(content);
        record("dismiss_promotion", exposureParams(decision));
      },
    });
  }

  /** @param latest The latest decision that shows this. */
  function hooksOf({ placement, kind }: Shown, latest: () => Shown): ContentHooks {
    return {
      refusedUrl: (address) => report("bad_link", `"${address}" is neither https: nor of this site.`, placement),
      clicked: (index) =>
        record(kind === "offer" ? "select_promotion" : "select_item", exposureParams(latest(), index)),
    };
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
    emit("error", { code, detail, placement });
  }

  // What is seen on a new page is seen anew.
  core.on("page", () => (exposed = new WeakSet()));
  core.draw = (decision) => {
    const over = decision.kind === "offer" && (decision.offer.format ?? "inline") !== "inline";
    void overlay(decision.placement, over ? decision : undefined).catch((error: unknown) =>
      report("internal", String(error), decision.placement),
    );
    if (over) return;
    for (const target of placementElements()) {
      if (placementId(target) !== decision.placement) continue;
      if (decision.kind === "none") empty(target);
      else fill(target, decision);
    }
  };
}

/** Calls back once the next frame is on the screen: after the frame's callbacks, and a task of its own. */
function painted(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call));
}
