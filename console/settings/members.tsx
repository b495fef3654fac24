import { useState } from "preact/hooks";
import { ROLES, type Role } from "../../wire/access.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { ChoiceField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { StaleNotice } from "../parts/fetched.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { Skeleton } from "../parts/skeleton.tsx";

/** People that Cloudflare Access signs in, and what they may do here. */
export function Members() {
  const members = useResource(api.members);
  const { value, problem, reload } = members;
  const me = useResource(api.me);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [failed, setFailed] = useState<ApiProblem>();
  const choices = ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }));

  const set = async (member: { email: string; role: Role }): Promise<void> => {
    const answer = await api.setMember(member);
    setFailed(answer.ok ? undefined : answer.problem);
    if (answer.ok) setEmail("");
    await reload();
  };
  const remove = async (who: string): Promise<void> => {
    const answer = await api.removeMember(who);
    setFailed(answer.ok ? undefined : answer.problem);
    await reload();
  };
  return (
    <section class="card settings-card" aria-labelledby="members-heading">
      <h2 id="members-heading">{t("members.heading")}</h2>
      <p class="muted small">{t("members.explain")}</p>
      {me.value !== undefined && <p>{t("members.me", { name: me.value.name, role: t(`role.${me.value.role}`) })}</p>}
      <StaleNotice resource={members} />
      {problem !== undefined && value === undefined ? (
        <ProblemNotice what={t("members.failed")} problem={problem} retry={() => void reload()} />
      ) : value === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <ul class="rows-plain">
          {value.members.map((member) => (
            <li key={member.email}>
              <span>{member.email}</span>
              <ChoiceField
                label={t("members.role_of", { email: member.email })}
                value={member.role}
                onValue={(next) => void set({ email: member.email, role: next })}
                choices={choices}
              />
              <button
                type="button"
                class="button button-danger"
                aria-label={t("members.remove_named", { email: member.email })}
                onClick={() => void remove(member.email)}
              >
                {t("members.remove")}
              </button>
            </li>
          ))}
          {value.members.length === 0 && <li class="muted">{t("members.none")}</li>}
        </ul>
      )}
      {failed !== undefined && <ProblemNotice what={t("members.change_failed")} problem={failed} />}
      <form
        class="inline-form"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (email.trim() !== "") void set({ email: email.trim(), role });
        }}
      >
        <TextField label={t("members.email")} value={email} onValue={setEmail} maxLength={254} />
        <ChoiceField label={t("members.role")} value={role} onValue={setRole} choices={choices} />
        <button type="submit" class="button" disabled={email.trim() === ""}>
          {t("members.add")}
        </button>
      </form>
    </section>
  );
}
