import { useEffect, useRef, useState } from "preact/hooks";
import { readCoachSignal } from "../coach-signal.ts";
import { currentLocale, t } from "../i18n.ts";
import { LanguageChoice } from "../language-choice.tsx";
import { Icon } from "../parts/icon.tsx";
import { recall, remember } from "../remembered.ts";
import { ThemeSwitch } from "../theme-switch.tsx";
import { CoachLine } from "./coach-line.tsx";
import { COACH_START, coachStep } from "./coach.ts";
import { Split } from "./split.tsx";

const DISMISSED_KEY = "sv.demo.banner";
/** Per cent of the width the shop begins with: its pages need a little more than the stream. */
const SHOP_WIDTH = 52;

type View = "shop" | "console";

/** Shop and console side by side: act on the left, see it on the right. On a phone, one at a time. */
export function DemoPage() {
  const consoleFrame = useRef<HTMLIFrameElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  const coach = useCoach(consoleFrame);
  const [view, setView] = useState<View>("shop");
  const [shopWidth, setShopWidth] = useState(SHOP_WIDTH);
  // The shop's language is the one the page was opened with; changing the console's must not reload the shop.
  const [shopLocale] = useState(currentLocale());
  // Asked for by address, language and theme hold for both halves.
  const [consoleAddress] = useState(() => embeddedConsole(new URLSearchParams(location.search)));
  useEffect(() => {
    panes.current?.style.setProperty("--shop-width", `${shopWidth}%`);
  }, [shopWidth]);
  return (
    <div class="demo">
      <header class="demo-head">
        <h1 class="demo-brand">Sameview</h1>
        <CoachLine coach={coach} />
        <div class="demo-tools">
          <LanguageChoice />
          <ThemeSwitch />
          <a class="button" href="/console/" target="_blank" rel="noopener">
            {t("demo.open_console")}
          </a>
        </div>
      </header>
      <DemoBanner />
      <main class="demo-main">
        <div class="demo-views" role="group" aria-label={t("demo.views")}>
          <ViewButton view="shop" chosen={view} choose={setView} label={t("demo.shop")} />
          <ViewButton view="console" chosen={view} choose={setView} label={t("demo.console")} />
        </div>
        <div class={`demo-panes demo-panes-${view}`} ref={panes}>
          <iframe class="pane pane-shop" src={`/shop/${shopLocale}/`} title={t("demo.shop")} />
          <Split value={shopWidth} set={setShopWidth} />
          <iframe ref={consoleFrame} class="pane pane-console" src={consoleAddress} title={t("demo.console")} />
        </div>
      </main>
    </div>
  );
}

function embeddedConsole(asked: URLSearchParams): string {
  const query = new URLSearchParams({ embed: "1" });
  for (const name of ["lang", "theme"]) {
    const value = asked.get(name);
    if (value !== null) query.set(name, value);
  }
  return `/console/live?${query}`;
}

interface ViewButtonProps {
  view: View;
  chosen: View;
  choose: (view: View) => void;
  label: string;
}

function ViewButton({ view, chosen, choose, label }: ViewButtonProps) {
  return (
    <button type="button" aria-pressed={chosen === view} onClick={() => choose(view)}>
      {label}
    </button>
  );
}

function DemoBanner() {
  const [isDismissed, setDismissed] = useState(recall(DISMISSED_KEY) !== null);
  if (isDismissed) return null;
  const dismiss = () => {
    remember(DISMISSED_KEY, "dismissed");
    setDismissed(true);
  };
  return (
    <aside class="demo-banner" aria-label={t("frame.demo")}>
      <p>{t("demo.banner")}</p>
      <button
        type="button"
        class="icon-button"
        onClick={dismiss}
        aria-label={t("demo.dismiss")}
        title={t("demo.dismiss")}
      >
        <Icon name="close" />
      </button>
    </aside>
  );
}

function useCoach(consoleFrame: { current: HTMLIFrameElement | null }) {
  const [coach, setCoach] = useState(COACH_START);
  useEffect(() => {
    const listen = (message: MessageEvent<unknown>) => {
      // The shop's frame is of this host too; only the console may tick a step.
      if (message.origin !== location.origin || message.source !== consoleFrame.current?.contentWindow) return;
      const signal = readCoachSignal(message.data);
      if (signal !== undefined) setCoach((before) => coachStep(before, signal));
    };
    addEventListener("message", listen);
    return () => removeEventListener("message", listen);
  }, []);
  return coach;
}
