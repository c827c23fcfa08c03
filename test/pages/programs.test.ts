/** Every program in the README and in docs is type-checked, run against the installed package, and prints what it says. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read, ROOT } from "../imports.js";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage, runModule } from "../installed-package.js";
import type { Program } from "../../tools/snippets.js";
import { isAsPromised, programsOf } from "../../tools/snippets.js";
import { PAGES } from "../support/pages.js";

const pages = PAGES.map((path) => ({ path, programs: programsOf(read(path)) })).filter(
  ({ programs }) => programs.length > 0,
);

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

/** The errors of every program, by name and with their lines in the text; one compilation for all of them. */
function typeErrors(named: ReadonlyMap<string, Program>): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const [name, { code, language }] of named) {
    const path = join(installed.project, `${name}.${language}`);
    // A program without imports is a module all the same.
    writeFileSync(path, `${code}\nexport {};\n`);
    errors.set(name, []);
    names.set(path, name);
  }
  const compilation = ts.createProgram([...names.keys()], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
    allowJs: true,
    checkJs: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    typeRoots: [join(ROOT, "node_modules/@types")],
    types: ["node"],
  });
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(compilation)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    const name = file && names.get(file.fileName);
    if (name === undefined) throw new Error(`${file?.fileName}: ${message}`);
    const line = file!.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    errors.get(name)!.push(`line ${line}: ${message}`);
  }
  return errors;
}

/** As whoever copies it to a file would: nothing translates it for this Node. */
function run(name: string, { code }: Program): string[] {
  writeFileSync(join(installed.project, `${name}.mjs`), code);
  const printed = runModule(installed.project, `${name}.mjs`);
  return printed.split("\n").slice(0, -1);
}

function expectPromised({ prints }: Program, lines: readonly string[]): void {
  if (prints.length === 0) return;
  const kept =
    lines.length === prints.length && prints.every((text, i) => isAsPromised(text, lines[i].trimEnd()));
  // Where a promise is broken, show both texts side by side.
  if (!kept) expect(lines).toEqual(prints);
}

describe.each(pages)("$path", ({ path, programs }) => {
  test("has programs that say what they print, if any run", () => {
    const running = programs.filter(({ runs }) => runs);
    expect(running.length > 0 || path !== "README.md").toBe(true);
    expect(running.length === 0 || running.some(({ prints }) => prints.length > 0)).toBe(true);
  });

  const nameOf = ({ line }: Program): string => `${path.replace(/\W/g, "-")}.line-${line}`;
  let errors: Map<string, string[]>;
  beforeAll(() => {
    errors = typeErrors(new Map(programs.map((program) => [nameOf(program), program])));
  });

  describe.each(programs)("line $line", (program) => {
    test("has no type errors", () => expect(errors.get(nameOf(program))).toEqual([]));
    if (!program.runs) return;
    test("runs and prints what it says", () => expectPromised(program, run(nameOf(program), program)));
  });
});

describe("the check of programs in a text", () => {
  const text = [
    "# Title",
    "```ts",
    'import { solve } from "optnet";',
    "const { z } = solve({ Q: [2], p: [-1] });",
    "console.log(z); // prints Float64Array(1) [ 0.5 ]",
    "```",
    "and, further on:",
    "",
    "- an item",
    "",
    "  ```ts",
    "  console.log(z.length, Date.now()); // prints 1 …",
    "  ```",
    "```ts no-run",
    'import { solve } from "optnet";',
    'document.title = solve({ p: [1], lower: 0 }).status[0]; // prints "solved"',
    "```",
    "```sh",
    "npm install optnet",
    "```",
    "````js",
    'import { solve } from "optnet";',
    "```",
    "````",
  ].join("\n");
  const [first, second, third] = programsOf(text);

  test("finds programs, joins what belongs together and keeps lines", () => {
    expect(programsOf(text)).toHaveLength(3);
    expect(first).toMatchObject({ language: "ts", runs: true, line: 3 });
    expect(first.prints).toEqual(["Float64Array(1) [ 0.5 ]", "1 …"]);
    const lines = first.code.split("\n");
    expect(lines[3]).toMatch(/^const/);
    expect(lines[11]).toMatch(/^console/);
    expect(second).toMatchObject({ runs: false, line: 15 });
    expect(third).toMatchObject({ language: "js", line: 22, prints: [] });
    expect(third.code.split("\n").at(-1)).toBe("```");
    expect(programsOf("no code")).toEqual([]);
  });

  test("accepts a correct program", () => {
    const lines = run("fixture", first);
    expect(lines).toHaveLength(2);
    expectPromised(first, lines);
  });

  test("finds a type error, on its line", () => {
    const wrong = programsOf(text.replace("p: [-1]", "q: [-1]"))[0];
    const errors = typeErrors(new Map(Object.entries({ first, second, third, wrong })));
    expect(errors.get("wrong")).toEqual([expect.stringMatching(/^line 4: /)]);
    expect(errors.get("first")).toEqual([]);
    expect(errors.get("second")).toEqual([]);
    expect(errors.get("third")?.[0]).toMatch(/^line 23: /);
  });

  test("finds a broken promise, a missing one and one too many", () => {
    const lines = run("fixture", first);
    for (const change of [
      text.replace("[ 0.5 ]", "[ 0.6 ]"),
      text.replace(" // prints 1 …", ""),
      text.replace("further on:", "further on:\n```ts\n// prints more\n```"),
    ]) {
      expect(() => expectPromised(programsOf(change)[0], lines)).toThrow();
    }
  });

  test("finds a program that this Node does not understand", () => {
    const typed = programsOf(text.replace("const { z }", "const { z }: { z: Float64Array }"))[0];
    expect(typeErrors(new Map([["typed", typed]])).get("typed")).toEqual([]);
    expect(() => run("typed", typed)).toThrow(/SyntaxError/);
  });

  test("finds a program that fails, on its line", () => {
    const wrong = programsOf(text.replace("const { z", 'throw new Error("broken"); const { z'))[0];
    expect(() => run("broken", wrong)).toThrow(/broken\.mjs:4/);
  });

  test.each([
    ["0.25", "0.25000000000000033", true],
    ["[ 0.25, -0.5 ]", "[ 0.25000000000000033, -0.4999999999 ]", true],
    ["1e-3", "0.0010000001", true],
    ["0.25", "0.251", false],
    ["0.25", "0.25 0.5", false],
    ["z = 1", "y = 1", false],
    ["took … ms", "took 12.5 ms", true],
    ["took … ms", "took 12.5 s", false],
    ["v1", "v2", false],
  ])("%s promised, %s printed", (promised, printed, expected) => {
    expect(isAsPromised(promised, printed)).toBe(expected);
  });
});
