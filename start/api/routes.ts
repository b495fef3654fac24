/**
 * Every route under `/v1`, one entry each: TO DOCUMENT A ROUTE, add it here. Types are those of `wire/`, written as in
 * TypeScript; who may call it is read from the Worker's own table. A test compares this list with the Worker's routes in
 * both directions, and every answer in the Worker's tests with its schema.
 */
export interface ApiRoute {
  /** Method and path as the Worker has them. */
  route: `${"GET" | "PUT" | "POST" | "DELETE"} /v1/${string}`;
  group:
    | "Shoppers' pages"
    | "Site"
    | "Definitions"
    | "Catalogue and models"
    | "Visitors"
    | "Segments"
    | "Offers"
    | "Access"
    | "Live"
    | "Development";
  /** One sentence. */
  says: string;
  /** By name, with a description; each may be left out. */
  query?: Record<string, string>;
  /** The body's type; missing: none. */
  body?: string;
  /** The answer's type; missing: an empty answer, 204. */
  answer?: string;
  /** Of success, where it is neither 200 nor 204. */
  status?: 101 | 201;
}

const PAGE = { before: "Entries with a smaller number only.", limit: "How many, 1–200; 50 unless said." };
const LOCALE = { locale: "Language of sentences: `en`, `es` or `zh`." };
const DAYS = { days: "Days looked back, 1–400; 30 unless said." };
const PUBLISHED = "{ version: number }";
export const API_ROUTES: readonly ApiRoute[] = [
  {
    route: "POST /v1/collect",
    group: "Shoppers' pages",
    says: "Takes events and answers decisions, in one round trip. Also read as `text/plain`, so that a beacon needs no preflight.",
    body: "CollectRequest",
    answer: "CollectResponse",
  },
  {
    route: "POST /v1/install-report",
    group: "Shoppers' pages",
    says: "A page opened by a check link says how the SDK is installed on it. Sent by the SDK.",
    body: "InstallReport",
  },
  {
    route: "GET /v1/health",
    group: "Site",
    says: "Whether the Worker answers.",
    answer: '{ status: "ok"; version: string; environment: string }',
  },
  { route: "GET /v1/openapi.json", group: "Site", says: "This document.", answer: "Record<string, unknown>" },
  { route: "GET /v1/sites/:site/settings", group: "Site", says: "How the site is set up.", answer: "SiteSettings" },
  {
    route: "PUT /v1/sites/:site/settings",
    group: "Site",
    says: "Sets the site up; makes it where there is none.",
    body: "SiteSettings",
    answer: PUBLISHED,
  },
  {
    route: "GET /v1/sites/:site/install-check",
    group: "Site",
    says: "Whether the SDK works on the site's pages, with cause and fix where it does not.",
    answer: "InstallCheck",
  },
  {
    route: "POST /v1/sites/:site/install-check",
    group: "Site",
    says: "A link that lets a page say how the SDK is installed on it; the link before it counts no more.",
    answer: "CheckLink",
  },
  {
    route: "GET /v1/sites/:site/definitions",
    group: "Definitions",
    says: "What is published.",
    answer: "{ version: number; definitions: Definitions }",
  },
  {
    route: "PUT /v1/sites/:site/definitions",
    group: "Definitions",
    says: "Publishes without a draft.",
    body: "Definitions",
    answer: PUBLISHED,
  },
  {
    route: "GET /v1/sites/:site/draft",
    group: "Definitions",
    says: "The draft, what publishing it would change, and everything wrong with it.",
    answer: "Draft",
  },
  {
    route: "PUT /v1/sites/:site/draft",
    group: "Definitions",
    says: "Saves the draft, finished or not, on top of the revision named.",
    body: "{ revision: number; definitions: Definitions }",
    answer: "Draft",
  },
  { route: "DELETE /v1/sites/:site/draft", group: "Definitions", says: "Discards the draft.", answer: "Draft" },
  {
    route: "POST /v1/sites/:site/draft/publish",
    group: "Definitions",
    says: "Publishes the draft over the version named, now or `at` a time.",
    body: "{ revision: number; over: number; note?: string; at?: number }",
    answer: "{ version: number } | { at: number }",
  },
  {
    route: "DELETE /v1/sites/:site/draft/schedule",
    group: "Definitions",
    says: "Calls a scheduled publication off.",
    answer: "Draft",
  },
  {
    route: "POST /v1/sites/:site/draft/check-links",
    group: "Definitions",
    says: "Looks up the links and pictures of the draft's offers on the site's own origins.",
    answer: "LinkCheck",
  },
  {
    route: "POST /v1/sites/:site/draft/preview",
    group: "Definitions",
    says: "A link that shows the draft on the site for a day, and counts nowhere.",
    body: "PreviewRequest",
    answer: "Preview",
  },
  {
    route: "GET /v1/sites/:site/versions",
    group: "Definitions",
    says: "What was published, newest first.",
    query: PAGE,
    answer: "{ versions: DefinitionsVersion[] }",
  },
  {
    route: "GET /v1/sites/:site/versions/:version",
    group: "Definitions",
    says: "One version, and what going back to it would change.",
    answer: "{ version: number; definitions: Definitions; changes: DefinitionChange[] }",
  },
  {
    route: "POST /v1/sites/:site/versions/:version/restore",
    group: "Definitions",
    says: "Publishes an old version's content as a new one.",
    answer: PUBLISHED,
  },
  {
    route: "GET /v1/sites/:site/catalogue",
    group: "Catalogue and models",
    says: "All products.",
    answer: "{ version: number; products: Product[] }",
  },
  {
    route: "PUT /v1/sites/:site/catalogue",
    group: "Catalogue and models",
    says: "Replaces the catalogue. What is wrong with a product costs that product only.",
    body: "{ products: Product[] }",
    answer: "CatalogueStored",
  },
  {
    route: "POST /v1/sites/:site/catalogue/check",
    group: "Catalogue and models",
    says: "What an upload would bring: new, changed and gone products, and rows that cannot be used. Nothing is stored.",
    body: "{ products: Product[] }",
    answer: "CatalogueCheck",
  },
  {
    route: "GET /v1/sites/:site/catalogue/runs",
    group: "Catalogue and models",
    says: "What came of the latest uploads, newest first.",
    query: PAGE,
    answer: "{ runs: FeedRun[] }",
  },
  {
    route: "GET /v1/sites/:site/catalogue/runs/:run",
    group: "Catalogue and models",
    says: "One upload, with the rows that could not be used and why.",
    answer: "FeedRunDetails",
  },
  {
    route: "GET /v1/sites/:site/products",
    group: "Catalogue and models",
    says: "The catalogue searched, a page at a time.",
    query: {
      text: "Words of the title, the brand, the category or the id.",
      category: "Of this category only.",
      brand: "Of this brand only.",
      state: "`in_stock`, `out_of_stock`, `preorder`, `backorder` or `not_for_sale` only.",
      id: "These products only; may be given again and again.",
      order: "`catalogue`, `looks` or `newest` first; `catalogue` unless said.",
      offset: "How many to leave out; 0 unless said.",
      limit: "How many, 1–200; 50 unless said.",
    },
    answer: "ProductsAnswer",
  },
  {
    route: "POST /v1/sites/:site/recommendations/explain",
    group: "Catalogue and models",
    says: "The row a visitor or a made-up visit would get, why each product is in it, and why others are not.",
    body: "ExplainRequest",
    answer: "ExplainAnswer",
  },
  {
    route: "GET /v1/sites/:site/model",
    group: "Catalogue and models",
    says: "The recommender's state.",
    answer: "ModelStatus",
  },
  {
    route: "POST /v1/sites/:site/model/rebuild",
    group: "Catalogue and models",
    says: "Learns the recommender anew, and publishes it where it is better.",
    answer: "ModelStatus",
  },
  {
    route: "POST /v1/sites/:site/model/roll-back",
    group: "Catalogue and models",
    says: "Publishes the model before again; for a day no new one takes over unless asked for.",
    answer: "ModelStatus",
  },
  {
    route: "GET /v1/sites/:site/score",
    group: "Catalogue and models",
    says: "The scorecard in use: points, calibration, discrimination, and how visits are spread over it.",
    query: { days: "Days of visits, 1–400; 28 unless said." },
    answer: "ScorecardStatus",
  },
  {
    route: "POST /v1/sites/:site/score/rebuild",
    group: "Catalogue and models",
    says: "Learns the scorecard anew, and publishes it where it is better.",
    answer: "ScorecardStatus",
  },
  {
    route: "POST /v1/sites/:site/score/roll-back",
    group: "Catalogue and models",
    says: "Takes the scorecard before.",
    answer: "ScorecardStatus",
  },
  {
    route: "GET /v1/sites/:site/visitors",
    group: "Visitors",
    says: "Visitors by id, of a segment, or some of all, seen latest first.",
    query: {
      find: "A visitor's id, or a customer's as the site gave it.",
      segment: "A segment's id: some of its members.",
      limit: "How many, 1–200; 50 unless said.",
    },
    answer: "VisitorsAnswer",
  },
  {
    route: "GET /v1/sites/:site/visitors/:visitor",
    group: "Visitors",
    says: "One visitor, whole.",
    query: LOCALE,
    answer: "VisitorView",
  },
  {
    route: "GET /v1/sites/:site/visitors/:visitor/now",
    group: "Visitors",
    says: "What a visitor would be shown this moment, and why every other offer would not be. Counts nowhere.",
    query: LOCALE,
    answer: "VisitorNow",
  },
  {
    route: "GET /v1/sites/:site/visitors/:visitor/stored",
    group: "Visitors",
    says: "How many rows are stored of a visitor, by where they lie; all 0 after an erasure.",
    answer: "StoredOfVisitor",
  },
  {
    route: "DELETE /v1/sites/:site/visitors/:visitor",
    group: "Visitors",
    says: "Erases everything that is stored of a visitor.",
  },
  {
    route: "GET /v1/sites/:site/visitors/:visitor/export",
    group: "Visitors",
    says: "Everything that is stored of a visitor, for themselves.",
    answer: "Record<string, unknown>",
  },
  {
    route: "GET /v1/sites/:site/visitors/:visitor/replay",
    group: "Visitors",
    says: "A visitor's latest decisions made again, with every candidate and why it lost.",
    answer: "ReplayedDecisions",
  },
  {
    route: "GET /v1/sites/:site/segments",
    group: "Segments",
    says: "Each segment with members, who came and went, and what it means in a sentence.",
    query: { ...LOCALE, hours: "Hours of comings and goings, 2–336; 24 unless said." },
    answer: "SegmentsAnswer",
  },
  {
    route: "GET /v1/sites/:site/segments/:id/members",
    group: "Segments",
    says: "Some of a segment's members.",
    query: { limit: "How many, 1–200; 20 unless said." },
    answer: "SegmentMembersAnswer",
  },
  {
    route: "GET /v1/sites/:site/segments/:id/overlap",
    group: "Segments",
    says: "With which other segments this one shares visitors, and which share of each that is.",
    answer: "SegmentOverlapAnswer",
  },
  {
    route: "POST /v1/sites/:site/segments/preview",
    group: "Segments",
    says: "How many visitors a condition holds of, with an interval.",
    query: LOCALE,
    body: "{ condition: ConditionDocument }",
    answer: "SegmentPreviewAnswer",
  },
  {
    route: "POST /v1/sites/:site/conditions/explain",
    group: "Segments",
    says: "A condition in one sentence, or every problem with its place.",
    query: LOCALE,
    body: "{ condition: ConditionDocument }",
    answer: "ConditionExplanation",
  },
  {
    route: "GET /v1/sites/:site/signals",
    group: "Segments",
    says: "Values set from outside that have not ended.",
    answer: "SignalsAnswer",
  },
  {
    route: "PUT /v1/sites/:site/signals/:name",
    group: "Segments",
    says: "Sets a value from outside, for a time.",
    body: "SignalRequest",
    answer: "{ name: string; value: string | number | boolean; until: number }",
  },
  { route: "DELETE /v1/sites/:site/signals/:name", group: "Segments", says: "Takes a value from outside away." },
  {
    route: "GET /v1/sites/:site/pools/:pool",
    group: "Offers",
    says: "How many coupon codes a pool has, gave and keeps.",
    answer: "PoolStanding",
  },
  {
    route: "POST /v1/sites/:site/pools/:pool",
    group: "Offers",
    says: "Adds coupon codes.",
    body: "{ codes: string[] }",
    answer: "PoolFilled",
  },
  {
    route: "GET /v1/sites/:site/attention",
    group: "Site",
    says: "What wants somebody to look at it, the gravest first.",
    answer: "AttentionAnswer",
  },
  {
    route: "GET /v1/sites/:site/reports/site",
    group: "Offers",
    says: "Visitors, orders and revenue by day, and the lift of all offers against the hold-out.",
    query: DAYS,
    answer: "SiteReport",
  },
  {
    route: "GET /v1/sites/:site/reports/offers",
    group: "Offers",
    says: "What came of offers, against those they were withheld from.",
    query: DAYS,
    answer: "OffersReport",
  },
  {
    route: "GET /v1/sites/:site/reports/offers/:offer",
    group: "Offers",
    says: "What came of one offer.",
    query: DAYS,
    answer: "OfferReport",
  },
  {
    route: "POST /v1/sites/:site/reports/what-if",
    group: "Offers",
    says: "What always showing one offer would have brought; refused where the log cannot say.",
    body: "{ placement: string; offer: string }",
    answer: "WhatIf",
  },
  { route: "GET /v1/sites/:site/me", group: "Access", says: "Who asks.", answer: "Principal" },
  {
    route: "GET /v1/sites/:site/audit",
    group: "Access",
    says: "Who did what, newest first.",
    query: { ...PAGE, action: "Of this kind only, as `visitor.erased`." },
    answer: "{ entries: AuditEntry[] }",
  },
  {
    route: "GET /v1/sites/:site/tokens",
    group: "Access",
    says: "Tokens for programs, without their secrets.",
    answer: "{ tokens: ApiToken[] }",
  },
  {
    route: "POST /v1/sites/:site/tokens",
    group: "Access",
    says: "Makes a token. This is the one answer that ever holds it.",
    body: "{ name: string; role: Role }",
    answer: "ApiToken & { token: string }",
    status: 201,
  },
  { route: "DELETE /v1/sites/:site/tokens/:id", group: "Access", says: "Revokes a token." },
  {
    route: "GET /v1/sites/:site/members",
    group: "Access",
    says: "People of Cloudflare Access and their roles.",
    answer: "{ members: Member[] }",
  },
  {
    route: "PUT /v1/sites/:site/members/:email",
    group: "Access",
    says: "Lets somebody in, or changes their role.",
    body: "{ role: Role }",
    answer: "Member",
  },
  { route: "DELETE /v1/sites/:site/members/:email", group: "Access", says: "Lets somebody in no more." },
  {
    route: "POST /v1/sites/:site/live-ticket",
    group: "Live",
    says: "A ticket to the live feed, good for a minute: a browser's WebSocket carries no token.",
    answer: "{ ticket: string }",
  },
  {
    route: "GET /v1/sites/:site/live",
    group: "Live",
    says: "The live feed, a WebSocket. Each message is one `LiveMessage` as JSON.",
    query: { ticket: "From `POST …/live-ticket`; not needed with a token or on this machine." },
    answer: "LiveMessage",
    status: 101,
  },
  {
    route: "PUT /v1/dev/sites/:site/shoppers",
    group: "Development",
    says: "Starts or stops the demo's simulated shoppers. In development on this machine only.",
    body: "{ wanted: boolean }",
    answer: "ShoppersState",
  },
  {
    route: "POST /v1/dev/sites/:site/history",
    group: "Development",
    says: "Replays requests of the past, and answers what was decided for each. `over`: `false` where more of the visit follows. In development on this machine only.",
    body: "{ visits: { receivedAt: number; request: CollectRequest; over?: boolean }[] }",
    answer: "{ visits: number; events: number; decisions: Decision[][] }",
  },
];
