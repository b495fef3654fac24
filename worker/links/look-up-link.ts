/** Asks whether one of the site's own pages is there. Nothing of an answer but its status is looked at. */
import { isPrivateHost } from "./offer-links.ts";

/** Milliseconds for one link with its redirects: a page that is slower is not broken. */
const TIMEOUT_MS = 4_000;
/** Pages move once or twice; further round is a circle. */
const REDIRECTS_FOLLOWED = 3;
/** Says who asks: site owners read their logs. */
const AGENT = "Sameview link check";

export interface LinkRules {
  /** The site's own: no other is ever asked, redirected to or not. */
  origins: readonly string[];
  /** Whether this machine's own network may be asked, as in development. */
  allowsPrivate: boolean;
  fetch: (url: URL, init: RequestInit) => Promise<Response>;
}

/**
 * `broken`: its server says that it is not there. `unknown`: no clear answer, because of the network, the server or a
 * guard in front of it: no reason to hold anything up.
 */
export type LinkState = "found" | "broken" | "unknown";

export async function lookUpLink(address: string, rules: LinkRules): Promise<{ state: LinkState; status: number }> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url: URL = new URL(address);
  try {
    for (let step = 0; step <= REDIRECTS_FOLLOWED; step++) {
      if (!mayAsk(url, rules)) return { state: "unknown", status: 0 };
      const { status, location } = await ask(url, rules, signal);
      if (status < 300 || status >= 400 || location === null) return { state: stateOf(status), status };
      const next = URL.parse(location, url.href);
      if (next === null) return { state: "broken", status };
      // It leads somewhere that is not ours to ask: its own server says it is there.
      if (!rules.origins.includes(next.origin)) return { state: "found", status };
      url = next;
    }
    return { state: "broken", status: 310 };
  } catch {
    return { state: "unknown", status: 0 };
  }
}

function mayAsk({ protocol, origin, hostname }: URL, { origins, allowsPrivate }: LinkRules): boolean {
  if (!/^https?:$/.test(protocol) || !origins.includes(origin)) return false;
  return allowsPrivate || !isPrivateHost(hostname);
}

/** Some servers know no HEAD: they are asked again as a browser would. */
async function ask(
  url: URL,
  rules: LinkRules,
  signal: AbortSignal,
): Promise<{ status: number; location: string | null }> {
  const headers = { "user-agent": AGENT };
  for (const method of ["HEAD", "GET"]) {
    const response = await rules.fetch(url, { method, headers, redirect: "manual", signal });
    await response.body?.cancel();
    const { status } = response;
    if (method === "GET" || (status !== 404 && status !== 405 && status !== 501)) {
      return { status, location: response.headers.get("location") };
    }
  }
  throw new Error("unreachable: GET always answers");
}

function stateOf(status: number): LinkState {
  if (status === 404 || status === 410) return "broken";
  return status < 300 ? "found" : "unknown";
}
