/** A derivative depends on nothing that the solution was asked before. */
import { SETTINGS, solve, sparse } from "optnet";
import { expect, test } from "vitest";
import { batchOf, cotangentsOf, gradientDifferences } from "../threads/batch.js";

const B = 40;
const n = 10;
const dense = batchOf(5, B, false);
const cotangents = cotangentsOf(B);

const executors = (["reference", "wasm"] as const).flatMap((backend) =>
  SETTINGS.form.choices
    .filter((form) => backend === "wasm" || form !== "dual")
    .map((form) => ({ backend, form })),
);

/** The sparse form takes what is declared sparse. */
const declared = { ...dense };
for (const name of ["A", "G"] as const) {
  const given = dense[name] as Float64Array | { readonly data: Float64Array; readonly shape: number[] };
  const matrix = "shape" in given ? given : { data: given, shape: [given.length / n, n] };
  Object.assign(declared, { [name]: sparse.fromDense(matrix) });
}

test.each(executors)("%j", (settings) => {
  const problem = settings.form === "sparse" ? declared : dense;
  const one = solve(problem, settings);
  const gradients = one.vjp(cotangents);
  const tangents = one.jvp({ p: problem.p });
  expect(gradientDifferences(gradients, one.vjp(cotangents))).toEqual([]);
  const other = solve(problem, settings);
  expect(other.jvp({ p: problem.p })).toEqual(tangents);
  expect(gradientDifferences(gradients, other.vjp(cotangents))).toEqual([]);
});
