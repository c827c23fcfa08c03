import { expect, test } from "vitest";
import { solve, sparse } from "../index.js";
test("quick", () => {
  const A = sparse.fromTriplets([1, 3], [0, 0, 0], [0, 1, 1], [1, 0.5, 0.5]);
  const Q = sparse.symmetric(sparse.fromTriplets([3, 3], [0, 1, 2, 0], [0, 1, 2, 1], [2, 2, 2, 1]));
  const s = solve({ Q, p: [1, 1, 1], A, b: [1] });
  const d = solve({ Q: Q.toDense(), p: [1, 1, 1], A: A.toDense(), b: [1] });
  expect(s.z).toEqual(d.z);
  expect(s.status).toEqual(["solved"]);
});
