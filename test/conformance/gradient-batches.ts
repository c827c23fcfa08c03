import type { Cotangents, DenseArray, FieldName, Gradients, SettingsInput, Solution, Tangents } from "optnet";
import { OptNetError, solve } from "optnet";
import { beforeAll, describe, expect, it } from "vitest";
import { OUTPUTS } from "../support/differences.js";
import type { Family } from "../support/draw.js";
import { drawCost, drawFeasible } from "../support/draw.js";
import { expectClose, isLegal } from "../support/expectations.js";
import { drawInfeasible } from "../support/hopeless.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, inner, stack } from "../support/qp.js";
import { Random } from "../support/random.js";

const FAMILIES: readonly Family[] = [
  { variables: 6, equalities: 2, inequalities: 4, quadratic: "dense", bounds: "partly infinite" },
  { variables: 8, equalities: 3, inequalities: 0, quadratic: "diagonal", bounds: "both" },
  { variables: 6, equalities: 1, inequalities: 3, quadratic: "dense", bounds: "fixed variables" },
  { variables: 5, equalities: 0, inequalities: 7, quadratic: "dense", bounds: "none" },
];

const BATCH = 4;

type AllCotangents = Record<Exclude<keyof Cotangents, "shiftB" | "shiftH">, DenseArray<Float64Array>>;

/** Random cotangents of every output, one row per element. */
function drawCotangents(random: Random, { shape }: Solution): AllCotangents {
  const { batch, variables: n, equalities: e, inequalities: m } = shape;
  const draw = (...size: number[]): DenseArray<Float64Array> => {
    const length = size.reduce((product, count) => product * count, batch);
    return { data: Float64Array.from(random.vector(length)), shape: [batch, ...size] };
  };
  return {
    z: draw(n),
    nu: draw(e),
    lambda: draw(m),
    lambdaLower: draw(n),
    lambdaUpper: draw(n),
    objective: draw(),
  };
}

function rowOf({ data, shape }: DenseArray<Float64Array>, element: number): DenseArray<Float64Array> {
  const size = data.length / shape[0];
  return { data: data.slice(element * size, element * size + size), shape: [1, ...shape.slice(1)] };
}

function rowsOf(cotangents: Cotangents, element: number): Cotangents {
  const rows = Object.entries(cotangents).map(([name, value]) => [
    name,
    rowOf(value as DenseArray<Float64Array>, element),
  ]);
  return Object.fromEntries(rows) as Cotangents;
}

