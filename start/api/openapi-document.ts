/** The public API as an OpenAPI 3.1 document, from the list of routes and the types of `wire/`. */
import { join } from "node:path";
import { roleNeeded } from "../../worker/access/role.ts";
import { packageVersion } from "../build-assets.ts";
import { ROOT } from "../paths.ts";
import { API_ROUTES, type ApiRoute } from "./routes.ts";
import { TypeSchemas, type Schema } from "./type-schemas.ts";

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: "path" | "query"; required: boolean; description: string; schema: Schema }[];
  requestBody?: { required: true; content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApiDocument {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Record<string, string>> };
}

const DESCRIPTION = `Everything the console does, it does by this API.

A refusal is a problem (RFC 9457) with a tagged \`reason\`. Roles, each of which may do what those before it may:
\`viewer\`, \`editor\`, \`publisher\`, \`admin\`. On \`localhost\` in development nobody is asked who they are.`;

/** What parts of paths are. */
const PATH_PARTS: Record<string, string> = {
  site: "The site's id: 1–48 of `a–z 0–9 -`.",
  visitor: "A visitor's id, without its signature.",
  version: "Number of a published version.",
  id: "Id of the thing named before it.",
  name: "The signal's name: 1–64 of `a–z 0–9 _ -`.",
  pool: "The pool's id: 1–64 of `a–z 0–9 _ -`.",
  offer: "The offer's id.",
  email: "E-mail address.",
  run: "Number of an upload.",
};

/** Where the body is read from a beacon too. */
const ALSO_TEXT = "/v1/collect";

export function openApiDocument(): OpenApiDocument {
  const types = new TypeSchemas(join(ROOT, "wire"));
  const problem = types.schemaOf("Problem");
  const paths: OpenApiDocument["paths"] = {};
  for (const route of API_ROUTES) {
    const [method = "", path = ""] = route.route.split(" ");
    const there = (paths[openApiPath(path)] ??= {});
    if (there[method.toLowerCase()] !== undefined) throw new Error(`${route.route} is listed twice`);
    there[method.toLowerCase()] = operationOf(route, method, path, types, problem);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Sameview", version: packageVersion(), description: DESCRIPTION },
    tags: [...new Set(API_ROUTES.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: types.named(),
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "The owner's `ADMIN_TOKEN`, or a token made under Settings.",
        },
        access: {
          type: "apiKey",
          in: "header",
          name: "Cf-Access-Jwt-Assertion",
          description: "A person whom Cloudflare Access has signed in.",
        },
      },
    },
  };
}

/** `/v1/sites/:site` → `/v1/sites/{site}` */
export function openApiPath(path: string): string {
  return path.replaceAll(/:([a-z]+)/g, "{$1}");
}

function operationOf(route: ApiRoute, method: string, path: string, types: TypeSchemas, problem: Schema): Operation {
  const needed = path.startsWith("/v1/sites/") ? roleNeeded(method, path.replace("/v1/sites/:site", "")) : undefined;
  const parameters = [...pathParameters(path), ...queryParameters(route)];
  const status = String(route.status ?? (route.answer === undefined ? 204 : 200));
  const answer = route.answer === undefined ? undefined : types.schemaOf(route.answer);
  return {
    operationId: operationId(method, path),
    summary: route.says,
    tags: [route.group],
    ...(needed && { description: `Needs the role \`${needed}\`.`, security: [{ token: [] }, { access: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body !== undefined && { requestBody: bodyOf(path, types.schemaOf(route.body)) }),
    responses: {
      [status]: {
        description: status === "204" ? "Done; nothing to say." : "Done.",
        ...(answer && { content: { "application/json": { schema: answer } } }),
      },
      default: { description: "Refused.", content: { "application/problem+json": { schema: problem } } },
    },
  };
}

function bodyOf(path: string, schema: Schema): NonNullable<Operation["requestBody"]> {
  const types = path === ALSO_TEXT ? ["application/json", "text/plain"] : ["application/json"];
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function pathParameters(path: string): NonNullable<Operation["parameters"]> {
  return [...path.matchAll(/:([a-z]+)/g)].map(([, name = ""]) => {
    const description = PATH_PARTS[name];
    if (description === undefined) throw new Error(`say in PATH_PARTS what ":${name}" of ${path} is`);
    return { name, in: "path" as const, required: true, description, schema: { type: "string" as const } };
  });
}

function queryParameters({ query = {} }: ApiRoute): NonNullable<Operation["parameters"]> {
  return Object.entries(query).map(([name, description]) => ({
    name,
    in: "query" as const,
    required: false,
    description,
    schema: { type: "string" as const },
  }));
}

/** Such as `postSitesDraftPublish`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace("/v1/", "")
    .split("/")
    .flatMap((part) => part.match(/[a-z]+/g) ?? []);
  const named = words.map((word) => word[0]?.toUpperCase() + word.slice(1));
  return method.toLowerCase() + named.join("");
}
