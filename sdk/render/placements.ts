/** The places on the page that want filling: `<div data-sv-placement="home-hero" data-sv-limit="4">`. */
import type { PlacementRequest } from "../../wire/collect.ts";

export interface Placements {
  /** Those on the page now, each once. */
  wanted(): PlacementRequest[];
  /** Calls back when some appear that nobody has asked for yet. */
  watch(appeared: () => void): void;
}

/** The custom element, and the event by which each says that it is there: in a shadow root the document does not look. */
const TAG = "sv-placement";

/** @param inShadows Placements in shadow roots that have said so. */
export function placementElements(inShadows: ReadonlySet<HTMLElement>): HTMLElement[] {
  const inDocument = document.querySelectorAll<HTMLElement>(`[data-sv-placement],${TAG}[name]`);
  return [...inDocument, ...[...inShadows].filter(({ isConnected }) => isConnected)];
}

export function placementId(target: HTMLElement): string {
  return target.dataset["svPlacement"] ?? target.getAttribute("name")!;
}

/** Whether a part of it is on the screen now. */
export function isInView(target: Element): boolean {
  const { top, bottom, height } = target.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight && document.visibilityState === "visible";
}

export function createPlacements(inShadows: Set<HTMLElement>): Placements {
  const asked = new WeakSet<Element>();

  return {
    wanted() {
      const requests = new Map<string, PlacementRequest>();
      for (const target of placementElements(inShadows)) {
        asked.add(target);
        const id = placementId(target);
        const limit = Number(target.dataset["svLimit"]);
        requests.set(id, { id, ...(limit > 0 && { limit }) });
      }
      return [...requests.values()];
    },
    watch(appeared) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = (): void => {
        // After the frame's other changes: a framework adds a page in many small steps.
        timer ??= setTimeout(() => {
          timer = undefined;
          if (placementElements(inShadows).some((target) => !asked.has(target))) appeared();
        });
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
      document.addEventListener(TAG, (event) => {
        const target = event.composedPath()[0] as HTMLElement;
        if (target.getRootNode() !== document) inShadows.add(target);
        look();
      });
      if (customElements.get(TAG)) return;
      customElements.define(
        TAG,
        class extends HTMLElement {
          connectedCallback(): void {
            this.dispatchEvent(new Event(TAG, { bubbles: true, composed: true }));
          }
        },
      );
    },
  };
}
