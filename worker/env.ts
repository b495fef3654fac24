import type { AudienceObject } from "./audience/audience-object.ts";
import type { LearnerObject } from "./learner/learner-object.ts";
import type { PoolObject } from "./pools/pool-object.ts";
import type { ReportsObject } from "./reports/reports-object.ts";
import type { SiteObject } from "./site/site-object.ts";
import type { VisitorObject } from "./visitor/visitor-object.ts";

/** The Worker's bindings. The object namespaces are the core; everything else is optional. */
export interface Env {
  VISITOR: DurableObjectNamespace<VisitorObject>;
  SITE: DurableObjectNamespace<SiteObject>;
  LEARNER: DurableObjectNamespace<LearnerObject>;
  POOL: DurableObjectNamespace<PoolObject>;
  REPORTS: DurableObjectNamespace<ReportsObject>;
  AUDIENCE: DurableObjectNamespace<AudienceObject>;
  /** Static files; absent where something in front serves them. */
  ASSETS?: Fetcher;
  /** `development` opens the demo's own doors; anything else, or nothing, is production. */
  ENVIRONMENT?: string;
  /** Bearer token of the admin API. Without it, the admin API is closed in production. */
  ADMIN_TOKEN?: string;
}

export function isDevelopment(env: Env): boolean {
  return env.ENVIRONMENT === "development";
}
