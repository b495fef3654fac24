/**
 * All the console's access to the Worker. Nothing else in this folder calls `fetch` or opens a socket. Wherever the
 * Worker asks for a token, the console is locked, so that no screen needs to.
 */
import type { AttentionAnswer } from "../wire/attention.ts";
import type { ApiToken, AuditAction, AuditEntry, Member, Principal, Role } from "../wire/access.ts";
import type { DefinitionChange, DefinitionsVersion, Draft, LinkCheck } from "../wire/draft.ts";
import type { CatalogueCheck, CatalogueStored, FeedRun, FeedRunDetails, ProductsAnswer } from "../wire/catalogue.ts";
import type { ExplainAnswer, ExplainRequest } from "../wire/recommendations.ts";
import type { Preview, PreviewRequest } from "../wire/preview.ts";
import type { ConditionDocument } from "../wire/condition.ts";
import type { CheckLink, InstallCheck } from "../wire/install.ts";
import type { OffersReport, SiteReport, WhatIf } from "../wire/reports.ts";
import type {
  ConditionExplanation,
  SegmentOverlapAnswer,
  SegmentPreviewAnswer,
  SegmentsAnswer,
} from "../wire/segments.ts";
import type { PoolFilled, PoolStanding } from "../wire/pools.ts";
import type { Product } from "../wire/product.ts";
import type { Definitions, SiteSettings } from "../wire/definitions.ts";
import type { ModelStatus, ScorecardStatus, ShoppersState, VisitorView } from "../wire/console.ts";
import type { StoredOfVisitor, VisitorNow, VisitorsAnswer } from "../wire/visitors.ts";
import { adminToken, locked } from "./session.ts";
import { SITE } from "./site.ts";

/** Why a call gave nothing, in the classes the screens tell apart. */
export type ApiProblemKind = "offline" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "refused" | "broken";

export interface ApiProblem {
  kind: ApiProblemKind;
  /** HTTP status; 0 where no answer came. */
  status: number;
  /** What the Worker said, in English; empty where it said nothing. */
  detail: string;
  /** Names this one request in the Worker's log, where the answer carried it. */
  requestId?: string;
}

export type ApiResult<Value> = { ok: true; value: Value } | { ok: false; problem: ApiProblem };

/** What the build says of the SDK's files, for the snippet with an integrity hash. */
export interface SdkManifest {
  version: string;
  /** By file name, such as `sdk-0.1.0.js`. */
  files: Record<string, { integrity: string; bytes: number }>;
}

const site = `/v1/sites/${encodeURIComponent(SITE)}`;

