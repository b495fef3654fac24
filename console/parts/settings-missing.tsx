import { t } from "../i18n.ts";
import { reloadSettings, settingsProblem } from "../site-settings.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { Skeleton } from "./skeleton.tsx";

/** Where the site's settings are not there yet: that they are on their way, or why they are not. */
export function SettingsMissing({ lines }: { lines: number }) {
  if (settingsProblem.value === null) return <Skeleton lines={lines} />;
  return (
    <ProblemNotice what={t("settings.failed")} problem={settingsProblem.value} retry={() => void reloadSettings()} />
  );
}
