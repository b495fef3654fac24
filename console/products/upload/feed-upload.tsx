import { useEffect, useRef, useState } from "preact/hooks";
import type { CatalogueCheck, CatalogueStored, FeedCounts } from "../../../wire/catalogue.ts";
import { api } from "../../api.ts";
import type { ApiProblem } from "../../api.ts";
import { formatMoney, formatNumber } from "../../format.ts";
import { t } from "../../i18n.ts";
import { ConfirmButton } from "../../parts/confirm-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { settings } from "../../site-settings.ts";
import { RejectedTable } from "../rejected-table.tsx";
import type { Feed, NoFeed } from "./read-feed.ts";

/** Rows shown of a file: enough to see whether its columns are where they belong. */
const SHOWN = 5;

const ACCEPTED = ".xml,.rss,.atom,.tsv,.csv,.txt,.json,.gz";

/** Of `unreadable` no text can be made. */
type Unusable = NoFeed | { problem: "unreadable"; line?: undefined };

type State =
  | { kind: "idle"; stored?: CatalogueStored }
  | { kind: "reading"; file: string }
  | { kind: "unusable"; file: string; why: Unusable }
  | { kind: "checking"; file: string; feed: Feed }
  | { kind: "unchecked"; file: string; feed: Feed; problem: ApiProblem }
  | { kind: "checked"; file: string; feed: Feed; check: CatalogueCheck };

const UNTOUCHED: State = { kind: "idle" };

/**
 * Takes a product feed in: read here, checked by the Worker, looked at, and only then taken over.
 *
 * @param tried Called after each attempt to take it over: what came of it stands among the uploads.
 */
