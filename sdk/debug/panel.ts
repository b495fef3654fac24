/** `debug()`: what the SDK is doing on this page, in a corner of it. For whoever builds the site; a shopper never fetches it. */
import type { Decision } from "../../wire/decision.ts";
import type { SameviewEvents } from "../api.ts";
import type { Core } from "../module.ts";
import { element } from "../render/element.ts";
import { placementElements, placementId } from "../render/placements.ts";
import { SDK_VERSION } from "../version.ts";
import { PANEL_LOOK } from "./panel-look.ts";

/** Lines of what was refused or went wrong. */
const LOG_LINES = 8;

type Section = [title: string, lines: string[]];

/** Listens from now on, and shows the panel when asked to. */
export function createPanel(core: Core): () => void {
  const decisions = new Map<string, Decision>();
  const log: string[] = [];
  let visitor = "none";
  let score: number | undefined;
  let body: HTMLElement | undefined;
  let drawing = false;

  function listen<Name extends keyof SameviewEvents>(name: Name, take: (detail: SameviewEvents[Name]) => void): void {
    core.on(name, (detail) => {
      take(detail);
      draw();
    });
  }

  function note(line: string): void {
    log.unshift(line);
    log.length = Math.min(log.length, LOG_LINES);
  }

  /** Once a frame, whatever comes. */
  function draw(): void {
    if (!body || drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      body?.replaceChildren(...sections().map(section));
    });
  }

  function sections(): Section[] {
    const waiting = [...core.delivery.queue.rows.values()];
    const consent = core.consented() ? "yes" : "no, or not answered";
    return [
      ["Visitor", [`${visitor}, score ${score ?? "unknown"}`, `consent: ${consent}`, `key: ${core.settings.key}`]],
      [`Queue: ${waiting.length}`, waiting.slice(-LOG_LINES).map(({ event }) => `${event.name} ${event.id}`)],
      ["Last request", lastRequest()],
      [`Decisions: ${decisions.size}`, [...decisions.values()].flatMap(decisionLines)],
      ["Refused or failed", log],
    ];
  }

  listen("ready", (detail) => (visitor = detail.visitor ?? "none"));
  listen("sent", (detail) => (score = detail.score ?? score));
  listen("queued", () => undefined);
  listen("consent", () => undefined);
  listen("decision", (decision) => decisions.set(decision.placement, decision));
  listen("page", () => decisions.clear());
  listen("rejected", ({ name = "request", reason, detail }) => note(`${name}: ${reason}. ${detail}`));
  listen("error", ({ code, detail, placement }) => note(`${placement ? `${placement}: ` : ""}${code}. ${detail}`));

  /** With the candidates and why each lost, which the page itself does not ask for. */
  function explain(): void {
    const ids = new Set(placementElements(core.inShadows).map(placementId));
    if (ids.size > 0) void core.decide([...ids], { explain: true });
  }

  return () => {
    explain();
    if (body) return draw();
    body = element("div", "body");
    const again = element("button", "", "Ask again", { type: "button" });
    const close = element("button", "", "Close", { type: "button" });
    const panel = element("section", "panel", [
      element("header", "", [element("b", "", `Sameview ${SDK_VERSION}`), again, close]),
      body,
    ]);
    panel.setAttribute("aria-label", "Sameview on this page");
    const host = element("div", "");
    host.attachShadow({ mode: "open" }).append(panel);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PANEL_LOOK);
    host.shadowRoot!.adoptedStyleSheets = [sheet];
    again.addEventListener("click", explain);
    close.addEventListener("click", () => {
      host.remove();
      body = undefined;
    });
    document.body.append(host);
    draw();
  };
}

function section([title, lines]: Section): HTMLElement {
  const list = element(
    "ul",
    "",
    lines.map((line) => element("li", "", line)),
  );
  return element("div", "", [element("h2", "", title), list]);
}

/** The marks are the sender's (`marks.ts`). */
function lastRequest(): string[] {
  const sent = performance.getEntriesByName("sameview:sent").at(-1) as PerformanceMark | undefined;
  if (!sent) return ["none yet"];
  const { events, placements } = sent.detail as { events: string[]; placements: string[] };
  const answered = performance
    .getEntriesByName("sameview:answered")
    .find(({ startTime }) => startTime >= sent.startTime);
  const took = answered ? `answered after ${Math.round(answered.startTime - sent.startTime)} ms` : "not answered";
  return [`${events.length} events, for ${placements.join(", ") || "no placement"}: ${took}`];
}

function decisionLines(decision: Decision): string[] {
  const { placement, kind, reason, why, probability, candidates = [] } = decision;
  const shown = kind === "offer" ? decision.offer.headline : kind;
  return [
    `${placement}: ${shown}. ${reason}, ${why} (probability ${probability})`,
    ...candidates.map(({ chosen, name, reason: its, detail }) => `${chosen ? "✓" : "–"} ${name}: ${its}, ${detail}`),
  ];
}
