/** Changes to the draft's merchandising: rules in the order they hold, and how far the catalogue's own facts count. */
import type { Definitions, MerchandisingRule, ProductBoosts } from "../../wire/definitions.ts";
import { change } from "../desk/desk-state.ts";

function changeRules(field: string, next: (rules: MerchandisingRule[]) => MerchandisingRule[]): void {
  change(`merchandising.${field}`, ({ merchandising = [], ...definitions }): Definitions => {
    const rules = next(merchandising);
    return rules.length === 0 ? definitions : { ...definitions, merchandising: rules };
  });
}

/**
 * A product has one rule for each placement: a new word replaces the one before. What moves one product goes first, since of
 * a boost and a bury the first that fits holds, and the nearer word is meant; pins stand in the order they were given.
 */
export function addRule(rule: MerchandisingRule): void {
  changeRules("added", (rules) => {
    if (rule.product === undefined) return [...rules, rule];
    const others = rules.filter((one) => one.product !== rule.product || one.placement !== rule.placement);
    return rule.action === "pin" ? [...others, rule] : [rule, ...others];
  });
}

export function changeRule(index: number, field: string, part: RulePart): void {
  changeRules(`${index}.${field}`, (rules) =>
    rules.map((rule, place) =>
      place === index ? withoutMissing({ ...rule, ...part, action: part.action ?? rule.action }) : rule,
    ),
  );
}

export function removeRule(index: number): void {
  changeRules("removed", (rules) => rules.filter((_, place) => place !== index));
}

export function moveRule(index: number, by: -1 | 1): void {
  changeRules("moved", (rules) => {
    const next = [...rules];
    const [rule] = next.splice(index, 1);
    if (rule !== undefined) next.splice(index + by, 0, rule);
    return next;
  });
}

export function changeBoost(name: keyof ProductBoosts, percent: number | undefined): void {
  change(`productBoosts.${name}`, ({ productBoosts = {}, ...definitions }): Definitions => {
    const { [name]: _old, ...others } = productBoosts;
    const boosts = percent === undefined ? others : { ...others, [name]: percent };
    return Object.keys(boosts).length === 0 ? definitions : { ...definitions, productBoosts: boosts };
  });
}

/** A part of a rule; one set to `undefined` is taken away: in JSON missing and undefined are one. */
type RulePart = { [Key in keyof MerchandisingRule]?: MerchandisingRule[Key] | undefined };

function withoutMissing(rule: RulePart & Pick<MerchandisingRule, "action">): MerchandisingRule {
  return Object.fromEntries(
    Object.entries(rule).filter(([, value]) => value !== undefined),
  ) as unknown as MerchandisingRule;
}
