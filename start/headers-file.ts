/** Reads a `_headers` file, Cloudflare's format for response headers of static files. */

export interface HeaderRule {
  /** Path pattern: `*` stands for anything, `:name` for one path segment. */
  pattern: string;
  /** Header names as written, with their values. */
  headers: [name: string, value: string][];
}

/**
 * Rules in the order written. A line that starts with a blank belongs to the pattern above it; `#` begins a comment.
 *
 * @throws {Error} A header stands before any pattern, or has no value; the message has the line's number.
 */
export function parseHeadersFile(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      rules.push({ pattern: line.trim(), headers: [] });
      continue;
    }
    const rule = rules.at(-1);
    const colon = line.indexOf(":");
    if (!rule || colon < 0)
      throw new Error(`_headers line ${index + 1}: "${line.trim()}" is no header of a path above it.`);
    rule.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/** Headers for one path: every matching rule counts, and a name met twice gets both values, as on Cloudflare. */
export function headersFor(rules: HeaderRule[], path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const rule of rules.filter(({ pattern }) => patternToRegExp(pattern).test(path))) {
    for (const [name, value] of rule.headers) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function patternToRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/:[A-Za-z]\w*/g, "[^/]+");
  return new RegExp(`^${source}$`);
}
