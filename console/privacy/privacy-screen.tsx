import { useState } from "preact/hooks";
import type { VisitorSummary } from "../../wire/visitors.ts";
import { api } from "../api.ts";
import { TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { place, setQuery } from "../location.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { AuditLog } from "../settings/audit-log.tsx";
import { PrivacyCase } from "./privacy-case.tsx";
import { StoredTable } from "./stored-table.tsx";
import { WhatIsStored } from "./what-is-stored.tsx";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/visitors.css";

/** Somebody asks what is known of them, or to be forgotten: found, handed over, erased, proven, and written down. */
export function PrivacyScreen() {
  const asked = new URLSearchParams(place.value.query).get("subject") ?? "";
  const [handled, setHandled] = useState(0);
  return (
    <div class="visitors">
      <header class="screen-head">
        <h1>{t("privacy.heading")}</h1>
      </header>
      <section class="card visitors-card" aria-label={t("privacy.search")}>
        <SubjectForm key={asked} asked={asked} />
      </section>
      {asked !== "" && <Subject asked={asked} onHandled={() => setHandled((count) => count + 1)} />}
      <AuditLog
        key={handled}
        heading={t("privacy.log")}
        none={t("privacy.log_none")}
        actions={["visitor.exported", "visitor.erased"]}
      />
      <WhatIsStored />
    </div>
  );
}

function SubjectForm({ asked }: { asked: string }) {
  const [typed, setTyped] = useState(asked);
  return (
    <form
      class="inline-form"
      role="search"
      onSubmit={(submit) => {
        submit.preventDefault();
        const subject = typed.trim();
        setQuery((query) => (subject === "" ? query.delete("subject") : query.set("subject", subject)));
      }}
    >
      <TextField label={t("privacy.who")} hint={t("privacy.who_hint")} value={typed} onValue={setTyped} />
      <button type="submit" class="button button-accent">
        {t("visitors.find_action")}
      </button>
    </form>
  );
}

function Subject({ asked, onHandled }: { asked: string; onHandled: () => void }) {
  // Asked once: whoever was found stays on the screen when they are erased, for the proof.
  const { value, problem, reload } = useResource(() => api.findVisitors(asked), asked);
  if (value === undefined) {
    return problem === undefined ? (
      <Skeleton lines={4} />
    ) : (
      <ProblemNotice what={t("visitors.failed")} problem={problem} retry={() => void reload()} />
    );
  }
  if (value.visitors.length === 0) return <NobodyFound asked={asked} />;
  return (
    <>
      {value.visitors.map((found: VisitorSummary) => (
        <PrivacyCase key={found.visitor} found={found} onHandled={onHandled} />
      ))}
    </>
  );
}

/** Nothing known is an answer too: the rows are counted all the same. */
function NobodyFound({ asked }: { asked: string }) {
  const { value } = useResource(() => api.storedOfVisitor(asked), asked);
  return (
    <section class="card visitors-card" role="status">
      <h2>{t("privacy.nobody", { asked })}</h2>
      <p class="muted">{t("privacy.nobody_hint")}</p>
      {value !== undefined && <StoredTable stored={value} />}
    </section>
  );
}
