import { useEffect, useRef, useState } from "preact/hooks";
import type { CatalogueCheck, CatalogueStored, FeedCounts } from "../../../wire/catalogue.ts";
import { api } from "../../api.ts";
import type { ApiProblem } from "../../api.ts";
import { formatMoney, formatNumber } from "../../format.ts";
import { Select } from "../../form/select.tsx";
import { currentLocale, t } from "../../i18n.ts";
import { languageName } from "../../language-name.ts";
import { ConfirmButton } from "../../parts/confirm-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { settings } from "../../site-settings.ts";
import { RejectedTable } from "../rejected-table.tsx";
import { addTexts, keepTexts } from "./feed-texts.ts";
import type { Feed, NoFeed } from "./read-feed.ts";

/** Rows shown of a file: enough to see whether its columns are where they belong. */
const SHOWN = 5;

const ACCEPTED = ".xml,.rss,.atom,.tsv,.csv,.txt,.json,.gz";

/** Of `unreadable` no text can be made; of `strangers` the catalogue, which is to get texts, has none. */
type Unusable = NoFeed | { problem: "unreadable" | "strangers"; line?: undefined };

/** A file that could be read. */
interface Read {
  file: string;
  feed: Feed;
}

/** What is sent for it. */
interface Plan extends Read {
  products: readonly unknown[];
  /** Rows that only have texts for products which the catalogue does not have. */
  strangers: number;
  check: CatalogueCheck;
}

type State =
  | { kind: "idle"; stored?: CatalogueStored }
  | { kind: "reading"; file: string }
  | { kind: "unusable"; file: string; why: Unusable }
  | { kind: "checking"; read: Read }
  | { kind: "unchecked"; read: Read; problem: ApiProblem }
  | { kind: "checked"; read: Plan };

const UNTOUCHED: State = { kind: "idle" };

/**
 * Takes a product feed in: read here, checked by the Worker, looked at, and only then taken over.
 *
 * @param tried Called after each attempt to take it over: what came of it stands among the uploads.
 */
export function FeedUpload({ tried }: { tried: (run?: number) => void }) {
  const [state, setState] = useState(UNTOUCHED);
  const [isOver, setOver] = useState(false);
  /** Of the file's texts; empty: the shop's own. */
  const [language, setLanguage] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone by then.
  useEffect(() => {
    if (state.kind === "idle" && state !== UNTOUCHED) chooser.current?.focus();
  }, [state]);

  /** Counts the files and questions: an older answer must not replace a newer one. */
  const turn = useRef(0);

  const read = async (given: File | undefined): Promise<void> => {
    if (given === undefined) return;
    const file = given.name;
    const mine = ++turn.current;
    setState({ kind: "reading", file });
    const feed = await feedOf(given);
    if (mine !== turn.current) return;
    if ("problem" in feed) setState({ kind: "unusable", file, why: feed });
    else await check({ file, feed });
  };
  const check = async (fresh: Read, texts = language): Promise<void> => {
    const mine = ++turn.current;
    setState({ kind: "checking", read: fresh });
    const next = await planned(fresh, texts);
    if (mine === turn.current) setState(next);
  };
  const store = async ({ products }: Plan): Promise<ApiProblem | undefined> => {
    const answer = await api.putCatalogue(products);
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
        <label class="upload-language">
          {t("upload.language")}{" "}
          <Select
            value={language}
            onValue={(chosen) => {
              setLanguage(chosen);
              if ("read" in state) void check(state.read, chosen);
            }}
            choices={languageChoices()}
          />
        </label>
        <span role="status" class="muted">
          {state.kind === "reading" && t("upload.reading", { file: state.file })}
          {state.kind === "checking" && t("upload.checking", { count: state.read.feed.products.length })}
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
        <ProblemNotice what={t("upload.check_failed")} problem={state.problem} retry={() => void check(state.read)} />
      )}
      {state.kind === "checked" && (
        <Checked
          plan={state.read}
          language={language}
          store={() => store(state.read)}
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

/** What the file would bring: as the whole catalogue, or as its texts in another language. */
async function planned(read: Read, language: string): Promise<State> {
  const catalogue = await api.catalogue();
  if (!catalogue.ok && catalogue.problem.kind !== "not_found")
    return { kind: "unchecked", read, problem: catalogue.problem };
  const present = catalogue.ok ? catalogue.value.products : [];
  const fed = read.feed.products;
  const { products, strangers } =
    language === "" ? { products: keepTexts(fed, present), strangers: 0 } : addTexts(present, fed, language);
  // Nothing would change: the wrong file, or there is no catalogue yet.
  if (strangers === fed.length) return { kind: "unusable", file: read.file, why: { problem: "strangers" } };
  const answer = await api.checkCatalogue(products);
  return answer.ok
    ? { kind: "checked", read: { ...read, products, strangers, check: answer.value } }
    : { kind: "unchecked", read, problem: answer.problem };
}

/** Languages that shops have texts in most; `""` is the shop's own. */
const LANGUAGES =
  "ar bg ca cs da de el en es et eu fi fr gl he hr hu it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi zh".split(
    " ",
  );

function languageChoices(): { value: string; label: string }[] {
  const own = settings.value?.locale ?? "en";
  const others = LANGUAGES.filter((one) => one !== own.split("-")[0]).map((value) => ({
    value,
    label: languageName(value),
  }));
  return [
    { value: "", label: t("upload.language_own", { language: languageName(own) }) },
    ...others.toSorted((a, b) => a.label.localeCompare(b.label, currentLocale())),
  ];
}

interface CheckedProps {
  plan: Plan;
  language: string;
  store: () => Promise<ApiProblem | undefined>;
  cancel: () => void;
}

/** What the file holds and would bring, before it is taken over. */
function Checked({ plan, language, store, cancel }: CheckedProps) {
  const { file, feed, strangers, check } = plan;
  const { counts, rejected } = check;
  const usable = counts.sent - counts.rejected;
  // A text that cannot be used must not cost the product, which is in the catalogue already.
  const isNothing = language === "" ? usable === 0 : counts.changed === 0 || counts.rejected > 0;
  const earlier = counts.changed + counts.unchanged + counts.gone;
  return (
    <>
      <h3>{t(`upload.found.${feed.format}`, { file, count: feed.products.length })}</h3>
      <Outcome counts={counts} />
      {counts.gone > earlier / 2 && (
        <p class="notice" role="note">
          <Icon name="alert" />
          {t("upload.many_gone", { gone: counts.gone, of: earlier })}
        </p>
      )}
      <Rows products={feed.products} />
      {strangers > 0 && <p class="muted">{t("upload.strangers", { count: strangers })}</p>}
      {language === "" && feed.unused.length > 0 && (
        <p class="muted small">{t("upload.unused", { names: feed.unused.join(", "), count: feed.unused.length })}</p>
      )}
      {rejected.length > 0 && (
        <details open={isNothing}>
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
          label={
            language === ""
              ? t("upload.take", { count: usable })
              : t("upload.add_texts", { count: counts.changed, language: languageName(language) })
          }
          question={language === "" ? t("upload.question") : t("upload.question_texts")}
          failed={t("upload.failed")}
          disabled={isNothing}
          act={store}
        >
          <p>
            {language !== ""
              ? t("upload.only_texts", { count: counts.changed, language: languageName(language) })
              : earlier === 0
                ? t("upload.first", { count: usable })
                : t("upload.replaces", { count: usable, earlier })}
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
