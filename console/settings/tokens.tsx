import { useState } from "preact/hooks";
import { ROLES, type Role } from "../../wire/access.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { ChoiceField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Ago } from "../parts/ago.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { StaleNotice } from "../parts/fetched.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";

/** Tokens for programs. A token is shown once, when it is made. */
export function Tokens() {
  const tokens = useResource(api.tokens);
  const { value, problem, reload } = tokens;
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [made, setMade] = useState<{ name: string; token: string }>();
  const [failed, setFailed] = useState<ApiProblem>();

  const make = async (): Promise<void> => {
    const answer = await api.makeToken({ name: name.trim(), role });
    setFailed(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setMade(answer.value);
    setName("");
    await reload();
  };
  const revoke = async (id: string): Promise<void> => {
    const answer = await api.revokeToken(id);
    setFailed(answer.ok ? undefined : answer.problem);
    await reload();
  };
  return (
    <section class="card settings-card" aria-labelledby="tokens-heading">
      <h2 id="tokens-heading">{t("tokens.heading")}</h2>
      <p class="muted small">
        {t("tokens.explain")} <a href="/docs/api/">{t("tokens.docs")}</a>
      </p>
      <StaleNotice resource={tokens} />
      {problem !== undefined && value === undefined ? (
        <ProblemNotice what={t("tokens.failed")} problem={problem} retry={() => void reload()} />
      ) : value === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <ul class="rows-plain">
          {value.tokens.map((token) => (
            <li key={token.id}>
              <span>
                <strong>{token.name}</strong> <span class="badge">{t(`role.${token.role}`)}</span>{" "}
                <span class="muted small">
                  {token.createdBy} · <Ago at={token.createdAt} />
                </span>
              </span>
              <button
                type="button"
                class="button button-danger"
                aria-label={t("tokens.revoke_named", { name: token.name })}
                onClick={() => void revoke(token.id)}
              >
                {t("tokens.revoke")}
              </button>
            </li>
          ))}
          {value.tokens.length === 0 && <li class="muted">{t("tokens.none")}</li>}
        </ul>
      )}
      {made !== undefined && (
        <div class="notice notice-done" role="status">
          <div>
            <p>{t("tokens.made", { name: made.name })}</p>
            <code class="token">{made.token}</code>
            <CopyButton text={made.token} label={t("tokens.copy")} />
          </div>
        </div>
      )}
      {failed !== undefined && <ProblemNotice what={t("tokens.change_failed")} problem={failed} />}
      <form
        class="inline-form"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (name.trim() !== "") void make();
        }}
      >
        <TextField label={t("tokens.name")} value={name} onValue={setName} maxLength={80} />
        <ChoiceField
          label={t("tokens.role")}
          value={role}
          onValue={setRole}
          choices={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
        <button type="submit" class="button" disabled={name.trim() === ""}>
          {t("tokens.make")}
        </button>
      </form>
    </section>
  );
}
