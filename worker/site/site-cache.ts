/**
 * One isolate's sites. A request finds its site here without I/O; every few seconds one request asks the SiteObject,
 * after its answer has gone out, whether there is something newer. Only an isolate's very first request waits.
 *
 * Module state on purpose: it is immutable, versioned data that any request of the isolate may use.
 */
import { merchandisingFor } from "../domain/recommend/merchandising.ts";
import { viewOf } from "../domain/recommend/model-view.ts";
import { EMPTY_MODEL, type RecommendModel } from "../domain/recommend/recommend-model.ts";
import { NO_STANDINGS, readStandings, type OfferStandings } from "../domain/offers/offer-standings.ts";
import { decodeModel } from "../domain/recommend/index-format.ts";
import { indexCatalogue } from "../domain/catalogue/catalogue.ts";
import { DEFAULT_SCORECARD } from "../domain/score/default-scorecard.ts";
import { readScorecard, type Scorecard } from "../domain/score/scorecard.ts";
import type { Product } from "../../wire/product.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { LiveTap } from "./live-tap.ts";
import { readPairs } from "./outside-news.ts";
import { signingKey } from "./signing.ts";
import { NO_DEFINITIONS, type SiteNews, type SiteState } from "./site-state.ts";

/** How old news may get: a published change is everywhere within this time plus one request. */
const NEWS_EVERY_MS = 5_000;
/** How long an unknown site stays unknown, so that a wrong key does not ask the SiteObject for each request. */
const UNKNOWN_FOR_MS = 10_000;

interface Cached {
  state: SiteState | undefined;
  tap: LiveTap;
  /** Epoch ms when news was last asked for. */
  askedAt: number;
  /** One request is asking in the background. */
  asking: boolean;
  /** Something newer is known to be there: whoever comes next waits for it. */
  expired: boolean;
  /** Epoch ms when the SiteObject said that there is no such site; 0 for never. */
  missingAt: number;
}

const sites = new Map<string, Cached>();
/** Sites one isolate remembers; past that the longest unasked is dropped. */
const SITES_REMEMBERED = 200;

export interface OpenSite {
  state: SiteState;
  tap: LiveTap;
}

/**
 * The site, or `undefined` where there is none of that name.
 *
 * @param later keeps the isolate alive for work after the answer: `ctx.waitUntil`
 */
export async function openSite(
  env: Env,
  siteId: string,
  now: number,
  later: (work: Promise<unknown>) => void,
): Promise<OpenSite | undefined> {
  let cached = sites.get(siteId);
  if (cached === undefined) {
    cached = { state: undefined, tap: new LiveTap(), askedAt: 0, asking: false, expired: false, missingAt: 0 };
    sites.set(siteId, cached);
    if (sites.size > SITES_REMEMBERED) dropLongestUnasked();
  }
  if (cached.state === undefined || cached.expired) {
    // Each request that needs it asks for itself: a promise of another request ends with that request. At worst a few
    // ask at once; none is told that there is no such site because another has not been answered yet.
    if (now - cached.missingAt >= UNKNOWN_FOR_MS) await askForNews(env, siteId, cached, now);
  } else if (now - cached.askedAt >= NEWS_EVERY_MS && !cached.asking) {
    cached.asking = true;
    const one = cached;
    later(
      askForNews(env, siteId, one, now)
        .catch((error: unknown) => log("site.news_failed", { site: siteId, error: String(error) }))
        .finally(() => {
          one.asking = false;
        }),
    );
  }
  return cached.state === undefined ? undefined : { state: cached.state, tap: cached.tap };
}

/** Makes this isolate's next request ask first. Called by the SiteObject on changes: helps where they share an isolate. */
export function expireSite(siteId: string): void {
  const cached = sites.get(siteId);
  if (cached === undefined) return;
  // What is there stays: only what is newer has to come over.
  cached.expired = true;
  cached.missingAt = 0;
}

/** Tells this isolate that nobody watches the feed any more. */
export function endWatch(siteId: string): void {
  const tap = sites.get(siteId)?.tap;
  if (tap !== undefined) tap.watched = false;
}

/**
 * Tells this isolate that the feed is watched, sooner than it would learn by asking, and takes over what it has waiting:
 * on a quiet site nothing else would bring it.
 */
export function beginWatch(siteId: string): ReturnType<LiveTap["take"]> | undefined {
  const tap = sites.get(siteId)?.tap;
  if (tap === undefined) return undefined;
  tap.watched = true;
  return tap.take();
}

