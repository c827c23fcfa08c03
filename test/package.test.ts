/** The package as its users get it: packed, installed and imported, without the repository around it. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importsOf, isTest, reachable, ROOT, sourceFiles } from "./imports.js";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage, runModule } from "./installed-package.js";

interface Manifest {
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { optional?: boolean }>;
  readonly main: string;
  readonly types: string;
  readonly exports: Record<string, string | { types: string; default: string }>;
  readonly bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const entryPoints = Object.keys(manifest.exports).filter((name) => !name.endsWith(".json"));
const specifier = (entryPoint: string): string => entryPoint.replace(/^\./, "optnet");

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

function run(name: string, text: string): string {
  writeFileSync(join(installed.project, name), text);
  return runModule(installed.project, name);
}

describe("the tarball", () => {
  test("holds the build, the texts and nothing else", () => {
    const texts = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    expect(installed.files.filter((path) => !path.startsWith("dist/")).sort()).toEqual(texts);
    const built = sourceFiles("src")
      .filter((path) => !isTest(path) && !path.includes("/kernel/")) // AssemblyScript becomes binary.generated.ts.
      .flatMap((path) => [".js", ".d.ts"].map((end) => path.replace(/^src/, "dist").replace(/\.ts$/, end)));
    expect(installed.files.filter((path) => path.startsWith("dist/")).sort()).toEqual(built.sort());
  });

  test("has every file that package.json points to", () => {
    const targets = [
      manifest.main,
      manifest.types,
      ...Object.values(manifest.bin),
      ...Object.values(manifest.exports).flatMap((entry) =>
        typeof entry === "string" ? [entry] : Object.values(entry),
      ),
    ];
    expect(
      targets.map((path) => path.replace(/^\.\//, "")).filter((path) => !installed.files.includes(path)),
    ).toEqual([]);
  });

  test("needs no other package", () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    for (const name of Object.keys(manifest.peerDependencies)) {
      expect(manifest.peerDependenciesMeta[name], name).toEqual({ optional: true });
    }
  });
});

const SOLVE = `
  const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
  solution.assertSolved();
  console.log(JSON.stringify([[...solution.z], [...solution.vjp({ z: [1.3, 0.5] }).p.data]]));
`;

function expectExample(printed: string): void {
  const [z, dp] = JSON.parse(printed) as [number[], number[]];
  expect(z[0]).toBeCloseTo(0.25, 7);
  expect(z[1]).toBeCloseTo(0.75, 7);
  expect(dp[0]).toBeCloseTo(-0.2, 6);
  expect(dp[1]).toBeCloseTo(0.2, 6);
}

describe("in Node", () => {
  test("every entry point can be imported", () => {
    for (const entryPoint of entryPoints) {
      const name = specifier(entryPoint);
      const printed = run("entry.mjs", `console.log(Object.keys(await import("${name}")).join());`);
      expect(printed.trim().split(",").length, name).toBeGreaterThan(0);
      expect(printed.trim(), name).not.toBe("");
    }
  });

  test("the core solves and differentiates, without looking for a host", () => {
    const forbidden = ["navigator", "window", "document", "self"];
    expectExample(
      run(
        "core.mjs",
        `for (const name of ${JSON.stringify(forbidden)}) {
           Object.defineProperty(globalThis, name, { get() { throw new Error("looked at " + name); } });
         }
         const { solve } = await import("optnet");
         ${SOLVE}`,
      ),
    );
  });

  test("CommonJS may require it", () => {
    expectExample(run("core.cjs", `const { solve } = require("optnet"); ${SOLVE}`));
    expect(run("manifest.cjs", `console.log(require("optnet/package.json").version);`).trim()).toBe(
      manifest.version,
    );
  });

  test("optnet/tfjs solves and differentiates", () => {
    expectExample(
      run(
        "tfjs.mjs",
        `import * as tf from "@tensorflow/tfjs";
         import { qp } from "optnet/tfjs";
         const f = (p) => qp({ Q: [[4, 1], [1, 2]], p, lower: 0, A: [[1, 1]], b: [1] });
         const p = tf.tensor1d([1, 1]);
         const dp = tf.grad((p) => f(p).mul(tf.tensor1d([1.3, 0.5])).sum())(p);
         console.log(JSON.stringify([[...f(p).dataSync()], [...dp.dataSync()]]));`,
      ),
    );
  });

  test("optnet/jax solves and differentiates", () => {
    expectExample(
      run(
        "jax.mjs",
        `import { grad, numpy as np } from "@jax-js/jax";
         import { qp } from "optnet/jax";
         globalThis.Float16Array ??= class Float16Array {};
         const f = (p) => qp({ Q: [[4, 1], [1, 2]], p, lower: 0, A: [[1, 1]], b: [1] });
         const p = np.array([1, 1], { dtype: np.float64 });
         const weights = np.array([1.3, 0.5], { dtype: np.float64 });
         const dp = grad((p) => f(p).mul(weights.ref).sum())(p.ref);
         console.log(JSON.stringify([f(p).js(), dp.js()]));`,
      ),
    );
  });

  test("what is not an entry point is out of reach", () => {
    const text = `try { await import("optnet/dist/index.js"); } catch (error) { console.log(error.code); }`;
    expect(run("deep.mjs", text).trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("the command is installed", () => {
    const command = join(installed.project, "node_modules/.bin/optnet");
    const ask = (...args: string[]): string =>
      execFileSync(process.execPath, [command, ...args], { encoding: "utf8" });
    expect(ask("--version").trim()).toBe(manifest.version);
    const file = join(installed.project, "problem.json");
    writeFileSync(file, JSON.stringify({ Q: [2, 2], p: [-2, 4], lower: [0, 0] }));
    const { z } = JSON.parse(ask("solve", file, "--json")) as { z: number[] | number[][] };
    expect(z.flat()[0]).toBeCloseTo(1, 7);
    expect(z.flat()[1]).toBeCloseTo(0, 7);
  });
});

describe("types", () => {
  const text = `
    import { OptNetError, QpSolver, SETTINGS, solve, type ProblemInput, type Solution } from "optnet";
    const input: ProblemInput = { Q: [1, 1], p: new Float64Array(2), lower: 0 };
    const solution: Solution = solve(input, { tolerance: SETTINGS.tolerance.default });
    const z: Float64Array = solution.z;
    const gradient: Float64Array | undefined = solution.vjp({ z }, { wrt: ["p"] }).p?.data;
    const solver = new QpSolver({ variables: 2, Q: [1, 1] });
    export const answers = [gradient, solver.solve({ p: [1, 2] }).status[0] === "solved", OptNetError];
    const both = solution.vjp({ z }, { wrt: ["p", "lower"] });
    export const narrowed: Float64Array[] = [both.p.data, both.lower.data];
    // @ts-expect-error Q was not asked for
    export const unasked = both.Q;
    const some: ("p" | "Q")[] = ["p"];
    export const listed: Float64Array | undefined = solution.vjp({ z }, { wrt: some }).Q?.data;
    // @ts-expect-error it may not be among them
    export const unsure = solution.vjp({ z }, { wrt: some }).Q.data;
    // @ts-expect-error a problem may have no A
    export const missing = solution.vjp({ z }).A.data;
    // @ts-expect-error entries of a BigInt64Array are no numbers
    solve({ p: new BigInt64Array(2) });
    solve({ Q: { diagonal: [[1, 2]] }, p: [new Float64Array(2)], lower: new Int32Array(2) });
    // @ts-expect-error only Q has a diagonal
    solve({ p: [1], A: { diagonal: [1] }, b: [1] });
    // @ts-expect-error p is required
    solve({ Q: [1, 1] });
    // @ts-expect-error no such setting
    solve(input, { tolerence: 1e-6 });
    // @ts-expect-error no such status
    export const wrong = solution.status[0] === "optimal";
  `;
  const tfjs = `
    import * as tf from "@tensorflow/tfjs";
    import { OptNetLayer, qp } from "optnet/tfjs";
    export const z: tf.Tensor = qp({ Q: [1, 1], p: tf.zeros([3, 2]) });
    export const layer: tf.layers.Layer = new OptNetLayer({ variables: 2 });
  `;

  const jax = `
    import { grad, numpy as np } from "@jax-js/jax";
    import { linearise, qp, qpAt, type Linearisation } from "optnet/jax";
    export const at: Linearisation = linearise({ p: np.zeros([3, 2]), lower: 0 });
    export const z: np.Array = qpAt({ p: np.zeros([3, 2]), lower: 0 }, at);
    export const gradient = grad((p: np.Array) => qp({ Q: [1, 1], p }).sum())(np.zeros([2]));
  `;

  const webgpu = `
    import { solveAsync, type AsyncSolution, type GpuArray } from "optnet/webgpu";
    import { nodeDevice } from "optnet/webgpu/node";
    export async function run(p: GpuArray): Promise<Float64Array | undefined> {
      const device: GPUDevice = await nodeDevice();
      const solution: AsyncSolution = await solveAsync({ Q: [1, 1], p }, { precision: "float32" }, device);
      return (await solution.vjpAsync({ z: solution.toBuffer("z") })).p?.data;
    }
    // @ts-expect-error no such precision
    void solveAsync({ p: [1] }, { precision: "float16" });
  `;

  function problems(name: string, code: string, options: ts.CompilerOptions): string[] {
    const file = join(installed.project, name);
    writeFileSync(file, code);
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2022,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
      ...options,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
  }

  const RESOLUTIONS: [string, ts.CompilerOptions][] = [
    ["nodenext", { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
    ["bundler", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
  ];

  test.each(RESOLUTIONS)(
    "of the core resolve with %s, in a project that knows nothing else",
    (_name, options) => {
      expect(problems("core.ts", text, { ...options, lib: ["lib.es2022.d.ts"] })).toEqual([]);
    },
  );

  test.each(RESOLUTIONS)("of optnet/webgpu resolve with %s", (_name, options) => {
    const lib = ["lib.es2022.d.ts", "lib.dom.d.ts"];
    expect(problems("webgpu.ts", webgpu, { ...options, lib, skipLibCheck: true })).toEqual([]);
  });

  test.each(RESOLUTIONS)("of optnet/tfjs resolve with %s", (_name, options) => {
    const lib = ["lib.es2022.d.ts", "lib.dom.d.ts"];
    expect(problems("tfjs.ts", tfjs, { ...options, lib, skipLibCheck: true })).toEqual([]);
  });

  test.each(RESOLUTIONS)("of optnet/jax resolve with %s", (_name, options) => {
    const lib = ["lib.es2022.d.ts", "lib.dom.d.ts"];
    expect(problems("jax.ts", jax, { ...options, lib, skipLibCheck: true })).toEqual([]);
  });
});

test("the core is small", () => {
  const files = installed.files.filter((path) => path.endsWith(".js"));
  const text = (path: string): string =>
    readFileSync(join(installed.project, "node_modules/optnet", path), "utf8");
  // `importsOf` names what it resolves as sources are named.
  const graph = new Map(
    files.map((path) => [path, importsOf(path, text(path)).map((target) => target.replace(/\.ts$/, ".js"))]),
  );
  const core = reachable(graph, "dist/index.js");
  expect(core.length).toBeGreaterThan(10);
  expect(core.filter((path) => /adapters|cli/.test(path))).toEqual([]);
  const bundle = buildSync({
    stdin: { contents: 'export * from "optnet";', resolveDir: installed.project },
    ...{ bundle: true, minify: true, format: "esm", platform: "neutral", write: false },
  });
  const gzipped = gzipSync(bundle.outputFiles[0].contents).length;
  console.log(`optnet with its kernels: ${(gzipped / 1000).toFixed(1)} kB, bundled, minified and gzipped`);
  expect(gzipped).toBeLessThan(64_000);
});
