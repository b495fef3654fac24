import type { ListedProduct, ProductsAnswer } from "../../wire/catalogue.ts";
import { api } from "../api.ts";
import { Select } from "../form/select.tsx";
import { formatMoney, formatNumber } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { go, href, place, setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { StaleNotice } from "../parts/fetched.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { useResource } from "../parts/resource.ts";
import { useSettled } from "../parts/settled.ts";
import { Skeleton } from "../parts/skeleton.tsx";
import { changeExplorerQuery } from "./explorer-query.ts";
import { ProductImage, shopAddress } from "./product-image.tsx";
import { askedQuery, changeProductQuery, ORDERS, PAGE_SIZE, productQuery, STATES } from "./product-query.ts";
import type { ProductQuery } from "./product-query.ts";

/** The catalogue, a page at a time; the address says which part of it. */
export function CatalogueView() {
  const query = productQuery(new URLSearchParams(place.value.query));
  const asked = useSettled(askedQuery(query));
  const answer = useResource(() => api.products(asked), asked);
  const { value, problem, reload } = answer;
  if (value === undefined) {
    return problem === undefined ? (
      <Skeleton lines={12} />
    ) : (
      <ProblemNotice what={t("products.failed")} problem={problem} retry={() => void reload()} />
    );
  }
  if (value.total === 0) {
    return (
      <div class="empty">
        <h2 class="empty-title">{t("products.none")}</h2>
        <p class="muted">{t("products.none_hint")}</p>
        <a class="button button-accent" href={href("products/feeds")} data-route="products/feeds">
          {t("products.upload")}
        </a>
      </div>
    );
  }
  return (
    <>
      <Filters query={query} answer={value} />
      <StaleNotice resource={answer} />
      <p role="status" class="muted">
        {t("products.count", { matching: value.matching, total: value.total })}
      </p>
      {value.matching === 0 ? (
        <div class="empty">
          <h2 class="empty-title">{t("products.no_match")}</h2>
          <button type="button" class="button" onClick={() => change({ text: "", category: "", brand: "", state: "" })}>
            {t("products.clear")}
          </button>
        </div>
      ) : (
        <>
          <ProductTable products={value.products} />
          <Pages page={query.page} matching={value.matching} />
        </>
      )}
    </>
  );
}

function change(part: Partial<ProductQuery>): void {
  setQuery((query) => changeProductQuery(query, part));
}

function Filters({ query, answer }: { query: ProductQuery; answer: ProductsAnswer }) {
  const named = (all: string, names: ProductsAnswer["brands"], chosen: string) => [
    { value: "", label: all },
    // A name of the address that the list has no room for is still what is shown.
    ...(chosen !== "" && !names.some(({ name }) => name === chosen) ? [{ value: chosen, label: chosen }] : []),
    ...names.map(({ name, count }) => ({ value: name, label: `${name} (${formatNumber(count)})` })),
  ];
  return (
    <div class="product-filters" role="search">
      <input
        type="search"
        aria-label={t("products.find")}
        placeholder={t("products.find")}
        value={query.text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <Select
        aria-label={t("products.category")}
        value={query.category}
        onValue={(category) => change({ category })}
        choices={named(t("products.any_category"), answer.categories, query.category)}
      />
      <Select
        aria-label={t("products.brand")}
        value={query.brand}
        onValue={(brand) => change({ brand })}
        choices={named(t("products.any_brand"), answer.brands, query.brand)}
      />
      <Select
        aria-label={t("products.state")}
        value={query.state}
        onValue={(state) => change({ state })}
        choices={[
          { value: "", label: t("products.any_state") },
          ...STATES.map((state) => ({
            value: state,
            label: `${t(`products.state.${state}`)} (${formatNumber(answer.states[state])})`,
          })),
        ]}
      />
      <Select
        aria-label={t("products.order")}
        value={query.order}
        onValue={(order) => change({ order })}
        choices={ORDERS.map((order) => ({ value: order, label: t(`products.order.${order}`) }))}
      />
    </div>
  );
}

function ProductTable({ products }: { products: readonly ListedProduct[] }) {
  return (
    <div class="card table-scroll product-table" tabIndex={0} role="region" aria-label={t("products.catalogue")}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{t("products.picture")}</span>
            </th>
            <th scope="col">{t("products.product")}</th>
            <th scope="col">{t("products.category")}</th>
            <th scope="col" class="number">
              {t("products.price")}
            </th>
            <th scope="col">{t("products.state")}</th>
            <th scope="col" class="number" title={t("products.looks_hint")}>
              {t("products.looks")}
            </th>
            <th scope="col">
              <span class="unseen">{t("products.recommendations")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <ProductRow key={product.id} product={product} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProductRow({ product }: { product: ListedProduct }) {
  const { id, brand, category, product_type: type, looks, sellable } = product;
  const { title, link } = product.localized?.[currentLocale()] ?? product;
  const state = product.for_sale === false ? "not_for_sale" : product.availability;
  return (
    <tr>
      <td>
        <ProductImage src={product.image_link} />
      </td>
      <th scope="row">
        <a href={shopAddress(link)} target="_blank" rel="noreferrer">
          {title}
        </a>
        <span class="muted small">{[brand, id].filter(Boolean).join(" · ")}</span>
      </th>
      <td>{type ?? category}</td>
      <td class="number">
        <Price product={product} />
      </td>
      <td>
        <span class={sellable ? "state state-good" : "state state-bad"}>
          <Icon name={sellable ? "check" : "close"} />
          {t(`products.state.${state}`)}
          {product.quantity !== undefined && ` (${formatNumber(product.quantity)})`}
        </span>
      </td>
      <td class="number">{formatNumber(looks)}</td>
      <td>
        <button
          type="button"
          class="icon-button"
          aria-label={t("products.recommend_from", { product: title })}
          title={t("products.recommend_from", { product: title })}
          onClick={() => {
            go("products/recommendations");
            setQuery((query) => changeExplorerQuery(query, { who: "picked", viewed: [id] }));
          }}
        >
          <Icon name="arrow" />
        </button>
      </td>
    </tr>
  );
}

function Price({ product: { price, sale_price: sale, currency } }: { product: ListedProduct }) {
  if (sale === undefined || sale >= price) return <>{formatMoney(price, currency)}</>;
  return (
    <>
      <del class="small">
        <span class="unseen">{t("products.price_before")} </span>
        {formatMoney(price, currency)}
      </del>{" "}
      <strong>{formatMoney(sale, currency)}</strong>
    </>
  );
}

function Pages({ page, matching }: { page: number; matching: number }) {
  const last = Math.max(1, Math.ceil(matching / PAGE_SIZE));
  if (last === 1 && page === 1) return null;
  const shown = Math.min(page, last);
  return (
    <nav class="pages" aria-label={t("products.pages")}>
      <button
        type="button"
        class="button"
        disabled={page <= 1}
        onClick={() => change({ page: Math.min(page - 1, last) })}
      >
        <Icon name="back" />
        {t("products.before")}
      </button>
      <span>
        {t("products.page", {
          from: formatNumber((shown - 1) * PAGE_SIZE + 1),
          to: formatNumber(Math.min(matching, shown * PAGE_SIZE)),
          matching: formatNumber(matching),
        })}
      </span>
      <button type="button" class="button" disabled={page >= last} onClick={() => change({ page: page + 1 })}>
        {t("products.after")}
        <Icon name="arrow" />
      </button>
    </nav>
  );
}
