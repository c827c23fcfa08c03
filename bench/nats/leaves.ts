/** A training step that takes a known time: leaves of problems, solved and differentiated. */
import { solve } from "optnet";
import type { LeafProgram, Step } from "optnet/training";
import { generate } from "../../tools/problems/generate.js";
import { toInput } from "../../tools/problems/problem.js";

const SIZE = { variables: 20, equalities: 0, inequalities: 20 };
export const LEAVES = 16;
export const LEAF = 4;
export const STEP: Step = { epoch: 1, batch: 0, examples: LEAVES * LEAF };
export const WEIGHTS: readonly Float32Array[] = [new Float32Array(SIZE.variables)];

/** @param terms problems per example. */
export function leafProgram(terms: string): LeafProgram {
  const problem = generate(SIZE, LEAF * Number(terms), true, 7);
  const input = toInput(problem);
  const shape = [problem.batch, SIZE.variables];
  let weight = new Float32Array(SIZE.variables);
  return {
    fingerprint: terms,
    sizes: [SIZE.variables],
    setWeights: ([given]) => (weight = given.slice()),
    leaf: (_step, { index }) => {
      const data = problem.fields.p.map((value, i) => value + weight[i % SIZE.variables] + 0.01 * index);
      const solution = solve({ ...input, p: { data, shape } });
      const gradient = solution.vjp({ z: { data: solution.z, shape } }, { wrt: ["p"] }).p.data;
      const sum = new Float32Array(SIZE.variables);
      gradient.forEach((value, i) => (sum[i % SIZE.variables] += value));
      solution.dispose();
      return { gradients: [sum], values: [solution.objective[0]] };
    },
  };
}

/** The same without anybody else: all leaves here. */
export async function alone(program: LeafProgram): Promise<void> {
  program.setWeights(WEIGHTS);
  for (let index = 0; index < LEAVES; index++) {
    await program.leaf(STEP, { index, first: index * LEAF, last: (index + 1) * LEAF });
  }
}
