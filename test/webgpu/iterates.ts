import type { ProblemInput } from "optnet";
import { describe, expect, it } from "vitest";
import { interiorPoint } from "../../src/execute/typescript/interior-point.js";
import { newState } from "../../src/execute/typescript/state.js";
import { denseMatrix } from "../../src/matrix/operator.js";
import type { InteriorProblem } from "../../src/execute/typescript/interior-problem.js";
import { inner, multiply } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { Bits, GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

const SIZES = { variables: 5, equalities: 1, inequalities: 4 };
const [n, e, m] = [SIZES.variables, SIZES.equalities, SIZES.inequalities];
const BATCH = 6;

/**
 * Problems on which every equilibration is the identity, so that the iterates of both are in the same units: the largest
 * entry of every row and column of Q, A and G is 1.
 */
function drawWellScaled(random: Random) {
  const withUnit = (row: number[]): number[] => {
    row[random.integer(0, row.length - 1)] = random.uniform() < 0.5 ? -1 : 1;
    return row;
  };
  const entries = (length: number): number[] => random.vector(length, () => 2 * random.uniform() - 1);
  const L = random.matrix(n, n);
  const size = L.map((row) => Math.sqrt(inner(row, row)));
  const Q = L.map((row, i) => L.map((other, j) => (i === j ? 1 : inner(row, other) / (size[i] * size[j]))));
  const A = Array.from({ length: e }, () => withUnit(entries(n)));
  const G = Array.from({ length: m }, () => withUnit(entries(n)));
  const z = entries(n);
  return {
    Q,
    p: entries(n),
    A,
    b: multiply(A, z),
    G,
    h: multiply(G, z).map((value) => value + random.uniform()),
    lower: z.map((value) => value - random.uniform()),
  };
}
type WellScaled = ReturnType<typeof drawWellScaled>;

/** z, nu and lambda of G and of the lower bounds. */
type Iterate = Readonly<Record<"z" | "nu" | "lambda" | "lambdaLower", number[]>>;

/** The iterates of the TypeScript interior point, from the start on, while mu is above `until`. */
function iteratesOf({ Q, p, A, b, G, h, lower }: WellScaled, until: number): Iterate[] {
  const problem: InteriorProblem = {
    n,
    e,
    m,
    Q: denseMatrix(Float64Array.from(Q.flat()), n, n),
    quadraticScale: 1,
    p: Float64Array.from(p),
    A: denseMatrix(Float64Array.from(A.flat()), e, n),
    b: Float64Array.from(b),
    G: denseMatrix(Float64Array.from(G.flat()), m, n),
    d: Float64Array.from([...h, ...lower.map((value) => -value)]),
    boxBasis: undefined,
    boxes: n,
    lowerIndex: Int32Array.from(lower.keys()),
    upperIndex: new Int32Array(0),
    kkt: undefined,
    ridge: 0,
    soft: 0,
  };
  const iterates: Iterate[] = [];
  for (const { iterate, mu, iteration } of interiorPoint(newState(problem))) {
    if (mu <= until || iteration > 50) break;
    const { z, nu, lambda } = iterate;
    iterates.push({
      z: [...z],
      nu: [...nu],
      lambda: [...lambda.subarray(0, m)],
      lambdaLower: [...lambda.subarray(m)],
    });
  }
  return iterates;
}

/** The interior point of the shaders against that of src/execute/typescript, step by step. */
export function describeIterates(thread: GpuThread): void {
  describe("takes the steps of the TypeScript interior point", () => {
    const random = new Random(91);
    const elements = Array.from({ length: BATCH }, () => drawWellScaled(random));
    const names = ["Q", "p", "A", "b", "G", "h", "lower"] as const;
    const problem = Object.fromEntries(
      names.map((name) => [name, elements.map((element) => element[name])]),
    ) as unknown as ProblemInput;

    for (const [arithmetic, digits] of [
      ["compensated", 1e-5],
      // Its delta alone moves a step by 1e-4 of the multipliers.
      ["float32", 1e-2],
    ] as const) {
      it(`from the same start, ${arithmetic}`, () => {
        // Below this the shaders leave the path to try the active set.
        const expected = elements.map((element) => iteratesOf(element, 1e-3));
        const most = Math.max(...expected.map((iterates) => iterates.length));
        expect(most).toBeGreaterThan(3);
        const shown = expected.map(() => -1);
        let current = 0;
        let all = 0;
        for (let iteration = 0; iteration < most; iteration++) {
          const found = thread.solveAs({ arithmetic, iterations: iteration }, problem, { tolerance: 1e-8 });
          expected.forEach((iterates, element) => {
            if (iteration >= iterates.length) return;
            all++;
            const error = distance(iterates[iteration], found, element);
            if (error < digits) {
              shown[element] = iteration;
              current++;
              return;
            }
            // What is given is the best point: where the residuals of the last are larger, one before.
            const before = shown[element];
            const place = `iterate ${iteration} of element ${element}`;
            expect(before, `${place} is off by ${error}`).toBeGreaterThanOrEqual(0);
            expect(distance(iterates[before], found, element), place).toBeLessThan(digits);
          });
        }
        expect(current).toBeGreaterThan(0.75 * all);
      });
    }

    it("and as many of them", () => {
      const found = thread.solve(problem, { precision: "compensated" });
      const expected = referenceSolve(problem, { tolerance: 1e-8 });
      expect(found.status).toEqual(expected.status);
      found.iterations.forEach((count, i) =>
        expect(Math.abs(count - expected.iterations[i]), `${count}, ${expected.iterations[i]}`).toBeLessThan(
          2,
        ),
      );
    });
  });
}

/** Largest difference of an iterate from row `element` of what was found, relative to the largest entry or 1. */
function distance(iterate: Iterate, found: Bits, element: number): number {
  return Math.max(
    ...Object.entries(iterate).map(([name, values]) => {
      const start = element * values.length;
      const row = found[name as keyof Iterate].subarray(start, start + values.length);
      return maxAbs(values.map((value, i) => row[i] - value)) / Math.max(1, maxAbs(values));
    }),
  );
}

function maxAbs(values: readonly number[]): number {
  return Math.max(...values.map(Math.abs));
}
