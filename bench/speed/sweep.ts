/** Is the time of a problem the same in batches of any size? */
import { ours } from "./ours.js";
import { compare, type Comparison, type Rounds } from "./compare.js";
import { generate } from "./generator.js";
import { elementShape, type BatchProblem, type Field, type Size } from "./problem.js";

/** Batches of growing size, each the beginning of the largest. */
export async function sweep(
  size: Size,
  batches: readonly number[],
  shared: boolean,
  seed: number,
  rounds: Rounds,
  onVisit: (name: string) => void,
): Promise<Comparison[]> {
  const largest = generate(size, Math.max(...batches), shared, seed);
  const results: Comparison[] = [];
  for (const batch of batches) {
    const problem = firstOf(largest, batch);
    results.push(await compare(problem, ours(problem), [], rounds, (name) => onVisit(`${name} ×${batch}`)));
  }
  return results;
}

/** The first elements of a batch. */
export function firstOf(problem: BatchProblem, batch: number): BatchProblem {
  const cut = (field: Field): Float64Array => {
    const size = elementShape(problem, field).reduce((product, length) => product * length, 1);
    return field !== "p" && problem.shared
      ? problem.fields[field]
      : problem.fields[field].subarray(0, batch * size);
  };
  return {
    ...problem,
    batch,
    fields: { Q: cut("Q"), p: cut("p"), A: cut("A"), b: cut("b"), G: cut("G"), h: cut("h") },
  };
}
