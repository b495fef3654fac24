/** The Worker's desk as far as the console can tell: draft, publishing, versions, people. In memory, one a test. */
import type { ApiToken, AuditEntry, Member } from "../../wire/access.ts";
import type { Definitions } from "../../wire/definitions.ts";
import type { DefinitionsVersion, Draft, DraftProblem, LinkCheck } from "../../wire/draft.ts";
import { compareDefinitions } from "../../worker/domain/definitions/compare-definitions.ts";
import { SAMPLE_DEFINITIONS } from "./sample-site.ts";

const PATHS =
  /^\/(draft|draft\/publish|draft\/preview|draft\/check-links|draft\/schedule|versions|versions\/\d+|versions\/\d+\/restore|audit|tokens|tokens\/.+|members|members\/.+|me)$/;

/** First published version: some were published before the test began. */
const FIRST_VERSION = 7;
const PUBLISHED_AT = Date.UTC(2026, 0, 5, 9);

interface Answer {
  status: number;
  body?: unknown;
}

export class FakeDesk {
  published: Definitions = SAMPLE_DEFINITIONS;
  versions: DefinitionsVersion[] = [
    { version: FIRST_VERSION, at: PUBLISHED_AT, by: "Ada", note: "spring", changes: 3 },
  ];
  draft: Definitions | undefined;
  revision = 0;
  problems: DraftProblem[] = [];
  tokens: ApiToken[] = [];
  members: Member[] = [{ email: "ada@shop.example", role: "admin" }];
  audit: AuditEntry[] = [{ seq: 1, at: PUBLISHED_AT, by: "Ada", action: "definitions.published", target: "version 7" }];
  links: LinkCheck = { problems: [], found: 2, unknown: 0, elsewhere: 0 };
  /** The last preview asked for. */
  previewed: unknown;

  answers(path: string): boolean {
    return PATHS.test(path);
  }

  answer(method: string, path: string, query: URLSearchParams, body: unknown): Answer {
    const [, collection, item, action] = path.split("/");
    switch (collection) {
      case "draft":
        return this.#draft(method, item, body);
      case "versions":
        if (item === undefined) return { status: 200, body: { versions: this.versions } };
        if (action === undefined) {
          const changes = compareDefinitions(this.published, SAMPLE_DEFINITIONS);
          return { status: 200, body: { version: Number(item), definitions: SAMPLE_DEFINITIONS, changes } };
        }
        return this.#publish(SAMPLE_DEFINITIONS, { restored: Number(item) });
      case "audit":
        return { status: 200, body: { entries: this.audit.filter(({ action }) => isAsked(action, query)) } };
      case "me":
        return { status: 200, body: { name: "local", role: "admin", via: "local" } };
      case "tokens":
        if (method === "DELETE") this.tokens = this.tokens.filter(({ id }) => id !== item);
        if (method !== "POST")
          return method === "DELETE" ? { status: 204 } : { status: 200, body: { tokens: this.tokens } };
        return this.#makeToken(body as Pick<ApiToken, "name" | "role">);
      default:
        return this.#member(method, decodeURIComponent(item ?? ""), body as Pick<Member, "role">);
    }
  }

  /** Somebody else publishes. */
  publishElsewhere(definitions: Definitions): void {
    this.#publish(definitions, {});
  }

  #draft(method: string, action: string | undefined, body: unknown): Answer {
    if (action === "preview") {
      this.previewed = body;
      return { status: 200, body: { token: `sample-preview-${this.revision}`, until: Date.now() + 1_000 } };
    }
    if (action === "check-links") return { status: 200, body: this.links };
    if (action === "publish") {
      const { revision, note } = body as { revision: number; note?: string };
      if (revision !== this.revision || this.draft === undefined) return conflict("the draft moved on");
      const answer = this.#publish(this.draft, note === undefined ? {} : { note });
      this.draft = undefined;
      return answer;
    }
    if (method === "PUT") {
      const { revision, definitions } = body as { revision: number; definitions: Definitions };
      if (revision !== this.revision) return conflict("somebody saved it meanwhile");
      this.draft = definitions;
      this.revision++;
    }
    if (method === "DELETE") this.draft = undefined;
    return { status: 200, body: this.#state() };
  }

  #state(): Draft {
    const published = this.versions[0]!.version;
    return {
      revision: this.revision,
      base: published,
      published,
      definitions: this.draft ?? this.published,
      ...(this.draft && { savedAt: Date.now(), savedBy: "local" }),
      changes: this.draft ? compareDefinitions(this.published, this.draft) : [],
      problems: this.problems,
    };
  }

  #publish(definitions: Definitions, rest: { note?: string; restored?: number }): Answer {
    const version = this.versions[0]!.version + 1;
    this.published = definitions;
    this.versions = [{ version, at: Date.now(), by: "local", changes: 1, ...rest }, ...this.versions];
    return { status: 200, body: { version } };
  }

  #makeToken({ name, role }: Pick<ApiToken, "name" | "role">): Answer {
    const token: ApiToken = { id: `t${this.tokens.length}`, name, role, createdAt: Date.now(), createdBy: "local" };
    this.tokens = [token, ...this.tokens];
    return { status: 201, body: { ...token, token: "sv_sample_secret" } };
  }

  #member(method: string, email: string, body: Pick<Member, "role">): Answer {
    if (method === "GET") return { status: 200, body: { members: this.members } };
    this.members = this.members.filter((one) => one.email !== email);
    if (method === "DELETE") return { status: 204 };
    this.members = [...this.members, { email, role: body.role }];
    return { status: 200, body: { email, role: body.role } };
  }
}

function conflict(detail: string): Answer {
  return { status: 409, body: { reason: "conflict", detail } };
}

/** The audit log's filter: no action named is every action. */
function isAsked(action: string, query: URLSearchParams): boolean {
  const actions = query.getAll("action");
  return actions.length === 0 || actions.includes(action);
}
