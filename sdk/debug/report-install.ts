/** Says how the SDK is installed on this page, to the install check whose link opened it; again whenever that changes. */
import { CHECK_PARAMETER } from "../../wire/install.ts";
import type { InstallForm, InstallReport, PageConsent } from "../../wire/install.ts";
import { readLocal } from "../local-storage.ts";
import type { Core, Module } from "../module.ts";
import { OWN_ADDRESS } from "../script-config.ts";
import { SDK_VERSION } from "../version.ts";

export const reportInstall: Module = (core) => {
  const token = new URLSearchParams(location.search).get(CHECK_PARAMETER) ?? "";
  const address = new URL("/v1/install-report", core.settings.endpoint);

  /** Whether the visitor has answered while we looked: a no that the site assumes anyway is not stored. */
  let answered = false;

  function say(): void {
    fetch(address, {
      method: "POST",
      body: JSON.stringify(report(core, token, answered)),
      headers: { "content-type": "text/plain" },
      credentials: "omit",
      keepalive: true,
    }).catch((error: unknown) => {
      console.error(
        `[sameview] The install check cannot reach ${address.origin}: ${String(error)}. Allow it in the page's Content-Security-Policy, connect-src ${address.origin}, and in any ad blocker.`,
      );
    });
  }

  say();
  core.on("consent", () => {
    answered = true;
    say();
  });
  // A tag manager may bring a second tag late.
  if (document.readyState !== "complete") addEventListener("load", say, { once: true });
};

function report(core: Core, token: string, answered: boolean): InstallReport {
  const { key, adapters } = core.settings;
  const tags = [...document.scripts].filter(({ src }) => OWN_ADDRESS.test(src));
  const queryKey = ({ src }: HTMLScriptElement): string => new URL(src).searchParams.get("key") ?? "";
  return {
    token,
    page: location.origin + location.pathname,
    sentAt: Date.now(),
    loadedAt: performance.timeOrigin,
    version: SDK_VERSION,
    key,
    form: formOf(tags, queryKey),
    tagKeys: tags.map((tag) => tag.dataset["key"] ?? queryKey(tag)),
    // The SDK has taken what it asked for: only its tag is left of it.
    head: document.querySelector("script[data-placements]") !== null,
    adapters: [...adapters],
    consent: consentOf(core, answered),
  };
}

function formOf(tags: readonly HTMLScriptElement[], queryKey: (tag: HTMLScriptElement) => string): InstallForm {
  if (!window.sameview?.version) return "bundle";
  if (tags.some(({ dataset }) => dataset["key"])) return "attributes";
  return tags.some(queryKey) ? "query" : "init";
}

function consentOf(core: Core, answered: boolean): PageConsent {
  if (core.consented()) return "granted";
  if (navigator.globalPrivacyControl) return "gpc";
  return answered || readLocal(`sv.consent.${core.settings.key}`) !== undefined ? "denied" : "waiting";
}
