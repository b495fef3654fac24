/**
 * The segments' part of a visitor's object: moves the visitor when time alone does, and tells the audience index. The state
 * says which version the index has; whatever is newer is told again until the index has said that it has it, and telling
 * twice does no more than once.
 */
import type { Condition } from "../../wire/condition.ts";
import type { SegmentView } from "../../wire/console.ts";
import type { AudienceObject } from "../audience/audience-object.ts";
import { audienceShard, type MemberUpdate } from "../audience/audience-shards.ts";
import { holds } from "../domain/conditions/evaluate.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { openSite } from "../site/site-cache.ts";
import { conditionSentence, type SentenceLocale } from "../wording/condition-sentence.ts";
import { factsFor } from "./facts-for.ts";
import { isReplayed, moveVisitor } from "./move-visitor.ts";
import { withoutTimer } from "./take-in.ts";
import type { Visitor } from "./visitor-store.ts";

/** The visitor's object, as far as its segments need it. */
interface Host {
  env: Env;
  /** `<site>:<visitor>` */
  name: string;
  load(): Visitor | undefined;
  /** In memory only: it goes to disk with the next commit. */
  keep(visitor: Visitor): void;
  commit(visitor: Visitor): void;
  /** Keeps the object awake for it. */
  later(work: Promise<unknown>): void;
}

export class VisitorSegments {
  readonly #host: Host;
  readonly #site: string;
  readonly #visitor: string;
  /** One thing is told at a time, so that nothing told late undoes a farewell. */
  #telling: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
    [this.#site = "", this.#visitor = ""] = host.name.split(":");
  }

  /** The timer has rung: time alone may have moved the visitor. */
  async moveByTime(now: number): Promise<void> {
    const site = await this.#open(now);
    const visitor = this.#host.load();
    if (visitor === undefined || visitor.state.merge !== undefined) return;
    const rung = { ...visitor, state: withoutTimer(visitor.state, "segments") };
    this.#host.commit(moveVisitor(site?.state, visitor, rung, now).visitor);
    await this.tell();
  }

  /** The published segments the visitor is in, as last worked out. */
  async view({ state }: Visitor, now: number, locale: SentenceLocale): Promise<SegmentView[]> {
    const site = await this.#open(now);
    const defined = site?.state.definitions.segments ?? [];
    return Object.entries(state.segments?.memberships ?? {}).flatMap(([id, since]) => {
      const segment = defined.find((one) => one.id === id);
      if (segment === undefined) return [];
      const nameOf = (other: string) => defined.find((one) => one.id === other)?.name;
      return [{ id, name: segment.name, since, sentence: conditionSentence(segment.condition.when, locale, nameOf) }];
    });
  }

  /** Whether a condition holds of the visitor now; `undefined` where nothing is stored of them. */
  async matches(condition: Condition, now: number): Promise<boolean | undefined> {
    const site = await this.#open(now);
    const visitor = this.#host.load();
    if (site === undefined || visitor === undefined || visitor.state.merge !== undefined) return undefined;
    return holds(condition, factsFor(site.state, visitor.profile, visitor.state, now), now);
  }

  #open(now: number) {
    return openSite(this.#host.env, this.#site, now, (work) => this.#host.later(work));
  }

  /** Tells what is untold; durable there when it resolves. Until that is on disk here, it may be told again. */
  async tell(): Promise<void> {
    const visitor = this.#host.load();
    const segments = visitor?.state.segments;
    if (segments === undefined || visitor?.state.merge !== undefined || segments.told >= segments.version) return;
    const { version, memberships } = segments;
    const update: MemberUpdate = { visitor: this.#visitor, version, memberships };
    await this.#next((index) => index.update(update));
    const after = this.#host.load();
    const known = after?.state.segments;
    if (after === undefined || known === undefined || known.told >= version) return;
    this.#host.keep({ ...after, state: { ...after.state, segments: { ...known, told: version } } });
  }

  /** The same after the answer has gone out. Nothing is lost where it fails: the digest tells. */
  tellSoon(now: number): void {
    const { segments } = this.#host.load()?.state ?? {};
    if (segments === undefined || segments.told >= segments.version || isReplayed(now)) return;
    this.#host.later(
      this.tell().catch((error: unknown) =>
        log("visitor.audience_not_told", { site: this.#site, error: String(error) }),
      ),
    );
  }

  /** Nothing of the visitor is left in the index when it resolves; a visitor who is still there is told of anew. */
  async forget(): Promise<void> {
    await this.#next((index) => index.forget(this.#visitor));
    const after = this.#host.load();
    const known = after?.state.segments;
    if (after === undefined || known === undefined) return;
    this.#host.keep({ ...after, state: { ...after.state, segments: { ...known, told: 0 } } });
  }

  #next(say: (index: DurableObjectStub<AudienceObject>) => Promise<void>): Promise<void> {
    const said = this.#telling.then(() =>
      say(this.#host.env.AUDIENCE.getByName(audienceShard(this.#site, this.#visitor))),
    );
    // A failure is the asker's; whoever comes next begins anew.
    this.#telling = said.catch(() => undefined);
    return said;
  }
}
