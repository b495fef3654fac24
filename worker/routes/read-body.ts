/** Reads a request's body up to a limit, so that a large one costs no more than the limit to refuse. */
export async function readBody(
  request: Request,
  limitBytes: number,
): Promise<{ ok: true; text: string } | { ok: false; bytes: number }> {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > limitBytes) return { ok: false, bytes: declared };
  // A declared length is what the platform delivers, so there is nothing left to count.
  if (declared >= 0) return { ok: true, text: await request.text() };
  if (request.body === null) return { ok: true, text: "" };
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) return { ok: false, bytes };
    text += decoder.decode(chunk, { stream: true });
  }
  return { ok: true, text: text + decoder.decode() };
}
