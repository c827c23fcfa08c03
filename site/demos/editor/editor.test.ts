import { expect, it } from "vitest";
import { EXAMPLES } from "./examples.js";
import { fromLink, toLink } from "./link.js";

it.each(Object.entries(EXAMPLES))("a link holds %s", async (_name, program) => {
  const link = await toLink(program);
  expect(link).toMatch(/^[\w-]+$/);
  expect(link.length).toBeLessThan(1.1 * program.length);
  expect(await fromLink(link)).toBe(program);
});

it("a link that holds no program gives none", async () => {
  for (const text of ["", "%%%", "AAAA", "not a program"])
    expect((await fromLink(text)) || undefined).toBeUndefined();
});
