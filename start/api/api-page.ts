/** The API's document as a page to read: plain HTML in the console's colours, without a script. */
import type { OpenApiDocument, Operation } from "./openapi-document.ts";
import type { Schema } from "./type-schemas.ts";

/** @param styles addresses of its style sheets */
export function apiPage(document: OpenApiDocument, styles: readonly string[]): string {
  const { info, tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<section aria-labelledby="${idOf(name)}"><h2 id="${idOf(name)}">${text(name)}</h2>${own.map(operationHtml).join("")}</section>`;
  });
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details class="card"><summary><code>${name}</code> <span>${prose(firstSentence(schema.description ?? ""))}</span></summary><div id="type-${name}">${describe(schema)}${schemaHtml(schema)}</div></details>`,
  );
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join("");
  const menu = [...tags.map(({ name }) => name), "Types"].map((name) => `<a href="#${idOf(name)}">${text(name)}</a>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} API</title>${links}</head>
<body><a class="skip" href="#main">Skip to the routes</a>
<header><h1>${text(info.title)} API <span class="muted">${text(info.version)}</span></h1>
<nav aria-label="Groups">${menu.join(" ")}</nav></header>
<main id="main">${paragraphs(info.description)}
<p>The same for programs: <a href="/v1/openapi.json">OpenAPI 3.1</a>.</p>
${groups.join("\n")}
<section aria-labelledby="types"><h2 id="types">Types</h2>${schemas.join("\n")}</section></main></body></html>
`;
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { summary, description, parameters = [], requestBody, responses, operationId } = operation;
  const parts = [
    description && `<p>${prose(description)}</p>`,
    parameters.length > 0 &&
      `<h3>Parameters</h3><dl>${parameters.map((one) => `<dt><code>${one.name}</code> <span class="muted">${one.in}</span></dt><dd>${prose(one.description)}</dd>`).join("")}</dl>`,
    requestBody && `<h3>Body</h3>${schemaHtml(firstSchema(requestBody.content))}`,
    ...Object.entries(responses).map(
      ([status, { description: said, content }]) =>
        `<h3>${status === "default" ? "Otherwise" : `Answer, ${status}`}</h3>${content ? schemaHtml(firstSchema(content)) : `<p>${text(said)}</p>`}`,
    ),
  ];
  return `<details class="card" id="${operationId}"><summary><span class="method method-${method}">${method.toUpperCase()}</span> <code>${text(path)}</code> <span>${prose(summary)}</span></summary>${parts.filter(Boolean).join("")}</details>`;
}

function firstSchema(content: Record<string, { schema: Schema }>): Schema {
  return Object.values(content)[0]?.schema ?? {};
}

/** An object as a list of its properties; everything else as a line. */
function schemaHtml(schema: Schema): string {
  const arms = schema.anyOf;
  if (arms?.some(isObject))
    return `<p>One of</p><ul>${arms.map((arm) => `<li>${describe(arm)}${schemaHtml(arm)}</li>`).join("")}</ul>`;
  if (!isObject(schema)) return `<p>${typeHtml(schema)}</p>`;
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const may = schema.required?.includes(name) === true ? "" : ` <span class="muted">may be missing</span>`;
    const inner = nested(property);
    return `<dt><code>${text(name)}</code> ${typeHtml(property)}${may}</dt><dd>${describe(property)}${inner ? schemaHtml(inner) : ""}</dd>`;
  });
  if (schema.additionalProperties !== undefined) {
    rows.push(`<dt>any other name ${typeHtml(schema.additionalProperties)}</dt><dd></dd>`);
  }
  return `<dl>${rows.join("")}</dl>`;
}

function isObject(schema: Schema): boolean {
  return schema.type === "object";
}

/** What a property's own line cannot say: an object written in place. */
function nested(schema: Schema): Schema | undefined {
  if (isObject(schema) && Object.keys(schema.properties ?? {}).length > 0) return schema;
  if (schema.anyOf?.some(isObject)) return schema;
  return schema.type === "array" && schema.items ? nested(schema.items) : undefined;
}

function typeHtml(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `<a href="#type-${name}">${name}</a>`;
  }
  if ("const" in schema) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.enum) return schema.enum.map((one) => `<code>${text(JSON.stringify(one))}</code>`).join(" or ");
  if (schema.anyOf) return schema.anyOf.map(typeHtml).join(" or ");
  if (schema.type === "array") {
    const items = [...(schema.prefixItems ?? []), ...(schema.items ? [schema.items] : [])];
    return `list of ${items.map(typeHtml).join(", ") || "nothing"}`;
  }
  if (schema.type === "object" && schema.additionalProperties)
    return `object of ${typeHtml(schema.additionalProperties)} by name`;
  return schema.type ?? "anything";
}

function describe({ description }: Schema): string {
  return description ? paragraphs(description) : "";
}

function paragraphs(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((part) =>
      part.startsWith("- ")
        ? `<ul>${part
            .split(/\n- |^- /)
            .filter(Boolean)
            .map((item) => `<li>${prose(item)}</li>`)
            .join("")}</ul>`
        : `<p>${prose(part)}</p>`,
    )
    .join("");
}

/** Text with `code` in it. */
function prose(markdown: string): string {
  return text(markdown).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

function firstSentence(words: string): string {
  return /^[^]*?[.:](?=\s|$)/.exec(words)?.[0] ?? words;
}

function idOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}

function text(plain: string): string {
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
