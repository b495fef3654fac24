import type { CatalogueCheck, FeedCounts } from "../../../wire/catalogue.ts";
import type { ApiProblem } from "../../api.ts";
import { formatMoney, formatNumber } from "../../format.ts";
import { t } from "../../i18n.ts";
import { languageName } from "../../language-name.ts";
import { ConfirmButton } from "../../parts/confirm-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { RejectedTable } from "../rejected-table.tsx";
import type { Feed } from "./read-feed.ts";

/** Rows shown of a file: enough to see whether its columns are where they belong. */
const SHOWN = 5;

/** A file that could be read. */
export interface Read {
  file: string;
  feed: Feed;
}

/** What is sent for it. */
export interface Plan extends Read {
  products: readonly unknown[];
  /** Rows that only have texts for products which the catalogue does not have. */
  strangers: number;
  check: CatalogueCheck;
}

interface CheckedFeedProps {
  plan: Plan;
  /** Of the texts that are taken in and nothing else; empty: the file is the whole catalogue. */
  language: string;
  store: () => Promise<ApiProblem | undefined>;
  cancel: () => void;
}

/** What the file holds and would bring, before it is taken over. */
export function CheckedFeed({ plan, language, store, cancel }: CheckedFeedProps) {
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
