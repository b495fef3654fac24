import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../start/paths.ts";
import { workerSetup } from "../../start/worker-modules.ts";

const capnp = readFileSync(join(ROOT, "selfhost/config.capnp"), "utf8");

describe("selfhost/config.capnp", () => {
  it("binds the same objects as wrangler.toml", () => {
    const bound = [...capnp.matchAll(/name = "(\w+)", durableObjectNamespace = "(\w+)"/g)].map((match) => ({
      binding: match[1],
      className: match[2],
    }));
    expect(bound).toEqual(workerSetup().objects);
  });

  it("gives each class SQLite, and the folder name that Miniflare gives it", () => {
    const classes = [...capnp.matchAll(/className = "(\w+)", uniqueKey = "([\w-]+)", enableSql = true/g)];
    const { name, objects } = workerSetup();
    expect(classes.map((match) => match.slice(1))).toEqual(
      objects.map(({ className }) => [className, `${name}-${className}`]),
    );
  });
});
