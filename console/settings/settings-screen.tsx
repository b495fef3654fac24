import { InstallCard } from "../cards/install-card.tsx";
import { t } from "../i18n.ts";
import { AuditLog } from "./audit-log.tsx";
import { HoldoutForm } from "./holdout-form.tsx";
import { Members } from "./members.tsx";
import { SiteForm } from "./site-form.tsx";
import { Tokens } from "./tokens.tsx";
import "../styles/desk.css";
import "../styles/settings.css";

/** The site itself: how it is set up, whether it works, who is let in, and what they did. */
export function SettingsScreen() {
  return (
    <div class="desk settings">
      <h1>{t("nav.settings")}</h1>
      <div class="settings-columns">
        <div class="settings-install">
          <SiteForm />
          <HoldoutForm />
        </div>
        <div class="settings-install">
          <InstallCard whole />
          <Tokens />
          <Members />
        </div>
        <AuditLog />
      </div>
    </div>
  );
}
