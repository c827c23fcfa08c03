/** A derivative depends on nothing that the solution was asked before. */
import { SETTINGS, solve } from "optnet";
import { expect, test } from "vitest";
import { batchOf, cotangentsOf, gradientDifferences } from "../threads/batch.js";

const B = 40;
const problem = batchOf(5, B, false);
const cotangents = cotangentsOf(B);

const executors = (["reference", "wasm"] as const).flatMap((backend) =>
  SETTINGS.form.choices
    .filter((form) => backend === "wasm" || form !== "dual")
    .map((form) => ({ backend, form })),
);

test.each(executors)("%j", (settings) => {
  const one = solve(problem, settings);
  const gradients = one.vjp(cotangents);
  const tangents = one.jvp({ p: problem.p });
  expect(gradientDifferences(gradients, one.vjp(cotangents))).toEqual([]);
  const other = solve(problem, settings);
  expect(other.jvp({ p: problem.p })).toEqual(tangents);
  expect(gradientDifferences(gradients, other.vjp(cotangents))).toEqual([]);
});
