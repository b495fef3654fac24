import { t } from "./i18n.ts";
import { Icon } from "./parts/icon.tsx";
import { setTheme, theme } from "./theme.ts";
import type { Theme } from "./theme.ts";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: "system", light: "sun", dark: "moon" } as const;

/** Goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const label = t("frame.theme", { theme: t(`theme.${theme.value}`) });
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(NEXT[theme.value])}
    >
      <Icon name={ICONS[theme.value]} />
    </button>
  );
}