export const api = {
  settings: () => call<SiteSettings>("GET", `${site}/settings`),
  definitions: () => call<{ version: number; definitions: Definitions }>("GET", `${site}/definitions`),
  catalogue: () => call<{ version: number; products: Product[] }>("GET", `${site}/catalogue`),
  model: () => call<ModelStatus>("GET", `${site}/model`),
  rebuildModel: () => call<ModelStatus>("POST", `${site}/model/rebuild`),
  rollBackModel: () => call<ModelStatus>("POST", `${site}/model/roll-back`),
  products: (query: string) => call<ProductsAnswer>("GET", `${site}/products${query === "" ? "" : `?${query}`}`),
  feedRuns: (before?: number) =>
    call<{ runs: FeedRun[] }>("GET", `${site}/catalogue/runs${before === undefined ? "" : `?before=${before}`}`),
  feedRun: (run: number) => call<FeedRunDetails>("GET", `${site}/catalogue/runs/${run}`),
  checkCatalogue: (products: readonly unknown[]) =>
    call<CatalogueCheck>("POST", `${site}/catalogue/check`, { products }),
  putCatalogue: (products: readonly unknown[]) => call<CatalogueStored>("PUT", `${site}/catalogue`, { products }),
  explainRow: (question: ExplainRequest) => call<ExplainAnswer>("POST", `${site}/recommendations/explain`, question),
  score: (days: number) => call<ScorecardStatus>("GET", `${site}/score?days=${days}`),
  rebuildScore: () => call<ScorecardStatus>("POST", `${site}/score/rebuild`),
  rollBackScore: () => call<ScorecardStatus>("POST", `${site}/score/roll-back`),
  visitor: (id: string, locale: string) =>
    call<VisitorView>("GET", `${site}/visitors/${encodeURIComponent(id)}?locale=${locale}`),
  visitorNow: (id: string, locale: string) =>
    call<VisitorNow>("GET", `${site}/visitors/${encodeURIComponent(id)}/now?locale=${locale}`),
  storedOfVisitor: (id: string) => call<StoredOfVisitor>("GET", `${site}/visitors/${encodeURIComponent(id)}/stored`),
  exportVisitor: (id: string) => call<object>("GET", `${site}/visitors/${encodeURIComponent(id)}/export`),
  findVisitors: (id: string) => call<VisitorsAnswer>("GET", `${site}/visitors?find=${encodeURIComponent(id)}`),
  someVisitors: (segment: string) =>
    call<VisitorsAnswer>(
      "GET",
      `${site}/visitors?limit=20${segment === "" ? "" : `&segment=${encodeURIComponent(segment)}`}`,
    ),
  eraseVisitor: (id: string) => call<undefined>("DELETE", `${site}/visitors/${encodeURIComponent(id)}`),
  setShoppers: (wanted: boolean) =>
    call<ShoppersState>("PUT", `/v1/dev/sites/${encodeURIComponent(SITE)}/shoppers`, { wanted }),
  installCheck: () => call<InstallCheck>("GET", `${site}/install-check`),
  beginInstallCheck: () => call<CheckLink>("POST", `${site}/install-check`),
  sdkManifest: () => call<SdkManifest>("GET", "/sdk.json"),
  me: () => call<Principal>("GET", `${site}/me`),
  draft: () => call<Draft>("GET", `${site}/draft`),
  saveDraft: (revision: number, definitions: Definitions) =>
    call<Draft>("PUT", `${site}/draft`, { revision, definitions }),
  discardDraft: () => call<Draft>("DELETE", `${site}/draft`),
  publishDraft: (publishing: { revision: number; over: number; note?: string; at?: number }) =>
    call<{ version: number } | { at: number }>("POST", `${site}/draft/publish`, publishing),
  previewDraft: (preview: PreviewRequest) => call<Preview>("POST", `${site}/draft/preview`, preview),
  checkLinks: () => call<LinkCheck>("POST", `${site}/draft/check-links`),
  unschedule: () => call<Draft>("DELETE", `${site}/draft/schedule`),
  versions: (before?: number) =>
    call<{ versions: DefinitionsVersion[] }>(
      "GET",
      `${site}/versions${before === undefined ? "" : `?before=${before}`}`,
    ),
  version: (version: number) =>
    call<{ version: number; definitions: Definitions; changes: DefinitionChange[] }>(
      "GET",
      `${site}/versions/${version}`,
    ),
  restoreVersion: (version: number) => call<{ version: number }>("POST", `${site}/versions/${version}/restore`),
  audit: (before?: number, actions: readonly AuditAction[] = []) => {
    const query = new URLSearchParams(actions.map((action) => ["action", action]));
    if (before !== undefined) query.set("before", String(before));
    return call<{ entries: AuditEntry[] }>("GET", `${site}/audit?${query}`);
  },
  siteReport: (days: number) => call<SiteReport>("GET", `${site}/reports/site?days=${days}`),
  attention: () => call<AttentionAnswer>("GET", `${site}/attention`),
  offersReport: (days: number) => call<OffersReport>("GET", `${site}/reports/offers?days=${days}`),
  whatIf: (placement: string, offer: string) => call<WhatIf>("POST", `${site}/reports/what-if`, { placement, offer }),
  segments: (locale: string) => call<SegmentsAnswer>("GET", `${site}/segments?locale=${locale}`),
  segmentOverlap: (id: string) =>
    call<SegmentOverlapAnswer>("GET", `${site}/segments/${encodeURIComponent(id)}/overlap`),
  previewSegment: (condition: ConditionDocument) =>
    call<SegmentPreviewAnswer>("POST", `${site}/segments/preview`, { condition }),
  explainCondition: (condition: ConditionDocument, locale: string) =>
    call<ConditionExplanation>("POST", `${site}/conditions/explain?locale=${locale}`, { condition }),
  pool: (pool: string) => call<PoolStanding>("GET", `${site}/pools/${encodeURIComponent(pool)}`),
  fillPool: (pool: string, codes: readonly string[]) =>
    call<PoolFilled>("POST", `${site}/pools/${encodeURIComponent(pool)}`, { codes }),
  tokens: () => call<{ tokens: ApiToken[] }>("GET", `${site}/tokens`),
  makeToken: (token: { name: string; role: Role }) =>
    call<ApiToken & { token: string }>("POST", `${site}/tokens`, token),
  revokeToken: (id: string) => call<undefined>("DELETE", `${site}/tokens/${encodeURIComponent(id)}`),
  members: () => call<{ members: Member[] }>("GET", `${site}/members`),
  setMember: ({ email, role }: Member) => call<Member>("PUT", `${site}/members/${encodeURIComponent(email)}`, { role }),
  removeMember: (email: string) => call<undefined>("DELETE", `${site}/members/${encodeURIComponent(email)}`),
  putSettings: (settings: SiteSettings) => call<{ version: number }>("PUT", `${site}/settings`, settings),
  liveTicket: () => call<{ ticket: string }>("POST", `${site}/live-ticket`),
};

/**
 * Opens the live WebSocket. A socket cannot carry an Authorization header, so a signed-in console first trades its
 * token for a ticket.
 */
export async function openLiveSocket(): Promise<ApiResult<WebSocket>> {
  const url = new URL(`${site}/live`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (adminToken.value !== null) {
    const ticket = await api.liveTicket();
    if (!ticket.ok) return ticket;
    url.searchParams.set("ticket", ticket.value.ticket);
  }
  return { ok: true, value: new WebSocket(url) };
}

async function call<Value>(method: string, path: string, body?: unknown): Promise<ApiResult<Value>> {
  const headers = new Headers({ accept: "application/json" });
  if (adminToken.value !== null) headers.set("authorization", `Bearer ${adminToken.value}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  let response: Response;
  try {
    response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch {
    return { ok: false, problem: { kind: "offline", status: 0, detail: "" } };
  }
  const answer = await readJson(response);
  if (response.status === 401) locked();
  if (!response.ok) return { ok: false, problem: problemOf(response, answer) };
  if (answer === undefined && response.status !== 204) {
    return { ok: false, problem: { kind: "broken", status: response.status, detail: "" } };
  }
  // The Worker that serves this page answers by the same `wire` types; its own tests hold it to them.
  return { ok: true, value: answer as Value };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function problemOf(response: Response, answer: unknown): ApiProblem {
  const requestId = response.headers.get("x-request-id") ?? response.headers.get("cf-ray");
  return {
    kind: kindOf(response.status),
    status: response.status,
    detail: detailOf(answer),
    ...(requestId === null ? {} : { requestId }),
  };
}

function kindOf(status: number): ApiProblemKind {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  return status < 500 ? "refused" : "broken";
}

function detailOf(answer: unknown): string {
  if (typeof answer !== "object" || answer === null || !("detail" in answer)) return "";
  return typeof answer.detail === "string" ? answer.detail : "";
}
