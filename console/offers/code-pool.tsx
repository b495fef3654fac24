import { useState } from "preact/hooks";
import { api, type ApiProblem } from "../api.ts";
import { TextField } from "../form/field.tsx";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { Fetched } from "../parts/fetched.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { readCodes } from "./code-list.ts";

/** Codes sent at once: 40 letters each stay well below the megabyte that the Worker reads. */
const SENT_AT_ONCE = 10_000;
/** Texts shown of those that are no codes: enough to see what is wrong with them. */
const SHOWN_UNUSABLE = 3;

type Sending =
  | { kind: "idle" }
  | { kind: "sending"; sent: number; of: number }
  | { kind: "done"; added: number; of: number }
  | { kind: "failed"; problem: ApiProblem };

/** How many codes a pool has left, and a way to add some. They are there at once: codes are no part of the draft. */
export function CodePool({ pool }: { pool: string }) {
  const standing = useResource(() => api.pool(pool));
  const [text, setText] = useState("");
  const [sending, setSending] = useState<Sending>({ kind: "idle" });
  const { codes, unusable } = readCodes(text);

  const send = async (): Promise<void> => {
    let added = 0;
    for (let from = 0; from < codes.length; from += SENT_AT_ONCE) {
      setSending({ kind: "sending", sent: from, of: codes.length });
      const answer = await api.fillPool(pool, codes.slice(from, from + SENT_AT_ONCE));
      // Sent again, those that arrived are left as they are: nothing is lost or doubled by trying once more.
      if (!answer.ok) return setSending({ kind: "failed", problem: answer.problem });
      added += answer.value.added;
    }
    setSending({ kind: "done", added, of: codes.length });
    setText("");
    void standing.reload();
  };
  return (
    <div class="code-pool">
      <Fetched resource={standing} failed={t("pool.failed")} lines={1}>
        {({ size, left, given, kept }) => (
          <p role="status">
            {size === 0
              ? t("pool.empty")
              : t("pool.standing", {
                  left: formatNumber(left),
                  size: formatNumber(size),
                  given: formatNumber(given),
                  kept: formatNumber(kept),
                })}
          </p>
        )}
      </Fetched>
      <TextField
        label={t("pool.codes")}
        hint={t("pool.codes_hint")}
        rows={3}
        value={text}
        onValue={setText}
        problem={
          unusable.length === 0
            ? undefined
            : t("pool.unusable", {
                count: unusable.length,
                some: unusable.slice(0, SHOWN_UNUSABLE).join(", "),
              })
        }
      />
      <div class="buttons">
        <FileButton
          label={t("pool.file")}
          accept=".csv,.txt,text/plain,text/csv"
          onFile={(file) => void file.text().then(setText)}
        />
        <button
          type="button"
          class="button button-accent"
          disabled={codes.length === 0 || sending.kind === "sending"}
          onClick={() => void send()}
        >
          {t("pool.add", { count: codes.length })}
        </button>
        <span class="muted" role="status">
          {sending.kind === "sending" && t("pool.sending", { sent: sending.sent, of: sending.of })}
          {sending.kind === "done" && t("pool.added", { added: sending.added, of: sending.of })}
        </span>
      </div>
      {sending.kind === "failed" && (
        <ProblemNotice what={t("pool.add_failed")} problem={sending.problem} retry={() => void send()} />
      )}
    </div>
  );
}
