/** One JSON line for each thing worth knowing. Stable dotted names; never bodies, tokens, ids or addresses. */
export function log(event: string, facts: Record<string, string | number | boolean>): void {
  console.log(JSON.stringify({ event, ...facts }));
}
