/** Threads, in the package as it is installed: workers load files of the build. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage, runModule } from "./installed-package.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

/** A batch of 61 with an infeasible element, one thread's solution of it, and a comparison to the bit. */
const SETTING = `
import { solve } from "optnet";
import { ThreadPool } from "optnet/threads";

let state = 1;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
const draw = (...shape) => ({ data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, uniform), shape });
const [B, n, m, e] = [61, 9, 7, 2];
const problem = {
  Q: Float64Array.from({ length: n }, () => 1 + uniform()),
  p: draw(B, n),
  A: draw(e, n),
  b: new Float64Array(e),
  G: draw(m, n),
  h: { data: new Float64Array(B * m).fill(0.2), shape: [B, m] },
  lower: -0.3,
  upper: 0.4,
};
problem.h.data.fill(-100, 40 * m, 41 * m);
const one = solve(problem);
const cotangents = { z: draw(B, n), nu: draw(B, e), lambda: draw(B, m), objective: draw(B) };
const expected = one.vjp(cotangents);
const same = (a, b) => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective", "status",
  "primalResidual", "dualResidual", "dualityGap", "iterations", "weaklyActive"];
const differences = (solution) => {
  const found = OUTPUTS.filter((name) => !same(one[name], solution[name]));
  const gradients = solution.vjp(cotangents);
  for (const name of Object.keys(expected)) {
    if (!same(expected[name].data, gradients[name].data)) found.push("d" + name);
  }
  const tangents = solution.jvp({ p: problem.p });
  if (!same(one.jvp({ p: problem.p }).z, tangents.z)) found.push("jvp");
  const [mine, its] = [one, solution].map((s) => s.certificate(40));
  if (mine.kind !== its.kind || !same(mine.lambda, its.lambda)) found.push("certificate");
  return found;
};
`;

function run(name: string, text: string): string[] {
  writeFileSync(join(installed.project, name), SETTING + text);
  return runModule(installed.project, name).trim().split("\n");
}

