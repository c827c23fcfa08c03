/** Projects of CommonJS modules, in Node and in Jest, which has a loader of its own. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read, ROOT } from "../imports.js";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";
import { isAsPromised, programsOf } from "../../tools/snippets.js";
import { PAGES } from "../support/pages.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

const { exports } = JSON.parse(read("package.json")) as { exports: Record<string, unknown> };
const ENTRY_POINTS = Object.keys(exports)
  .filter((name) => !name.endsWith(".json"))
  .map((name) => name.replace(/^\./, "optnet"));

/** Node's flag that makes it what it was before it could require an ES module. */
const OLD_NODE = "--no-experimental-require-module";

function node(cwd: string, ...args: string[]): { printed: string; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  return { printed: stdout.trim(), said: stderr.trim() };
}

function run(name: string, text: string, ...flags: string[]): string {
  writeFileSync(join(installed.project, name), text);
  const { printed, said } = node(installed.project, ...flags, name);
  expect(said).toBe("");
  return printed;
}

describe("require in Node", () => {
  test.each(ENTRY_POINTS)("of %s gives what import gives, and the same objects", (name) => {
    const text = `
      const required = require("${name}");
      import("${name}").then((imported) => {
        const names = Object.keys(imported);
        console.log(names.length > 0 && names.every((name) => imported[name] === required[name]));
      });`;
    expect(run("same.cjs", text)).toBe("true");
  });

  test.each(ENTRY_POINTS)("of %s gives the same names where Node cannot require an ES module", (name) => {
    const text = `
      const required = require("${name}");
      import("${name}").then((imported) => {
        const names = Object.keys(imported).sort();
        console.log(names.length > 0 && names.join() === Object.keys(required).sort().join());
        console.log(names.some((name) => typeof imported[name] === "function" && imported[name] === required[name]));
      });`;
    expect(run("names.cjs", text, OLD_NODE)).toBe("true\nfalse");
  });

  test("of the CommonJS modules solves, and errors of both copies are errors of both", () => {
    const text = `
      const { solve, OptNetError } = require("optnet");
      const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
      console.log([...solution.z, ...solution.vjp({ z: [1.3, 0.5] }).p.data].map((x) => x.toFixed(7)).join(" "));
      import("optnet").then((other) => {
        const errorOf = (solve) => { try { solve({ p: [NaN] }); } catch (error) { return error; } };
        console.log([errorOf(solve), errorOf(other.solve)].every(
          (error) => error instanceof OptNetError && error instanceof other.OptNetError && error.field === "p"));
        console.log(OptNetError !== other.OptNetError && !(new Error("p") instanceof OptNetError));
      });`;
    expect(run("errors.cjs", text, OLD_NODE)).toBe("0.2500000 0.7500000 -0.2000000 0.2000000\ntrue\ntrue");
  });

  test("of the CommonJS modules starts workers", () => {
    const text = `
      const { solve } = require("optnet");
      const { ThreadPool } = require("optnet/threads");
      const p = { data: Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i)), shape: [1000, 3] };
      const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 };
      const pool = new ThreadPool({ threads: 2 });
      const same = (a, b) => a.every((value, i) => Object.is(value, b[i]));
      const one = solve(problem);
      const two = pool.solve(problem);
      pool.solveAsync(problem).then((three) => {
        console.log(same(one.z, two.z), same(one.z, three.z));
        console.log(same(one.vjp({ z: p }).A.data, two.vjp({ z: p }).A.data));
        pool.dispose();
      });`;
    expect(run("threads.cjs", text, OLD_NODE)).toBe("true true\ntrue");
  });

  test("a stack of the CommonJS modules names the sources", () => {
    const text = `try { require("optnet").solve({ p: [NaN] }); } catch (error) { console.log(error.stack); }`;
    expect(run("stack.cjs", text, OLD_NODE, "--enable-source-maps")).toMatch(
      /optnet\/src\/api\/solve\.ts:\d+/,
    );
  });
});

const pages = PAGES.filter((path) => programsOf(read(path)).some(({ runs }) => runs));

describe.each(pages)("a program of %s as CommonJS", (path) => {
  const programs = programsOf(read(path)).filter(({ runs }) => runs);
  const name = path.replace(/\W/g, "-");

  test.each(programs)("line $line", ({ code, line, prints }) => {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    });
    // Where a module would wait, CommonJS has a function that does.
    writeFileSync(join(installed.project, `${name}-${line}.cjs`), `(async () => {\n${outputText}\n})();`);
    const { printed } = node(installed.project, OLD_NODE, `${name}-${line}.cjs`);
    const lines = printed.split("\n").map((text) => text.trimEnd());
    const kept = lines.length === prints.length && prints.every((text, i) => isAsPromised(text, lines[i]));
    if (prints.length > 0 && !kept) expect(lines).toEqual(prints);
  });
});

