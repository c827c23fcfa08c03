import { describe, expect, it } from "vitest";
import { OptNetError } from "../index.js";
import { Problem, matmul, parameter, sumSquares, variable } from "./index.js";

const x = variable(3, "x");
const problem = Problem.minimize(
  sumSquares(matmul(parameter([2, 3], "F"), x).sub(parameter(2, "y"))).add(
    sumSquares(x.sub(parameter([], "s"))),
  ),
).subjectTo([x.ge(0)]);
const [F, y, s] = [[[1, 2, -3], [0.5, 0.1, 4]], [1, -2], 0.25]; // prettier-ignore

describe("a value of a parameter", () => {
  const expected = problem.solve({ F: Float64Array.from(F.flat()), y: Float64Array.from(y), s: Float64Array.of(s) }); // prettier-ignore

  it.each(
    Object.entries({
      "nested arrays": { F, y, s },
      "arrays of typed arrays": { F: F.map((row) => Float64Array.from(row)), y: Float64Array.from(y), s },
      "data and shape": { F: { data: F.flat(), shape: [2, 3] }, y: { data: y, shape: [2] }, s },
      "a Map": new Map(Object.entries({ F, y, s }).map(([name, value]) => [problem.parameter(name), value])),
    }),
  )("may be given as %s, to the same bits", (_, values) => {
    const { qp } = problem.solve(values as never);
    expect(qp.z).toEqual(expected.qp.z);
    expect(qp.lambdaLower).toEqual(expected.qp.lambdaLower);
  });

  it("with one axis more is a batch, of one element too", () => {
    const batch = problem.solve({ F: [F], y: [y], s });
    expect([batch.batch, batch.batched]).toEqual([1, true]);
    expect(batch.qp.z).toEqual(expected.qp.z);
    expect(problem.solve({ F, y: [y, [0, 0]], s }).batch).toBe(2);
  });

  it.each(
    Object.entries({
      "a hole": [1, , 2], // eslint-disable-line no-sparse-arrays
      "a text": [1, "2"],
      "too short": [1],
      "NaN in it": [1, NaN],
      "an array where a number should be": [1, [2]],
      "a number where an array should be": 1,
    }),
  )("is refused by its name: %s", (_, wrong) => {
    const error = (() => {
      try {
        return problem.solve({ F, y: wrong as never, s });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(OptNetError);
    expect(String(error)).toMatch(/^OptNetError: y/);
  });
});
