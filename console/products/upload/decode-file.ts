/** A file as somebody has it → its text. Spreadsheets write in more than one way, and feeds often come compressed. */

/** The first two bytes of a gzip file (RFC 1952, 2.3.1). */
const GZIP = [0x1f, 0x8b];
/** What Excel puts before a text in UTF-16, which it calls "Unicode text". */
const UTF_16LE = [0xff, 0xfe];

/**
 * UTF-8 with or without its mark, UTF-16 with it, and else what Windows of the West writes; any of them also gzipped.
 *
 * @throws {TypeError} It begins like a gzip file and is none.
 */
export async function decodeFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!beginsWith(bytes, GZIP)) return textOf(bytes);
  const unpacked = file.stream().pipeThrough(new DecompressionStream("gzip"));
  return textOf(new Uint8Array(await new Response(unpacked).arrayBuffer()));
}

function textOf(bytes: Uint8Array): string {
  if (beginsWith(bytes, UTF_16LE)) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
