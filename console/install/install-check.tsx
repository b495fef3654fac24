import { useState } from "preact/hooks";
import type { InstallCheck, InstallFinding } from "../../wire/install.ts";
import { CHECK_PARAMETER } from "../../wire/install.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Ago } from "../parts/ago.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { StaleNotice } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { settings } from "../site-settings.ts";
import { HeardFrom } from "./heard-from.tsx";
import { useInstallCheck } from "./use-install-check.ts";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/install.css";

/** Where any origin may send, which only development allows, the demo's shop is at hand. */
const OWN_SHOP = `${location.origin}/shop/en/`;

const ICONS = { error: "alert", warning: "alert", good: "check" } as const;

/**
 * Whether the SDK works on the site's pages: looks by itself, and names cause and fix.
 *
 * @param brief without the verdict, where another line says it
 */
export function InstallCheckPanel({ brief = false }: { brief?: boolean }) {
  const check = useInstallCheck();
  const { value, problem, reload } = check;
  if (value === undefined) {
    return problem === undefined ? (
      <Skeleton lines={3} />
    ) : (
      <ProblemNotice what={t("install.check_failed")} problem={problem} retry={() => void reload()} />
    );
  }
  return (
    <div class="install-check">
      <StaleNotice resource={check} />
      {!brief && <Verdict check={value} />}
      <ul class="install-findings">
        {value.findings.map((finding) => (
          <Finding key={`${finding.code} ${finding.values?.["key"] ?? ""}`} finding={finding} />
        ))}
      </ul>
      <CheckPage under={value} begun={() => void reload()} />
      <HeardFrom check={value} />
    </div>
  );
}

function Verdict({ check: { verdict, pages } }: { check: InstallCheck }) {
  const [page] = pages;
  return (
    <div role="status" class={`install-verdict install-${verdict}`}>
      <p>
        <span class="first-event-dot" aria-hidden="true" />
        {t(`install.verdict.${verdict}`)}
      </p>
      {page !== undefined && (
        <p class="muted small">
          {t("install.page_is", {
            page: page.page,
            form: t(`install.form.${page.form}`),
            version: page.version,
            head: page.head ? "yes" : "no",
            adapters: page.adapters.join(", ") || "none",
          })}
        </p>
      )}
    </div>
  );
}

function Finding({ finding: { code, severity, values, at } }: { finding: InstallFinding }) {
  return (
    <li class={`install-finding install-finding-${severity}`}>
      <Icon name={ICONS[severity]} />
      <div>
        <p>
          <strong>{t(`install.${code}.title`, filled(values))}</strong>{" "}
          {code !== "nothing_yet" && (
            <span class="muted small">
              <Ago at={at} />
            </span>
          )}
        </p>
        <p>{t(`install.${code}.fix`, { ...filled(values), host: location.origin })}</p>
      </div>
    </li>
  );
}

/** A message may ask for a value that this occurrence does not have. */
function filled(values: InstallFinding["values"]): Record<string, string | number> {
  return { origin: "", page: "", key: "", other: "", reason: "", count: 0, minutes: 0, ...values };
}

/** Opens a page of the site by a check link: it then says by itself how the SDK is installed on it. */
function CheckPage({ under: { check }, begun }: { under: InstallCheck; begun: () => void }) {
  const [typed, setTyped] = useState<string>();
  const [link, setLink] = useState<string>();
  const [failed, setFailed] = useState<ApiProblem>();
  const page = typed ?? settings.value?.origins.find((origin) => origin !== "*") ?? OWN_SHOP;
  const isAddress = /^https?:$/.test(protocolOf(page));

  const open = async (): Promise<void> => {
    // Opened at once, while the click still allows it, and sent on its way when the link is there.
    const tab = window.open("about:blank");
    const answer = await api.beginInstallCheck();
    setFailed(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return tab?.close();
    const address = new URL(page);
    address.searchParams.set(CHECK_PARAMETER, answer.value.token);
    setLink(address.href);
    begun();
    if (tab === null) return undefined;
    tab.opener = null;
    tab.location.replace(address);
    return undefined;
  };
  return (
    <>
      <form
        class="install-page"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (isAddress) void open();
        }}
      >
        <TextField
          label={t("install.page")}
          value={page}
          onValue={setTyped}
          problem={isAddress ? undefined : t("install.page_wrong")}
        />
        <button type="submit" class="button" disabled={!isAddress}>
          <Icon name="outside" />
          {t(check === undefined ? "install.open" : "install.open_again")}
        </button>
      </form>
      <p class="muted small">{t("install.page_hint")}</p>
      {failed !== undefined && <ProblemNotice what={t("install.open_failed")} problem={failed} />}
      {link !== undefined && check !== undefined && (
        <p class="install-link">
          <span class="muted small">{t("install.other_browser")}</span>
          <CopyButton text={link} label={t("install.copy_link")} />
        </p>
      )}
    </>
  );
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : "";
}
