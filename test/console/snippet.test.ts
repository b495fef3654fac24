import { describe, expect, it } from "vitest";
import { pinnedFile, scriptTag } from "../../console/install/snippet.ts";

const site = { origin: "https://sameview.example", key: "pk_demo" };

describe("the script tag", () => {
  it("names this host and the site's key", () => {
    expect(scriptTag(site)).toBe('<script async src="https://sameview.example/sdk.js" data-key="pk_demo"></script>');
  });

  it("pins a version with its hash, which needs CORS", () => {
    const pinned = { file: "sdk-0.1.0.js", integrity: "sha384-abc" };
    expect(scriptTag({ ...site, pinned })).toBe(
      '<script async src="https://sameview.example/sdk-0.1.0.js" integrity="sha384-abc" crossorigin="anonymous" data-key="pk_demo"></script>',
    );
  });

  it("cannot be broken out of by a key", () => {
    expect(scriptTag({ ...site, key: '"><b>' })).toContain('data-key="&quot;>&lt;b>"');
  });

  it("takes the manifest's own version, and no other file", () => {
    const files = { "sdk.js": { integrity: "sha384-x" }, "sdk-0.1.0.js": { integrity: "sha384-y" } };
    expect(pinnedFile({ version: "0.1.0", files })).toEqual({ file: "sdk-0.1.0.js", integrity: "sha384-y" });
    expect(pinnedFile({ version: "0.2.0", files })).toBeUndefined();
  });
});