describe("in Jest", () => {
  /** The body of a test file, which gets everything from `load`. */
  const tests = (load: (names: string, from: string) => string): string => `
    const near = (found, expected) => expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
    const PROBLEM = { Q: [[4, 1], [1, 2]], lower: 0, A: [[1, 1]], b: [1] };
    test("optnet", async () => {
      ${load("{ QpSolver, OptNetError, solve }", "optnet")}
      const solution = solve({ ...PROBLEM, p: [1, 1] });
      near(solution.z, [0.25, 0.75]);
      near(solution.vjp({ z: [1.3, 0.5] }).p.data, [-0.2, 0.2]);
      expect(() => solve({ p: [NaN] })).toThrow(OptNetError);
      const solver = new QpSolver({ variables: 2, Q: [1, 1], lower: 0 });
      const p = new Float64Array([-1, 2]);
      const kept = solver.solve({ p }, { inPlace: true });
      p[0] = -2;
      expect(solver.solve({ p }, { inPlace: true })).toBe(kept);
      near(kept.z, [2, 0]);
    });
    test("optnet/tfjs", async () => {
      ${load("tf", "@tensorflow/tfjs")}
      ${load("{ qp, OptNetLayer }", "optnet/tfjs")}
      jestObject.spyOn(console, "warn").mockImplementation(() => undefined);
      const p = tf.tensor1d([1, 1]);
      const weights = tf.tensor1d([1.3, 0.5]);
      near(tf.grad((p) => qp({ ...PROBLEM, p }).mul(weights).sum())(p).dataSync(), [-0.2, 0.2]);
      const layer = new OptNetLayer({ variables: 2 });
      expect(layer.apply(tf.zeros([3, 2])).shape).toEqual([3, 2]);
    });
    test("optnet/jax", async () => {
      globalThis.Float16Array ??= class Float16Array {};
      ${load("{ grad, numpy: np }", "@jax-js/jax")}
      ${load("{ qp }", "optnet/jax")}
      const array = (values) => np.array(values, { dtype: np.float64 });
      const weights = array([1.3, 0.5]);
      near(grad((p) => qp({ ...PROBLEM, p }).mul(weights.ref).sum())(array([1, 1])).js(), [-0.2, 0.2]);
    });
    test("optnet/nats and optnet/training", async () => {
      ${load("{ connect }", "optnet/nats")}
      ${load("{ leavesOf }", "optnet/training")}
      const { solve, close } = await connect("local:", { threads: 1 });
      near((await solve({ Q: [2, 2], p: [-1, 1], lower: 0 })).z, [0.5, 0]);
      await close();
      expect(leavesOf(5, 2)).toHaveLength(3);
    });
    test("optnet/threads", async () => {
      ${load("{ solve }", "optnet")}
      ${load("{ ThreadPool }", "optnet/threads")}
      const p = { data: Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i)), shape: [1000, 3] };
      const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 };
      const pool = new ThreadPool({ threads: 2 });
      const one = solve(problem);
      for (const solution of [pool.solve(problem), await pool.solveAsync(problem)]) {
        expect([...solution.z]).toEqual([...one.z]);
        expect([...solution.vjp({ z: p }).A.data]).toEqual([...one.vjp({ z: p }).A.data]);
      }
      pool.dispose();
    });
    test("optnet/webgpu", async () => {
      ${load("{ solveAsync }", "optnet/webgpu")}
      ${load("{ nodeDevice }", "optnet/webgpu/node")}
      jestObject.spyOn(console, "warn").mockImplementation(() => undefined);
      const solution = await solveAsync({ Q: [1, 1], p: [-1, 1], lower: 0 });
      expect(solution.solvedBy()).toBe("pivoting");
      near(solution.z, [1, 0]);
      expect(typeof nodeDevice).toBe("function");
    });`;

  interface Report {
    readonly numPassedTests: number;
    readonly testResults: readonly { readonly message: string }[];
  }

  /** Runs Jest as it is without a configuration, in a project of its own that uses the package. */
  function jest(type: "commonjs" | "module", text: string, ...flags: string[]): void {
    const project = join(installed.project, `jest-${type}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "tested", type }));
    writeFileSync(join(project, "all.test.js"), text);
    const path = join(ROOT, "node_modules/jest/bin/jest.js");
    spawnSync(process.execPath, [...flags, path, "--json", "--outputFile=report.json"], { cwd: project });
    const report = JSON.parse(readFileSync(join(project, "report.json"), "utf8")) as Report;
    expect(report.testResults.map(({ message }) => message)).toEqual([""]);
    expect(report.numPassedTests).toBe(6);
  }

  test("every entry point works with require", () => {
    const load = (names: string, from: string): string => `const ${names} = require("${from}");`;
    jest("commonjs", `const jestObject = jest; ${tests(load)}`);
  });

  test("every entry point works with import", () => {
    const load = (names: string, from: string): string => `const ${names} = await import("${from}");`;
    const text = `import { jest as jestObject } from "@jest/globals"; ${tests(load)}`;
    jest("module", text, "--experimental-vm-modules");
  });
});
