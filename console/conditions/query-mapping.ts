/** Between our conditions and react-querybuilder's query: groups are theirs, leaves ride along whole as a rule's value. Pure. */
import type { Condition, ConditionLeaf } from "../../wire/condition.ts";

export interface QueryRule {
  id?: string;
  field: string;
  operator: string;
  value: ConditionLeaf;
}

export interface QueryGroup {
  id?: string;
  combinator: string;
  not?: boolean;
  rules: (QueryRule | QueryGroup)[];
}

/** Every rule's operator: the leaf says by itself what is asked. */
const HOLDS = "holds";

/** The query that shows `condition`: its root is always a group. */
export function queryOf(condition: Condition): QueryGroup {
  const part = partOf(condition);
  return "rules" in part ? part : { combinator: "and", rules: [part] };
}

function partOf(condition: Condition): QueryRule | QueryGroup {
  switch (condition.kind) {
    case "all":
      return { combinator: "and", rules: condition.of.map(partOf) };
    case "any":
      return { combinator: "or", rules: condition.of.map(partOf) };
    case "not": {
      // A group that is none already says so with a mark of its own; twice "not" needs a group around it.
      const inner = queryOf(condition.of);
      return inner.not === true ? { combinator: "and", not: true, rules: [inner] } : { ...inner, not: true };
    }
    default:
      return { field: condition.kind, operator: HOLDS, value: condition };
  }
}

/** The condition that `query` shows. A group without rules holds for everybody, an "or" of nothing too. */
export function conditionOf(query: QueryGroup): Condition {
  const of = query.rules.map((part) => ("rules" in part ? conditionOf(part) : part.value));
  const group: Condition = query.combinator === "or" && of.length > 0 ? { kind: "any", of } : { kind: "all", of };
  if (query.not === true) return { kind: "not", of: of.length === 1 ? of[0]! : group };
  return group;
}
