/** What the site does with a program before it runs, and after it did not; without a browser. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { faultIn } from "../../site/live/syntax.js";
import { ROOT } from "../imports.js";
import { describeWith, type Need } from "../support/needs.js";

const PACKAGES: Need = {
  name: "packages of the site",
  remedy: "npm run site",
  missing: () =>
    existsSync(join(ROOT, "site/node_modules/acorn")) ? undefined : "site/node_modules lacks acorn",
};

describeWith(PACKAGES, "a program", () => {
  describe("where a text is no program", () => {
    it.each([
      ["const = 1;", 1, /Unexpected token/],
      ["console.log(1);\nlet x = {;\n", 2, /Unexpected token/],
      ["\n\nconst s = 'abc\nconsole.log(s)", 3, /Unterminated string/],
      ["const a = 1;\nconst a = 2;", 2, /'a' has already been declared/],
    ])("%j: line %d", async (program, line, text) => {
      const fault = await faultIn(program, "SyntaxError: in the words of a browser");
      expect(fault).toEqual({ line, text: expect.stringMatching(text) as string });
      expect(fault!.text).not.toMatch(/\(\d+:\d+\)/);
    });

    it.each([
      "SyntaxError: The requested module 'http://host/lib/optnet.js' does not provide an export named 'nothing'",
      "SyntaxError: The requested module 'http://host/lib/optnet.js' doesn't provide an export named: 'nothing'",
      "SyntaxError: Importing binding name 'nothing' is not found.",
    ])("an import of what is not there: %s", async (complaint) => {
      const program =
        'import { solve } from "optnet";\nimport {\n  sum,\n  nothing as it,\n} from "optnet/model";\n';
      expect(await faultIn(program, complaint)).toEqual({
        text: '"optnet/model" has no export that is called "nothing".',
        line: 4,
      });
    });

    it("says nothing of programs, whatever becomes of them", async () => {
      expect(await faultIn("throw 5;", "5")).toBeUndefined();
      expect(
        await faultIn('import { solve } from "optnet";', "Error: 'solve' is what it is about"),
      ).toBeUndefined();
    });
  });

  describe("its types", () => {
    let withoutTypes: (text: string) => {
      readonly program: string;
      readonly refused?: { readonly text: string; readonly line: number };
    };
    beforeAll(async () => {
      // Not known to who checks the types of tests: its packages need not be there.
      const module = join(ROOT, "site/demos/editor/checker/without-types.ts");
      ({ withoutTypes } = (await import(module)) as { withoutTypes: typeof withoutTypes });
    });

    it("are taken away, every character where it was", () => {
      expect(withoutTypes("const a: number = 1 as number;")).toEqual({
        program: "const a         = 1          ;",
      });
    });

    it("and what is more than a type is refused, with its line", () => {
      const program =
        "const a = 1;\n// red\nenum Colour { Red }\nclass B { constructor(public c: number) {} }";
      const text = expect.stringMatching(/^`enum Colour/) as string;
      expect(withoutTypes(program).refused).toEqual({ line: 3, text });
    });
  });
});
