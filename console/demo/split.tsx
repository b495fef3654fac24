import { useState } from "preact/hooks";
import { t } from "../i18n.ts";

/** Bounds of the shop's width, per cent: either side stays usable. */
const NARROWEST = 25;
const WIDEST = 75;
/** Per cent a key press moves. */
const KEY_STEP = 5;

/** The line between shop and console: dragged, or moved with the arrow keys. */
export function Split({ value, set }: { value: number; set: (percent: number) => void }) {
  const [isDragging, setDragging] = useState(false);
  const move = (percent: number) => set(Math.min(WIDEST, Math.max(NARROWEST, Math.round(percent))));
  return (
    <div
      class={isDragging ? "split split-dragging" : "split"}
      role="separator"
      aria-orientation="vertical"
      aria-label={t("demo.split")}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={value}
      tabIndex={0}
      onKeyDown={(key) => {
        const step = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[key.key];
        if (step === undefined) return;
        key.preventDefault();
        move(value + step);
      }}
      onPointerDown={(pointer) => {
        pointer.currentTarget.setPointerCapture(pointer.pointerId);
        setDragging(true);
      }}
      onPointerMove={(pointer) => {
        if (isDragging) move((pointer.clientX / document.documentElement.clientWidth) * 100);
      }}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
    />
  );
}
