/**
 * JSON Schemas of TypeScript types, read from their source: what `wire/` says is what the API's document says, with the
 * comments as descriptions. Understands the part of the language that describes data; anything else is an error.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export interface Schema {
  $ref?: string;
  description?: string;
  type?: "object" | "array" | "string" | "number" | "boolean" | "null";
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema | false;
  prefixItems?: Schema[];
  minItems?: number;
  anyOf?: Schema[];
}

/** A node of the syntax tree, as far as types go (ESTree with TypeScript's nodes, as oxc makes it). */
// oxlint-disable-next-line typescript/no-explicit-any -- the parser's own types are not published by Vite
type Node = any;

interface Declared {
  node: Node;
  description: string | undefined;
  /** Comments of the file it stands in. */
  comments: Comments;
  isExported: boolean;
}

/** Doc comments by where what they describe begins. */
type Comments = ReadonlyMap<number, string>;

/** What a generic's parameters stand for. */
type Bindings = Readonly<Record<string, Schema>>;

const REF = "#/components/schemas/";

export class TypeSchemas {
  readonly #declared = new Map<string, Declared>();
  readonly #schemas: Record<string, Schema> = {};

  /** @param folder whose files declare the types; no two may have one name */
  constructor(folder: string) {
    for (const name of readdirSync(folder)
      .filter((one) => one.endsWith(".ts"))
      .toSorted()) {
      this.#read(readFileSync(join(folder, name), "utf8"), name);
    }
  }

  /**
   * @param type as it is written, such as `{ entries: AuditEntry[] }`
   * @throws {Error} It names something that is not declared, or is no description of data.
   */
  schemaOf(type: string): Schema {
    const { program, errors } = parseSync("type.ts", `type Asked = ${type};`) as Node;
    if (errors.length > 0) throw new Error(`"${type}" is no type: ${errors[0].message}`);
    return this.#of(program.body[0].typeAnnotation, new Map(), {});
  }

  /** Every named schema that was asked for, and those it leads to. */
  named(): Record<string, Schema> {
    return Object.fromEntries(Object.entries(this.#schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #read(source: string, file: string): void {
    const { program, comments: all, errors } = parseSync(file, source) as Node;
    if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
    const comments = docComments(source, all);
    for (const statement of program.body) {
      const isExported = statement.type === "ExportNamedDeclaration";
      const node = isExported ? statement.declaration : statement;
      if (node === null) continue;
      for (const { name, value } of declarationsIn(node)) {
        if (this.#declared.has(name)) throw new Error(`${file}: ${name} is declared twice in this folder`);
        this.#declared.set(name, { node: value, description: comments.get(statement.start), comments, isExported });
      }
    }
  }

  #declaration(name: string): Declared {
    const found = this.#declared.get(name);
    if (found === undefined) throw new Error(`${name} is declared nowhere`);
    return found;
  }

  /** A named type is a schema of its own, so that it is said once; a generic's instance is said in place, but the usual one. */
  #reference(name: string, args: readonly Schema[]): Schema {
    const { description } = this.#declaration(name);
    if (args.length > 0) return this.#declaredSchema(name, args);
    if (this.#schemas[name] === undefined) {
      // Before its own parts are looked at, so that a type may lead back to itself.
      this.#schemas[name] = {};
      this.#schemas[name] = { ...(description && { description }), ...this.#declaredSchema(name, []) };
    }
    return { $ref: REF + name };
  }

  #declaredSchema(name: string, args: readonly Schema[]): Schema {
    const { node, comments } = this.#declaration(name);
    const bindings: Record<string, Schema> = {};
    for (const [index, parameter] of (node.typeParameters?.params ?? []).entries()) {
      bindings[parameter.name.name] = args[index] ?? this.#of(parameter.default, comments, {});
    }
    return this.#body(node, comments, bindings);
  }

