/** From the cart to the order, with the losses on the way that every shop knows. */
import type { Dice } from "../catalogue/dice.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import type { Memory } from "./shopper.ts";
import { about, act, arrive, plainPlace, type Visit } from "./step.ts";

/** Chances to go on from each step. */
const GIVES_ADDRESS = 0.84;
const PAYS = 0.86;
/** Milliseconds for a form. */
const FORM_MS = 40_000;

export function* checkOut(language: Language, memory: Memory, dice: Dice): Visit {
  const entries = [...memory.cart];
  const checkout = plainPlace(language, "checkout/", "Checkout");
  yield arrive(checkout, [about("begin_checkout", entries, language)], FORM_MS);
  if (!dice.chance(GIVES_ADDRESS)) return;
  yield act(checkout, [about("add_shipping_info", entries, language, { shipping_tier: "standard" })], FORM_MS / 2);
  if (!dice.chance(PAYS)) return;
  yield act(checkout, [about("add_payment_info", entries, language, { payment_type: "demo_card" })], FORM_MS / 4);
  const number = `${memory.visits}-${dice.whole(100_000, 999_999)}`;
  const bought = about("purchase", entries, language, { transaction_id: `AW-S${number}`, affiliation: SHOP_NAME });
  yield arrive(plainPlace(language, "thanks/", "Thank you"), [bought], FORM_MS / 4);
  for (const { product } of entries) memory.bought.add(product.id);
  memory.cart = [];
}
