import { describe, expect, it } from "vitest";
import { matchesLockfile } from "../../start/lockfile.js";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/b-darwin": { version: "2.0.0", integrity: "sha512-b", optional: true },
  },
};

describe("whether node_modules matches the lockfile", () => {
  it("does where every package is there, those for other platforms aside", () => {
    expect(matchesLockfile(wanted, { packages: { "node_modules/a": wanted.packages["node_modules/a"] } })).toBe(true);
  });

  it("does not where a package is missing", () => {
    expect(matchesLockfile(wanted, { packages: {} })).toBe(false);
  });

  it("does not where a package has another version", () => {
    const installed = { packages: { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } } };
    expect(matchesLockfile(wanted, installed)).toBe(false);
  });

  it("does not where a package has the same version with other contents", () => {
    const installed = { packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } } };
    expect(matchesLockfile(wanted, installed)).toBe(false);
  });

  it("does not where an optional package is there in another version", () => {
    const installed = { packages: { ...wanted.packages, "node_modules/b-darwin": { version: "2.0.1" } } };
    expect(matchesLockfile(wanted, installed)).toBe(false);
  });
});
