/** Wiring only: the app and the exported object classes. */
import { app } from "./app.ts";

export { AudienceObject } from "./audience/audience-object.ts";
export { LearnerObject } from "./learner/learner-object.ts";
export { PoolObject } from "./pools/pool-object.ts";
export { ReportsObject } from "./reports/reports-object.ts";
export { SiteObject } from "./site/site-object.ts";
export { VisitorObject } from "./visitor/visitor-object.ts";

export default app;
