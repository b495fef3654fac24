import type { InstallCheck } from "../../wire/install.ts";
import { t } from "../i18n.ts";
import { Ago } from "../parts/ago.tsx";

/** Kinds of request shown: what is further down is seldom the answer. */
const KINDS_SHOWN = 12;

/** What came to the door lately, as it is: for whoever wants to see for themselves. */
export function HeardFrom({ check: { heard } }: { check: InstallCheck }) {
  if (heard.length === 0) return null;
  return (
    <details class="install-heard">
      <summary>{t("install.heard")}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t("install.heard")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("install.heard_outcome")}</th>
              <th scope="col">{t("install.heard_origin")}</th>
              <th scope="col">{t("install.heard_sender")}</th>
              <th scope="col" class="number">
                {t("install.heard_count")}
              </th>
              <th scope="col">{t("install.heard_last")}</th>
            </tr>
          </thead>
          <tbody>
            {heard.slice(0, KINDS_SHOWN).map(({ outcome, origin, sdk, detail = "", check = "", count, lastAt }) => (
              <tr key={[outcome, origin, sdk, detail, check].join(" ")}>
                <td>
                  {t(`install.outcome.${outcome}`)} {detail !== "" && <code>{detail}</code>}
                </td>
                <td>{origin === "" ? t("install.no_origin") : origin}</td>
                <td>{sdk}</td>
                <td class="number">{count}</td>
                <td>
                  <Ago at={lastAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
