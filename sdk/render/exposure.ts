/** Seen or not: at least half in view for a second (the Media Rating Council's rule for display, held to one second). */

/** Share of the content, or of the view where the content is larger, that has to be visible. */
const SHARE = 0.5;

/** Milliseconds it has to stay visible without a break. */
const DWELL_MS = 1_000;

export interface ExposureWatch {
  /** Calls `seen` once, when the element has been seen. Replaces an earlier watch of the same element. */
  watch(target: Element, seen: () => void): void;
  forget(target: Element): void;
}

export function createExposureWatch(): ExposureWatch {
  const waiting = new Map<Element, { seen: () => void; timer?: ReturnType<typeof setTimeout> }>();
  let observer: IntersectionObserver | undefined;

  function observed(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const one = waiting.get(target);
      if (!one) continue;
      clearTimeout(one.timer);
      if (!isIntersecting || (intersectionRatio < SHARE && intersectionRect.height < innerHeight * SHARE)) continue;
      one.timer = setTimeout(() => {
        // A tab left within the second does not count; coming back starts the second anew.
        if (document.visibilityState === "hidden") return;
        forget(target);
        one.seen();
      }, DWELL_MS);
    }
  }

  function forget(target: Element): void {
    clearTimeout(waiting.get(target)?.timer);
    waiting.delete(target);
    observer?.unobserve(target);
  }

  function observe(target: Element): void {
    observer ??= new IntersectionObserver(observed, { threshold: [0, SHARE / 2, SHARE] });
    // Observing anew makes the observer report at once.
    observer.unobserve(target);
    observer.observe(target);
  }

  document.addEventListener("visibilitychange", () => {
    for (const target of waiting.keys()) observe(target);
  });

  return {
    watch(target, seen) {
      forget(target);
      waiting.set(target, { seen });
      observe(target);
    },
    forget,
  };
}
