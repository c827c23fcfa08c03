/** Parts of a solution as they go over the wire. */
import type { Certificate } from "../../problem/fields.js";
import type { Solution } from "../../api/solution.js";
import { SOLUTION_ARRAYS, type SolvedNumbers } from "../wire/answer.js";
import { wireArray, type WireArray } from "../wire/arrays.js";

/**
 * The numbers of `count` elements from `first` on.
 *
 * @param shifted whether right-hand sides may have been moved.
 * @param weaklyActive those of the whole solution, which are counted once for all parts.
 */
export function numbersOfPart(
  solution: Solution,
  first: number,
  count: number,
  shifted: boolean,
  weaklyActive = solution.weaklyActive,
): SolvedNumbers {
  const { shape } = solution;
  const rows = <Numbers extends Float64Array | Int32Array>(numbers: Numbers): Numbers => {
    const size = shape.batch === 0 ? 0 : numbers.length / shape.batch;
    return numbers.subarray(first * size, (first + count) * size) as Numbers;
  };
  const arrays = new Map<string, WireArray>(
    SOLUTION_ARRAYS.map((name) => [name, wireArray(rows(solution[name]))]),
  );
  if (shifted) {
    arrays.set("shiftB", wireArray(rows(solution.shiftB)));
    arrays.set("shiftH", wireArray(rows(solution.shiftH)));
  }
  const certificates = new Map<number, Certificate>();
  for (let i = 0; i < count; i++) {
    if (!shifted && solution.status[first + i] === "solved") continue;
    const certificate = solution.certificate(first + i);
    if (certificate !== undefined) certificates.set(i, certificate);
  }
  return {
    shape: { ...shape, batch: count },
    status: solution.status.slice(first, first + count),
    iterations: rows(solution.iterations),
    weaklyActive: rows(weaklyActive),
    solvedBy: Array.from({ length: count }, (_, i) => solution.solvedBy(first + i)),
    arrays,
    certificates,
  };
}