  #body(node: Node, comments: Comments, bindings: Bindings): Schema {
    if (node.type === "TSTypeAliasDeclaration") return this.#of(node.typeAnnotation, comments, bindings);
    if (node.type !== "TSInterfaceDeclaration") throw new Error(`${node.type} is no type`);
    const own = this.#members(node.body.body, comments, bindings);
    return merged([...node.extends.map((one: Node) => this.#parent(one, comments, bindings)), own]);
  }

  #parent({ expression, typeArguments }: Node, comments: Comments, bindings: Bindings): Schema {
    return this.#flat(this.#named(expression.name, typeArguments?.params ?? [], comments, bindings));
  }

  #of(node: Node, comments: Comments, bindings: Bindings): Schema {
    switch (node.type) {
      case "TSStringKeyword":
        return { type: "string" };
      case "TSNumberKeyword":
        return { type: "number" };
      case "TSBooleanKeyword":
        return { type: "boolean" };
      case "TSNullKeyword":
        return { type: "null" };
      case "TSUnknownKeyword":
        return {};
      case "TSLiteralType":
        return literal(node.literal);
      case "TSTemplateLiteralType":
        return { type: "string" };
      case "TSParenthesizedType":
        return this.#of(node.typeAnnotation, comments, bindings);
      case "TSTypeOperator":
        if (node.operator !== "readonly") break;
        return this.#of(node.typeAnnotation, comments, bindings);
      case "TSArrayType":
        return { type: "array", items: this.#of(node.elementType, comments, bindings) };
      case "TSTupleType":
        return this.#tuple(node.elementTypes, comments, bindings);
      case "TSUnionType":
        return union(node.types.map((one: Node) => this.#described(one, comments, bindings)));
      case "TSIntersectionType":
        return this.#intersection(node.types, comments, bindings);
      case "TSTypeLiteral":
        return this.#members(node.members, comments, bindings);
      case "TSTypeQuery":
        return { const: this.#declaration(node.exprName.name).node.value };
      case "TSIndexedAccessType":
        return this.#indexed(node, comments, bindings);
      case "TSTypeReference":
        return this.#named(node.typeName.name, node.typeArguments?.params ?? [], comments, bindings);
    }
    throw new Error(`${node.type} does not describe data`);
  }

  #described(node: Node, comments: Comments, bindings: Bindings): Schema {
    const description = comments.get(node.start);
    return { ...this.#of(node, comments, bindings), ...(description && { description }) };
  }

  #members(members: readonly Node[], comments: Comments, bindings: Bindings): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    let additionalProperties: Schema | undefined;
    for (const member of members) {
      if (member.type === "TSIndexSignature") {
        additionalProperties = this.#of(member.typeAnnotation.typeAnnotation, comments, bindings);
        continue;
      }
      if (member.type !== "TSPropertySignature") throw new Error(`${member.type} does not describe data`);
      const name = String(member.key.name ?? member.key.value);
      const description = comments.get(member.start);
      const schema = this.#of(member.typeAnnotation.typeAnnotation, comments, bindings);
      properties[name] = { ...schema, ...(description && { description }) };
      if (!member.optional) required.push(name);
    }
    return objectOf(properties, required, additionalProperties);
  }

  /** `string & {}` is a string that some values are suggested for. */
  #intersection(types: readonly Node[], comments: Comments, bindings: Bindings): Schema {
    const parts = types.filter((one) => one.type !== "TSTypeLiteral" || one.members.length > 0);
    const schemas = parts.map((one) => this.#of(one, comments, bindings));
    return schemas.length === 1 ? schemas[0]! : merged(schemas.map((one) => this.#flat(one)));
  }

  #tuple(elements: readonly Node[], comments: Comments, bindings: Bindings): Schema {
    const last = elements.at(-1);
    const isOpen = last?.type === "TSRestType";
    const fixed = (isOpen ? elements.slice(0, -1) : elements).map((one) => {
      const element = one.type === "TSNamedTupleMember" ? one.elementType : one;
      return this.#of(element, comments, bindings);
    });
    const items = isOpen ? this.#of(last.typeAnnotation.elementType, comments, bindings) : (false as const);
    return { type: "array", ...(fixed.length > 0 && { prefixItems: fixed }), minItems: fixed.length, items };
  }

  /** `(typeof NAMES)[number]`, and `Type["property"]`. */
  #indexed({ objectType, indexType }: Node, comments: Comments, bindings: Bindings): Schema {
    const object = objectType.type === "TSParenthesizedType" ? objectType.typeAnnotation : objectType;
    if (object.type === "TSTypeQuery") return this.#constant(object.exprName.name);
    const found = this.#property(this.#of(object, comments, bindings), indexType.literal?.value);
    return found.length === 1 ? found[0]! : union(found);
  }

  /** What a property may be: in a union, what it is in each arm. */
  #property(schema: Schema, name: string): Schema[] {
    const whole = this.#flat(schema);
    if (whole.anyOf !== undefined) return whole.anyOf.flatMap((arm) => this.#property(arm, name));
    return [whole.properties?.[name] ?? fail("an indexed type leads nowhere")];
  }

  /** The values of an `as const` list. */
  #constant(name: string): Schema {
    let { node } = this.#declaration(name);
    while (node.type !== "ArrayExpression") node = node.expression ?? fail(`${name} is no list`);
    return { enum: node.elements.map((one: Node) => one.value) };
  }

  #named(name: string, args: readonly Node[], comments: Comments, bindings: Bindings): Schema {
    const bound = bindings[name];
    if (bound !== undefined) return bound;
    const [first, second] = args.map((one) => this.#of(one, comments, bindings));
    switch (name) {
      case "Record":
        return { type: "object", additionalProperties: second ?? {} };
      case "ReadonlyArray":
      case "Array":
        return { type: "array", items: first ?? {} };
      case "Partial":
        return without(this.#flat(first ?? {}), { required: true });
      case "Exclude":
        return excluding(this.#flat(first ?? {}), this.#flat(second ?? {}));
      case "Omit":
        return picked(this.#flat(first ?? {}), (one) => !namesIn(second).includes(one));
      case "Pick":
        return picked(this.#flat(first ?? {}), (one) => namesIn(second).includes(one));
      default:
        return this.#reference(
          name,
          args.map((one) => this.#of(one, comments, bindings)),
        );
    }
  }

  /** The schema a reference leads to. */
  #flat(schema: Schema): Schema {
    const name = schema.$ref?.slice(REF.length);
    if (name === undefined) return schema;
    return without(this.#declaredSchema(name, []), { description: true });
  }
}

function* declarationsIn(node: Node): Generator<{ name: string; value: Node }> {
  if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration") {
    yield { name: node.id.name, value: node };
  }
  if (node.type !== "VariableDeclaration") return;
  for (const { id, init } of node.declarations) yield { name: id.name, value: init };
}

/** By where the thing begins that the comment stands right before. */
function docComments(source: string, comments: readonly Node[]): Comments {
  const found = new Map<number, string>();
  for (const { type, value, end } of comments) {
    if (type !== "Block" || !value.startsWith("*")) continue;
    // A union's first bar stands between a comment and what it describes.
    const gap = /^[\s|]*/.exec(source.slice(end))?.[0].length ?? 0;
    found.set(end + gap, textOf(value));
  }
  return found;
}

/** Without the stars; a line break stays only where a list or a paragraph begins. */
function textOf(comment: string): string {
  const lines = comment.slice(1).split("\n");
  const text = lines.map((line) => line.replace(/^\s*\* ?/, "").trimEnd()).join("\n");
  return text.trim().replaceAll(/\n(?![\n-])(?<!\n\n)/g, " ");
}

function literal({ value, type, argument }: Node): Schema {
  return { const: type === "UnaryExpression" ? -argument.value : value };
}

/** Literals side by side are an `enum`; where each has its own description they stay apart. */
function union(schemas: readonly Schema[]): Schema {
  const isPlain = (one: Schema) => Object.keys(one).length === 1 && "const" in one;
  const plain = schemas.filter(isPlain);
  const rest = schemas.filter((one) => !isPlain(one));
  const values = plain.map((one) => one.const);
  if (rest.length === 0) return { enum: values };
  return { anyOf: [...rest, ...(values.length > 0 ? [{ enum: values }] : [])] };
}

/** Objects as one, later ones overriding. */
function merged(schemas: readonly Schema[]): Schema {
  if (schemas.some(({ anyOf }) => anyOf !== undefined)) {
    // Each arm of a union with everything that stands beside it.
    const [arms] = schemas.flatMap(({ anyOf }) => (anyOf ? [anyOf] : []));
    const others = schemas.filter(({ anyOf }) => anyOf === undefined);
    return { anyOf: (arms ?? []).map((arm) => merged([...others, arm])) };
  }
  const properties = Object.assign({}, ...schemas.map((one) => one.properties ?? {})) as Record<string, Schema>;
  const required = [...new Set(schemas.flatMap((one) => one.required ?? []))];
  const others = schemas.map(({ additionalProperties }) => additionalProperties).find((one) => one !== undefined);
  return objectOf(properties, required, others);
}

/** Where nothing is said of further properties there are none; the document leaves that open, for additions to come. */
function objectOf(properties: Record<string, Schema>, required: string[], others: Schema | undefined): Schema {
  return {
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    ...(others && { additionalProperties: others }),
  };
}

/** A union without the arms that are one of `others`: told by what is constant in those. */
function excluding(schema: Schema, others: Schema): Schema {
  const excluded = others.anyOf ?? [others];
  const isExcluded = (arm: Schema): boolean =>
    excluded.some((other) =>
      Object.entries(other.properties ?? {}).every(
        ([name, { const: value }]) => arm.properties?.[name]?.const === value,
      ),
    );
  return { anyOf: (schema.anyOf ?? [schema]).filter((arm) => !isExcluded(arm)) };
}

function picked(schema: Schema, keep: (name: string) => boolean): Schema {
  if (schema.anyOf !== undefined) return { anyOf: schema.anyOf.map((one) => picked(one, keep)) };
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => keep(name)));
  const required = schema.required?.filter(keep) ?? [];
  const { required: _, ...rest } = schema;
  return { ...rest, properties, ...(required.length > 0 && { required }) };
}

function without(schema: Schema, gone: { required?: true; description?: true }): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !(name in gone)));
}

function namesIn(schema: Schema | undefined): unknown[] {
  return schema?.enum ?? (schema !== undefined && "const" in schema ? [schema.const] : []);
}

function fail(message: string): never {
  throw new Error(message);
}