export function FeedUpload({ tried }: { tried: (run?: number) => void }) {
  const [state, setState] = useState(UNTOUCHED);
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone by then.
  useEffect(() => {
    if (state.kind === "idle" && state !== UNTOUCHED) chooser.current?.focus();
  }, [state]);

  const read = async (given: File | undefined): Promise<void> => {
    if (given === undefined) return;
    const file = given.name;
    setState({ kind: "reading", file });
    const feed = await feedOf(given);
    if ("problem" in feed) return setState({ kind: "unusable", file, why: feed });
    await check(file, feed);
  };
  const check = async (file: string, feed: Feed): Promise<void> => {
    setState({ kind: "checking", file, feed });
    const answer = await api.checkCatalogue(feed.products);
    setState(
      answer.ok
        ? { kind: "checked", file, feed, check: answer.value }
        : { kind: "unchecked", file, feed, problem: answer.problem },
    );
  };
  const store = async (feed: Feed): Promise<ApiProblem | undefined> => {
    const answer = await api.putCatalogue(feed.products);
    if (!answer.ok) {
      tried();
      return answer.problem;
    }
    setState({ kind: "idle", stored: answer.value });
    tried(answer.value.rejected.length > 0 ? answer.value.run : undefined);
    return undefined;
  };
  return (
    <section
      class={`card feed-upload${isOver ? " is-over" : ""}`}
      aria-labelledby="upload-heading"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void read(event.dataTransfer?.files[0]);
      }}
    >
      <h2 id="upload-heading">{t("upload.heading")}</h2>
      <p class="muted">{t("upload.hint")}</p>
      <div class="buttons">
        <label class="button file-button">
          {t("upload.choose")}
          <input
            ref={chooser}
            type="file"
            class="unseen"
            accept={ACCEPTED}
            onChange={({ currentTarget }) => {
              void read(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
        </label>
        <span role="status" class="muted">
          {state.kind === "reading" && t("upload.reading", { file: state.file })}
          {state.kind === "checking" && t("upload.checking", { count: state.feed.products.length })}
          {state.kind === "idle" && state.stored !== undefined && (
            <span class="state state-good">
              <Icon name="check" />
              {t("upload.stored", {
                count: state.stored.count,
                rejected: state.stored.rejected.length,
                version: state.stored.version,
              })}
            </span>
          )}
        </span>
      </div>
      {state.kind === "unusable" && (
        <div class="notice notice-problem" role="alert">
          <Icon name="alert" />
          <div>
            <p class="notice-what">{t("upload.unusable", { file: state.file })}</p>
            <p>{t(`upload.why.${state.why.problem}`, { line: state.why.line ?? 1 })}</p>
          </div>
        </div>
      )}
      {state.kind === "unchecked" && (
        <ProblemNotice
          what={t("upload.check_failed")}
          problem={state.problem}
          retry={() => void check(state.file, state.feed)}
        />
      )}
      {state.kind === "checked" && (
        <Checked
          file={state.file}
          feed={state.feed}
          check={state.check}
          store={() => store(state.feed)}
          cancel={() => setState({ kind: "idle" })}
        />
      )}
    </section>
  );
}

/** The parser is fetched for the first file. */
async function feedOf(file: File): Promise<Feed | Unusable> {
  try {
    const [{ decodeFile }, { readFeed }] = await Promise.all([import("./decode-file.ts"), import("./read-feed.ts")]);
    return readFeed(await decodeFile(file), settings.value?.currency ?? "EUR", Date.now());
  } catch {
    return { problem: "unreadable" };
  }
}

interface CheckedProps {
  file: string;
  feed: Feed;
  check: CatalogueCheck;
  store: () => Promise<ApiProblem | undefined>;
  cancel: () => void;
}

/** What the file holds and would bring, before it is taken over. */
function Checked({ file, feed, check: { counts, rejected }, store, cancel }: CheckedProps) {
  const usable = counts.sent - counts.rejected;
  const earlier = counts.changed + counts.unchanged + counts.gone;
  return (
    <>
      <h3>{t(`upload.found.${feed.format}`, { file, count: counts.sent })}</h3>
      <Outcome counts={counts} />
      {counts.gone > earlier / 2 && (
        <p class="notice" role="note">
          <Icon name="alert" />
          {t("upload.many_gone", { gone: counts.gone, of: earlier })}
        </p>
      )}
      <Rows products={feed.products} />
      {feed.unused.length > 0 && (
        <p class="muted small">{t("upload.unused", { names: feed.unused.join(", "), count: feed.unused.length })}</p>
      )}
      {rejected.length > 0 && (
        <details open={usable === 0}>
          <summary>{t("upload.rejected", { count: counts.rejected })}</summary>
          <RejectedTable
            rows={rejected}
            total={counts.rejected}
            label={t("upload.rejected", { count: counts.rejected })}
          />
        </details>
      )}
      <div class="buttons">
        <ConfirmButton
          label={t("upload.take", { count: usable })}
          question={t("upload.question")}
          failed={t("upload.failed")}
          disabled={usable === 0}
          act={store}
        >
          <p>
            {earlier === 0 ? t("upload.first", { count: usable }) : t("upload.replaces", { count: usable, earlier })}
          </p>
        </ConfirmButton>
        <button type="button" class="button" onClick={cancel}>
          {t("action.cancel")}
        </button>
      </div>
    </>
  );
}

const OUTCOMES = ["added", "changed", "unchanged", "gone", "rejected"] as const satisfies (keyof FeedCounts)[];

function Outcome({ counts }: { counts: FeedCounts }) {
  return (
    <dl class="upload-outcome">
      {OUTCOMES.map((name) => (
        <div key={name}>
          <dt>{t(`feeds.${name}`)}</dt>
          <dd>{formatNumber(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The first rows as they were understood. */
function Rows({ products }: { products: readonly unknown[] }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={t("upload.first_rows", { count: SHOWN })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("feeds.id")}</th>
            <th scope="col">{t("products.product")}</th>
            <th scope="col" class="number">
              {t("products.price")}
            </th>
            <th scope="col">{t("products.state")}</th>
            <th scope="col">{t("products.category")}</th>
          </tr>
        </thead>
        <tbody>
          {products.slice(0, SHOWN).map((product, index) => {
            const { id, title, availability, category, ...rest } = (product ?? {}) as Record<string, unknown>;
            return (
              <tr key={index}>
                <td>
                  <code>{shown(id)}</code>
                </td>
                <td>{shown(title)}</td>
                <td class="number">{priceOf(rest)}</td>
                <td>{stateOf(availability)}</td>
                <td>{shown(category)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const STATES = ["in_stock", "out_of_stock", "preorder", "backorder"] as const;

function stateOf(availability: unknown): string {
  const state = STATES.find((one) => one === availability);
  return state === undefined ? shown(availability) : t(`products.state.${state}`);
}

function shown(value: unknown): string {
  return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}

function priceOf({ price, sale_price: sale, currency }: Record<string, unknown>): string {
  const say = (amount: unknown): string =>
    typeof amount === "number" && typeof currency === "string" && /^[A-Z]{3}$/.test(currency)
      ? formatMoney(amount, currency)
      : shown(amount);
  return sale === undefined ? say(price) : t("upload.sale", { sale: say(sale), price: say(price) });
}
