/**
 * CORS for the one endpoint that shops' pages call.
 *
 * `fetch` and `keepalive` send `text/plain` without credentials and need only the origin back; `sendBeacon` always
 * sends credentials, so the browser wants the exact origin and `Allow-Credentials` even though there are no cookies.
 * Problems are readable from every origin: "this origin is not allowed" helps nobody if it cannot be read.
 */
const PREFLIGHT_AGE_S = "86400";

export function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    // A page may read no other header of a foreign answer, and a sender must know when to come back.
    "access-control-expose-headers": "retry-after",
    vary: "origin",
  };
}

export function preflight(origin: string | null): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": PREFLIGHT_AGE_S,
    },
  });
}
