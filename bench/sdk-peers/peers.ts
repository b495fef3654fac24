/** Who is measured: the file each vendor ships for browsers, started as its own documentation says, counting one page view. */

export interface Peer {
  name: string;
  /** npm package of package.json beside this file; missing: ours, as built. */
  package?: string;
  /** The shipped file, within its package or, for ours, within build/assets. */
  file: string;
  /** Attributes of the script tag. `ORIGIN` is the page's own, which is the collector too. */
  attributes?: string;
  /** Runs before the tag, as the vendor's snippet does. */
  before?: string;
  /** Runs once the file is there. For a module it is its importer. */
  after?: string;
  /** The file is an ES module: `after` imports it from `/peer.js`. */
  module?: boolean;
  /** In the page, for ours: a place to fill; and a selector of what is in it at the end. */
  body?: string;
  shows?: string;
  /** Answers by path that the SDK waits for. */
  answers?: Record<string, unknown>;
  /** How its collector says that it has taken something; missing: `{}`. */
  taken?: unknown;
}

/** As a Worker without offers answers, which is what page views alone are answered with. */
const NOTHING_DECIDED = { accepted: 1, duplicates: 0, rejected: [], decisions: [], receivedAt: 0 };

const OFFER = {
  id: "d1",
  placement: "hero",
  kind: "offer",
  reason: "TARGETING_MATCH",
  why: "everybody",
  probability: 1,
  model: 0,
  definitions: 1,
  token: "t",
  offer: {
    id: "spring",
    headline: "Spring is here",
    text: "Lighter shoes",
    button: { label: "Look", href: "/spring" },
  },
};

export const PEERS: readonly Peer[] = [
  {
    name: "Sameview",
    file: "sdk.js",
    attributes: `data-key="pk_bench"`,
    answers: { "/v1/collect": NOTHING_DECIDED },
  },
  {
    name: "Sameview, an offer shown",
    file: "sdk.js",
    attributes: `data-key="pk_bench"`,
    body: `<div data-sv-placement="hero" style="min-height:160px"></div>`,
    shows: ".sv-offer",
    answers: { "/v1/collect": { ...NOTHING_DECIDED, decisions: [OFFER] } },
  },
  {
    name: "Plausible",
    package: "@plausible-analytics/tracker",
    file: "plausible.js",
    module: true,
    after: `import { init } from "/peer.js"; init({ domain: "shop.example", endpoint: "ORIGIN/event", captureOnLocalhost: true })`,
  },
  {
    name: "Snowplow",
    package: "@snowplow/browser-tracker",
    file: "dist/index.umd.min.js",
    after: `snowplowBrowserTracking.newTracker("sp", "ORIGIN", { appId: "shop" }); snowplowBrowserTracking.trackPageView()`,
  },
  {
    name: "GrowthBook",
    package: "@growthbook/growthbook",
    file: "dist/bundles/auto.min.js",
    attributes: `data-api-host="ORIGIN" data-client-key="sdk-bench"`,
    answers: { "/api/features/sdk-bench": { status: 200, features: {}, experiments: [] } },
  },
  {
    name: "Segment",
    package: "@segment/analytics-next",
    file: "dist/umd/standalone.js",
    before: `window.analytics = []; analytics._writeKey = "bench"; analytics._cdn = "ORIGIN"; analytics.push(["page"])`,
    answers: {
      "/v1/projects/bench/settings": {
        integrations: { "Segment.io": { apiKey: "bench", apiHost: "HOST/v1", protocol: "http" } },
        plan: { track: { __default: { enabled: true } } },
      },
    },
  },
  {
    name: "Mixpanel",
    package: "mixpanel-browser",
    file: "dist/mixpanel.min.js",
    taken: { status: 1, error: "" },
    before: `window.mixpanel = Object.assign([], { __SV: 1.2, _i: [["bench", { api_host: "ORIGIN", track_pageview: true }, "mixpanel"]] })`,
  },
  {
    name: "Countly",
    package: "countly-sdk-web",
    file: "lib/countly.min.js",
    taken: { result: "Success" },
    after: `Countly.init({ app_key: "bench", url: "ORIGIN" }); Countly.track_sessions(); Countly.track_pageview()`,
  },
  {
    name: "Jitsu",
    package: "@jitsu/js",
    file: "dist/web/p.js.txt",
    attributes: `data-host="ORIGIN" data-write-key="bench"`,
  },
  {
    name: "Amplitude",
    package: "@amplitude/analytics-browser",
    file: "lib/scripts/amplitude-min.js",
    after: `amplitude.init("bench", { serverUrl: "ORIGIN/2/httpapi", fetchRemoteConfig: false, autocapture: { pageViews: true } })`,
  },
  {
    name: "PostHog",
    package: "posthog-js",
    file: "dist/array.js",
    after: `posthog.init("phc_bench", { api_host: "ORIGIN" })`,
  },
];
