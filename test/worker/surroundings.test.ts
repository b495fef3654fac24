import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Env } from "../../worker/env.ts";
import { deviceClassOf } from "../../worker/routes/device-class.ts";
import { surroundingsOf } from "../../worker/routes/surroundings.ts";

const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";
const request = (cf: Record<string, unknown>) =>
  new Request("https://edge.example/v1/collect", {
    method: "POST",
    headers: { "user-agent": ANDROID },
    cf: cf as unknown as CfProperties,
  });
const production: Env = { ...(env as unknown as Env), ENVIRONMENT: "production" };

describe("where a request comes from", () => {
  it("is what the edge says, coarsely", () => {
    const cf = {
      country: "ES",
      regionCode: "CN",
      timezone: "Atlantic/Canary",
      city: "Las Palmas",
      postalCode: "35001",
    };
    expect(surroundingsOf(request(cf), production)).toEqual({
      country: "ES",
      region: "ES-CN",
      zone: "Atlantic/Canary",
      device: "mobile",
    });
  });

  it("is left out where the edge does not know, or says what no clock follows", () => {
    expect(surroundingsOf(request({ timezone: "Moon/Tranquility", regionCode: "CN" }), production)).toEqual({
      device: "mobile",
    });
  });

  it("is not believed on this machine, whose runtime makes a place up", () => {
    const development: Env = { ...production, ENVIRONMENT: "development" };
    expect(surroundingsOf(request({ country: "US" }), development)).toEqual({ device: "mobile" });
  });

  it.each([
    [ANDROID, "mobile"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148",
      "mobile",
    ],
    ["Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Version/16.0 Mobile/15E148", "tablet"],
    ["Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "tablet"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "desktop"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "desktop"],
    ["okhttp/4.12", "other"],
    ["", "other"],
  ])("knows the class of %s", (agent, device) => {
    expect(deviceClassOf(agent)).toBe(device);
  });
});
