/** Holds requests and answers of the Worker's tests to the API's document. */
import document from "virtual:openapi";
import type { OpenApiDocument, Operation } from "../../start/api/openapi-document.ts";
import type { Schema } from "../../start/api/type-schemas.ts";

export const API = document as OpenApiDocument;

/** These take what is right of what came and name the rest; their tests send both on purpose. */
const FORGIVING = /^\/v1\/collect$|\/catalogue(\/check)?$/;

/** `/v1/sites/{site}/draft` as what a path must look like. */
const PATTERNS = Object.keys(API.paths).map((path) => ({
  path,
  // A path without a part that stands for anything is the better match.
  parts: path.split("{").length,
  pattern: new RegExp(`^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{[a-z]+\}/g, "[^/]+")}$`),
}));

export function operationOf(method: string, pathname: string): Operation | undefined {
  const [found] = PATTERNS.filter(({ pattern }) => pattern.test(pathname)).toSorted((a, b) => a.parts - b.parts);
  return found && API.paths[found.path]?.[method.toLowerCase()];
}

/** @throws {Error} The answer, or the request that was taken, is not what the document says; what it names is where. */
export async function mustConform(method: string, url: URL, body: unknown, response: Response): Promise<void> {
  const operation = operationOf(method, url.pathname);
  if (operation === undefined || response.webSocket != null) return;
  const answered =
    operation.responses[String(response.status)] ?? (response.ok ? undefined : operation.responses["default"]);
  const what = `${method} ${url.pathname}, ${response.status}`;
  if (answered === undefined) throw new Error(`${what}: the document knows no such answer`);
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const schema = answered.content?.[type]?.schema;
  const text = await response.clone().text();
  if (schema === undefined && text !== "") throw new Error(`${what}: the document knows no answer of type ${type}`);
  const problems = schema === undefined ? [] : mismatches(schema, JSON.parse(text), "answer");
  const asked = operation.requestBody?.content["application/json"]?.schema;
  if (response.ok && asked !== undefined && typeof body === "string" && !FORGIVING.test(url.pathname)) {
    problems.push(...mismatches(asked, JSON.parse(body), "request"));
  }
  if (problems.length > 0) throw new Error(`${what}\n${problems.join("\n")}`);
}

/**
 * Where a value is not of the schema, each with why. A property that the schema does not name is one: the document would
 * keep it secret.
 */
export function mismatches(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = API.components.schemas[name];
    return target === undefined ? [`${at}: there is no schema ${name}`] : mismatches(target, value, at);
  }
  if (schema.anyOf) {
    const tries = schema.anyOf.map((arm) => mismatches(arm, value, at));
    // The arm that came nearest says most.
    return tries.some((found) => found.length === 0) ? [] : (tries.toSorted((a, b) => a.length - b.length)[0] ?? []);
  }
  if ("const" in schema && value !== schema.const) return [`${at}: is not ${JSON.stringify(schema.const)}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of the values`];
  if (schema.type !== undefined && typeOf(value) !== schema.type) {
    return [`${at}: is ${typeOf(value)}, not ${schema.type}`];
  }
  if (Array.isArray(value)) return itemMismatches(schema, value, at);
  if (schema.type === "object") return propertyMismatches(schema, value as Record<string, unknown>, at);
  return [];
}

function itemMismatches({ prefixItems = [], items, minItems = 0 }: Schema, value: unknown[], at: string): string[] {
  if (value.length < minItems) return [`${at}: has ${value.length} items, not ${minItems}`];
  return value.flatMap((item, index) => {
    const schema = prefixItems[index] ?? items;
    if (schema === false) return [`${at}: has too many items`];
    return schema === undefined ? [] : mismatches(schema, item, `${at}[${index}]`);
  });
}

function propertyMismatches(schema: Schema, value: Record<string, unknown>, at: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${at}.${name}: is missing`);
  const wrong = Object.entries(value).flatMap(([name, one]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return property === undefined ? [`${at}.${name}: is not documented`] : mismatches(property, one, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
