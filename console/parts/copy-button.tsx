import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";

/** How long "Copied" stands before the button is itself again. */
const CONFIRMATION_MS = 2_000;

/** Copies `text`; where the browser refuses, says so instead of claiming it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");
  useEffect(() => {
    if (outcome === "none") return undefined;
    const timer = window.setTimeout(() => setOutcome("none"), CONFIRMATION_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  return (
    <button type="button" class="button" onClick={copy} aria-label={label}>
      <Icon name={outcome === "copied" ? "check" : "copy"} />
      <span aria-live="polite">
        {outcome === "copied" ? t("copy.done") : outcome === "refused" ? t("copy.refused") : t("copy.action")}
      </span>
    </button>
  );
}
