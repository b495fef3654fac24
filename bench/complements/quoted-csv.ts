/** CSV as RFC 4180 has it, fields in quotes included; line breaks within quotes are not met in the data read here. */

/** One object a line, by the header's names. @throws SyntaxError on an open quote or a line of another length */
export function parseQuotedCsv(text: string): Record<string, string>[] {
  const [head = "", ...lines] = text.split(/\r?\n/);
  const names = fieldsOf(head, 1);
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const fields = fieldsOf(line, index + 2);
    if (fields.length !== names.length) {
      throw new SyntaxError(`line ${index + 2} has ${fields.length} fields, the header ${names.length}`);
    }
    return [Object.fromEntries(names.map((name, place) => [name, fields[place]!]))];
  });
}

/** A field in quotes, or one without; then a comma or the end. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

function fieldsOf(line: string, number: number): string[] {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const match = FIELD.exec(line);
    if (match === null) throw new SyntaxError(`line ${number} is not CSV from character ${FIELD.lastIndex + 1}`);
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") return fields;
  }
}
