import { t } from "../i18n.ts";
import { settings } from "../site-settings.ts";

const PLACES = ["visitor", "audience", "claims", "live", "counts", "learner", "audit", "browser"] as const;

/** What is kept where, for how long, and what erasing does to it: what a privacy officer asks. */
export function WhatIsStored() {
  const days = settings.value?.retentionDays;
  return (
    <details class="card visitors-card">
      <summary>{t("kept.heading")}</summary>
      {days !== undefined && <p>{t("kept.retention", { days })}</p>}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t("kept.heading")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("kept.where")}</th>
              <th scope="col">{t("kept.what")}</th>
              <th scope="col">{t("kept.erasing")}</th>
            </tr>
          </thead>
          <tbody>
            {PLACES.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`kept.${name}`)}</th>
                <td>{t(`kept.${name}.what`)}</td>
                <td>{t(`kept.${name}.erasing`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
