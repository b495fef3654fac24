// The front door of a self-hosted Sameview: static files with their content types and headers, everything else to the
// Worker. On Cloudflare the platform does this; the bare runtime serves bytes without a type.

/**
 * @typedef {{ type: string, headers: Record<string, string>, etag: string, file: string }} StaticFile
 *   `file` is the path on disk under assets/, so a request can name nothing that was not built.
 * @typedef {{ workerFirst: string[], files: Record<string, StaticFile> }} Manifest
 * @typedef {{ fetch(request: Request | string): Promise<Response> }} Service
 * @typedef {{ SAMEVIEW: Service, FILES: Service, MANIFEST: Manifest }} FrontEnv
 */

/** Types worth compressing; images and fonts are compressed already. */
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/;

/** @param {string[]} patterns such as `/v1/*` @param {string} path */
function isWorkerFirst(patterns, path) {
  return patterns.some((p) => (p.endsWith("*") ? path.startsWith(p.slice(0, -1)) : path === p));
}

/** @param {Request} request @param {StaticFile} found @param {Service} disk @returns {Promise<Response>} */
async function serveFile(request, found, disk) {
  const headers = new Headers({
    "Cache-Control": "public, max-age=0, must-revalidate",
    "Content-Type": found.type,
    ETag: found.etag,
    ...found.headers,
  });
  const known = request.headers.get("If-None-Match") ?? "";
  if (known.split(/\s*,\s*/).includes(found.etag)) return new Response(null, { status: 304, headers });
  if (COMPRESSIBLE.test(found.type)) {
    headers.set("Vary", "Accept-Encoding");
    // The runtime compresses a body whose headers say that it is.
    if (/\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "")) headers.set("Content-Encoding", "gzip");
  }
  if (request.method === "HEAD") return new Response(null, { headers });
  const onDisk = await disk.fetch(`http://files${found.file}`);
  if (!onDisk.ok) return new Response("This file is missing on the server.", { status: 500 });
  return new Response(onDisk.body, { headers });
}

export default {
  /** @param {Request} request @param {FrontEnv} env @returns {Promise<Response>} */
  async fetch(request, env) {
    const url = new URL(request.url);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead || isWorkerFirst(env.MANIFEST.workerFirst, url.pathname)) return await env.SAMEVIEW.fetch(request);
    const found = env.MANIFEST.files[url.pathname];
    if (found) return await serveFile(request, found, env.FILES);
    if (env.MANIFEST.files[`${url.pathname}/`]) {
      return new Response(null, { status: 307, headers: { Location: `${url.pathname}/${url.search}` } });
    }
    return await env.SAMEVIEW.fetch(request);
  },
};
