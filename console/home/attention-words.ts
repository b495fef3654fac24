/** What wants attention in the marketer's words, and where it is put right. */
import type { AttentionItem, NamedOffer } from "../../wire/attention.ts";
import { formatAgo, formatDateTime, formatNumber, formatRoundMoney } from "../format.ts";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { settings } from "../site-settings.ts";

export function attentionWords(item: AttentionItem): string {
  switch (item.kind) {
    case "silent":
      return t("home.needs.silent", { ago: formatAgo(item.since, now.value), time: formatDateTime(item.since) });
    case "sample_ratio":
      return t("home.needs.sample_ratio", { name: item.name });
    case "claims_gone":
      return item.pool === undefined
        ? t("home.needs.stock_gone", { offers: namesOf(item.offers) })
        : t("home.needs.pool_gone", { pool: item.pool, offers: namesOf(item.offers) });
    case "rows_rejected":
      return t("home.needs.rows_rejected", {
        rejected: formatNumber(item.rejected),
        total: formatNumber(item.rejected + item.products),
        time: formatDateTime(item.at),
      });
    case "model_kept":
      return t("home.needs.model_kept", { why: item.why });
    case "model_missing":
      return t("home.needs.model_missing", { sessions: item.sessions });
    case "conflict":
      return t("home.needs.conflict", {
        count: item.offers.length,
        placement: item.name,
        offers: namesOf(item.offers),
      });
    case "budget_nearly_used":
      return t(item.used >= item.limit ? "home.needs.budget_used" : "home.needs.budget", {
        name: item.name,
        used: amount(item, item.used),
        limit: amount(item, item.limit),
        of: item.of,
      });
    case "offer_ends":
      return t("home.needs.offer_ends", { name: item.name, time: formatDateTime(item.at) });
    case "unknown_placement":
      return t("home.needs.unknown_placement", {
        placement: item.placement,
        where: item.origin === "" ? "none" : "page",
        origin: item.origin,
      });
    case "publication_due":
      return t("home.needs.publication_due", { time: formatDateTime(item.at), by: item.by });
  }
}

/** Path below `/console/`, and the link's words. */
export function whereFixed(item: AttentionItem): { path: string; label: string } {
  switch (item.kind) {
    case "silent":
      return { path: "settings", label: t("home.fix.install") };
    case "sample_ratio":
      return { path: `reports/${item.offer}`, label: t("home.fix.report") };
    case "claims_gone":
      return { path: `offers/${item.offers[0]?.id ?? ""}`, label: t("home.fix.offer") };
    case "rows_rejected":
      return { path: "products/feeds", label: t("home.fix.products") };
    case "model_kept":
    case "model_missing":
      return { path: "products/recommendations", label: t("home.fix.model") };
    case "budget_nearly_used":
    case "offer_ends":
      return { path: `offers/${item.offer}`, label: t("home.fix.offer") };
    case "unknown_placement":
      return { path: "placements", label: t("home.fix.placements") };
    case "conflict":
    case "publication_due":
      return { path: "offers", label: t("home.fix.offers") };
  }
}

function namesOf(offers: readonly NamedOffer[]): string {
  return offers.map(({ name }) => name).join(", ");
}

function amount({ of }: Extract<AttentionItem, { kind: "budget_nearly_used" }>, value: number): string {
  return of === "money" ? formatRoundMoney(value, settings.value?.currency ?? "") : formatNumber(value);
}
