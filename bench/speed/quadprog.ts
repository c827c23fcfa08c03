/** npm quadprog: the active-set method of Goldfarb and Idnani in plain JavaScript, exact. */
import { createRequire } from "node:module";
import quadprog from "quadprog";
import { javascriptPeer, measureOneByOne, type Contender } from "./contender.js";
import type { BatchProblem } from "../../tools/problems/problem.js";
import { costOf, restOf } from "../../tools/problems/quadprog.js";

const { version } = createRequire(import.meta.url)("quadprog/package.json") as { version: string };

export const npmQuadprog = javascriptPeer("npm quadprog", version, contender);

/** @param reuse Q is factored once for the batch; quadprog accepts the inverse of its Cholesky factor. */
function contender(problem: BatchProblem, reuse: boolean): Pick<Contender, "measure"> {
  const { batch, variables: n, equalities: e, inequalities: m } = problem;
  const rest = Array.from({ length: problem.shared ? 1 : batch }, (_, i) => restOf(problem, i));
  const restAt = (i: number) => rest[problem.shared ? 0 : i];
  let inverse: number[][] | undefined;
  return {
    async measure(limits) {
      const copy = (rows: readonly number[][]) => rows.map((row) => row.slice());
      const { elements, seconds, raw } = measureOneByOne(
        batch,
        limits,
        // It overwrites all that it is given, so that each call needs copies; they are not timed.
        (i) => ({
          D: copy(inverse ?? restAt(i).D),
          d: costOf(problem, i),
          C: copy(restAt(i).C),
          b: restAt(i).b.slice(),
        }),
        ({ D, d, C, b }) => {
          const { solution, Lagrangian, message } = quadprog.solveQP(D, d, C, b, e, [0, reuse ? 1 : 0]);
          if (message !== "") throw new Error(message);
          return { solution, Lagrangian };
        },
        () => {
          if (reuse) inverse = inverseCholesky(restAt(0).D);
        },
      );
      const numbers = (read: (result: (typeof raw)[number]) => number[]) =>
        Float64Array.from(raw.flatMap(read));
      return {
        elements,
        seconds,
        answers: {
          z: numbers(({ solution }) => solution.slice(1)),
          // It turns equalities round as it goes, so that the signs of their multipliers are lost.
          nu: e > 0 ? null : new Float64Array(0),
          lambda: numbers(({ Lagrangian }) => Lagrangian.slice(1 + e, 1 + e + m)),
          lambdaLower:
            problem.lower === undefined
              ? null
              : numbers(({ Lagrangian }) => Lagrangian.slice(1 + e + m, 1 + e + m + n)),
        },
      };
    },
  };
}

/** R⁻¹ with D = RᵀR and R upper triangular, starting at index 1. */
export function inverseCholesky(D: readonly (readonly number[])[]): number[][] {
  const n = D.length - 1;
  const zeros = () => Array.from({ length: n + 1 }, () => new Array<number>(n + 1).fill(0));
  const R = zeros();
  for (let i = 1; i <= n; i++) {
    for (let j = i; j <= n; j++) {
      let sum = D[i][j];
      for (let k = 1; k < i; k++) sum -= R[k][i] * R[k][j];
      R[i][j] = i === j ? Math.sqrt(sum) : sum / R[i][i];
    }
  }
  const inverse = zeros();
  for (let j = 1; j <= n; j++) {
    for (let i = j; i >= 1; i--) {
      let sum = i === j ? 1 : 0;
      for (let k = i + 1; k <= j; k++) sum -= R[i][k] * inverse[k][j];
      inverse[i][j] = sum / R[i][i];
    }
  }
  return inverse;
}
