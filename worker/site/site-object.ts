import { DurableObject } from "cloudflare:workers";
import type { LiveMessage, ModelStatus, ShoppersState } from "../../wire/console.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { Preview, PreviewRequest } from "../../wire/preview.ts";
import type { Product } from "../../wire/product.ts";
import type { FeedCounts, FeedRun, FeedRunDetails, RejectedProduct } from "../../wire/catalogue.ts";
import { compareCatalogues } from "../domain/catalogue/compare-catalogues.ts";
import type { SharesSince } from "../domain/experiments/shares-since.ts";
import type { Signal } from "../domain/conditions/facts.ts";
import { isDevelopment, type Env } from "../env.ts";
import { FeedRuns } from "./feed-runs.ts";
import { InstallDesk } from "./install-desk.ts";
import { LiveFeed, type Role } from "./live-feed.ts";
import type { PulseDelta, Told } from "./live-tap.ts";
import { issueTicket, ticketIsGood } from "./live-ticket.ts";
import { PREVIEW_LASTS_MS, signPreview } from "./preview-token.ts";
import { OutsideNews } from "./outside-news.ts";
import { PulseCounter } from "./pulse.ts";
import { signingKey } from "./signing.ts";
import { beginWatch, endWatch, expireSite } from "./site-cache.ts";
import { AuditLog, type Deed } from "./audit-log.ts";
import { DefinitionsDesk, type Publishing } from "./definitions-desk.ts";
import { PeopleStore } from "./people-store.ts";
import { SiteDesk } from "./site-desk.ts";
import { SitePeople } from "./site-people.ts";
import { SiteStore, type VersionedText } from "./site-store.ts";
import { StandingsStore } from "./standings-store.ts";
import type { KnownVersions, SiteNews, SiteStanding } from "./site-state.ts";

const SECRET_BYTES = 32;
/** The pulse goes to open consoles at most this often, and only when there is something new. */
const PULSE_EVERY_MS = 1_000;
const UNTRAINED: ModelStatus = { version: 0, builtAt: 0, sessions: 0, items: 0, bytes: 0 };

/** What of an upload cannot be used. */
export interface RejectedRows {
  /** Rows sent, and how many of them were rejected. */
  sent: number;
  count: number;
  first: readonly RejectedProduct[];
}

/**
 * One per site, named by the site's id: settings, definitions and catalogue as immutable published versions, and the
 * live feed. No request of a shopper waits for it, save an isolate's first.
 */
