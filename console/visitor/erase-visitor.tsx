import { useState } from "preact/hooks";
import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";

/** Erasure cannot be undone, so the word is typed before the button works. */
export function EraseVisitor({ erase }: { erase: () => Promise<ApiProblem | undefined> }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [isErasing, setErasing] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const word = t("erase.word");
  const isConfirmed = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase();

  const confirm = async (): Promise<void> => {
    setErasing(true);
    setProblem(await erase());
    setErasing(false);
  };

  if (!isOpen) {
    return (
      <button type="button" class="button button-danger" onClick={() => setOpen(true)}>
        <Icon name="trash" />
        {t("erase.open")}
      </button>
    );
  }
  return (
    <form
      class="erase"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (isConfirmed && !isErasing) void confirm();
      }}
      onKeyDown={(key) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        setOpen(false);
      }}
    >
      <p>{t("erase.explain")}</p>
      <label>
        {t("erase.type", { word })}
        <input
          type="text"
          autocomplete="off"
          autofocus
          value={typed}
          onInput={(input) => setTyped(input.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="button button-danger" disabled={!isConfirmed || isErasing}>
          {isErasing ? t("erase.running") : t("erase.confirm")}
        </button>
        <button type="button" class="button" onClick={() => setOpen(false)}>
          {t("action.cancel")}
        </button>
      </div>
      {problem !== undefined && <ProblemNotice what={t("erase.failed")} problem={problem} />}
    </form>
  );
}
