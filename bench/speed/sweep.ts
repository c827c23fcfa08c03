/** Is the time of a problem the same in batches of any size? */
import { ours } from "./ours.js";
import type { Library } from "./library.js";
import { compare, type Comparison, type Rounds } from "./compare.js";
import { generate } from "../../tools/problems/generate.js";
import { firstOf, type Size } from "../../tools/problems/problem.js";

/** Batches of growing size, each the beginning of the largest. */
export async function sweep(
  size: Size,
  batches: readonly number[],
  shared: boolean,
  seed: number,
  rounds: Rounds,
  onVisit: (name: string) => void,
  against?: Library,
): Promise<Comparison[]> {
  const largest = generate(size, Math.max(...batches), shared, seed);
  const results: Comparison[] = [];
  for (const batch of batches) {
    const problem = firstOf(largest, batch);
    const others = against === undefined ? [] : [ours(problem, against)];
    const visit = (name: string) => onVisit(`${name} ×${batch}`);
    results.push(await compare(problem, ours(problem), others, rounds, visit));
  }
  return results;
}
