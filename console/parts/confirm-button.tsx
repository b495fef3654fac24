import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { ApiProblem } from "../api.ts";
import { t } from "../i18n.ts";
import { ProblemNotice } from "./problem-notice.tsx";

interface ConfirmProps {
  /** Of the button, and of the one in the dialog that does it. */
  label: ComponentChildren;
  question: string;
  /** What it comes to, before it is done. */
  children: ComponentChildren;
  /** What went wrong where it was not done. */
  failed: string;
  disabled?: boolean;
  /** Resolves to why it could not be done. */
  act: () => Promise<ApiProblem | undefined>;
}

/** A button that asks before it does what cannot be undone with a click. */
export function ConfirmButton({ label, question, children, failed, disabled = false, act }: ConfirmProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const run = async (): Promise<void> => {
    setBusy(true);
    const found = await act();
    setBusy(false);
    setProblem(found);
    // Closed by the element's own means, so that the focus goes back to the button.
    if (found === undefined) dialog.current?.close();
  };
  return (
    <>
      <button type="button" class="button" disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </button>
      {isOpen && (
        <dialog
          ref={dialog}
          class="publish"
          aria-labelledby={heading}
          onClose={() => {
            setOpen(false);
            setProblem(undefined);
          }}
        >
          <h2 id={heading}>{question}</h2>
          <div>{children}</div>
          {problem !== undefined && <ProblemNotice what={failed} problem={problem} />}
          <div class="buttons">
            <button type="button" class="button button-accent" disabled={isBusy} onClick={() => void run()}>
              {label}
            </button>
            <button type="button" class="button" onClick={() => dialog.current?.close()}>
              {t("action.cancel")}
            </button>
          </div>
        </dialog>
      )}
    </>
  );
}
