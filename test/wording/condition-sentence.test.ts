import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../wire/condition.ts";
import { en } from "../../worker/wording/condition-messages-en.ts";
import { es } from "../../worker/wording/condition-messages-es.ts";
import { zh } from "../../worker/wording/condition-messages-zh.ts";
import { conditionSentence, SENTENCE_LOCALES, sentenceLocale } from "../../worker/wording/condition-sentence.ts";
import { condition } from "../domain/conditions/arbitrary-condition.ts";

/** Names of everything a message asks for, at every level. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one);
    } else if (typeof node === "object" && node !== null) {
      const { type, value } = node as { type?: number; value?: unknown };
      // 0 is literal text, 7 the number sign (formatjs, icu-messageformat-parser, TYPE).
      if (type !== undefined && type !== 0 && type !== 7) names.add(String(value));
      for (const child of Object.values(node)) walk(child);
    }
  };
  walk(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

const SPANISH_SHOE_LOOKERS: Condition = {
  kind: "all",
  of: [
    { kind: "geography", countries: ["ES"] },
    {
      kind: "event",
      name: "view_item",
      times: { atLeast: 3 },
      within: { kind: "last", duration: { amount: 7, unit: "days" } },
      where: [{ field: "item_category", test: { op: "equals", value: "Shoes" } }],
    },
    { kind: "not", of: { kind: "event", name: "purchase" } },
  ],
};

const SAID: [Condition, string, string, string][] = [
  [
    SPANISH_SHOE_LOOKERS,
    "Visitors who are in Spain and viewed a product at least 3 times in the last 7 days where the category is “Shoes” and did not buy.",
    "Visitantes que están en España y vieron un producto al menos 3 veces en los últimos 7 días donde la categoría es «Shoes» y no compraron.",
    "在西班牙，并且在最近 7 天内查看商品至少 3 次（其中类别是“Shoes”），并且没有购买的访客。",
  ],
  [{ kind: "all", of: [] }, "All visitors.", "Todos los visitantes.", "所有访客。"],
  [
    { kind: "event", name: "add_to_cart", times: { atMost: 0 }, within: { kind: "session" } },
    "Visitors who did not put a product in the cart in this visit.",
    "Visitantes que no añadieron un producto al carrito en esta visita.",
    "在本次访问中没有把商品加入购物车的访客。",
  ],
  [
    { kind: "trait", name: "birthday", test: { op: "anniversary", from: -3, to: 0 } },
    "Visitors who have a “birthday” that has its anniversary between today and in 3 days.",
    "Visitantes que tienen un «birthday» que cumple aniversario entre hoy y dentro de 3 días.",
    "“birthday”的周年日在今天到3天后之间的访客。",
  ],
  [
    {
      kind: "any",
      of: [
        { kind: "score_band", in: ["warm", "hot"] },
        {
          kind: "all",
          of: [
            { kind: "score", test: { op: "at_least", value: 60 } },
            { kind: "device", in: ["mobile"] },
          ],
        },
      ],
    },
    "Visitors who are warm or hot or (have a score of at least 60 and use a phone).",
    "Visitantes que están templados o calientes o (tienen una puntuación de al menos 60 y usan un teléfono).",
    "是温热或火热，或者（评分为至少 60，并且使用手机）的访客。",
  ],
  [
    {
      kind: "not",
      of: { kind: "event", name: "search", times: { atLeast: 2 }, within: { kind: "calendar_days", days: 1 } },
    },
    "Visitors who do not belong to those who searched at least 2 times today.",
    "Visitantes que no pertenecen a los que buscaron al menos 2 veces hoy.",
    "不属于“在今天搜索至少 2 次”的访客。",
  ],
  [
    { kind: "weekday", days: [6, 7], zone: "Europe/Madrid" },
    "Visitors who are here on a Saturday or Sunday (time in Europe/Madrid).",
    "Visitantes que están aquí en sábado o domingo (hora de Europe/Madrid).",
    "在星期六或星期日到访（Europe/Madrid 时间）的访客。",
  ],
  [
    { kind: "property", name: "order_count", test: { op: "at_least", value: 1 } },
    "Visitors who have placed at least 1 order.",
    "Visitantes que han hecho al menos 1 pedido.",
    "下过至少 1 个订单的访客。",
  ],
  [
    { kind: "product", among: "cart", is: "price_dropped", category: "Boots" },
    "Visitors who have in the cart a product of the category “Boots” that is cheaper than before.",
    "Visitantes que tienen en el carrito un producto de la categoría «Boots» que cuesta menos que antes.",
    "在购物车中放有已降价的“Boots”类商品的访客。",
  ],
];

describe("[CO-8] a condition in one plain sentence", () => {
  it.each(SAID)("%#", (asked, english, spanish, chinese) => {
    expect(SENTENCE_LOCALES.map((locale) => conditionSentence(asked, locale))).toEqual([english, spanish, chinese]);
  });

  it("names segments by their names", () => {
    const name = (id: string) => (id === "gold" ? "Gold customers" : undefined);
    expect(conditionSentence({ kind: "segment", id: "gold" }, "en", name)).toBe(
      "Visitors who are in the segment “Gold customers”.",
    );
  });

  it("speaks whatever can be asked, in every language, leaving no placeholder", () => {
    fc.assert(
      fc.property(condition, (asked) => {
        for (const locale of SENTENCE_LOCALES) {
          const sentence = conditionSentence(asked, locale);
          expect(sentence).not.toMatch(/[{}]|undefined|NaN| {2}/);
          expect(sentence).toMatch(/[.。]$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has the same messages in each language, with the same placeholders", () => {
    for (const messages of [es, zh]) {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
      for (const [key, message] of Object.entries(messages)) {
        expect(placeholders(message), key).toEqual(placeholders(en[key as keyof typeof en]));
      }
    }
  });

  it("answers in the nearest language it has", () => {
    expect([
      sentenceLocale("es-MX"),
      sentenceLocale("zh-Hant"),
      sentenceLocale("de"),
      sentenceLocale(undefined),
    ]).toEqual(["es", "zh", "en", "en"]);
  });
});
