/** A training step that takes a known time: leaves of problems, solved and differentiated. */
import { solve } from "optnet";
import type { LeafProgram, Step } from "optnet/training";
import { problemOf } from "./problems.js";

const SIZE = { variables: 20, equalities: 0, inequalities: 20 };
export const LEAVES = 16;
export const LEAF = 4;
export const STEP: Step = { epoch: 1, batch: 0, examples: LEAVES * LEAF };
export const WEIGHTS: readonly Float32Array[] = [new Float32Array(SIZE.variables)];

/** @param terms problems per example. */
export function leafProgram(terms: string): LeafProgram {
  const perExample = Number(terms);
  const inputs = problemOf(SIZE, LEAF * perExample, 7);
  let weight = new Float32Array(SIZE.variables);
  return {
    fingerprint: terms,
    sizes: [SIZE.variables],
    setWeights: ([given]) => (weight = given.slice()),
    leaf: (_step, { index }) => {
      const data = inputs.p.data.map((value, i) => value + weight[i % SIZE.variables] + 0.01 * index);
      const solution = solve({ ...inputs, p: { data, shape: inputs.p.shape } });
      const gradient = solution.vjp({ z: { data: solution.z, shape: inputs.p.shape } }, { wrt: ["p"] }).p
        .data;
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
