import { beforeAll, describe, expect, it } from "vitest";
import { declarations } from "../../build/types.js";
import { Checker, complaintsOf, explanationAt, proposalsAt } from "./checker/host.js";
import { EXAMPLES } from "./examples.js";

describe("types in the editor", () => {
  let checker: Checker;
  beforeAll(() => {
    checker = new Checker(declarations());
  });
  const complaints = (text: string): string[] => {
    checker.text = text;
    return complaintsOf(checker).map(({ message, from, to }) => `${text.slice(from, to)}: ${message}`);
  };

  it.each(Object.entries(EXAMPLES))("nothing is wrong with: %s", (_name, program) => {
    expect(complaints(program)).toEqual([]);
  });

  it.each(Object.entries(EXAMPLES))("sees what is added wrongly to: %s", (_name, program) => {
    expect(complaints(`${program}const wrong: string = 1;\n`)).toEqual([expect.stringMatching(/^wrong: /)]);
  });

  it("finds a name that is none, a wrong type and a broken sentence", () => {
    expect(complaints('import { solve } from "optnet";\nsolve({ Q: [1], p: [1] }).zz;')).toEqual([
      expect.stringMatching(/^zz: Property 'zz' does not exist/),
    ]);
    expect(complaints('import { solve } from "optnet";\nsolve({ Q: [1], p: "1" });')).toHaveLength(1);
    expect(complaints("const = 1;").length).toBeGreaterThan(0);
    expect(complaints('import { nothing } from "optnet";')).toHaveLength(1);
  });

  it("explains and proposes", () => {
    const text = 'import { solve } from "optnet";\nsolve({ p: [1], lower: 0 }).';
    checker.text = text;
    expect(explanationAt(checker, text.indexOf("solve({"))?.text).toMatch(/Solution[^]*quadratic programs/);
    const names = proposalsAt(checker, text.length).map(({ label }) => label);
    expect(names).toEqual(expect.arrayContaining(["z", "vjp", "status", "lambda"]));
  });
});
