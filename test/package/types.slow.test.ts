/** The types of every entry point, in projects of every kind; and what the linters of packages say. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../imports.js";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

const CORE = `
  import { OptNetError, QpSolver, SETTINGS, solve, type ProblemInput, type Solution } from "optnet";
  const input: ProblemInput = { Q: [1, 1], p: new Float64Array(2), lower: 0 };
  const solution: Solution = solve(input, { tolerance: SETTINGS.tolerance.default });
  const z: Float64Array = solution.z;
  const gradient: Float64Array | undefined = solution.vjp({ z }, { wrt: ["p"] }).p?.data;
  const solver = new QpSolver({ variables: 2, Q: [1, 1] });
  export const answers = [gradient, solver.solve({ p: [1, 2] }).status[0] === "solved"];
  export function fieldOf(error: unknown): string | undefined {
    return error instanceof OptNetError ? error.field : undefined;
  }
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
const THREADS = `
  import type { Solution } from "optnet";
  import { ThreadPool } from "optnet/threads";
  const pool = new ThreadPool({ threads: 2 });
  export const solution: Solution = pool.solve({ p: [1], lower: 0 });
  // @ts-expect-error a number
  new ThreadPool({ threads: "2" });
`;
const TFJS = `
  import * as tf from "@tensorflow/tfjs";
  import { OptNetLayer, qp } from "optnet/tfjs";
  export const z: tf.Tensor = qp({ Q: [1, 1], p: tf.zeros([3, 2]) });
  export const layer: tf.layers.Layer = new OptNetLayer({ variables: 2 });
  // @ts-expect-error no such option
  qp({ p: tf.zeros([2]) }, { tolerence: 1 });
`;
const JAX = `
  import { grad, numpy as np } from "@jax-js/jax";
  import { linearise, qp, qpAt, type Linearisation } from "optnet/jax";
  export const at: Linearisation = linearise({ p: np.zeros([3, 2]), lower: 0 });
  export const z: np.Array = qpAt({ p: np.zeros([3, 2]), lower: 0 }, at);
  export const gradient = grad((p: np.Array) => qp({ Q: [1, 1], p }).sum())(np.zeros([2]));
  // @ts-expect-error p is required
  qp({ Q: [1, 1] });
`;
const NATS = `
  import type { Solution } from "optnet";
  import { connect, serve, trainingCrew } from "optnet/nats";
  import { Coordinator, localCrew, type Crew, type LeafProgram } from "optnet/training";
  import { threadCrew } from "optnet/training/node";
  import { spread } from "optnet/training/tfjs";
  import * as tf from "@tensorflow/tfjs";
  export async function run(program: LeafProgram): Promise<Float64Array> {
    const remote = await connect({ servers: "tls://localhost", tls: { caFile: "ca.pem" } }, { deadline: 100 });
    const solution: Solution<"later"> = await remote.solve({ p: [1], lower: 0 });
    await serve("nats://localhost", { maxBatch: 2 });
    const crews: Crew[] = [
      localCrew([program]),
      threadCrew({ module: "worker.js", threads: 2, terms: "" }),
      await trainingCrew("nats://localhost", { terms: "" }),
    ];
    spread(tf.train.sgd(0.1), [], new Coordinator(program, crews[0], { leaf: 2 }));
    // @ts-expect-error a promise
    solution.vjp({ z: [1] }).p;
    return (await solution.vjp({ z: [1] }, { wrt: ["p"] })).p.data;
  }
  // @ts-expect-error no such option
  await connect("local:", { thread: 2 });
`;
const WEBGPU = `
  import type { Solution } from "optnet";
  import { solveAsync, toBuffer, vjpToBuffers, type GpuArray } from "optnet/webgpu";
  import { nodeDevice } from "optnet/webgpu/node";
  export async function run(p: GpuArray): Promise<Float64Array | undefined> {
    const device: GPUDevice = await nodeDevice();
    const solution: Solution<"later"> = await solveAsync({ Q: [1, 1], p }, { precision: "float32" }, device);
    const onGpu: GpuArray | undefined = (await vjpToBuffers(solution, { z: toBuffer(solution, "z") })).p;
    return onGpu && (await solution.vjp({ z: [1, 0] })).p?.data;
  }
  // @ts-expect-error no such precision
  void solveAsync({ p: [1] }, { precision: "float16" });
`;

interface Kind {
  readonly name: string;
  /** Of the project's package.json. */
  readonly type: "module" | "commonjs";
  /** Of its files: those that name their format have it whatever the project's is. */
  readonly end: "ts" | "cts" | "mts";
  readonly options: ts.CompilerOptions;
}

