/** The places on the page that want filling: `<div data-sv-placement="home-hero" data-sv-limit="4">`. */
import type { PlacementRequest } from "../../wire/collect.ts";

export interface Placements {
  /** Those on the page now, each once. */
  wanted(): PlacementRequest[];
  /** Calls back when some appear that nobody has asked for yet. */
  watch(appeared: () => void): void;
}

export function placementElements(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-sv-placement]")];
}

export function placementId(target: HTMLElement): string {
  return target.dataset["svPlacement"]!;
}

export function createPlacements(): Placements {
  const asked = new WeakSet<Element>();

  return {
    wanted() {
      const requests = new Map<string, PlacementRequest>();
      for (const target of placementElements()) {
        asked.add(target);
        const id = placementId(target);
        const limit = Number(target.dataset["svLimit"]);
        requests.set(id, { id, ...(limit > 0 && { limit }) });
      }
      return [...requests.values()];
    },
    watch(appeared) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      new MutationObserver(() => {
        // After the frame's other changes: a framework adds a page in many small steps.
        timer ??= setTimeout(() => {
          timer = undefined;
          if (placementElements().some((target) => !asked.has(target))) appeared();
        });
      }).observe(document, { childList: true, subtree: true });
    },
  };
}
