import { expect, test } from "vitest";
import { resolveSettings } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import type { KktVectors } from "../backend.js";
import { Arena } from "./arena.js";
import { dualShapeOf } from "./dual/shape.js";
import { instantiateKernels } from "./module.js";
import { WasmProgram } from "./program.js";

test("without memory for a derivative, every solved element is left to another backend", () => {
  const problem = validateProblem({ Q: [1, 2], p: { data: new Float64Array(6), shape: [3, 2] }, lower: 0 });
  const kernels = instantiateKernels();
  const arena = new Arena(kernels);
  const shape = dualShapeOf(problem);
  const program = new WasmProgram(kernels, arena, shape, problem, resolveSettings());
  expect(program.unfinished).toEqual([]);
  const vectors = (): KktVectors => ({
    z: new Float64Array(6).fill(1),
    nu: new Float64Array(0),
    lambda: new Float64Array(0),
    lambdaLower: new Float64Array(6),
    lambdaUpper: new Float64Array(6),
  });
  expect(program.solveKkt(vectors(), vectors())).toEqual([]);
  arena.allocate = () => undefined;
  expect(program.solveKkt(vectors(), vectors())).toEqual([0, 1, 2]);
});