const { ModuleKind, ModuleResolutionKind } = ts;
const byNode = (name: string, module: ts.ModuleKind): Kind[] =>
  (["module", "commonjs"] as const).flatMap((type) =>
    (["ts", "cts", "mts"] as const).map((end) => ({
      name: `${name}, a .${end} in a ${type} project`,
      type,
      end,
      options: { module },
    })),
  );
const bundled = (name: string, module: ts.ModuleKind, type: Kind["type"]): Kind => ({
  name,
  type,
  end: "ts",
  options: { module, moduleResolution: ModuleResolutionKind.Bundler },
});

const KINDS: readonly Kind[] = [
  {
    name: "commonjs, with its own resolution",
    type: "commonjs",
    end: "ts",
    options: { module: ModuleKind.CommonJS },
  },
  ...byNode("node16", ModuleKind.Node16),
  ...byNode("nodenext", ModuleKind.NodeNext),
  bundled("esnext and bundler", ModuleKind.ESNext, "module"),
  bundled("preserve and bundler", ModuleKind.Preserve, "commonjs"),
];

/** What the compiler says of these modules in a project of that kind. */
function problems(kind: Kind, sources: Record<string, string>, options: ts.CompilerOptions): string[] {
  const folder = join(installed.project, kind.type);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: kind.type }));
  const files = Object.entries(sources).map(([name, text]) => {
    const file = join(folder, `${name}.${kind.end}`);
    writeFileSync(file, text);
    return file;
  });
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    ...kind.options,
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

describe.each(KINDS)("types with module $name", (kind) => {
  test("of what needs no other package, in a project that knows nothing else", () => {
    expect(problems(kind, { core: CORE, threads: THREADS }, { lib: ["lib.es2022.d.ts"] })).toEqual([]);
  });

  test("of what has no types of its own to check", () => {
    const lib = ["lib.es2023.d.ts", "lib.dom.d.ts"];
    const sources = { tfjs: TFJS, jax: JAX, webgpu: WEBGPU, nats: NATS };
    expect(problems(kind, sources, { lib, skipLibCheck: true })).toEqual([]);
  });
});

test("CommonJS may require with TypeScript's own syntax", () => {
  const [kind] = KINDS;
  const text = `
    import optnet = require("optnet");
    import { qp } from "optnet/tfjs";
    export const answers = [optnet.solve({ p: [1], lower: 0 }).z, qp];
  `;
  for (const module of [ModuleKind.CommonJS, ModuleKind.Node16, ModuleKind.NodeNext]) {
    expect(problems({ ...kind, options: { module } }, { required: text }, { skipLibCheck: true })).toEqual(
      [],
    );
  }
});

describe("what looks for mistakes in packages finds none:", () => {
  const run = (tool: string, ...args: string[]): string =>
    execFileSync(process.execPath, [join(ROOT, "node_modules", tool), ...args], {
      cwd: installed.project,
      encoding: "utf8",
      // It looks up types on a registry only where a package has none.
      env: { ...process.env, NO_COLOR: "1" },
    });

  test("publint", () => {
    expect(run("publint/src/cli.js", installed.tarball, "--strict")).toMatch(/All good!/);
  });

  test("Are the types wrong?", () => {
    const report = run("@arethetypeswrong/cli/dist/index.js", installed.tarball, "--format", "json");
    const { analysis } = JSON.parse(report) as {
      analysis: { problems: unknown[]; entrypoints: Record<string, unknown> };
    };
    expect(analysis.problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toContain("./webgpu/node");
  });
});
