/** The package in other hosts than Node as it is usually started: each imports it by name and needs no configuration. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";
import { BUN, DENO, describeWith } from "../support/needs.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

function run(program: string, args: readonly string[], text: string): { printed: string; said: string } {
  writeFileSync(join(installed.project, "program.mjs"), text);
  const { status, stdout, stderr } = spawnSync(program, [...args, "program.mjs"], {
    cwd: installed.project,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(status, stdout + stderr).toBe(0);
  return { printed: stdout.trim(), said: stderr.trim() };
}

const PROBLEM = "{ Q: [[4, 1], [1, 2]], lower: 0, A: [[1, 1]], b: [1] }";

const CORE = `
  import { solve } from "optnet";
  const solution = solve({ ...${PROBLEM}, p: [1, 1] });
  console.log(JSON.stringify([[...solution.z], [...solution.vjp({ z: [1.3, 0.5] }).p.data]]));
`;
const TFJS = `
  import * as tf from "@tensorflow/tfjs";
  import { qp } from "optnet/tfjs";
  const f = (p) => qp({ ...${PROBLEM}, p });
  const p = tf.tensor1d([1, 1]);
  const dp = tf.grad((p) => f(p).mul(tf.tensor1d([1.3, 0.5])).sum())(p);
  console.log(JSON.stringify([[...f(p).dataSync()], [...dp.dataSync()]]));
`;
const JAX = `
  import { grad, numpy as np } from "@jax-js/jax";
  import { qp } from "optnet/jax";
  globalThis.Float16Array ??= class Float16Array {};
  const f = (p) => qp({ ...${PROBLEM}, p });
  const array = (values) => np.array(values, { dtype: np.float64 });
  const weights = array([1.3, 0.5]);
  const dp = grad((p) => f(p).mul(weights.ref).sum())(array([1, 1]));
  console.log(JSON.stringify([f(array([1, 1])).js(), dp.js()]));
`;
const THREADS = `
  import { solve } from "optnet";
  import { ThreadPool } from "optnet/threads";
  const p = { data: Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i)), shape: [1000, 3] };
  const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 };
  const pool = new ThreadPool({ threads: 2 });
  const same = (a, b) => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
  const one = solve(problem);
  for (const many of [pool.solve(problem), await pool.solveAsync(problem)]) {
    console.log(same(one.z, many.z), same(one.vjp({ z: p }).A.data, many.vjp({ z: p }).A.data));
  }
  pool.dispose();
`;

function expectExample(printed: string): void {
  const [z, dp] = JSON.parse(printed.split("\n").at(-1)!) as [number[], number[]];
  expect(z[0]).toBeCloseTo(0.25, 6);
  expect(z[1]).toBeCloseTo(0.75, 6);
  expect(dp[0]).toBeCloseTo(-0.2, 6);
  expect(dp[1]).toBeCloseTo(0.2, 6);
}

function describeHost(program: () => string, args: readonly string[]): void {
  test("optnet", () => {
    const { printed, said } = run(program(), args, CORE);
    expectExample(printed);
    expect(said).toBe("");
  });
  test("optnet/tfjs", () => expectExample(run(program(), args, TFJS).printed));
  test("optnet/jax", () => expectExample(run(program(), args, JAX).printed));
  test("optnet/threads", () => {
    expect(run(program(), args, THREADS).printed).toBe("true true\ntrue true");
  });
}

describeWith(DENO, "Deno runs", () => describeHost(() => DENO.path!, ["run", "--allow-all"]));
describeWith(BUN, "Bun runs", () => describeHost(() => BUN.path!, []));

describe("Node without WebAssembly", () => {
  const without = ["--jitless"];

  test("solves and differentiates, and says once what is slower", () => {
    const { printed, said } = run(
      process.execPath,
      without,
      CORE +
        CORE.replace(/import.*/, "")
          .replace("const solution", "const again")
          .replaceAll("solution.", "again."),
    );
    for (const line of printed.split("\n")) expectExample(line);
    expect(said.match(/optnet: /g)).toHaveLength(1);
    expect(said).toMatch(/TypeScript.*slower/);
  });

  test("solves on threads, and says it once for all of them", () => {
    const { printed, said } = run(process.execPath, without, THREADS);
    expect(printed).toBe("true true\ntrue true");
    expect(said.match(/optnet: /g)).toHaveLength(1);
  });

  test("refuses the backend wasm with a hint", () => {
    const text = `
      import { OptNetError, solve } from "optnet";
      try {
        solve({ p: [1], lower: 0 }, { backend: "wasm" });
      } catch (error) {
        if (error instanceof OptNetError) console.log(error.field, "|", error.got, "|", error.hint);
      }`;
    expect(run(process.execPath, without, text).printed).toMatch(
      /^settings\.backend \| an engine without WebAssembly \| .*--jitless/,
    );
  });

  test("the command solves", () => {
    writeFileSync(
      join(installed.project, "problem.json"),
      JSON.stringify({ Q: [2, 2], p: [-2, 4], lower: [0, 0] }),
    );
    const command = join(installed.project, "node_modules/optnet/dist/cli/main.js");
    const args = [...without, command, "solve", "problem.json", "--json"];
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: installed.project,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { z: number[] | number[][] }).z.flat()[0]).toBeCloseTo(1, 7);
  });
});
