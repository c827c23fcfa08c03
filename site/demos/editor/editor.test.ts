import { expect, it } from "vitest";
import { Random } from "../../../tools/random.js";
import { EXAMPLES } from "./examples.js";
import { fromLink, toLink } from "./link.js";

it.each(Object.entries(EXAMPLES))("a link holds %s", async (_name, program) => {
  const link = await toLink(program);
  expect(link).toMatch(/^[\w-]+$/);
  expect(link.length).toBeLessThan(1.1 * program.length);
  expect(await fromLink(link)).toBe(program);
});

it("a link holds long programs, and those with letters of all kinds", async () => {
  const random = new Random(1);
  const line = (): string => `const a${random.below(1e9)} = ${random.uniform()}; // ≤ ½ zᵀQz, 数学, 🧮\n`;
  const program = Array.from({ length: 10_000 }, line).join("");
  const link = await toLink(program);
  expect(link.length).toBeGreaterThan(200_000);
  expect(await fromLink(link)).toBe(program);
  expect(await fromLink(link.slice(0, -100))).toBeUndefined();
});

it("a link that holds no program gives none", async () => {
  for (const text of ["", "%%%", "AAAA", "not a program"])
    expect((await fromLink(text)) || undefined).toBeUndefined();
});
