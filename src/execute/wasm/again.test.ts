/** Calls in place keep bounds and factors of active rows from the call before where they may; that shows in no bit. */
import { expect, test } from "vitest";
import { Random } from "../../../test/support/random.js";
import { QpSolver } from "../../index.js";

const [n, m] = [16, 30];

test.each([
  [1, false],
  [1, true],
  [2, false],
  [3, true],
])("in place as else, a batch of %i, whose bounds are its own: %s", (batch, own) => {
  const random = new Random(7 + batch);
  const many = (count: number, scale: number) => ({
    data: Float64Array.from({ length: batch * count }, () => scale * random.normal()),
    shape: [batch, count],
  });
  const G = { data: Float64Array.from({ length: m * n }, () => random.normal()), shape: [m, n] };
  const Q = Float64Array.from({ length: n }, () => random.uniform(0.5, 2));
  const sides = () =>
    own
      ? { data: Float64Array.from({ length: batch * m }, () => random.uniform(0.1, 1)), shape: [batch, m] }
      : Float64Array.from({ length: m }, () => random.uniform(0.1, 1));
  const [placed, plain] = [0, 1].map(() => new QpSolver({ variables: n, inequalities: m, Q, G, upper: 2 }));
  let p = many(n, 2);
  let h = sides();
  for (let call = 0; call < 40; call++) {
    // Little changes keep active sets, large ones do not; every third call has other bounds.
    const step = call % 5 === 0 ? 3 : 0.01;
    p = { ...p, data: p.data.map((value) => value + step * random.normal()) };
    if (call % 3 === 0) h = sides();
    const warmStart = call % 7 !== 6;
    const there = plain.solve({ p, h }, { warmStart });
    const here = placed.solve({ p, h }, { warmStart, inPlace: true });
    for (const name of [
      "z",
      "lambda",
      "lambdaUpper",
      "slack",
      "objective",
      "iterations",
      "status",
    ] as const) {
      expect(here[name]).toEqual(there[name]);
    }
    expect(here.weaklyActive).toEqual(there.weaklyActive);
    if (call % 4 === 1) expect(here.vjp({ z: p })).toEqual(there.vjp({ z: p }));
    there.dispose();
  }
});