describe("a pool of threads", () => {
  test("gives the bits of one thread, with any number of them, and lets the process end", () => {
    const lines = run(
      "sync.mjs",
      `for (const threads of [1, 2, 3]) {
        const pool = new ThreadPool({ threads });
        for (let call = 0; call < 2; call++) console.log(threads, one.status[40], JSON.stringify(differences(pool.solve(problem))));
      }`,
    );
    const expected = [1, 1, 2, 2, 3, 3].map((threads) => `${threads} primalInfeasible []`);
    expect(lines).toEqual(expected);
  });

  test("does the same without blocking, several batches at a time", () => {
    const lines = run(
      "async.mjs",
      `const pool = new ThreadPool({ threads: 2 });
      const solutions = await Promise.all([problem, problem].map((input) => pool.solveAsync(input)));
      for (const solution of solutions) {
        console.log(JSON.stringify(differences(solution)));
        solution.dispose();
      }
      pool.dispose();`,
    );
    expect(lines).toEqual(["[]", "[]"]);
  });

  test("throws what a thread throws, with the element's place in the whole batch", () => {
    const lines = run(
      "errors.mjs",
      `const pool = new ThreadPool({ threads: 2 });
      const Q = new Float64Array(B * n * n);
      for (let i = 0; i < B; i++) for (let j = 0; j < n; j++) Q[i * n * n + j * (n + 1)] = 1;
      Q[50 * n * n + 1] = Q[50 * n * n + n] = 3;
      for (const attempt of [
        () => pool.solve({ ...problem, Q: { data: Q, shape: [B, n, n] } }),
        () => pool.solveAsync({ ...problem, Q: { data: Q, shape: [B, n, n] } }),
        () => new ThreadPool({ threads: 0 }),
        () => (pool.dispose(), pool.solve(problem)),
      ]) {
        try {
          await attempt();
        } catch (error) {
          console.log(error.name, error.field, error.got);
        }
      }`,
    );
    expect(lines).toEqual([
      "OptNetError Q negative curvature (element 50, pivot of variable 1)",
      "OptNetError Q negative curvature (element 50, pivot of variable 1)",
      "OptNetError threads 0",
      "OptNetError pool one that was disposed of",
    ]);
  });

  test("finds the elements that need no solving, as one thread does", () => {
    const lines = run(
      "excluded.mjs",
      `const pool = new ThreadPool({ threads: 2 });
      const [N, k] = [3000, 3];
      const p = draw(N, k);
      const upper = { data: new Float64Array(N * k).fill(1), shape: [N, k] };
      upper.data[1234 * k] = -1;
      p.data[2222 * k + 1] = NaN;
      const input = { Q: [1, 2, 3], p, lower: 0, upper };
      try {
        pool.solve(input);
      } catch (error) {
        console.log(error.got);
      }
      const z = draw(N, k);
      const own = solve(input, { invalid: "status" });
      for (const solution of [pool.solve(input, { invalid: "status" }), await pool.solveAsync(input, { invalid: "status" })]) {
        console.log(solution.status[1234], solution.status[2222], solution.certificate(1234).lambdaUpper.join());
        const [a, b] = [own, solution].map((one) => one.vjp({ z }));
        const differ = OUTPUTS.filter((name) => !same(own[name], solution[name]));
        console.log(JSON.stringify(differ), Object.keys(a).every((name) => same(a[name].data, b[name].data)));
      }
      pool.dispose();`,
    );
    expect(lines).toEqual([
      "NaN at p[2222][1] (element 2222, entry 1)",
      ...["primalInfeasible invalid 1,0,0", "[] true", "primalInfeasible invalid 1,0,0", "[] true"],
    ]);
  });

  test("takes numbers in shared memory as they are, and gives solutions there", () => {
    const lines = run(
      "shared.mjs",
      `const pool = new ThreadPool({ threads: 2 });
      const [N, k] = [400, 8];
      const share = (numbers) => {
        const shared = new Float64Array(new SharedArrayBuffer(8 * numbers.length));
        shared.set(numbers);
        return shared;
      };
      const M = draw(N, k, k).data;
      const Q = new Float64Array(N * k * k);
      for (let i = 0; i < N; i++)
        for (let r = 0; r < k; r++)
          for (let c = 0; c < k; c++) {
            for (let j = 0; j < k; j++) Q[(i * k + r) * k + c] += M[(i * k + r) * k + j] * M[(i * k + c) * k + j];
            if (r === c) Q[(i * k + r) * k + c] += 0.1;
          }
      const distinct = {
        Q: { data: Q, shape: [N, k, k] },
        p: draw(N, k),
        A: draw(N, 1, k),
        b: { data: new Float64Array(N), shape: [N, 1] },
        G: draw(N, 5, k),
        h: { data: new Float64Array(N * 5).fill(0.1), shape: [N, 5] },
        upper: 2,
        lower: { data: new Float64Array(N * k).fill(-1), shape: [N, k] },
      };
      const inShared = Object.fromEntries(
        Object.entries(distinct).map(([name, value]) =>
          [name, typeof value === "number" ? value : { ...value, data: share(value.data) }]),
      );
      const ones = { z: { data: new Float64Array(N * k).fill(1), shape: [N, k] }, objective: { data: new Float64Array(N).fill(2), shape: [N] } };
      const alone = solve(distinct);
      const gradients = alone.vjp(ones);
      for (const input of [distinct, inShared, inShared]) {
        const solution = pool.solve(input);
        const theirs = solution.vjp(ones);
        console.log(
          OUTPUTS.every((name) => same(alone[name], solution[name])),
          Object.keys(gradients).every((name) => same(gradients[name].data, theirs[name].data)),
          solution.z.buffer instanceof SharedArrayBuffer,
          Object.keys(gradients).length,
        );
        solution.dispose();
      }
      // A solution that is not disposed of keeps its inputs, whatever comes after.
      const kept = pool.solve(distinct);
      for (let i = 0; i < 3; i++) pool.solve({ ...distinct, p: draw(N, k) }).dispose();
      console.log(Object.entries(kept.vjp(ones)).every(([name, { data }]) => same(data, gradients[name].data)));`,
    );
    expect(lines).toEqual([...new Array<string>(3).fill("true true true 8"), "true"]);
  });

  test("throws the errors of one thread, whichever thread finds them, and goes on", () => {
    const lines = run(
      "validation.mjs",
      `const pool = new ThreadPool({ threads: 2 });
      const [N, k] = [2000, 4];
      const good = { Q: { data: new Float64Array(N * k * k), shape: [N, k, k] }, p: draw(N, k), lower: -1,
        upper: { data: new Float64Array(N * k).fill(1), shape: [N, k] } };
      for (let i = 0; i < N; i++) for (let j = 0; j < k; j++) good.Q.data[i * k * k + j * (k + 1)] = 1;
      const bad = (name, at, value) => {
        const data = good[name].data.slice();
        for (const index of [at].flat()) data[index] = value;
        return { ...good, [name]: { ...good[name], data } };
      };
      const complaint = async (work) => {
        try {
          await work();
          return "nothing";
        } catch (error) {
          return error.message;
        }
      };
      for (const input of [
        bad("p", [7999, 1400], NaN),
        bad("Q", 1999 * 16, -1),
        bad("Q", 1000 * 16 + 1, 5),
        bad("upper", [6000, 7000], -3),
        { ...bad("p", 7999, Infinity), ...{ Q: bad("Q", 3, NaN).Q } },
        { ...good, p: { ...good.p, shape: [k, N] } },
      ]) {
        const one = await complaint(() => solve(input));
        const sync = await complaint(() => pool.solve(input));
        const later = await complaint(() => pool.solveAsync(input));
        console.log(one !== "nothing" && sync === one && later === one);
      }
      console.log(pool.solve(good).status.every((status) => status === "solved"));`,
    );
    expect(lines).toEqual(new Array(7).fill("true"));
  });
});
