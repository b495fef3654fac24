/**
 * Cloudflare Access in front of the console: it signs people in and sends a JWT with each request
 * (developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/).
 */
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { log } from "../log.ts";

export interface AccessApplication {
  /** `https://<team>.cloudflareaccess.com` */
  team: string;
  /** The application's audience tag. */
  audience: string;
}

/** Seconds two clocks may differ. */
const CLOCK_TOLERANCE_S = 30;
const HEADER = "cf-access-jwt-assertion";

/** Keys by team. A key set remembers what it fetched, so it is worth keeping while the isolate lives. */
const keySets = new Map<string, JWTVerifyGetKey>();

/**
 * The e-mail address Access has signed in, lower case; `undefined` where the request carries no good assertion.
 *
 * @param keys the team's public keys; from the team's own address unless given
 */
export async function signedInEmail(
  request: Request,
  { team, audience }: AccessApplication,
  keys: JWTVerifyGetKey = keysOf(team),
): Promise<string | undefined> {
  const assertion = request.headers.get(HEADER);
  if (assertion === null) return undefined;
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      issuer: team,
      audience,
      algorithms: ["RS256", "ES256"],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    return typeof payload["email"] === "string" ? payload["email"].toLowerCase() : undefined;
  } catch (error) {
    // A team that cannot be reached must not open the door, and must not look like a wrong password either.
    log("access.refused", { code: error instanceof errors.JOSEError ? error.code : String(error) });
    return undefined;
  }
}

function keysOf(team: string): JWTVerifyGetKey {
  let keys = keySets.get(team);
  if (keys === undefined) keySets.set(team, (keys = createRemoteJWKSet(new URL("/cdn-cgi/access/certs", team))));
  return keys;
}
