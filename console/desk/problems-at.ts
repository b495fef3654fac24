/** The draft's problems, for the field or the thing they are about. */
import type { DraftProblem } from "../../wire/draft.ts";
import { t } from "../i18n.ts";
import { draft } from "./desk-state.ts";

/** Problems at `pointer` or below it. */
export function problemsBelow(pointer: string): DraftProblem[] {
  return (draft.value?.problems ?? []).filter(({ at }) => at === pointer || at.startsWith(`${pointer}/`));
}

/** What keeps exactly `pointer` from being published, in words. Warnings stand together elsewhere: a field with one is not wrong. */
export function problemAt(pointer: string): string | undefined {
  const found = draft.value?.problems.find(({ at, severity }) => at === pointer && severity === "error");
  return found && problemWords(found);
}

/** The problem in the reader's language. What the Worker says of a wrong shape is English: it names the field anyway. */
export function problemWords({ code, detail, values = {} }: DraftProblem): string {
  return code === "invalid" ? t("desk.problem.invalid", { detail }) : t(`desk.problem.${code}`, values);
}
