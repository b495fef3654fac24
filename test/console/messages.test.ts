import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { chooseLocale } from "../../console/i18n.ts";
import type { Locale } from "../../console/i18n.ts";

const FOLDER = fileURLToPath(new URL("../../console/messages", import.meta.url));

/** Of all bundles, `en.json` and `<bundle>.en.json`. */
function messagesOf(locale: Locale): Record<string, string> {
  const files = readdirSync(FOLDER).filter((name) => name === `${locale}.json` || name.endsWith(`.${locale}.json`));
  const parts = files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Record<string, string>);
  return Object.assign({}, ...parts) as Record<string, string>;
}

const reference = messagesOf("en");
const chinese = messagesOf("zh");
const others: [string, Record<string, string>][] = [
  ["es", messagesOf("es")],
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
