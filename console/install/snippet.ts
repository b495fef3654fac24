/** What to put on a site, by way of installing. Pure. */

export interface SnippetOptions {
  /** Origin of this Worker, such as `https://sameview.example`. */
  origin: string;
  /** The site's public key. */
  key: string;
  /** For the pinned form: the file and the hash the browser must find. */
  pinned?: { file: string; integrity: string };
}

/** One tag. The pinned form fetches one unchanging version and refuses any other content. */
export function scriptTag({ origin, key, pinned }: SnippetOptions): string {
  const attribute = (name: string, value: string) => `${name}="${escapeAttribute(value)}"`;
  const parts =
    pinned === undefined
      ? [attribute("src", `${origin}/sdk.js`)]
      : [
          attribute("src", `${origin}/${pinned.file}`),
          attribute("integrity", pinned.integrity),
          attribute("crossorigin", "anonymous"),
        ];
  return `<script async ${[...parts, attribute("data-key", key)].join(" ")}></script>`;
}

/** For tag managers, which strip attributes: everything in the address, and the shop's `dataLayer` read. */
export function queryTag({ origin, key }: SnippetOptions): string {
  const address = `${origin}/sdk.js?key=${encodeURIComponent(key)}&adapters=datalayer`;
  return `<script async src="${escapeAttribute(address)}"></script>`;
}

/** By npm. */
export function moduleCode({ origin, key }: SnippetOptions): string {
  return `import { init } from "sameview";\nconst sameview = init(${JSON.stringify({ key, host: origin })});`;
}

/** @param file the pinned file: the head snippet's lies beside it, by the same version */
export function headSnippet({ origin, key }: SnippetOptions, file: string): string {
  const [name, host] = [escapeAttribute(key), escapeAttribute(origin)];
  const head = `${origin}/${file.replace(/\.js$/, "-head.js")}`;
  return `<script data-key="${name}" data-host="${host}" data-placements="home-hero">\n/* ${head} */\n</script>\n${scriptTag({ origin, key })}`;
}

/** The immutable file of the manifest: the one of its own version. */
export function pinnedFile(manifest: {
  version: string;
  files: Record<string, { integrity: string }>;
}): { file: string; integrity: string } | undefined {
  const file = `sdk-${manifest.version}.js`;
  const entry = manifest.files[file];
  return entry === undefined ? undefined : { file, integrity: entry.integrity };
}

function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
