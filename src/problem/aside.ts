/** Elements that need no solver: their bounds contradict each other, or their numbers are none to compute with. */
import { OptNetError } from "./errors.js";
import { viewOfElements } from "./batch.js";
import type { Operand, Problem } from "./problem.js";
import { boundAt } from "./problem.js";
import type { Settings } from "./settings.js";
import { checkNumbers } from "./validate.js";

/** Why an element is set aside: the variable whose lower bound is above its upper bound, or that it is invalid. */
export type Aside =
  { readonly kind: "contradiction"; readonly variable: number } | { readonly kind: "invalid" };

/** Elements to set aside, in ascending order. */
export function elementsAside(
  problem: Problem,
  settings: Pick<Settings, "invalid">,
): ReadonlyMap<number, Aside> {
  const aside = new Map<number, Aside>();
  const invalid = settings.invalid === "status" ? invalidElements(problem) : [];
  for (const element of invalid) aside.set(element, { kind: "invalid" });
  for (const [element, variable] of contradictions(problem)) {
    if (!aside.has(element)) aside.set(element, { kind: "contradiction", variable });
  }
  return new Map([...aside].sort(([a], [b]) => a - b));
}

/** Elements with a lower bound above its upper bound, by however little, and the variable where it is most. */
export function contradictions(
  problem: Pick<Problem, "batch" | "variables"> & Bounds,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const { batch, variables: n, lower, upper } = problem;
  if (lower === undefined || upper === undefined) return found;
  const shared = lower.stride === 0 && upper.stride === 0;
  for (let element = 0; element < (shared ? 1 : batch); element++) {
    let worst = 0;
    for (let i = 0; i < n; i++) {
      const excess = boundAt(lower, element, i, -Infinity) - boundAt(upper, element, i, Infinity);
      if (!(excess > worst)) continue;
      worst = excess;
      found.set(element, i);
    }
  }
  const first = found.get(0);
  if (shared && first !== undefined)
    for (let element = 1; element < batch; element++) found.set(element, first);
  return found;
}

interface Bounds {
  readonly lower: Operand | undefined;
  readonly upper: Operand | undefined;
}

/** Elements whose numbers validation refuses; all of them where it is numbers that the batch shares. */
export function invalidElements(problem: Problem): number[] {
  if (accepts(problem, () => true)) return [];
  const elements = Array.from({ length: problem.batch }, (_, element) => element);
  if (!accepts(problem, (operand) => operand.stride === 0)) return elements;
  return elements.filter((element) => !accepts(viewOfElements(problem, element, element + 1), () => true));
}

function accepts(problem: Problem, isNew: (operand: Operand) => boolean): boolean {
  try {
    checkNumbers(problem, (field) => isNew(problem[field]!));
    return true;
  } catch (error) {
    if (error instanceof OptNetError) return false;
    throw error;
  }
}
