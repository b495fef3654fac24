import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CatalogueStored } from "../../../wire/catalogue.ts";
import { api } from "../../api.ts";
import type { ApiProblem } from "../../api.ts";
import { Select } from "../../form/select.tsx";
import { currentLocale, t } from "../../i18n.ts";
import { languageName } from "../../language-name.ts";
import { FileButton } from "../../parts/file-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { settings } from "../../site-settings.ts";
import { CheckedFeed } from "./checked-feed.tsx";
import type { Plan, Read } from "./checked-feed.tsx";
import { decodeFile } from "./decode-file.ts";
import { addTexts, keepTexts } from "./feed-texts.ts";
import type { Feed, NoFeed } from "./read-feed.ts";

const ACCEPTED = ".xml,.rss,.atom,.tsv,.csv,.txt,.json,.gz";

/** `unfetched` is what reads it; of `unreadable` no text can be made; of `strangers`, which have texts, the catalogue has none. */
type Unusable = NoFeed | { problem: "unfetched" | "unreadable" | "strangers"; line?: undefined };

type State =
  | { kind: "idle"; stored?: CatalogueStored }
  | { kind: "reading"; file: string }
  | { kind: "unusable"; file: string; why: Unusable; read?: Read }
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
  useLayoutEffect(() => {
    if (state.kind === "idle" && state !== UNTOUCHED) chooser.current?.focus();
  }, [state]);

  /** Counts the files and questions: an older answer must not replace a newer one. */
  const turn = useRef(0);

  const read = async (given: File): Promise<void> => {
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
        const [file] = event.dataTransfer?.files ?? [];
        if (file !== undefined) void read(file);
      }}
    >
      <h2 id="upload-heading">{t("upload.heading")}</h2>
      <p class="muted">{t("upload.hint")}</p>
      <div class="buttons">
        <FileButton label={t("upload.choose")} accept={ACCEPTED} onFile={(file) => void read(file)} chooser={chooser} />
        <label class="upload-language">
          {t("upload.language")}{" "}
          <Select
            value={language}
            onValue={(chosen) => {
              setLanguage(chosen);
              const known = "read" in state ? state.read : undefined;
              if (known !== undefined) void check(known, chosen);
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
        <CheckedFeed
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
  const reader = await import("./read-feed.ts").catch(() => undefined);
  if (reader === undefined) return { problem: "unfetched" };
  try {
    return reader.readFeed(await decodeFile(file), settings.value?.currency ?? "EUR", Date.now());
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
  if (strangers === fed.length) return { kind: "unusable", file: read.file, why: { problem: "strangers" }, read };
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
