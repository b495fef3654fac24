import { describe, expect, it } from "vitest";
import { displayWidth, formatBytes, formatDuration, renderTable } from "../../start/table.ts";

describe("renderTable", () => {
  it("aligns columns and leaves no blanks at the end of a line", () => {
    expect(
      renderTable([
        ["a", "bcd", "e"],
        ["fghi", "j"],
      ]),
    ).toBe("a     bcd  e\nfghi  j");
  });

  it("sets the columns named flush right", () => {
    expect(
      renderTable(
        [
          ["x", "7"],
          ["yy", "1,234"],
        ],
        { right: [1], indent: "  " },
      ),
    ).toBe("  x       7\n  yy  1,234");
  });

  it("counts Chinese characters as two columns, as terminals do", () => {
    // 山径 takes 4 columns, so "ab" needs two blanks to reach them and both two more to the next column.
    expect(
      renderTable([
        ["山径", "1"],
        ["ab", "2"],
      ]),
    ).toBe("山径  1\nab    2");
    expect(displayWidth("山径 3")).toBe(6);
  });

  it("renders nothing for no rows", () => {
    expect(renderTable([])).toBe("");
  });
});

describe("numbers for people", () => {
  it.each([
    [119.6, "120 ms"],
    [999, "999 ms"],
    [1_000, "1.0 s"],
    [61_240, "61.2 s"],
  ])("%d ms is %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it.each([
    [0, "0 B"],
    [8_192, "8,192 B"],
    [58_249, "58.2 kB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});
