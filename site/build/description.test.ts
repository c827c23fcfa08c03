import { expect, it } from "vitest";
import { descriptionOf } from "./description.js";

it.each([
  ["# A\n\nOf `x` and [y](z.md).\n\nMore.", "Of x and y."],
  ["# A\n\n```sh\nnpm ci\n\nnpm test\n```\n\nTwo\nlines.", "Two lines."],
  ["---\nsearch: false\n---\n\n# A\n\n| a |\n| - |\n\n- list\n\n**Bold** begins.", "Bold begins."],
  ["# A\n", undefined],
  [`# A\n\nOne sentence that has about eighty letters in it, so that it is long enough to be taken. ${"b".repeat(40)} ${"c".repeat(99)}.`, "One sentence that has about eighty letters in it, so that it is long enough to be taken."], // prettier-ignore
])("%j", (markdown, expected) => expect(descriptionOf(markdown)).toBe(expected));

it("ends a long sentence between two words", () => {
  const description = descriptionOf(`# A\n\n${"word ".repeat(100)}`);
  expect(description).toMatch(/word …$/);
  expect(description!.length).toBeLessThan(210);
});
