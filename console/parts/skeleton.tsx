import { t } from "../i18n.ts";

/** Grey lines where content will be. They appear after 300 ms (in the style sheet), so a quick answer never flashes. */
export function Skeleton({ lines }: { lines: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{t("state.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