/** What differentiation does with a batch, whatever the numbers are. */
export function describeGradientBatches(settings: SettingsInput): void {
  describe("gradients of batches", () => {
    FAMILIES.filter(({ equalities }) => settings.form !== "nullSpace" || equalities > 0).forEach(
      (family, seed) => {
        const random = new Random(3000 + seed);
        const first = drawFeasible(random, family);
        const elements = Array.from({ length: BATCH }, () => ({ ...first, p: drawCost(random, first) }));
        const given = FIELDS.filter((field) => first[field] !== undefined);
        let copied: Solution;
        let cotangents: AllCotangents;
        let perElement: Gradients;
        beforeAll(() => {
          copied = solve(stack(elements), settings);
          cotangents = drawCotangents(random, copied);
          perElement = copied.vjp(cotangents);
        });
        const name = `Q ${family.quadratic}, bounds ${family.bounds}`;

        it(`are those of a loop, to the bit: ${name}`, () => {
          elements.forEach((qp, i) => {
            const alone = solve(stack([qp]), settings).vjp(rowsOf(cotangents, i));
            for (const field of given) expect(rowOf(perElement[field]!, i), field).toEqual(alone[field]);
          });
        });

        it(`of a shared input are the sum over its copies: ${name}`, () => {
          const sharable: FieldName[] = given.filter((field) => field !== "p");
          for (const fields of [...sharable.map((field) => [field]), sharable]) {
            const gradients = solve(stack(elements, fields), settings).vjp(cotangents);
            for (const field of given) {
              const expected = fields.includes(field)
                ? sumOfRows(perElement[field]!)
                : perElement[field]!.data;
              const scale = Math.max(1, ...expected.map(Math.abs));
              expectClose(gradients[field]!.data, expected, 1e-12 * scale, field);
            }
          }
        });

        it(`are shaped like their inputs: ${name}`, () => {
          for (const shared of [[], FIELDS.filter((field) => field !== "p")]) {
            const input = stack(elements, shared);
            const gradients = solve(input, settings).vjp(cotangents);
            for (const field of given) expect(gradients[field]!.shape, field).toEqual(shapeOf(input[field]));
            expect(Object.keys(gradients).sort()).toEqual([...given].sort());
          }
        });

        it(`wrt computes what is asked for, with the same bits: ${name}`, () => {
          for (const field of given) {
            expect(copied.vjp(cotangents, { wrt: [field] })).toEqual({ [field]: perElement[field] });
          }
          expect(copied.vjp(cotangents, { wrt: [] })).toEqual({});
          expect(Object.keys(copied.vjp(cotangents, { wrt: ["p", given[0]] })).sort()).toEqual(
            [...new Set(["p", given[0]])].sort(),
          );
        });

        it(`cotangents add up: ${name}`, () => {
          const parts = OUTPUTS.map((output) => copied.vjp({ [output]: cotangents[output] }));
          for (const field of given) {
            const sum = perElement[field]!.data.map((_, i) =>
              parts.reduce((total, part) => total + part[field]!.data[i], 0),
            );
            const scale = Math.max(1, ...sum.map(Math.abs));
            expectClose(perElement[field]!.data, sum, 1e-8 * scale, field);
          }
        });

        it(`vjp is the adjoint of jvp: ${name}`, () => {
          for (const shared of [[], FIELDS.filter((field) => field !== "p")]) {
            const input = stack(elements, shared);
            const solution = solve(input, settings);
            const tangents = Object.fromEntries(
              given.map((field) => {
                const shape = shapeOf(input[field]);
                const length = shape.reduce((product, count) => product * count, 1);
                return [field, { data: Float64Array.from(random.vector(length)), shape }];
              }),
            );
            const moves = solution.jvp(tangents as Tangents);
            const forward = OUTPUTS.map((output) => inner([...cotangents[output].data], [...moves[output]]));
            const gradients = solution.vjp(cotangents);
            const backward = given.map((field) =>
              inner([...gradients[field]!.data], [...tangents[field].data]),
            );
            const size = [...forward, ...backward].reduce((sum, value) => sum + Math.abs(value), 1);
            const total = (terms: number[]): number => terms.reduce((sum, value) => sum + value, 0);
            expect(Math.abs(total(forward) - total(backward)) / size).toBeLessThan(1e-9);
          }
        });
      },
    );

    describe("next to an element that was not solved", () => {
      const family = FAMILIES[0];
      const random = new Random(4000);
      const [good, other] = [drawFeasible(random, family), drawFeasible(random, family)];
      const batch: Qp[] = [good, drawInfeasible(random, family), other];
      const withSetting = (unsolvedGradient: "zero" | "nan" | "throw"): Solution =>
        solve(stack(batch), { ...settings, unsolvedGradient });
      let cotangents: AllCotangents;
      beforeAll(() => {
        cotangents = drawCotangents(random, withSetting("zero"));
      });

      for (const unsolvedGradient of ["zero", "nan"] as const) {
        const value = unsolvedGradient === "zero" ? 0 : NaN;
        it(`${unsolvedGradient}: its gradients and tangents are ${value}, its neighbours keep their bits`, () => {
          const solution = withSetting(unsolvedGradient);
          expect(solution.status).toEqual(["solved", "primalInfeasible", "solved"]);
          const gradients = solution.vjp(cotangents);
          const moves = solution.jvp({ p: batch.map(({ p }) => p.map(() => 1)) });
          for (const field of FIELDS) {
            const bad = rowOf(gradients[field]!, 1).data;
            expect([...bad], field).toEqual(Array.from(bad, () => value));
          }
          for (const output of OUTPUTS) {
            const size = moves[output].length / batch.length;
            const bad = moves[output].slice(size, 2 * size);
            expect([...bad], output).toEqual(Array.from(bad, () => value));
          }
          for (const i of [0, 2]) {
            const alone = solve(stack([batch[i]]), settings);
            const expected = alone.vjp(rowsOf(cotangents, i));
            for (const field of FIELDS) expect(rowOf(gradients[field]!, i), field).toEqual(expected[field]);
            const move = alone.jvp({ p: [batch[i].p.map(() => 1)] });
            expect(moves.z.slice(i * 6, i * 6 + 6)).toEqual(move.z);
          }
        });
      }

      it("zero: it adds nothing to the gradient of a shared input", () => {
        // An element with crossing data shares all but b and h with its neighbours.
        const apart: Qp = { ...good, b: good.b!.map((value) => value + 1e3) };
        const shared = FIELDS.filter((field) => field !== "b");
        const solution = solve(stack([good, apart, good], shared), settings);
        expect(solution.status).toEqual(["solved", "primalInfeasible", "solved"]);
        const once = solve(good, settings).vjp({ z: good.p });
        const gradients: Gradients = solution.vjp({ z: [good.p, good.p, good.p] });
        for (const field of shared) {
          const twice = once[field as FieldName]!.data.map((value) => 2 * value);
          expectClose(gradients[field]!.data, twice, 1e-12 * Math.max(1, ...twice.map(Math.abs)), field);
        }
      });

      it("throw: vjp and jvp name it", () => {
        const solution = withSetting("throw");
        const named = expect.objectContaining({ field: "status[1]" }) as unknown;
        for (const differentiate of [
          () => solution.vjp(cotangents),
          () => solution.jvp({ p: batch.map(({ p }) => p) }),
        ]) {
          expect(differentiate).toThrow(OptNetError);
          expect(differentiate).toThrow(named as Error);
        }
      });
    });

    it("refuse names and shapes that do not belong to the problem", () => {
      const qp: Qp = { Q: [1, 1], p: [1, 2], A: [[1, 1]], b: [1] };
      expect(isLegal(qp, settings)).toBe(true);
      const solution = solve(qp, settings);
      const refused = (call: () => unknown, field: string): void => {
        expect(call).toThrow(expect.objectContaining({ name: "OptNetError", field }) as Error);
      };
      refused(() => solution.vjp({ z: [1, 1] }, { wrt: ["G"] }), "wrt");
      refused(() => solution.vjp({ z: [1, 1] }, { wrt: ["x" as FieldName] }), "wrt.x");
      refused(() => solution.vjp({ x: [1, 1] } as Cotangents), "cotangents.x");
      refused(() => solution.vjp({ z: [1, 1, 1] }), "cotangents.z");
      refused(() => solution.vjp({ z: [1, NaN] }), "cotangents.z");
      refused(() => solution.jvp({ h: [1] }), "tangents.h");
      refused(() => solution.jvp({ b: [1, 2] }), "tangents.b");
      solution.dispose();
      refused(() => solution.vjp({ z: [1, 1] }), "solution");
    });
  });
}

function sumOfRows({ data, shape }: DenseArray<Float64Array>): Float64Array {
  const size = data.length / shape[0];
  const sum = new Float64Array(size);
  data.forEach((value, i) => (sum[i % size] += value));
  return sum;
}

function shapeOf(input: unknown): number[] {
  return Array.isArray(input) ? [input.length, ...shapeOf(input[0])] : [];
}
