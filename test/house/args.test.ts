import { describe, expect, it } from "vitest";
import { parseStartOptions } from "../../start/args.ts";
import { Fault } from "../../start/fault.ts";

describe("the command line of npm start", () => {
  it("has a default for everything", () => {
    expect(parseStartOptions([])).toEqual({
      port: 8787,
      shoppers: 12,
      seed: 42,
      json: false,
      open: true,
      fresh: false,
      history: true,
      storage: undefined,
      help: false,
    });
  });

  it("reads every option", () => {
    const line = "--port 9000 --shoppers 3 --seed 7 --json --no-open --fresh --no-history --storage /tmp/x";
    expect(parseStartOptions(line.split(" "))).toEqual({
      port: 9000,
      shoppers: 3,
      seed: 7,
      json: true,
      open: false,
      fresh: true,
      history: false,
      storage: "/tmp/x",
      help: false,
    });
  });

  it("lets --no-shoppers win over --shoppers", () => {
    expect(parseStartOptions(["--shoppers", "5", "--no-shoppers"]).shoppers).toBe(0);
  });

  it.each([
    ["--port 0", "--port 0: give a whole number from 1 to 65535."],
    ["--port 65536", "--port 65536: give a whole number from 1 to 65535."],
    ["--port 80a", "--port 80a: give a whole number from 1 to 65535."],
    ["--shoppers 201", "--shoppers 201: give a whole number from 0 to 200."],
    ["--seed 1.5", "--seed 1.5: give a whole number from 0 to 4294967295."],
  ])("refuses %s and says what is allowed", (line, message) => {
    expect(() => parseStartOptions(line.split(" "))).toThrow(new Fault(message));
  });

  it("answers an unknown option with the list of those there are", () => {
    expect(() => parseStartOptions(["--porto", "1"])).toThrow(/'--porto'[^]*--port N[^]*--no-open/);
  });
});
