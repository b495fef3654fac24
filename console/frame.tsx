import { LanguageChoice } from "./language-choice.tsx";
import { t } from "./i18n.ts";
import { LinkStatus } from "./live/link-status.tsx";
import { development } from "./live/live-state.ts";
import { embedded, href, place } from "./location.ts";
import { Icon } from "./parts/icon.tsx";
import { PaletteOverlay } from "./palette/palette-overlay.tsx";
import { openOverlay, PALETTE_KEY } from "./palette/palette-state.ts";
import { SCREENS } from "./screens.ts";
import type { Screen } from "./screens.ts";
import { adminToken, lock, signOut } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** What stands around every screen: name, menu, connection, language and theme. Embedded, only the connection. */
export function Frame() {
  const screen = SCREENS.find(({ shows }) => shows(place.value.path));
  return (
    <div class={embedded ? "frame frame-embedded" : "frame"}>
      <a class="skip" href="#main">
        {t("frame.skip")}
      </a>
      <header class="top">
        {!embedded && <Brand current={screen} />}
        <div class="top-end">
          <LinkStatus />
          {development.value === true && !embedded && (
            <span class="badge" title={t("frame.demo_hint")}>
              {t("frame.demo")}
            </span>
          )}
          {!embedded && (
            <>
              {lock.value === "open" && <PaletteButton />}
              <LanguageChoice />
              <ThemeSwitch />
              {adminToken.value !== null && (
                <button type="button" class="link-button" onClick={signOut}>
                  {t("signin.out")}
                </button>
              )}
            </>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {lock.value !== "open" ? <SignIn /> : screen === undefined ? <NoSuchScreen /> : <screen.view />}
      </main>
      {!embedded && <PaletteOverlay />}
    </div>
  );
}

function Brand({ current }: { current: Screen | undefined }) {
  return (
    <>
      <a class="brand" href={href("")} data-route="">
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7Z" />
          <circle cx="12" cy="12" r="3.500" />
        </svg>
        Sameview
      </a>
      <nav aria-label={t("frame.menu")}>
        <ul class="menu">
          {SCREENS.map((screen) => (
            <li key={screen.path}>
              <a
                href={href(screen.path)}
                data-route={screen.path}
                {...(screen === current ? { "aria-current": "page" as const } : {})}
              >
                {t(screen.label)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function PaletteButton() {
  const label = t("frame.palette", { key: PALETTE_KEY });
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => (openOverlay.value = "palette")}
    >
      <Icon name="search" />
    </button>
  );
}

function NoSuchScreen() {
  return (
    <div class="empty">
      <h1 class="empty-title">{t("frame.no_screen")}</h1>
      <a class="button" href={href("")} data-route="">
        <Icon name="back" />
        {t("frame.to_home")}
      </a>
    </div>
  );
}
