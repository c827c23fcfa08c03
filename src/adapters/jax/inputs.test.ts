/** What `solve` takes, `qp` takes as jax-js arrays. */
import { grad, numpy as np } from "@jax-js/jax";
import { expect, it } from "vitest";
import { solve, sparse } from "../../index.js";
import { qp } from "./index.js";

(globalThis as { Float16Array?: unknown }).Float16Array ??= Uint16Array;

const f64 = (numbers: number[] | number[][]): np.Array => np.array(numbers, { dtype: np.float64 });
const p = [[-1, -2], [-3, 1]]; // prettier-ignore
const diagonal = [[1, 3], [2, 1]]; // prettier-ignore

it("takes diagonals as arrays, with gradients", () => {
  const expected = solve({ Q: { diagonal }, p, A: [[1, 1]], b: [1] });
  const f = (d: np.Array): np.Array => qp({ Q: { diagonal: d }, p: f64(p), A: [[1, 1]], b: [1] });
  const z = (f(f64(diagonal)).js() as number[][]).flat();
  z.forEach((value, i) => expect(value).toBeCloseTo(expected.z[i], 12));
  const gradient = grad((d: np.Array) =>
    f(d)
      .mul(f64([1, -2]))
      .sum(),
  )(f64(diagonal)).js() as number[][];
  const { Q } = expected.vjp({ z: [[1, -2], [1, -2]] }, { wrt: ["Q"] }); // prettier-ignore
  gradient.flat().forEach((value, i) => expect(value).toBeCloseTo(Q.data[i], 10));
  const shared = grad((d: np.Array) =>
    f(d)
      .mul(f64([1, -2]))
      .sum(),
  )(f64([1, 3]));
  expect(shared.shape).toEqual([2]);
});

it("sums the gradient of a batch of one that a larger batch shares, in its own shape", () => {
  const f = (b: np.Array): np.Array => qp({ Q: [1, 1], p: f64(p), A: [[1, 1]], b });
  const gradient = grad((b: np.Array) =>
    f(b)
      .mul(f64([1, 0]))
      .sum(),
  )(f64([[1]]));
  expect(gradient.shape).toEqual([1, 1]);
  expect((gradient.js() as number[][])[0][0]).toBeCloseTo(1, 12);
});

it("takes rows that are typed arrays, integers too", () => {
  const rows = p.map((row) => Int32Array.from(row));
  const expected = [...solve({ Q: [1, 1], p }).z];
  expect((qp({ Q: [1, 1], p: rows }).js() as number[][]).flat()).toEqual(expected);
  const data = { data: Int16Array.from(p.flat()), shape: [2, 2] };
  expect((qp({ Q: [1, 1], p: data }).js() as number[][]).flat()).toEqual(expected);
  expect((qp({ Q: [1, 1], p: { ...data, data: p.flat() } }).js() as number[][]).flat()).toEqual(expected);
});

it("takes an infinite side for an absent row, with a gradient of 0", () => {
  const f = (h: np.Array, G: np.Array): np.Array =>
    qp({ Q: [1, 1], p: f64(p), G, h })
      .mul(f64([1, 2]))
      .sum();
  const [G, h] = [[[1, 1], [1, -1]], [[1, Infinity], [Infinity, Infinity]]]; // prettier-ignore
  const expected = solve({ Q: [1, 1], p, G, h });
  const z = qp({ Q: [1, 1], p: f64(p), G: f64(G), h: f64(h) }).js() as number[][];
  z.flat().forEach((value, i) => expect(value).toBeCloseTo(expected.z[i], 12));
  const gradients = expected.vjp({ z: [[1, 2], [1, 2]] }); // prettier-ignore
  const byH = grad((x: np.Array) => f(x, f64(G)))(f64(h)).js() as number[][];
  byH.flat().forEach((value, i) => expect(value).toBeCloseTo(gradients.h!.data[i], 12));
  const byG = grad((x: np.Array) => f(f64(h), x))(f64(G)).js() as number[][];
  byG.flat().forEach((value, i) => expect(value).toBeCloseTo(gradients.G!.data[i], 12));
});

it("refuses sparse matrices by name", () => {
  const A = sparse.fromTriplets([1, 2], [0], [0], [1]);
  const call = (): unknown => qp({ Q: [1, 1], p: f64([1, 2]), A: A as never, b: [1] });
  expect(call).toThrow(/^A: expected a dense matrix/);
});
