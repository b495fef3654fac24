/** Reads the plain kind of CSV the public logs come in: a header, commas, no quotes. */

/**
 * One object per line, by the header's names. A line may end early: what it lacks is empty.
 *
 * @throws SyntaxError on a quote, or on a line with more fields than the header: another dialect, which this would
 *   read wrongly without noticing
 */
export function parsePlainCsv(text: string): Record<string, string>[] {
  if (text.includes('"')) {
    const line = text.slice(0, text.indexOf('"')).split("\n").length;
    throw new SyntaxError(`line ${line} has a quote: only CSV without quotes is read here`);
  }
  const [head = "", ...lines] = text.split(/\r?\n/);
  const names = head.split(",");
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const fields = line.split(",");
    if (fields.length > names.length) {
      throw new SyntaxError(`line ${index + 2} has ${fields.length} fields, the header ${names.length}`);
    }
    return [Object.fromEntries(names.map((name, place) => [name, fields[place] ?? ""]))];
  });
}
