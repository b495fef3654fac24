/** The script tag to put on a site. Pure. */

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
