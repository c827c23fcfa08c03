/** Elements about which everything is known before anything is solved. */
import type { Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import { isFiniteArray } from "../problem/positions.js";
import { hasPositiveDiagonal, isSymmetric } from "../problem/quadratic.js";
import type { Settings } from "../problem/settings.js";

export type Reason =
  /** lower > upper for this variable: no point satisfies that. */
  | { readonly kind: "contradiction"; readonly variable: number }
  /** A number that is none, or a Q of another shape than a convex objective has. */
  | { readonly kind: "invalid" };

/** Why elements are excluded, by their positions; empty where none is. */
export type Excluded = ReadonlyMap<number, Reason>;

/**
 * Finds the elements whose bounds contradict each other and, with `invalid: "status"`, those that are no problem;
 * otherwise validation has refused these.
 */
export function findExcluded(problem: Problem, { invalid }: Pick<Settings, "invalid">): Excluded {
  const excluded = new Map<number, Reason>();
  const bad = invalid === "status" ? invalidElements(problem) : undefined;
  const { lower, upper, batch } = problem;
  const bounded = lower !== undefined && upper !== undefined;
  const alike = lower?.stride === 0 && upper?.stride === 0;
  let variable = bounded && alike && batch > 0 ? contradiction(problem, 0) : -1;
  for (let element = 0; element < batch; element++) {
    if (bad?.(element)) excluded.set(element, { kind: "invalid" });
    else if (bounded) {
      if (!alike) variable = contradiction(problem, element);
      if (variable >= 0) excluded.set(element, { kind: "contradiction", variable });
    }
  }
  return excluded;
}

/** The first variable whose lower bound is above its upper bound, or −1. */
export function contradiction({ variables: n, lower, upper }: Problem, element: number): number {
  if (lower === undefined || upper === undefined) return -1;
  let below = element * lower.stride;
  let above = element * upper.stride;
  const belowStep = lower.size === 1 ? 0 : 1;
  const aboveStep = upper.size === 1 ? 0 : 1;
  for (let i = 0; i < n; i++, below += belowStep, above += aboveStep) {
    if (lower.data[below] > upper.data[above]) return i;
  }
  return -1;
}

/** Tells which elements are no problem; what the batch shares is looked at once. */
export function invalidElements(problem: Problem): (element: number) => boolean {
  const { variables: n, Q, quadratic, h, lower, upper } = problem;
  const tests: { readonly shared: boolean; readonly isGood: (element: number) => boolean }[] = [];
  for (const name of ["Q", "p", "A", "b", "G"] as const) {
    const operand = problem[name];
    if (operand === undefined) continue;
    tests.push({
      shared: operand.stride === 0,
      isGood: (element) => isFiniteArray(elementOf(operand, element)),
    });
  }
  for (const [operand, impossible] of [
    [h, NaN],
    [lower, Infinity],
    [upper, -Infinity],
  ] as const) {
    if (operand === undefined) continue;
    tests.push({
      shared: operand.stride === 0,
      isGood: (element) =>
        elementOf(operand, element).every((value) => value !== impossible && !Number.isNaN(value)),
    });
  }
  if (Q !== undefined) {
    const dense = quadratic === "dense";
    tests.push({
      shared: Q.stride === 0,
      isGood: (element) => {
        const numbers = elementOf(Q, element);
        return (!dense || isSymmetric(numbers, n)) && hasPositiveDiagonal(numbers, n, dense);
      },
    });
  }
  const badForAll = problem.batch > 0 && tests.some(({ shared, isGood }) => shared && !isGood(0));
  const own = tests.filter(({ shared }) => !shared);
  return (element) => badForAll || own.some(({ isGood }) => !isGood(element));
}
