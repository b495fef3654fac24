import { describe, expect, it } from "vitest";
import { changed, redone, undone, undoStack } from "../../console/desk/undo-stack.ts";

describe("undo", () => {
  it("takes a word back, not a letter: changes of one field within a second are one step", () => {
    let stack = undoStack("");
    for (const [index, text] of ["B", "Bo", "Boo", "Boot"].entries())
      stack = changed(stack, text, "headline", index * 200);
    expect(undone(stack).present).toBe("");
  });

  it("takes changes of two fields, or after a pause, back one by one", () => {
    let stack = changed(undoStack("a"), "b", "headline", 0);
    stack = changed(stack, "c", "text", 10);
    stack = changed(stack, "d", "text", 5_000);
    expect([undone(stack).present, undone(undone(stack)).present, undone(undone(undone(stack))).present]).toEqual([
      "c",
      "b",
      "a",
    ]);
  });

  it("and redo are each other's way back", () => {
    const stack = changed(changed(undoStack(1), 2, "a", 0), 3, "b", 0);
    expect(redone(redone(undone(undone(stack)))).present).toBe(3);
  });

  it("with nothing to take back changes nothing", () => {
    const stack = undoStack("only");
    expect(undone(stack)).toBe(stack);
    expect(redone(stack)).toBe(stack);
  });

  it("a new change forgets what was undone", () => {
    const stack = changed(undone(changed(undoStack(1), 2, "a", 0)), 3, "b", 0);
    expect(redone(stack)).toBe(stack);
    expect(stack.present).toBe(3);
  });
});
