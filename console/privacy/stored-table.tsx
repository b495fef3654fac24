import type { StoredOfVisitor } from "../../wire/visitors.ts";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";

const PLACES = ["visitor", "audience", "claims", "live"] as const satisfies readonly (keyof StoredOfVisitor)[];

/** Rows under somebody's id, place by place, as the server counted them just now. */
export function StoredTable({ stored }: { stored: StoredOfVisitor }) {
  return (
    <table class="sum stored">
      <caption>{t("stored.caption")}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{t("stored.place")}</th>
          <th scope="col">{t("stored.rows")}</th>
        </tr>
      </thead>
      <tbody>
        {PLACES.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`stored.${name}`)}</th>
            <td class="number">{formatNumber(stored[name])}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("stored.total")}</th>
          <td class="number">{formatNumber(stored.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
