import { expect, test } from "vitest";
import { solve } from "../api/solve.js";
import { RecycledMemory } from "./memory.js";

const LARGE = 20_000;

test("memory that was released serves again, and only then", () => {
  const first = new RecycledMemory();
  const second = new RecycledMemory();
  const array = first.keep(new Float64Array(LARGE).fill(1));
  expect(second.allocate(LARGE)).not.toBe(array);
  first.release();
  expect(second.allocate(LARGE + 1)).not.toBe(array);
  expect(second.keep(new Float32Array(LARGE).fill(2))).toBe(array);
  expect(array[LARGE - 1]).toBe(2);
  first.release();
  expect(second.allocate(LARGE)).not.toBe(array);
});

test("what waits is bounded", () => {
  const home = new RecycledMemory();
  const arrays = Array.from({ length: 10 }, () => home.allocate(2 ** 20));
  home.release();
  const again = Array.from({ length: 10 }, () => home.allocate(2 ** 20));
  expect(again.filter((array) => arrays.includes(array)).length).toBe(8);
});

test("solutions in use keep their inputs, whatever others do", () => {
  const batch = 200;
  const n = 10;
  const Q = new Float64Array(batch * n * n);
  for (let i = 0; i < batch * n; i++) Q[i * n + (i % n)] = 2;
  const input = { Q: { data: Q, shape: [batch, n, n] }, p: new Float64Array(n).fill(-1) };
  const cotangents = {
    z: { data: new Float64Array(batch * n).fill(1), shape: [batch, n] },
    objective: new Float64Array(batch).fill(1),
  };
  const used = solve(input);
  const before = used.vjp(cotangents);
  for (let i = 0; i < 3; i++) {
    Q.fill(0);
    for (let j = 0; j < batch * n; j++) Q[j * n + (j % n)] = 5 + i;
    const other = solve(input);
    expect(other.z[0]).toBeCloseTo(1 / (5 + i), 12);
    other.dispose();
    other.dispose();
  }
  expect(used.z[0]).toBeCloseTo(0.5, 12);
  expect(used.vjp(cotangents)).toEqual(before);
});

test.each([5, 2048, 2049, LARGE - 1])("a number that is none is found where it stands, at %i", (at) => {
  const p = new Float64Array(LARGE);
  p[at] = NaN;
  const Q = new Float64Array(LARGE).fill(1);
  expect(() => solve({ Q, p })).toThrow(`NaN at p[${at}]`);
  p[at] = 1;
  expect(solve({ Q, p }).z[at]).toBe(-1);
  // What a released array held says nothing of what it holds now.
  const memory = new RecycledMemory();
  const clean = memory.keep(p);
  expect(memory.isFinite(clean)).toBe(true);
  memory.release();
  expect(memory.isFinite(clean)).toBe(false);
});
