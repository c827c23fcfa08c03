/** npm highs: the HiGHS solver compiled to WebAssembly, whose method for QPs is an active-set method. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import loadHighs, { type Highs, type Model, type ModelData } from "highs";
import { javascriptPeer, measureOneByOne, type Contender } from "./contender.js";
import { elementOf, type BatchProblem } from "../../tools/problems/problem.js";

/** The package keeps its package.json to itself, so that it is found by way of its main file. */
const { version } = JSON.parse(
  readFileSync(
    new URL("../package.json", pathToFileURL(createRequire(import.meta.url).resolve("highs"))),
    "utf8",
  ),
) as { version: string };

/** Its types describe CommonJS; the module that is imported has the loader itself as its default. */
const load = loadHighs as unknown as typeof loadHighs.default;

/** By default it adds 1e-7 to the diagonal of Q, which alone would spoil the eighth digit. */
const OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: 1e-8,
  dual_feasibility_tolerance: 1e-8,
  qp_regularization_value: 0,
};
const OPTIMAL = 7;

export const npmHighs = javascriptPeer("npm highs", version, contender);

/** @param reuse one model for the batch, of which only the cost changes. */
function contender(problem: BatchProblem, reuse: boolean): Pick<Contender, "measure"> {
  let highs: Highs | undefined;
  return {
    async measure(limits) {
      highs ??= await load({ print: () => undefined, printErr: () => undefined });
      const runtime: Highs = highs;
      let kept: ReturnType<Highs["createModel"]> | undefined;
      const open = (data: ModelData) => {
        const model = runtime.createModel(data);
        model.options.set(OPTIONS);
        return model;
      };
      const shared = modelData(problem, 0);
      try {
        const { elements, seconds, raw } = measureOneByOne(
          problem.batch,
          limits,
          (i) => ({
            ...(problem.shared ? shared : modelData(problem, i)),
            colCost: elementOf(problem, "p", i),
          }),
          (data) => {
            if (kept !== undefined) {
              kept.changeColsCost({ kind: "range", from: 0, to: problem.variables - 1 }, data.colCost);
              return minimiserOf(kept);
            }
            const model = open(data);
            try {
              return minimiserOf(model);
            } finally {
              model.dispose();
            }
          },
          () => {
            kept?.dispose();
            if (reuse) kept = open({ ...shared, colCost: elementOf(problem, "p", 0) });
          },
        );
        const z = Float64Array.from(raw.flatMap((point) => [...point]));
        return { elements, seconds, answers: { z, nu: null, lambda: null, lambdaLower: null } };
      } catch (error) {
        highs = undefined; // an instance that has trapped is of no more use
        throw error;
      } finally {
        if (highs !== undefined) kept?.dispose();
      }
    },
  };
}

function minimiserOf(model: Model): Float64Array {
  model.run();
  const status = model.getModelStatus();
  if (status !== OPTIMAL) throw new Error(`model status ${status}`);
  return model.getSolution().colValue;
}

/** One problem without its cost, in HiGHS's form: rowLower ≤ [A; G] z ≤ rowUpper, Q by its lower triangle. */
function modelData(
  problem: BatchProblem,
  element: number,
): Omit<ModelData, "colCost"> & { colCost: Float64Array } {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const Q = elementOf(problem, "Q", element);
  const b = elementOf(problem, "b", element);
  const rows = e + m;
  const columns = Array.from({ length: n }, (_, j) => j);
  return {
    numCols: n,
    numRows: rows,
    colCost: new Float64Array(n),
    colLower: new Float64Array(n).fill(problem.lower ?? -Infinity),
    colUpper: new Float64Array(n).fill(Infinity),
    rowLower: Float64Array.of(...b, ...new Float64Array(m).fill(-Infinity)),
    rowUpper: Float64Array.of(...b, ...elementOf(problem, "h", element)),
    matrix: {
      format: "csr",
      numRows: rows,
      numCols: n,
      starts: Int32Array.from({ length: rows + 1 }, (_, row) => row * n),
      indices: Int32Array.from({ length: rows * n }, (_, at) => at % n),
      values: Float64Array.of(...elementOf(problem, "A", element), ...elementOf(problem, "G", element)),
    },
    hessian: {
      format: "triangular",
      dimension: n,
      starts: Int32Array.from({ length: n + 1 }, (_, j) =>
        problem.diagonal ? j : j * n - (j * (j - 1)) / 2,
      ),
      indices: Int32Array.from(columns.flatMap((j) => (problem.diagonal ? [j] : columns.slice(j)))),
      values: problem.diagonal
        ? Q
        : Float64Array.from(columns.flatMap((j) => columns.slice(j).map((i) => Q[i * n + j]))),
    },
  };
}
