/** Sparse problems in files: JSON, arrays by SciPy's names, QPS, and the commands that read them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProblemInput } from "optnet";
import { OptNetError, solve, sparse, SparseMatrix } from "optnet";
import {
  gradientArrays,
  problemArrays,
  readArrays,
  readGradients,
  readJson,
  readProblem,
  readSolution,
  writeArrays,
} from "optnet/io";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCommand, type BuiltCommand } from "../support/command.js";

const A = sparse.fromTriplets([1, 3], [0, 0, 0], [0, 1, 2], [1, 1, 0]);
const G = sparse.fromTriplets([3, 3], [0, 2, 2], [1, 0, 2], [1, 1, 1]).withData([
  [1, 1, 1],
  [2, 1, -1],
]);
const Q = sparse.symmetric(sparse.fromTriplets([3, 3], [0, 0, 1, 2], [0, 1, 1, 2], [2, 0.5, 2, 1]));
const problem = {
  ...{
    Q,
    p: [
      [-1, 2, 1],
      [3, 0, -4],
    ],
    A,
    b: [0.5],
  },
  ...{ G, h: [1, 1, 0.75], lower: -3 },
} satisfies ProblemInput;
const expected = solve(problem);

describe.each(["npz", "safetensors"] as const)("%s", (format) => {
  test("a problem comes back with its patterns", async () => {
    const bytes = await writeArrays(problemArrays(problem), { format });
    const { arrays } = await readArrays(bytes);
    expect(Object.keys(arrays).filter((name) => name.startsWith("A"))).toEqual([
      ...["A.data", "A.indices", "A.indptr", "A.shape"],
    ]);
    expect([...arrays["A.indices"].data]).toEqual([0, 1, 2]);
    expect(arrays["G.data"].shape).toEqual([2, 3]);
    const again = await readProblem(bytes);
    for (const name of ["Q", "A", "G"] as const) {
      const matrix = again[name] as SparseMatrix;
      expect(matrix).toBeInstanceOf(SparseMatrix);
      expect(matrix.data).toEqual(problem[name].data);
      expect(matrix.indices).toEqual(problem[name].indices);
      expect(matrix.batch).toBe(problem[name].batch);
    }
    expect(solve(again).z).toEqual(expected.z);
  });

  test("gradients too", async () => {
    const gradients = expected.vjp({
      z: [
        [1, 0, 2],
        [0, 1, 1],
      ],
    });
    const again = await readGradients(await writeArrays(gradientArrays(gradients), { format }));
    expect(again.G).toBeInstanceOf(SparseMatrix);
    for (const name of ["Q", "p", "A", "G", "h"] as const)
      expect(again[name]!.data).toEqual(gradients[name]!.data);
  });
});

test("a file without the shape, and one that lacks a part", async () => {
  const { arrays } = problemArrays(problem);
  const without = (name: string) => ({
    arrays: Object.fromEntries(Object.entries(arrays).filter(([other]) => other !== name)),
  });
  const bytes = await writeArrays(without("A.shape"), { format: "npz" });
  expect(solve(await readProblem(bytes)).z).toEqual(expected.z);
  const broken = await writeArrays(without("A.indptr"), { format: "npz" });
  await expect(readProblem(broken)).rejects.toThrow(/A.indptr/);
  const twice = await writeArrays(
    { arrays: { ...arrays, A: { data: Float64Array.of(1, 1, 0), shape: [1, 3] } } },
    { format: "npz" },
  );
  await expect(readProblem(twice)).rejects.toThrow(/A and A.data/);
  const bad = { ...arrays, "A.indices": { data: Int32Array.of(0, 1, 7), shape: [3] } };
  await expect(readProblem(await writeArrays({ arrays: bad }, { format: "npz" }))).rejects.toThrow(
    /7 at .*A.indices\[2\]/,
  );
});

describe("JSON", () => {
  test("compressed rows and triplets", () => {
    const text = JSON.stringify({ ...problem, h: problem.h });
    const { problem: again } = readJson(text, "sparse.json");
    expect(solve(again).z).toEqual(expected.z);
    const triplets = { shape: [1, 3], rows: [0, 0, 0], columns: [1, 0, 0], values: [1, 0.25, 0.75] };
    const other = readJson(JSON.stringify({ ...problem, A: triplets }), "triplets.json").problem;
    expect(solve(other).z).toEqual(solve({ ...problem, A: [[1, 1, 0]] }).z);
  });

  test.each<[object, RegExp, RegExp]>([
    [{ shape: [1, 3], indptr: [0, 1], indices: [5], data: [1] }, /^sparse.json: A.indices/, /^5 at/],
    [{ shape: [1, 3], rows: [4], columns: [1], values: [1] }, /^sparse.json: A.rows/, /^4 at/],
    [{ shape: [1, 3], indptr: [0, 1], indices: [0], data: ["1"] }, /^sparse.json: A.data/, /"1"/],
    [{ shape: [1, 3], indptr: [0, 1], indices: [0] }, /^sparse.json: A.data/, /undefined/],
  ])("%j", (matrix, field, got) => {
    try {
      readJson(JSON.stringify({ p: [1, 1, 1], A: matrix, b: [1] }), "sparse.json");
    } catch (error) {
      expect(error).toBeInstanceOf(OptNetError);
      expect((error as OptNetError).field).toMatch(field);
      expect((error as OptNetError).got).toMatch(got);
      return;
    }
    throw new Error("nothing was thrown");
  });
});

describe("the command", () => {
  let command: BuiltCommand;
  beforeAll(() => {
    command = buildCommand();
  });
  afterAll(() => command.remove());
  const path = (name: string): string => join(command.folder, name);

  test("solves a sparse problem in JSON", async () => {
    writeFileSync(path("one.json"), JSON.stringify(problem));
    const { code, out, err } = await command.run(["solve", "one.json", "--json"]);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect((JSON.parse(out) as { z: number[][] }).z.flat()).toEqual([...expected.z]);
  });

  test("solves a batch, with gradients on the patterns", async () => {
    writeFileSync(path("in.npz"), await writeArrays(problemArrays(problem), { format: "npz" }));
    const z = Float64Array.of(1, 0, 2, 0, 1, 1);
    const loss = { arrays: { z: { data: z, shape: [2, 3] } } };
    writeFileSync(path("loss.npz"), await writeArrays(loss, { format: "npz" }));
    const { code, err } = await command.run([
      "batch",
      "in.npz",
      "--out",
      "out.npz",
      "--cotangents",
      "loss.npz",
    ]);
    expect(err).not.toMatch(/expected/);
    expect(code).toBe(0);
    const bytes = readFileSync(path("out.npz"));
    expect((await readSolution(bytes)).z).toEqual(expected.z);
    const { arrays } = await readArrays(bytes);
    const gradients = expected.vjp({ z: { data: z, shape: [2, 3] } });
    for (const name of ["Q", "A", "G"] as const) {
      expect(arrays[`gradient.${name}`].data, name).toEqual(gradients[name]!.data);
    }
    expect(arrays["gradient.G"].shape).toEqual([2, 3]);
  });

  test("several files of one pattern, and of two", async () => {
    const half = (G: SparseMatrix) => problemArrays({ ...problem, p: [[1, 2, 3]], G });
    writeFileSync(path("a.npz"), await writeArrays(half(G.withData([[1, 1, 1]])), { format: "npz" }));
    writeFileSync(path("b.npz"), await writeArrays(half(G.withData([[2, 1, -1]])), { format: "npz" }));
    const other = sparse.fromTriplets([3, 3], [0, 2, 2], [1, 0, 1], [1, 1, 1]).withData([[1, 1, 1]]);
    writeFileSync(path("c.npz"), await writeArrays(half(other), { format: "npz" }));
    expect((await command.run(["batch", "a.npz", "b.npz", "--out", "ab.npz"])).code).toBe(0);
    const together = solve({
      ...problem,
      p: [
        [1, 2, 3],
        [1, 2, 3],
      ],
    });
    expect((await readSolution(readFileSync(path("ab.npz")))).z).toEqual(together.z);
    const { code, err } = await command.run(["batch", "a.npz", "c.npz", "--out", "ac.npz"]);
    expect(code).not.toBe(0);
    expect(err).toMatch(/c.npz: G.*one pattern/s);
  });
});
