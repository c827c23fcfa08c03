/** Problems as npm quadprog takes them: arrays start at 1, entry 0 is not used. */
import { elementOf, inequalityRows, type BatchProblem } from "./problem.js";

/** Everything but p, in quadprog's form: min ½ zᵀDz − dᵀz subject to Cᵀz ≥ b, equalities first. */
export function restOf(
  problem: BatchProblem,
  element: number,
): { D: number[][]; C: number[][]; b: number[] } {
  const { variables: n, equalities: e } = problem;
  const Q = elementOf(problem, "Q", element);
  const A = elementOf(problem, "A", element);
  const { G, h } = inequalityRows(problem, element);
  const range = Array.from({ length: n }, (_, i) => i);
  return {
    D: [
      [],
      ...range.map((i) => [0, ...range.map((j) => (problem.diagonal ? (i === j ? Q[i] : 0) : Q[i * n + j]))]),
    ],
    C: [
      [],
      ...range.map((j) => [
        0,
        ...Array.from({ length: e }, (_, row) => A[row * n + j]),
        ...Array.from(h, (_, row) => -G[row * n + j]),
      ]),
    ],
    b: [0, ...elementOf(problem, "b", element), ...h.map((value) => -value)],
  };
}

/** d = −p. */
export function costOf(problem: BatchProblem, element: number): number[] {
  return [0, ...elementOf(problem, "p", element).map((value) => -value)];
}
