import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import type { Env } from "../../worker/env.ts";
import { API, mismatches, operationOf } from "./conformance.ts";

const bindings = env as unknown as Env;
/** Preflights are CORS's business, and `ALL` are the doors before the routes. */
const ROUTES = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => !["ALL", "OPTIONS"].includes(method) && path.startsWith("/v1/"))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z]+)/g, "{$1}")}`),
  ),
];

describe("the API's document", () => {
  it("has every route of the Worker, and no other", () => {
    const documented = Object.entries(API.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(ROUTES.toSorted());
  });

  it("leads nowhere that it does not go itself", () => {
    const named = new Set(Object.keys(API.components.schemas));
    const wanted = [...JSON.stringify(API).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(wanted.filter((name) => !named.has(name ?? ""))).toEqual([]);
    expect(Object.entries(API.components.schemas).filter(([, schema]) => Object.keys(schema).length === 0)).toEqual([]);
  });

  it("says who may call what, by the Worker's own table", () => {
    const said = (method: string, path: string) => operationOf(method, `/v1/sites/shop${path}`)?.description;
    expect(said("GET", "/draft")).toContain("viewer");
    expect(said("PUT", "/draft")).toContain("editor");
    expect(said("POST", "/draft/publish")).toContain("publisher");
    expect(said("GET", "/tokens")).toContain("admin");
    expect(operationOf("POST", "/v1/collect")?.security).toBeUndefined();
  });

  it("names every operation once, and describes each part of every path", () => {
    const operations = Object.entries(API.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
      expect(described).toEqual(inPath);
    }
  });

  it("is a static file, which whoever serves the files has where the Worker does not", async () => {
    const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
    const request = new Request("https://edge.example/v1/openapi.json");
    const inFront = await app.fetch(request, { ...bindings, ASSETS: undefined }, context);
    expect([inFront.status, inFront.headers.get("location")]).toEqual([302, "/docs/openapi.json"]);
    const ASSETS = { fetch: async (file: URL) => Response.json({ from: file.pathname }) };
    const own = await app.fetch(request, { ...bindings, ASSETS }, context);
    expect(await own.json()).toEqual({ from: "/docs/openapi.json" });
  });
});

describe("an answer is held to it", () => {
  const problem = { type: "/problems/x", title: "x", status: 400, detail: "x", reason: "bad_json" };
  const Problem = { $ref: "#/components/schemas/Problem" };

  it("as it should be, with a part missing, of another type, or kept secret", () => {
    expect(mismatches(Problem, problem, "answer")).toEqual([]);
    expect(mismatches(Problem, { ...problem, status: "400" }, "answer")).toEqual([
      "answer.status: is string, not number",
    ]);
    expect(mismatches(Problem, { ...problem, reason: "mood" }, "answer")).toEqual([
      'answer.reason: "mood" is none of the values',
    ]);
    const { detail: _, ...rest } = problem;
    expect(mismatches(Problem, { ...rest, more: 1 }, "answer")).toEqual([
      "answer.detail: is missing",
      "answer.more: is not documented",
    ]);
  });
});
