/** What stands over the page, one for each placement: who draws it is fetched with the first that has such a format. */
import type { OfferDecision } from "../../wire/decision.ts";
import type { Core } from "../module.ts";
import { buildContent, contentKey } from "./content.ts";
import type { ContentHooks } from "./content.ts";
import type { Shown } from "./draw.ts";
import type { ExposureWatch } from "./exposure.ts";

interface Overlay {
  key: string;
  /** Missing until it is drawn. */
  remove?: () => void;
}

interface OverlayParts {
  look(): CSSStyleSheet;
  exposure: ExposureWatch;
  told(name: string, decision: Shown): void;
  say(decision: Shown, element: Element): void;
  hooksOf(decision: Shown, latest: () => Shown): ContentHooks;
}

/**
 * @returns Puts an offer over the page, or takes away what stands there for its placement. What comes late is not put:
 *   nothing may jump at somebody who is reading.
 */
export function createOverlays(
  core: Core,
  parts: OverlayParts,
): (placement: string, decision: OfferDecision | undefined, late: boolean) => void {
  const standing = new Map<string, Overlay>();

  async function draw(decision: OfferDecision, drawn: Overlay): Promise<void> {
    const { formats } = core;
    const format = decision.offer.format!;
    if (!formats[format]) await core.load("overlays");
    // Another decision may have come while the code was fetched.
    if (!formats[format] || standing.get(decision.placement) !== drawn) return;
    const content = buildContent(
      decision,
      parts.hooksOf(decision, () => decision),
    );
    drawn.remove = formats[format]({
      decision,
      content,
      look: parts.look(),
      shown(frame) {
        parts.exposure.watch(content, () => parts.told("view_promotion", decision));
        parts.say(decision, frame);
      },
      dismissed() {
        parts.exposure.forget(content);
        parts.told("dismiss_promotion", decision);
      },
    });
  }

  return (placement, decision, late) => {
    const key = decision && contentKey(decision);
    const present = standing.get(placement);
    if (present?.key === key || (late && decision)) return;
    standing.delete(placement);
    present?.remove?.();
    if (!decision || key === undefined) return;
    const drawn: Overlay = { key };
    standing.set(placement, drawn);
    draw(decision, drawn).catch((error: unknown) =>
      core.emit("error", { code: "internal", detail: String(error), placement }),
    );
  };
}
