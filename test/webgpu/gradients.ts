import type { FieldName, ProblemInput } from "optnet";
import { describe, expect, it } from "vitest";
import type { Family } from "../support/draw.js";
import { plant } from "../support/draw.js";
import { ORACLES } from "../support/oracles.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

const PRECISIONS = [
  { precision: "compensated", digits: 8, familyDigits: 8, tolerance: 1e-8 },
  // With float32 factors the adjoint is rounded to float32, which bad conditioning magnifies.
  { precision: "float32", digits: 5, familyDigits: 3, tolerance: 1e-5 },
] as const;

const FAMILIES: readonly Family[] = [
  { variables: 7, equalities: 2, inequalities: 5, quadratic: "dense", bounds: "partly infinite" },
  { variables: 6, equalities: 2, inequalities: 3, quadratic: "diagonal", bounds: "fixed variables" },
];

/** Derivatives of the GPU: exact oracles, and every input and output against the CPU in float64. */
export function describeGradients(thread: GpuThread): void {
  for (const { precision, digits, familyDigits, tolerance } of PRECISIONS) {
    describe(`gradients, ${precision}`, () => {
      for (const { name, qp, cotangent, gradients } of ORACLES) {
        it(`oracle ${name}`, () => {
          const solution = thread.solve(qp as ProblemInput, { precision, tolerance });
          const found = solution.vjp({ z: [...cotangent] });
          for (const [field, { data }] of Object.entries(found)) {
            const expected = [gradients[field as FieldName] ?? []].flat(2);
            data.forEach((value, i) => expect(value, `${field}[${i}]`).toBeCloseTo(expected[i] ?? 0, digits));
          }
        });
      }

      for (const family of FAMILIES) {
        it(`of every input from every output, Q ${family.quadratic}, bounds ${family.bounds}`, () => {
          // In general position: no row is within 0.3 of being weakly active, of which float32 sees nothing below 1e-4.
          const random = new Random(6);
          const first = plant(random, family).qp;
          const elements = [first, { ...first, p: first.p.map((value) => value * 1.01) }];
          for (const shared of [FIELDS.filter((field) => field !== "p"), []]) {
            const problem = stack(elements, shared);
            const expected = referenceSolve(problem);
            const found = thread.solve(problem, { precision, tolerance });
            expect(found.status).toEqual(["solved", "solved"]);
            for (const output of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const) {
              const data = expected[output].map(() => random.normal());
              const cotangents = {
                [output]: { data, shape: output === "objective" ? [2] : [2, data.length / 2] },
              };
              const exact = expected.vjp(cotangents);
              const gradients = found.vjp(cotangents);
              expect(Object.keys(gradients)).toEqual(Object.keys(exact));
              for (const [field, { data, shape }] of Object.entries(exact)) {
                const gradient = gradients[field as FieldName]!;
                expect(gradient.shape).toEqual(shape);
                const scale = Math.max(1, ...data.map(Math.abs));
                data.forEach((value, i) => {
                  expect(Math.abs(gradient.data[i] - value), `d${output}/d${field}`).toBeLessThan(
                    scale * 10 ** -familyDigits,
                  );
                });
              }
            }
          }
        });
      }

      it("unsolved elements have zero gradients, or NaN on request", () => {
        const problem = {
          Q: [1],
          p: [[1], [1]],
          G: [[1], [-1]],
          h: [
            [1, 1],
            [1, -2],
          ],
        };
        for (const [unsolvedGradient, expected] of [
          ["zero", 0],
          ["nan", NaN],
        ] as const) {
          const solution = thread.solve(problem, { precision, tolerance, unsolvedGradient });
          expect(solution.status).toEqual(["solved", "primalInfeasible"]);
          const { p, h } = solution.vjp({ z: [[1], [1]] });
          expect(p!.data[0]).toBeCloseTo(0, digits);
          expect(h!.data[1]).toBeCloseTo(-1, digits);
          expect(Array.from(p!.data.slice(1), (value) => value + 0)).toEqual([expected]);
          expect(Array.from(h!.data.slice(2), (value) => value + 0)).toEqual([expected, expected]);
        }
      });
    });
  }
}
