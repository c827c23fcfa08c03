import type { Cotangents, FieldName, SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import type { Move, OutputName, Slopes } from "../support/differences.js";
import { differences, disagreements, movesOf, OUTPUTS } from "../support/differences.js";
import type { Family } from "../support/draw.js";
import { plant } from "../support/draw.js";
import { expectClose, isLegal } from "../support/expectations.js";
import { degenerate, ORACLES } from "../support/oracles.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, inner } from "../support/qp.js";
import { Random } from "../support/random.js";

/** Largest error of a gradient, relative to its largest entry: at the default tolerance of the solver. */
const GRADIENT_TOLERANCE = 1e-6;

interface GradientFamily extends Family {
  /** Active constraints of the solution. */
  readonly active: number;
}

const FAMILIES: readonly GradientFamily[] = [
  { variables: 6, equalities: 2, inequalities: 4, quadratic: "dense", bounds: "both", active: 5 },
  { variables: 6, equalities: 2, inequalities: 3, quadratic: "diagonal", bounds: "lower scalar", active: 4 },
  {
    variables: 6,
    equalities: 3,
    inequalities: 0,
    quadratic: "diagonal",
    bounds: "partly infinite",
    active: 5,
  },
  { variables: 5, equalities: 0, inequalities: 6, quadratic: "dense", bounds: "none", active: 3 },
  { variables: 5, equalities: 0, inequalities: 0, quadratic: "diagonal", bounds: "both", active: 3 },
  { variables: 5, equalities: 2, inequalities: 0, quadratic: "dense", bounds: "none", active: 2 },
  { variables: 4, equalities: 0, inequalities: 0, quadratic: "dense", bounds: "none", active: 0 },
  { variables: 7, equalities: 1, inequalities: 3, quadratic: "dense", bounds: "fixed variables", active: 5 },
  { variables: 5, equalities: 2, inequalities: 4, quadratic: "absent", bounds: "both", active: 5 },
];

/** Every gradient against exact values and against differences of solutions, away from kinks. */
export function describeGradients(settings: SettingsInput): void {
  describe("gradients", () => {
    for (const oracle of ORACLES.filter(({ qp }) => isLegal(qp, settings))) {
      it(`of oracle ${oracle.name}`, () => {
        const gradients = solve(oracle.qp, settings).vjp({ z: oracle.cotangent });
        for (const field of FIELDS) {
          const gradient = gradients[field];
          if (oracle.qp[field] === undefined) expect(gradient).toBeUndefined();
          // The bounds of oracle d are not active: like all that is not listed, their gradient is 0.
          else
            expectClose(gradient!.data, exact(oracle.gradients[field], gradient!.data.length), 1e-9, field);
        }
      });
    }

    it("of oracle e: one-sided at a kink, in the hull of both sides on it", () => {
      const derivative = (b: number): number[] => {
        const solution = solve(degenerate(b), settings);
        expect([...solution.weaklyActive]).toEqual([b === 1 ? 1 : 0]);
        return [
          [1, 0],
          [0, 1],
        ].map((z) => solution.vjp({ z }).b!.data[0]);
      };
      expectClose(derivative(0.9), [2 / 3, 1 / 3], 1e-9, "below");
      expectClose(derivative(1.1), [1 / 2, 1 / 2], 1e-9, "above");
      const [first, second] = derivative(1);
      expect(first + second).toBeCloseTo(1, 9);
      expect(first).toBeGreaterThanOrEqual(1 / 2 - 1e-9);
      expect(first).toBeLessThanOrEqual(2 / 3 + 1e-9);
    });

    FAMILIES.filter(({ equalities }) => settings.form !== "nullSpace" || equalities > 0).forEach((family) => {
      const { variables: n, equalities: e, inequalities: m, quadratic, bounds } = family;
      describe(`n = ${n}, e = ${e}, m = ${m}, Q ${quadratic}, bounds ${bounds}: against differences`, () => {
        const cases = [1, 2, 3].map((seed) => {
          const random = new Random(9000 + seed);
          return {
            random,
            ...plant(random, family, { active: family.active }),
            slopes: lazySlopes(settings),
          };
        });
        for (const output of OUTPUTS.filter((name) => sizeOf(name, family) > 0)) {
          it(`cotangent of ${output}`, () => {
            for (const { random, qp, slopes } of cases) {
              const cotangent = random.vector(sizeOf(output, family));
              const moves = movesOf(qp);
              const expected = slopes(qp, moves).map((slope) => inner(cotangent, slope[output]));
              const given: Cotangents = { [output]: output === "objective" ? cotangent[0] : cotangent };
              const gradients = solve(qp, settings).vjp(given);
              expect(disagreements(moves, expected, gradients, GRADIENT_TOLERANCE)).toEqual([]);
              expectSymmetric(qp, gradients.Q?.data);
            }
          });
        }
      });
    });

    it("are zero for bounds that are not there", () => {
      const qp: Qp = {
        Q: [1, 1],
        p: [-2, -2],
        A: [[1, 2]],
        b: [4],
        lower: [-Infinity, 0],
        upper: [1, Infinity],
      };
      const { lower, upper } = solve(qp, settings).vjp({
        z: [1, 1],
        lambdaUpper: [1, 1],
        lambdaLower: [1, 1],
      });
      expect(lower!.data[0]).toBe(0);
      expect(upper!.data[1]).toBe(0);
    });

    it("of z in p survive redundant equalities and repeated active inequalities", () => {
      const family = FAMILIES[0];
      const { qp } = plant(new Random(77), family, { active: family.active });
      const weights = new Random(78).vector(2);
      const redundant: Qp = {
        ...qp,
        A: [
          ...qp.A!,
          qp.p.map((_, j) =>
            inner(
              weights,
              qp.A!.map((row) => row[j]),
            ),
          ),
        ],
        b: [...qp.b!, inner(weights, qp.b!)],
        G: [...qp.G!, ...qp.G!],
        h: [...qp.h!, ...qp.h!],
      };
      const z = qp.p.map((_, i) => Math.cos(i));
      const expected = solve(qp, settings).vjp({ z }, { wrt: ["p", "Q"] });
      const gradients = solve(redundant, settings).vjp({ z }, { wrt: ["p", "Q"] });
      expectClose(gradients.p!.data, expected.p!.data, 1e-6, "p");
      expectClose(gradients.Q!.data, expected.Q!.data, 1e-6, "Q");
    });

    it("are finite at kinks and where the minimiser is not unique", () => {
      for (let seed = 0; seed < 6; seed++) {
        const family: Family = { ...FAMILIES[seed % 3], rank: seed < 3 ? undefined : 2 };
        const { qp } = plant(new Random(500 + seed), family, { weak: 0.6 });
        const solution = solve(qp, settings);
        expect(solution.status).toEqual(["solved"]);
        const gradients = solution.vjp({ z: qp.p.map(() => 1), objective: 1 });
        for (const field of FIELDS) {
          const numbers = [...(gradients[field as FieldName]?.data ?? [])];
          expect(
            numbers.filter((value) => !Number.isFinite(value)),
            field,
          ).toEqual([]);
        }
      }
    });
  });
}

/** The differences of one problem are taken once, by the first test that needs them. */
function lazySlopes(settings: SettingsInput): (qp: Qp, moves: readonly Move[]) => readonly Slopes[] {
  let found: readonly Slopes[] | undefined;
  return (qp, moves) => (found ??= moves.map((move) => differences(qp, move, settings)));
}

function sizeOf(output: OutputName, { variables, equalities, inequalities, bounds }: Family): number {
  const inBox = bounds === "none" ? 0 : variables;
  const upper = bounds === "lower scalar" ? 0 : inBox;
  const sizes = {
    z: variables,
    nu: equalities,
    lambda: inequalities,
    lambdaLower: inBox,
    lambdaUpper: upper,
  };
  return output === "objective" ? 1 : sizes[output];
}

function exact(listed: readonly number[] | readonly number[][] | undefined, size: number): number[] {
  return listed === undefined ? Array.from({ length: size }, () => 0) : (listed as number[][]).flat();
}

function expectSymmetric({ p }: Qp, dQ: Float64Array | undefined): void {
  const n = p.length;
  if (dQ?.length !== n * n) return;
  const transposed = dQ.map((_, at) => dQ[(at % n) * n + Math.floor(at / n)]);
  expectClose(dQ, transposed, 1e-14 * Math.max(1, ...dQ.map(Math.abs)), "Q is symmetric");
}
