/** Training steps of known cost: leaves of problems, solved and differentiated, or of nothing but gradients. */
import { solve } from "optnet";
import type { LeafProgram, Step } from "optnet/training";
import { generate } from "../../tools/problems/generate.js";
import { toInput } from "../../tools/problems/problem.js";

const SIZE = { variables: 20, equalities: 0, inequalities: 20 };
export const LEAVES = 16;
export const LEAF = 4;
export const STEP: Step = { epoch: 1, batch: 0, examples: LEAVES * LEAF };
export const WEIGHTS: readonly Float32Array[] = [new Float32Array(SIZE.variables)];

/** What workers make their program from: so many problems per example, or as many numbers as weights. */
export const problemTerms = (perExample: number): string => `problems ${perExample}`;
export const weightTerms = (weights: number): string => `weights ${weights}`;

export function programFrom(terms: string): LeafProgram {
  const [kind, count] = terms.split(" ");
  return kind === "weights" ? idleProgram(terms, Number(count)) : leafProgram(terms, Number(count));
}

/** Leaves that cost their workers nothing, so that what is left is the coordinator's. */
function idleProgram(fingerprint: string, weights: number): LeafProgram {
  const gradients = [new Float32Array(weights).fill(1)];
  return {
    ...{ fingerprint, sizes: [weights], setWeights: () => undefined },
    leaf: () => ({ gradients, values: [1] }),
  };
}

function leafProgram(terms: string, perExample: number): LeafProgram {
  const problem = generate(SIZE, LEAF * perExample, true, 7);
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
