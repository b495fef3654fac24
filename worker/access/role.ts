/** Which role a request of the admin API needs. One table, so that a new route is closed until somebody opens it. */
import { ROLES, type Role } from "../../wire/access.ts";

/** Whether `role` may do what `needed` may. */
export function reaches(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

interface Rule {
  /** Of the path after `/v1/sites/<site>`. */
  path: RegExp;
  /** Missing: any. */
  methods?: readonly string[];
  role: Role;
}

/** The first that fits counts. */
const RULES: readonly Rule[] = [
  { path: /^\/me$/, role: "viewer" },
  { path: /^\/live-ticket$/, role: "viewer" },
  // A link to look at one's own page with changes nothing but which link counts.
  { path: /^\/install-check$/, role: "viewer" },
  { path: /^\/(tokens|members)(\/|$)/, role: "admin" },
  { path: /^\/settings$/, methods: ["PUT"], role: "admin" },
  // A person's whole record leaves the house, or is gone for good.
  { path: /^\/visitors\/[^/]+\/export$/, role: "admin" },
  { path: /^\/visitors\//, methods: ["DELETE"], role: "admin" },
  { path: /^\/draft$/, methods: ["PUT", "DELETE"], role: "editor" },
  { path: /^\/draft\/check-links$/, role: "editor" },
  // Questions that are asked with a body change nothing.
  { path: /\/(preview|explain|what-if)$/, methods: ["POST"], role: "viewer" },
];

const READING = new Set(["GET", "HEAD"]);

/**
 * @param path after `/v1/sites/<site>`, with its leading slash
 * @example roleNeeded("PUT", "/definitions") // => "publisher"
 */
export function roleNeeded(method: string, path: string): Role {
  const rule = RULES.find((one) => one.path.test(path) && (one.methods?.includes(method) ?? true));
  if (rule !== undefined) return rule.role;
  return READING.has(method) ? "viewer" : "publisher";
}
