import { env } from "cloudflare:workers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createLocalJWKSet } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry, Principal, Role } from "../../wire/access.ts";
import { signedInEmail } from "../../worker/access/cloudflare-access.ts";
import { app } from "../../worker/app.ts";
import type { Env } from "../../worker/env.ts";
import { call, DEFINITIONS, openShop } from "./shop-site.ts";

const OWNER = "the-owners-own-token";
const bindings = env as unknown as Env;
const production: Env = { ...bindings, ENVIRONMENT: "production", ADMIN_TOKEN: OWNER };
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };

/** Through the app as it would run in production. */
async function ask(path: string, token: string | undefined, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(token && { authorization: `Bearer ${token}` }) };
  return app.fetch(new Request(`https://edge.example/v1/sites/shop${path}`, { headers, ...init }), production, context);
}

async function tokenFor(role: Role): Promise<{ id: string; token: string }> {
  const response = await ask("/tokens", OWNER, {
    method: "POST",
    headers: { authorization: `Bearer ${OWNER}` },
    body: JSON.stringify({ name: `a ${role}'s script`, role }),
  });
  expect(response.status).toBe(201);
  return response.json();
}

beforeAll(() => openShop());

describe("away from the own machine", () => {
  it("nobody comes in without a token, and is told what to do", async () => {
    for (const token of [undefined, "wrong", `sv_${"0".repeat(12)}_${"0".repeat(64)}`]) {
      const response = await ask("/settings", token);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        reason: "unauthorized",
        detail: expect.stringContaining("token") as string,
      });
    }
  });

  it("the owner's token opens everything", async () => {
    expect(await (await ask("/me", OWNER)).json<Principal>()).toEqual({
      name: "owner",
      role: "admin",
      via: "owner_token",
    });
  });

  const asRole: [Role, { may: [string, string][]; mayNot: [string, string][] }][] = [
    [
      "viewer",
      {
        may: [
          ["GET", "/definitions"],
          ["GET", "/audit"],
          ["GET", "/model"],
          ["GET", "/products"],
          ["GET", "/catalogue/runs"],
          ["POST", "/recommendations/explain"],
        ],
        mayNot: [
          ["PUT", "/catalogue"],
          ["POST", "/score/roll-back"],
          ["PUT", "/draft"],
          ["GET", "/tokens"],
        ],
      },
    ],
    [
      "editor",
      {
        may: [["PUT", "/draft"]],
        mayNot: [
          ["POST", "/draft/publish"],
          ["PUT", "/definitions"],
          ["POST", "/model/rebuild"],
          ["POST", "/model/roll-back"],
        ],
      },
    ],
    [
      "publisher",
      {
        may: [
          ["POST", "/draft/publish"],
          ["POST", "/model/rebuild"],
          ["POST", "/model/roll-back"],
        ],
        mayNot: [
          ["PUT", "/settings"],
          ["DELETE", "/visitors/somebody-0000000000"],
        ],
      },
    ],
    [
      "admin",
      {
        may: [
          ["GET", "/tokens"],
          ["DELETE", "/visitors/somebody-0000000000"],
        ],
        mayNot: [],
      },
    ],
  ];
  it.each(asRole)("a %s's token opens what the role reaches and no more", async (role, { may, mayNot }) => {
    const { token } = await tokenFor(role);
    const send = (method: string, path: string): Promise<Response> =>
      ask(path, token, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(method !== "GET" && { body: "{}" }),
      });
    for (const [method, path] of may)
      expect([401, 403], `${method} ${path}`).not.toContain((await send(method, path)).status);
    for (const [method, path] of mayNot) {
      const response = await send(method, path);
      expect(response.status, `${method} ${path}`).toBe(403);
      expect(await response.json()).toMatchObject({ detail: expect.stringContaining(`is ${role} here`) as string });
    }
  });

  it("a revoked token opens nothing, and the log has both", async () => {
    const { id, token } = await tokenFor("viewer");
    expect((await ask("/me", token)).status).toBe(200);
    const revoked = await ask(`/tokens/${id}`, OWNER, {
      method: "DELETE",
      headers: { authorization: `Bearer ${OWNER}` },
    });
    expect(revoked.status).toBe(204);
    expect((await ask("/me", token)).status).toBe(401);
    const { entries } = await (await ask("/audit?limit=2", OWNER)).json<{ entries: AuditEntry[] }>();
    expect(entries.map(({ action, by }) => [action, by])).toEqual([
      ["token.revoked", "owner"],
      ["token.created", "owner"],
    ]);
  });

  it("a token's secret is nowhere to be read again", async () => {
    const { token } = await tokenFor("viewer");
    const secret = token.split("_").at(-1)!;
    const listed = await (await ask("/tokens", OWNER)).text();
    expect(listed).not.toContain(secret);
    expect(await (await ask("/audit", OWNER)).text()).not.toContain(secret);
  });

  it("what an admin does is in the log under their token's name", async () => {
    const { token } = await tokenFor("publisher");
    await ask("/definitions", token, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...DEFINITIONS, holdout: 0.1 }),
    });
    const { entries } = await (await ask("/audit?limit=1", OWNER)).json<{ entries: AuditEntry[] }>();
    expect(entries[0]).toMatchObject({
      by: "a publisher's script",
      action: "definitions.published",
      detail: "changed holdout",
    });
  });
});

describe("Cloudflare Access", () => {
  const TEAM = "https://team.cloudflareaccess.com";
  const AUDIENCE = "the-application";

  async function team() {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "RS256" }] });
    const assertion = (
      claims: Record<string, unknown> = {},
      { audience = AUDIENCE, issuer = TEAM, until = "1h" } = {},
    ) =>
      new SignJWT({ email: "Ada@Shop.example", ...claims })
        .setProtectedHeader({ alg: "RS256", kid: "one" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(until)
        .sign(privateKey);
    return { keys, assertion };
  }

  const asking = (assertion: string): Request =>
    new Request("https://edge.example/v1/sites/shop/me", { headers: { "cf-access-jwt-assertion": assertion } });

  it("says who has signed in", async () => {
    const { keys, assertion } = await team();
    expect(await signedInEmail(asking(await assertion()), { team: TEAM, audience: AUDIENCE }, keys)).toBe(
      "ada@shop.example",
    );
  });

  it("is not believed for another application, from another team, when stale, or signed by another key", async () => {
    const { keys, assertion } = await team();
    const stranger = await team();
    const bad = [
      await assertion({}, { audience: "another" }),
      await assertion({}, { issuer: "https://other.cloudflareaccess.com" }),
      await assertion({}, { until: "-1h" }),
      await stranger.assertion(),
      "not.a.jwt",
    ];
    for (const one of bad) {
      expect(await signedInEmail(asking(one), { team: TEAM, audience: AUDIENCE }, keys)).toBeUndefined();
    }
  });
});

describe("on the own machine", () => {
  it("no token is asked for", async () => {
    expect(await (await call("/v1/sites/shop/me")).json<Principal>()).toEqual({
      name: "local",
      role: "admin",
      via: "local",
    });
  });

  it("another site's page does not get in", async () => {
    expect((await call("/v1/sites/shop/me", { headers: { origin: "https://evil.example" } })).status).toBe(401);
  });
});
