import { expect, test } from "vitest";
import { formatLeft } from "../../sdk/render/overlay/countdown.ts";

test("what is left, in the page's language from a day on", () => {
  expect(formatLeft(5, "en")).toBe("00:00:05");
  expect(formatLeft(86_399, "en")).toBe("23:59:59");
  expect(formatLeft(2 * 86_400 + 3 * 3_600 + 4 * 60 + 5, "en")).toBe("2 days 03:04:05");
  expect(formatLeft(86_400, "es")).toBe("1 día 00:00:00");
});
