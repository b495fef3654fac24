/** What a visitor would be shown this moment, and why not the rest: a question that changes and counts nothing. */
import type { PageContext } from "../../wire/collect.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { VisitorNow } from "../../wire/visitors.ts";
import { conditionOf } from "../domain/offers/eligibility.ts";
import { explainOffers } from "../domain/offers/explain-offers.ts";
import type { SiteState } from "../site/site-state.ts";
import { conditionSentence, type SentenceLocale } from "../wording/condition-sentence.ts";
import { decideInput } from "./decide-for.ts";
import type { Visitor } from "./visitor-store.ts";

/** @param events every kept event, in order of arrival */
export function visitorNow(
  site: SiteState,
  id: string,
  visitor: Visitor,
  events: readonly BehaviourEvent[],
  now: number,
  locale: SentenceLocale,
): VisitorNow {
  const { profile, state } = visitor;
  const page = pageOf(events);
  const personal = state.consent?.personalization ?? site.settings.consentDefault === "granted";
  const asked = { placements: [], ...(page !== undefined && { page }), personal, explain: true, receivedAt: now };
  const { decisions, offers } = explainOffers(decideInput(site, asked, { id, profile, state }));
  const forProducts = new Set(
    site.definitions.placements.filter(({ kind }) => kind === "products").map(({ id: placement }) => placement),
  );
  const segmentName = (segment: string) => site.definitions.segments?.find((one) => one.id === segment)?.name;
  return {
    at: now,
    ...(page !== undefined && { page: page.url }),
    products: decisions
      .filter(({ placement }) => forProducts.has(placement))
      .map((one) => (one.kind === "none" ? one : { ...one, token: "" })),
    offers: offers.map((standing, index) => {
      const condition = conditionOf(site.definitions.offers[index]!);
      return { ...standing, sentence: conditionSentence(condition, locale, segmentName) };
    }),
  };
}

/** The page of the newest event that has one, with the product and category it was about. */
function pageOf(events: readonly BehaviourEvent[]): PageContext | undefined {
  const onPages = events.filter(({ page }) => page !== undefined).toSorted((a, b) => a.at - b.at);
  const last = onPages.at(-1)?.page;
  if (last === undefined) return undefined;
  const { url, locale } = last;
  const looked = onPages.findLast(({ name, page }) => name === "view_item" && page?.url === url);
  const item = looked?.params?.items?.[0];
  return {
    url,
    ...(locale !== undefined && { locale }),
    ...(item !== undefined && { itemId: item.item_id }),
    ...(item?.item_category !== undefined && { category: item.item_category }),
  };
}
