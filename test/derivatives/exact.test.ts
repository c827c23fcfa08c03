/** Forward mode and whole Jacobians, input by input, against differences of solutions. */
import type { FieldName, OutputName, Tangents } from "optnet";
import { OptNetError, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { complaint } from "../complaint.js";
import type { Family } from "../support/draw.js";
import { BOUNDS_KINDS, plant, QUADRATIC_KINDS } from "../support/draw.js";
import { expectClose } from "../support/expectations.js";
import { ORACLES } from "../support/oracles.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, isDiagonal, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { Directions } from "./inputs.js";
import { differenceOf, drawDirection, fieldsOf, flat, lengthOf, shaped } from "./inputs.js";

const OUTPUTS: readonly OutputName[] = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"];
const TOLERANCE = 1e-6;

/** Away from kinks, with one minimiser and one set of multipliers. */
function drawRegular(seed: number, family: Partial<Family>): Qp {
  const size = { variables: 6, equalities: 2, inequalities: 4, quadratic: "dense", bounds: "none" } as const;
  const whole: Family = { ...size, ...family };
  return plant(new Random(seed), whole, whole.quadratic === "absent" ? { active: 6 } : {}).qp;
}

function expectRelative(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  expectClose(actual, expected, TOLERANCE * (1 + lengthOf(expected)), what);
}

/** A fixed variable stays one: its bounds move together. */
function bound(directions: Directions, qp: Qp): Directions {
  const { lower, upper } = directions;
  if (lower === undefined || upper === undefined) return directions;
  const [low, high] = [flat(qp.lower), flat(qp.upper)];
  return { ...directions, upper: upper.map((value, i) => (low[i] === high[i] ? lower[i] : value)) };
}

/** Inputs one at a time, but the two bounds together where they fix variables. */
function groups(qp: Qp, bounds: Family["bounds"]): FieldName[][] {
  const names = fieldsOf(qp);
  if (bounds !== "fixed variables") return names.map((name) => [name]);
  const others = names.filter((name) => name !== "lower" && name !== "upper").map((name) => [name]);
  return [...others, ["lower", "upper"]];
}

describe("jvp against differences", () => {
  for (const quadratic of QUADRATIC_KINDS) {
    for (const bounds of BOUNDS_KINDS) {
      // Without bounds there are too few constraints to make a vertex.
      if (quadratic === "absent" && bounds !== "both") continue;
      test(`Q ${quadratic}, bounds ${bounds}`, () => {
        for (let seed = 0; seed < 3; seed++) {
          const qp = drawRegular(700 + seed, {
            quadratic,
            bounds,
            inequalities: quadratic === "absent" ? 9 : 4,
          });
          const solution = solve(qp).assertSolved();
          if (quadratic === "absent" && countActive(solution) !== 6) continue;
          const random = new Random(seed);
          for (const names of groups(qp, bounds)) {
            const drawn = Object.fromEntries(names.map((name) => [name, drawDirection(random, qp, name)]));
            const directions = bound(drawn, qp);
            const tangents = Object.fromEntries(
              names.map((name) => [name, shaped(qp, name, directions[name]!)]),
            ) as Tangents;
            const forward = solution.jvp(tangents);
            // Small enough to stay clear of the kinks, which are 0.3 away.
            const step = 1e-3 / (1 + Math.max(...OUTPUTS.map((output) => lengthOf(forward[output]))));
            for (const output of OUTPUTS) {
              const expected = differenceOf(qp, output, directions, {}, step);
              expectRelative(forward[output], expected, `${names.join()} → ${output}`);
            }
          }
        }
      });
    }
  }
});

function countActive({ nu, lambda, lambdaLower, lambdaUpper }: ReturnType<typeof solve>): number {
  const strict = [lambda, lambdaLower, lambdaUpper].flatMap((values) => [...values]).filter((x) => x > 1e-3);
  return strict.length + nu.length;
}

describe("jacobian", () => {
  test.each(ORACLES)(
    "oracle $name: its rows are the gradients of the outputs",
    ({ qp, cotangent, gradients }) => {
      const solution = solve(qp);
      for (const name of fieldsOf(qp)) {
        const { data, shape } = solution.jacobian("z", name);
        const n = qp.p.length;
        const inputs = data.length / n;
        expect(shape[0]).toBe(n);
        const row = (j: number): number => cotangent.reduce((sum, g, i) => sum + g * data[i * inputs + j], 0);
        const expected = flat(gradients[name] as Qp[FieldName]);
        const actual = Array.from({ length: inputs }, (_, j) => row(j));
        expectClose(actual, expected.length > 0 ? expected : actual.map(() => 0), 1e-7, name);
      }
    },
  );

  test("of every output by every input is what vjp and jvp say, shared and not", () => {
    const first = drawRegular(31, { bounds: "both" });
    const second = drawRegular(32, { bounds: "both" });
    for (const shared of [[], FIELDS.filter((name) => name !== "p" && name !== "b")]) {
      const elements = shared.length === 0 ? [first, second] : [first, { ...second, ...pick(first, shared) }];
      const input = stack(elements, shared);
      const whole = solve(input);
      const singles = elements.map((qp) => solve(qp));
      if (whole.status.some((status) => status !== "solved")) continue;
      for (const output of OUTPUTS) {
        for (const name of fieldsOf(first)) {
          const { data, shape } = whole.jacobian(output, name);
          expect(shape[0]).toBe(2);
          expect(shape.reduce((product, length) => product * length, 1)).toBe(data.length);
          const half = data.length / 2;
          elements.forEach((qp, i) => {
            const block = data.subarray(i * half, i * half + half);
            expectClose(block, singles[i].jacobian(output, name).data, 1e-9, `${output} by ${name}`);
            expectColumns(singles[i], qp, output, name, block);
          });
        }
      }
    }
  });

  test("by a dense Q has the entries of the symmetric part, by a diagonal one its own", () => {
    for (const quadratic of ["dense", "diagonal"] as const) {
      const qp = drawRegular(41, { quadratic });
      const { data, shape } = solve(qp).jacobian("z", "Q");
      expect(shape).toEqual(isDiagonal(qp.Q!) ? [6, 6] : [6, 6, 6]);
      const direction = drawDirection(new Random(1), qp, "Q");
      const columns = data.length / 6;
      const moved = Array.from({ length: 6 }, (_, i) =>
        direction.reduce((sum, value, j) => sum + value * data[i * columns + j], 0),
      );
      expectRelative(moved, differenceOf(qp, "z", { Q: direction }, {}), "Q");
    }
  });

  test("by a scalar bound, and of the objective", () => {
    const solution = solve({ Q: [2, 2], p: [-1, 3], lower: 0 });
    expectClose(solution.jacobian("z", "lower").data, [0, 1], 1e-9);
    expect(solution.jacobian("z", "lower").shape).toEqual([2]);
    expectClose(solution.jacobian("objective", "lower").data, [3], 1e-9);
    expect(solution.jacobian("objective", "lower").shape).toEqual([]);
    expect(solution.jacobian("objective", "p").shape).toEqual([2]);
    const batch = solve({ Q: [2, 2], p: [[-1, 3]], lower: 0 });
    expect(batch.jacobian("z", "lower").shape).toEqual([1, 2]);
    expect(batch.jacobian("objective", "lower").shape).toEqual([1]);
  });

  test("of elements without a solution follows unsolvedGradient", () => {
    const input = { Q: [1, 1], p: [0, 0], A: [[1, 1]], b: [[1], [5]], lower: 0, upper: 1 };
    const zero = solve(input).jacobian("z", "b");
    expectClose(zero.data, [0.5, 0.5, 0, 0], 1e-9);
    const nan = solve(input, { unsolvedGradient: "nan" });
    expect([...nan.jacobian("z", "b").data].map(Number.isNaN)).toEqual([false, false, true, true]);
    expect([...nan.jacobian("z", "Q").data.subarray(4)].every(Number.isNaN)).toBe(true);
    expect(() => solve(input, { unsolvedGradient: "throw" }).jacobian("z", "b")).toThrow(OptNetError);
  });

  test("refuses names that are not there", () => {
    const solution = solve({ Q: [2, 2], p: [-1, 3], lower: 0 });
    expect(complaint(() => solution.jacobian("x" as "z", "p")).field).toBe("output.x");
    expect(complaint(() => solution.jacobian("z", "c" as "p")).field).toBe("input.c");
    expect(complaint(() => solution.jacobian("z", "A")).field).toBe("input");
  });
});

function pick(qp: Qp, names: readonly FieldName[]): Partial<Qp> {
  return Object.fromEntries(names.map((name) => [name, qp[name]])) as Partial<Qp>;
}

/** The block times a direction is the jvp along it. */
function expectColumns(
  solution: ReturnType<typeof solve>,
  qp: Qp,
  output: OutputName,
  name: FieldName,
  block: Float64Array,
): void {
  const direction = drawDirection(new Random(9), qp, name);
  const moved = solution.jvp({ [name]: shaped(qp, name, direction) })[output];
  const columns = direction.length;
  const product = Array.from(moved, (_, i) =>
    direction.reduce((sum, value, j) => sum + value * block[i * columns + j], 0),
  );
  expectClose(product, moved, 1e-8 * (1 + lengthOf(moved)), `${output} by ${name}`);
}
