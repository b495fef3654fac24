/** JSON from anybody → a condition that can be evaluated at bounded cost, or every problem with its place and remedy. */
import { CONDITION_LIMITS } from "../../../wire/condition-limits.ts";
import {
  CONDITION_VERSION,
  type ConditionDocument,
  type ConditionLeaf,
  type ConditionProblem,
} from "../../../wire/condition.ts";
import { at, checkFields, isRecord, must, type Check } from "./check-fields.ts";
import { LEAF_SHAPES } from "./leaf-shapes.ts";

export type CheckedCondition =
  | { ok: true; value: ConditionDocument }
  /** In the order of the document, at most `PROBLEMS_TOLD`. */
  | { ok: false; problems: ConditionProblem[] };

/** Problems told at once: who sends something else altogether need not read a hundred. */
const PROBLEMS_TOLD = 20;

export function checkCondition(json: unknown): CheckedCondition {
  const problems: ConditionProblem[] = [];
  if (!isRecord(json)) {
    return { ok: false, problems: [{ path: "", detail: "must be an object {version, when}" }] };
  }
  if (json["version"] !== CONDITION_VERSION) {
    return {
      ok: false,
      problems: [{ path: "/version", detail: `must be ${CONDITION_VERSION}, the version this Worker reads` }],
    };
  }
  const budget = { nodes: CONDITION_LIMITS.nodes };
  const when: Check = (value, path) => checkNode(value, path, 1, budget, problems);
  checkFields(json, { version: must(() => true, ""), when }, "", problems);
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_TOLD) };
  const { length } = JSON.stringify(json);
  if (length > CONDITION_LIMITS.documentLength) {
    const detail = `has ${length} characters as JSON; at most ${CONDITION_LIMITS.documentLength} are read`;
    return { ok: false, problems: [{ path: "", detail }] };
  }
  return { ok: true, value: json as unknown as ConditionDocument };
}

function checkNode(
  value: unknown,
  path: string,
  depth: number,
  budget: { nodes: number },
  problems: ConditionProblem[],
): void {
  budget.nodes--;
  if (budget.nodes < 0) {
    // Told once: after it, nothing is looked at any more.
    if (budget.nodes === -1) {
      problems.push({ path, detail: `is one more than the ${CONDITION_LIMITS.nodes} parts a condition may have` });
    }
    return;
  }
  const kind = isRecord(value) ? value["kind"] : undefined;
  if (!isRecord(value) || typeof kind !== "string") {
    problems.push({ path, detail: "must be an object with a kind" });
    return;
  }
  if (kind !== "all" && kind !== "any" && kind !== "not") {
    checkLeaf(value, kind, path, problems);
    return;
  }
  if (depth > CONDITION_LIMITS.depth) {
    problems.push({ path, detail: `lies deeper than ${CONDITION_LIMITS.depth} groups; flatten it` });
    return;
  }
  const of: Check = (members, membersPath) => {
    if (kind === "not") {
      checkNode(members, membersPath, depth + 1, budget, problems);
    } else if (!Array.isArray(members) || (kind === "any" && members.length === 0)) {
      problems.push({
        path: membersPath,
        detail: `must be a list of conditions${kind === "any" ? ", not empty" : ""}`,
      });
    } else {
      for (const [index, one] of members.entries()) {
        if (budget.nodes < 0) return;
        checkNode(one, at(membersPath, index), depth + 1, budget, problems);
      }
    }
  };
  checkFields(value, { kind: must(() => true, ""), of }, path, problems);
}

function checkLeaf(value: Record<string, unknown>, kind: string, path: string, problems: ConditionProblem[]): void {
  if (!Object.hasOwn(LEAF_SHAPES, kind)) {
    problems.push({
      path: at(path, "kind"),
      detail: `is not known; use all, any, not, ${Object.keys(LEAF_SHAPES).join(", ")}`,
    });
    return;
  }
  LEAF_SHAPES[kind as ConditionLeaf["kind"]](value, path, problems);
}
