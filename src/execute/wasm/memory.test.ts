/** What solutions keep that nobody disposes of. */
import { expect, test, vi } from "vitest";
import { QpSolver, solve } from "../../index.js";
import { resolveSettings } from "../../problem/settings.js";
import type { ProblemInput } from "../../problem/problem.js";
import { validateProblem } from "../../problem/validate.js";
import { WasmBatch } from "./batch.js";
import { dualShapeOf } from "./dual-shape.js";
import { Arena, KeptRegions } from "./memory.js";
import { instantiateKernels } from "./module.js";

/** More than are kept. */
const MANY = 1500;

const [n, m] = [6, 5];
const inputs = (seed: number): ProblemInput => ({
  Q: Float64Array.from({ length: n }, (_, i) => 1 + ((i * seed) % 3)),
  p: Float64Array.from({ length: n }, (_, i) => Math.sin(seed + i)),
  G: { data: Float64Array.from({ length: m * n }, (_, i) => Math.cos(seed + 7.3 * i)), shape: [m, n] },
  h: new Float64Array(m).fill(0.1),
  upper: 0.5,
});

test("a loop without dispose holds a bounded memory, which grows seldom", () => {
  const kernels = instantiateKernels();
  const arena = new Arena(kernels.memory);
  const regions = new KeptRegions(arena);
  const grow = vi.spyOn(kernels.memory, "grow");
  const problem = validateProblem(inputs(1));
  const used: number[] = [];
  const batches = Array.from({ length: 3 * MANY }, () => {
    const solved = new WasmBatch(kernels, regions, dualShapeOf(problem), problem, resolveSettings());
    solved.solve(false);
    used.push(arena.used);
    return solved;
  });
  expect(used[2 * MANY]).toBe(used[3 * MANY - 1]);
  expect(used[2 * MANY]).toBeLessThan(arena.heap.byteLength);
  expect(grow.mock.calls.length).toBeLessThan(12);
  for (const solved of batches) solved.dispose();
  expect(arena.used).toBe(0);
});

test("what is borrowed lies where it lay, and is there for others where they need it", () => {
  const { memory } = instantiateKernels();
  const arena = new Arena(memory);
  const at = arena.borrow(1000)!;
  arena.giveBack(at, 1000);
  expect(arena.used).toBe(0);
  expect(arena.borrow(1000)).toBe(at);
  const other = arena.borrow(1000)!;
  expect(other).not.toBe(at);
  arena.giveBack(at, 1000);
  arena.giveBack(other, 1000);
  expect(arena.used).toBe(0);
  const rest = memory.buffer.byteLength - 1024;
  vi.spyOn(memory, "grow").mockImplementation(() => {
    throw new RangeError("no more memory");
  });
  expect(arena.allocate(rest - 64)).toBeDefined();
});

test("who has given way has the same derivatives, however often", () => {
  const cotangents = { z: new Float64Array(n).fill(1), lambda: new Float64Array(m).fill(-2) };
  const first = solve(inputs(2));
  const expected = solve(inputs(2)).vjp(cotangents);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < MANY; i++) solve(inputs(i));
    expect(first.vjp(cotangents)).toEqual(expected);
    expect(first.jvp({ p: cotangents.z })).toEqual(solve(inputs(2)).jvp({ p: cotangents.z }));
  }
  first.dispose();
});

test.each([1, 4])("kept solvers go on, alone and in place, batch of %i", (batch) => {
  const { p, h, ...constants } = inputs(3);
  const values = (seed: number): { p: { data: Float64Array; shape: number[] }; h: typeof h } => ({
    p: { data: Float64Array.from({ length: batch * n }, (_, i) => Math.sin(seed + i)), shape: [batch, n] },
    h,
  });
  using solver = new QpSolver({ variables: n, inequalities: m, ...constants });
  using placed = new QpSolver({ variables: n, inequalities: m, ...constants });
  const place = placed.solve(values(0), { inPlace: true });
  const kept = solver.solve(values(0));
  for (let round = 1; round < 4; round++) {
    placed.solve(values(round), { inPlace: true });
    for (let i = 0; i < MANY; i++) solve({ ...inputs(i), p });
    const expected = solve({ ...constants, ...values(round) });
    const cotangents = { z: { data: new Float64Array(batch * n).fill(1), shape: [batch, n] } };
    expect(placed.solve(values(round), { inPlace: true })).toBe(place);
    expect(place.z).toEqual(expected.z);
    expect(place.vjp(cotangents)).toEqual(expected.vjp(cotangents));
    const again = solver.solve(values(round));
    expect(again.z).toEqual(expected.z);
    expect(again.vjp(cotangents)).toEqual(expected.vjp(cotangents));
    expect(kept.vjp(cotangents)).toEqual(solve({ ...constants, ...values(0) }).vjp(cotangents));
  }
});

test("a batch that is being solved does not give way to those solved within onIteration", () => {
  const G = { data: Float64Array.from({ length: 4 * m * n }, (_, i) => Math.cos(7.3 * i)), shape: [4, m, n] };
  const p = { data: Float64Array.from({ length: 4 * n }, (_, i) => Math.sin(i)), shape: [4, n] };
  let calls = 0;
  const onIteration = (): void => {
    if (calls++ < 3) for (let i = 0; i < MANY; i++) solve(inputs(i));
  };
  const watched = solve({ ...inputs(4), G, p }, { onIteration });
  const expected = solve({ ...inputs(4), G, p });
  expect(calls).toBeGreaterThan(3);
  expect(watched.z).toEqual(expected.z);
  const cotangents = { z: p };
  expect(watched.vjp(cotangents)).toEqual(expected.vjp(cotangents));
});
