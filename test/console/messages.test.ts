import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { chooseLocale } from "../../console/i18n.ts";

const folder = join(import.meta.dirname, "../../console/messages");

/** Every bundle's messages in one language: `en.json`, `desk.en.json`, … */
function messagesIn(locale: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file === `${locale}.json` || file.endsWith(`.${locale}.json`));
  const bundles = files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, string>);
  const keys = bundles.flatMap(Object.keys);
  // The same key in two bundles would say whatever was loaded last.
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  return Object.assign({}, ...bundles) as Record<string, string>;
}

const reference = messagesIn("en");
const chinese = messagesIn("zh");
const others: [string, Record<string, string>][] = [
  ["es", messagesIn("es")],
  ["zh", chinese],
];

describe.each(others)("messages in %s", (_, messages) => {
  it("have exactly the keys English has", () => {
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(reference).toSorted());
  });

  it.each(Object.keys(reference))("%s has English's placeholders", (key) => {
    expect(placeholders(messages[key] ?? "")).toEqual(placeholders(reference[key] ?? ""));
  });
});

describe("Chinese messages", () => {
  it("use Chinese punctuation around Chinese words", () => {
    const halfWidth = /\p{Script=Han}[,:;?!]|[,:;?!]\p{Script=Han}/u;
    expect(Object.entries(chinese).filter(([, message]) => halfWidth.test(message))).toEqual([]);
  });
});

describe("the console's language", () => {
  it("is the first wish there are messages for, region or not", () => {
    expect(chooseLocale([null, "fr-FR", "zh-Hant-TW", "es"])).toBe("zh");
    expect(chooseLocale(["ES-mx"])).toBe("es");
    expect(chooseLocale([null, "fr"])).toBe("en");
  });
});

/** Kinds of elements in a parsed message that are no placeholders: text, and the plural's `#`. */
const LITERAL = 0;
const POUND = 7;

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** Names of a message's placeholders, each once. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      if (element.type === LITERAL || element.type === POUND) continue;
      names.add(element.value);
      if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].toSorted();
}