async function askForNews(env: Env, siteId: string, cached: Cached, now: number): Promise<void> {
  cached.askedAt = now;
  // Before asking: what expires meanwhile has to be asked for again.
  cached.expired = false;
  const { state } = cached;
  const told = cached.tap.take();
  let news: SiteNews | undefined;
  try {
    news = await env.SITE.getByName(siteId).news(
      {
        settings: state?.settingsVersion ?? 0,
        definitions: state?.definitionsVersion ?? 0,
        catalogue: state?.catalogueVersion ?? 0,
        standings: state?.standings?.version ?? 0,
        scorecard: state?.scorecard.version ?? 0,
      },
      told,
    );
  } catch (error) {
    cached.tap.putBack(told);
    cached.expired = state !== undefined;
    throw error;
  }
  if (news === undefined) {
    cached.state = undefined;
    cached.missingAt = now;
    return;
  }
  cached.missingAt = 0;
  cached.tap.watched = news.watched;
  const next = await withNews(env, siteId, state, news);
  // Another request may have asked later and been answered sooner: what is newer stays.
  if (!isOlder(next, cached.state)) cached.state = next;
}

function isOlder(next: SiteState | undefined, current: SiteState | undefined): boolean {
  if (next === undefined || current === undefined) return false;
  return (
    next.settingsVersion < current.settingsVersion ||
    next.definitionsVersion < current.definitionsVersion ||
    next.catalogueVersion < current.catalogueVersion ||
    (next.standings?.version ?? 0) < (current.standings?.version ?? 0) ||
    next.scorecard.version < current.scorecard.version
  );
}

async function withNews(
  env: Env,
  siteId: string,
  state: SiteState | undefined,
  news: SiteNews,
): Promise<SiteState | undefined> {
  const settings = news.settings?.value ?? state?.settings;
  if (settings === undefined) return undefined;
  const catalogue = news.catalogue
    ? indexCatalogue(JSON.parse(news.catalogue.json) as Product[])
    : (state?.catalogue ?? indexCatalogue([]));
  const model = await modelOf(env, siteId, state?.model ?? EMPTY_MODEL, news.model.version);
  const definitions = news.definitions?.value ?? state?.definitions ?? NO_DEFINITIONS;
  // Joined here, where no visitor waits for it.
  viewOf(model, catalogue);
  for (const { id, kind } of definitions.placements) {
    if (kind === "products") merchandisingFor(definitions, catalogue, id);
  }
  return {
    settings,
    settingsVersion: news.settings?.version ?? state?.settingsVersion ?? 0,
    locale: settings.locale,
    definitions,
    definitionsVersion: news.definitions?.version ?? state?.definitionsVersion ?? 0,
    catalogue,
    catalogueVersion: news.catalogue?.version ?? state?.catalogueVersion ?? 0,
    signals: readPairs(news.signals),
    productNews: news.catalogue === undefined ? (state?.productNews ?? new Map()) : readPairs(news.productNews),
    model,
    standings: standingsOf(siteId, news, state),
    timeZone: settings.timeZone ?? "UTC",
    scorecard: scorecardOf(siteId, state?.scorecard ?? DEFAULT_SCORECARD, news.scorecard),
    signingKey: state?.signingKey ?? signingKey(new Uint8Array(news.secret)),
  };
}

/** How offers stand. What cannot be read counts as unknown, and its draws are even. */
function standingsOf(siteId: string, news: SiteNews, state: SiteState | undefined): OfferStandings {
  if (news.standings === undefined) return state?.standings ?? NO_STANDINGS;
  return readStandings(news.standings.json, (why) => log("standings.refused", { site: siteId, why }));
}

/** The published model; the one at hand where a newer cannot be had or read: a decision must not wait for it. */
async function modelOf(env: Env, siteId: string, have: RecommendModel, published: number): Promise<RecommendModel> {
  if (published === have.version) return have;
  try {
    const { bytes } = await env.LEARNER.getByName(siteId).model();
    return decodeModel(new Uint8Array(bytes));
  } catch (error) {
    log("model.refused", { site: siteId, version: published, error: String(error) });
    return have;
  }
}

/** The published scorecard; the one at hand where a newer cannot be read. */
function scorecardOf(siteId: string, have: Scorecard, published: SiteNews["scorecard"]): Scorecard {
  if (published === undefined) return have;
  try {
    return readScorecard(published.card);
  } catch (error) {
    log("scorecard.refused", { site: siteId, version: published.version, error: String(error) });
    return have;
  }
}

function dropLongestUnasked(): void {
  let oldest: string | undefined;
  for (const [siteId, { askedAt }] of sites) {
    if (oldest === undefined || askedAt < (sites.get(oldest)?.askedAt ?? 0)) oldest = siteId;
  }
  if (oldest !== undefined) sites.delete(oldest);
}