export class SiteObject extends DurableObject<Env> {
  readonly #store: SiteStore;
  readonly #audit: AuditLog;
  readonly #desk: DefinitionsDesk;
  readonly #siteDesk: SiteDesk;
  readonly #sitePeople: SitePeople;
  readonly #standings: StandingsStore;
  readonly #outside: OutsideNews;
  readonly #feed: LiveFeed;
  readonly #feeds: FeedRuns;
  readonly #install: InstallDesk;
  readonly #pulse = new PulseCounter();
  #pulseToldAt = 0;
  #pulseKeptMinute = 0;
  /** Walking shoppers as their process last said. */
  #walking = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    this.#store = new SiteStore(sql);
    this.#audit = new AuditLog(sql);
    this.#desk = new DefinitionsDesk(sql, this.#store, this.#audit);
    this.#siteDesk = new SiteDesk(ctx.storage, this.#store, this.#desk, (version) => this.#tellPublished(version));
    this.#sitePeople = new SitePeople(ctx.storage, this.#store, new PeopleStore(sql), this.#audit);
    this.#standings = new StandingsStore(this.#store);
    this.#outside = new OutsideNews(this.#store);
    this.#feed = new LiveFeed(ctx);
    this.#feeds = new FeedRuns(sql);
    this.#install = new InstallDesk(this.#store, () => signingKey(new Uint8Array(this.#secret())));
    const minutes = this.#store.fact("pulse");
    if (minutes !== undefined) this.#pulse.add({ events: JSON.parse(minutes) as [number, number][], visitors: [] });
  }

  /** What is newer than an isolate has, in exchange for what it has seen; `undefined` where there is no such site. */
  news(known: KnownVersions, told: Told): SiteNews | undefined {
    if (this.#store.version("settings") === 0) return undefined;
    this.pushLive(told);
    const settings = this.#store.newerThan(known.settings, "settings");
    const definitions = this.#store.newerThan(known.definitions, "definitions");
    const catalogue = this.#store.newerThan(known.catalogue, "catalogue");
    const standings = this.#standings.newerThan(known.standings ?? 0);
    return {
      ...(settings !== undefined && { settings: parsed<SiteSettings>(settings) }),
      ...(definitions !== undefined && { definitions: parsed<Definitions>(definitions) }),
      ...(catalogue !== undefined && { catalogue: { version: catalogue.version, json: catalogue.body } }),
      ...(standings !== undefined && { standings }),
      ...this.#outside.forIsolate(catalogue !== undefined),
      model: this.#model(),
      ...this.#scorecardNewerThan(known.scorecard ?? 0),
      secret: this.#secret(),
      watched: this.#feed.watched(),
    };
  }

  settings(): { version: number; value: SiteSettings } | undefined {
    const text = this.#store.newest("settings");
    return text && parsed(text);
  }

  /** Creates the site where there is none. */
  putSettings(settings: SiteSettings, deed: Deed): { version: number } {
    const version = this.ctx.storage.transactionSync(() => {
      this.#secret();
      const published = this.#store.publish("settings", JSON.stringify(settings), Date.now());
      this.#audit.add("settings.changed", `version ${published}`, deed, Date.now());
      return published;
    });
    expireSite(this.#id());
    return { version };
  }

  definitions(version?: number): { version: number; value: Definitions } | undefined {
    const text = version === undefined ? this.#store.newest("definitions") : this.#store.read("definitions", version);
    return text && parsed(text);
  }

  /** Since when visitors are divided as they are now, for reports that judge how they were. */
  sharesSince(): SharesSince {
    return this.#desk.sharesSince();
  }

  /** Publishes a new immutable version; open consoles hear of it. */
  putDefinitions(definitions: Definitions, publishing: Publishing): { version: number } {
    const version = this.ctx.storage.transactionSync(() => this.#desk.publish(definitions, publishing, Date.now()));
    this.#tellPublished(version);
    return { version };
  }

  /** Drafts, publishing and versions, for the admin API: `stub.desk().state()`. */
  desk(): SiteDesk {
    return this.#siteDesk;
  }

  /** Tokens, members and the audit log, for the admin API: `stub.people().tokens()`. */
  people(): SitePeople {
    return this.#sitePeople;
  }

  /** Whether the SDK works on the site's pages, for the admin API: `stub.install().check()`. */
  install(): InstallDesk {
    return this.#install;
  }

  /** Rings when a publication is due. Ringing twice publishes once. */
  override alarm(): void {
    const version = this.ctx.storage.transactionSync(() => this.#desk.publishDue(Date.now()));
    if (version !== undefined) this.#tellPublished(version);
  }

  /** `Product[]` as JSON, with its version. */
  catalogue(): VersionedText | undefined {
    return this.#store.newest("catalogue");
  }

  /**
   * Keeps the upload as a run, and its products as the catalogue, unless rows were sent and none can be used: a feed that
   * has lost its columns must not empty the shop.
   */
  putCatalogue(products: readonly Product[], rejected: RejectedRows, by: string): { run: number; version?: number } {
    const done = this.ctx.storage.transactionSync(() => {
      const now = Date.now();
      const before = this.#store.newest("catalogue");
      const earlier = before === undefined ? [] : (JSON.parse(before.body) as Product[]);
      const isRefused = rejected.sent > 0 && products.length === 0;
      const counts = {
        sent: rejected.sent,
        ...compareCatalogues(earlier, isRefused ? earlier : products),
        rejected: rejected.count,
      };
      const version = isRefused ? undefined : this.#replaceCatalogue(earlier, products, { by, counts }, now);
      const upload = { by, counts, rejected: rejected.first, ...(version !== undefined && { version }) };
      return { run: this.#feeds.add(upload, now), ...(version !== undefined && { version }) };
    });
    expireSite(this.#id());
    return done;
  }

  /** What came of the latest uploads, newest first, those before `before`. */
  feedRuns(before: number, limit: number): FeedRun[] {
    return this.#store.exists ? this.#feeds.list(before, limit) : [];
  }

  feedRun(id: number): FeedRunDetails | undefined {
    return this.#store.exists ? this.#feeds.get(id) : undefined;
  }

  #replaceCatalogue(
    earlier: readonly Product[],
    products: readonly Product[],
    { by, counts }: { by: string; counts: FeedCounts },
    now: number,
  ): number {
    this.#outside.catalogueComes(earlier, products, now);
    const version = this.#store.publish("catalogue", JSON.stringify(products), now);
    const detail = `${products.length} products, ${counts.rejected} rejected`;
    this.#audit.add("catalogue.replaced", `version ${version}`, { by, detail }, now);
    return version;
  }

  /** A link that shows the draft; see preview-token.ts. */
  preview(request: PreviewRequest): Preview {
    const until = Date.now() + PREVIEW_LASTS_MS;
    return { token: signPreview(signingKey(new Uint8Array(this.#secret())), request, until), until };
  }

  /** The definitions a preview shows: the draft's, else the published ones. */
  previewedDefinitions(): Definitions | undefined {
    return this.#desk.draft()?.definitions ?? this.definitions()?.value;
  }

  /** How the site stands, as far as this object knows it; `undefined` where there is no such site. */
  standing(): SiteStanding | undefined {
    const settings = this.settings();
    if (settings === undefined) return undefined;
    const [upload] = this.#feeds.list(Number.MAX_SAFE_INTEGER, 1);
    const scheduled = this.#desk.scheduled();
    const lastEventAt = this.#pulse.lastEventAt();
    const definitions = this.definitions();
    const standings = this.#standings.newerThan(0);
    return {
      settings: settings.value,
      ...(definitions !== undefined && { definitions: definitions.value }),
      sharesSince: this.sharesSince(),
      ...(standings !== undefined && { standings: standings.json }),
      ...(upload !== undefined && { upload: uploadOf(upload) }),
      ...(scheduled !== undefined && { scheduled: { at: scheduled.at, by: scheduled.by } }),
      ...(lastEventAt !== undefined && { lastEventAt }),
      unknownPlacements: this.#install.unknownPlacements(Date.now()),
    };
  }

  /** A ticket to the live feed; see live-ticket.ts. */
  liveTicket(): string {
    return issueTicket(signingKey(new Uint8Array(this.#secret())), Date.now());
  }

  liveTicketIsGood(ticket: string): boolean {
    if (!this.#store.exists) return false;
    return ticketIsGood(signingKey(new Uint8Array(this.#secret())), ticket, Date.now());
  }

  /** Values set from outside that have not expired. */
  signals(): ({ name: string } & Signal)[] {
    return [...this.#outside.signals(Date.now())].map(([name, signal]) => ({ name, ...signal }));
  }

  /** Sets a value from outside, or with `undefined` takes it away; isolates hear of it within seconds. */
  setSignal(name: string, signal: Signal | undefined): boolean {
    const kept = this.#outside.setSignal(name, signal, Date.now());
    if (kept) expireSite(this.#id());
    return kept;
  }

  /** The LearnerObject has published a model. */
  modelPublished(status: ModelStatus): void {
    this.#store.setFact("model", JSON.stringify(status));
    expireSite(this.#id());
    this.#feed.tell({ type: "model", model: status });
  }

  /** The reports have counted what offers used up and what visitors' answers taught. */
  standingsPublished(json: string): void {
    if (this.#store.version("settings") > 0) this.#standings.published(json);
  }

  /** A pool or a stock has nothing left, or something again. */
  claimChanged(claim: string, empty: boolean): void {
    if (this.#store.version("settings") > 0 && this.#standings.claimChanged(claim, empty)) expireSite(this.#id());
  }

  /** The LearnerObject has published a scorecard. */
  scorecardPublished(scorecard: { version: number; card: string }): void {
    this.#store.setFact("scorecard", JSON.stringify(scorecard));
    expireSite(this.#id());
  }

  /** What just happened, for whoever watches. */
  pushLive(told: Told): void {
    this.#feed.push(told.entries);
    this.#beat(told.pulse);
    this.#install.heard(told.door ?? [], Date.now());
  }

  /** Requests of a visitor's that the live feed still has in memory. */
  liveEntriesOf(visitor: string): number {
    return this.#feed.entriesOf(visitor);
  }

  /** The visitors are erased. */
  forgetLive(visitors: readonly string[]): void {
    this.#feed.forget(visitors, Date.now());
  }

  /** Starts or stops the demo's simulated shoppers. */
  wantShoppers(wanted: boolean): ShoppersState {
    this.#store.setFact("shoppers", wanted ? "wanted" : "unwanted");
    this.#feed.tellShoppers(this.#shoppers());
    return this.#shoppers();
  }

  /** The live WebSocket. The route has checked who asks. */
  override fetch(request: Request): Response {
    const role: Role = new URL(request.url).searchParams.get("role") === "shoppers" ? "shoppers" : "console";
    const waiting = role === "console" ? beginWatch(this.#id()) : undefined;
    if (waiting !== undefined) this.pushLive(waiting);
    const { client, server } = this.#feed.accept(role);
    const shoppers = this.#shoppers();
    const hello: LiveMessage = {
      type: "hello",
      recent: this.#feed.recent(),
      pulse: this.#pulse.at(Date.now()),
      development: isDevelopment(this.env),
      shoppers,
    };
    server.send(JSON.stringify(role === "console" ? hello : ({ type: "shoppers", shoppers } satisfies LiveMessage)));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    if (this.#feed.roleOf(socket) !== "shoppers" || typeof message !== "string") return;
    const walking = walkingOf(message);
    if (walking === undefined) return;
    this.#walking = walking;
    this.#feed.tell({ type: "shoppers", shoppers: this.#shoppers() });
  }

  override webSocketClose(socket: WebSocket): void {
    if (this.#feed.roleOf(socket) === "shoppers") {
      this.#walking = 0;
      this.#feed.tell({ type: "shoppers", shoppers: this.#shoppers() });
    }
    if (!this.#feed.watched()) endWatch(this.#id());
  }

  #tellPublished(version: number): void {
    // No await since it was published, so the platform keeps both or neither.
    this.#standings.forgetStocks();
    expireSite(this.#id());
    this.#feed.tell({ type: "definitions", version });
  }

  #beat(delta: PulseDelta): void {
    this.#pulse.add(delta);
    const now = Date.now();
    if (delta.events.length === 0 || now - this.#pulseToldAt < PULSE_EVERY_MS) return;
    this.#pulseToldAt = now;
    this.#feed.tell({ type: "pulse", pulse: this.#pulse.at(now) });
    // Kept once a minute: a row a minute is next to nothing, and the chart survives a sleep.
    const minute = Math.floor(now / 60_000);
    if (minute === this.#pulseKeptMinute) return;
    this.#pulseKeptMinute = minute;
    this.#store.setFact("pulse", JSON.stringify(this.#pulse.minutes()));
  }

  #shoppers(): ShoppersState {
    return {
      wanted: this.#store.fact("shoppers") !== "unwanted",
      walking: this.#feed.shoppersThere() ? this.#walking : 0,
    };
  }

  #model(): ModelStatus {
    const status = this.#store.fact("model");
    return status === undefined ? UNTRAINED : (JSON.parse(status) as ModelStatus);
  }

  #scorecardNewerThan(known: number): Pick<SiteNews, "scorecard"> {
    const kept = this.#store.fact("scorecard");
    const scorecard = kept === undefined ? undefined : (JSON.parse(kept) as NonNullable<SiteNews["scorecard"]>);
    return scorecard !== undefined && scorecard.version > known ? { scorecard } : {};
  }

  #secret(): ArrayBuffer {
    const kept = this.#store.fact("secret");
    if (kept !== undefined) return Uint8Array.from(atob(kept), (unit) => unit.charCodeAt(0)).buffer;
    const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    this.#store.setFact("secret", btoa(String.fromCharCode(...secret)));
    return secret.buffer;
  }

  #id(): string {
    return this.ctx.id.name ?? "";
  }
}

function uploadOf({ at, counts: { sent, rejected } }: FeedRun): NonNullable<SiteStanding["upload"]> {
  return { at, products: sent - rejected, rejected };
}

function parsed<T>({ version, body }: VersionedText): { version: number; value: T } {
  return { version, value: JSON.parse(body) as T };
}

/** `{"walking": n}` from the shoppers' process; anything else is no message of theirs. */
function walkingOf(message: string): number | undefined {
  try {
    const { walking } = JSON.parse(message) as { walking?: unknown };
    return typeof walking === "number" && Number.isFinite(walking) ? walking : undefined;
  } catch {
    return undefined;
  }
}
