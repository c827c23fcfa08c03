/**
 * Forward and reverse mode are each other's transpose wherever they return numbers: |⟨w, Jv⟩ − ⟨Jᵀw, v⟩| is rounding
 * at singular KKT matrices too, whatever the mode, the backend and the rest of the batch.
 */
import type { FieldName, ProblemInput, SettingsInput } from "optnet";
import { QpSolver, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { QUADRATIC_KINDS, plant } from "../support/draw.js";
import type { Qp } from "../support/qp.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import { drawCotangents, drawDirection, fieldsOf, lengthOf, product, shaped } from "./inputs.js";

const TOLERANCE = 1e-11;
const MODES = ["exact", "smoothed", "leastSquares"] as const;
const BACKENDS = ["wasm", "reference"] as const;
const CASES = BACKENDS.flatMap((backend) => MODES.map((gradient) => ({ backend, gradient })));

/** Problems whose KKT systems are singular, of every kind. */
function drawDegenerate(random: Random, kind: number): Qp {
  const variables = 2 + Math.floor(random.uniform() * 6);
  const family = {
    variables,
    equalities: Math.floor(random.uniform() * variables * 0.5),
    inequalities: 1 + Math.floor(random.uniform() * 6),
    quadratic: QUADRATIC_KINDS[Math.floor(random.uniform() * QUADRATIC_KINDS.length)],
    bounds: (["none", "both", "partly infinite"] as const)[Math.floor(random.uniform() * 3)],
  };
  switch (kind % 6) {
    case 0: // Duplicated rows, of which some are multiples.
      return twice(plant(random, { ...family, quadratic: "dense" }).qp, random);
    case 1: // A vertex with many more weakly active rows than variables.
      return vertex(random, variables, 3 * variables);
    case 2: // Linear programs with degenerate vertices.
      return linear(vertex(random, variables, variables + 2));
    case 3: // Q of low rank, so that z is not unique.
      return lowRank(random, plant(random, { ...family, bounds: "both", quadratic: "dense" }).qp);
    case 4: // Half of the active rows without a multiplier.
      return plant(random, family, { active: Math.max(1, variables - 1), weak: 0.5 }).qp;
    default: // Fixed variables and copies.
      return twice(fixOne(plant(random, { ...family, quadratic: "diagonal", bounds: "none" }).qp), random);
  }
}

function twice(qp: Qp, random: Random): Qp {
  const factor = 2 ** Math.floor(random.uniform() * 8 - 4);
  const scaled = (rows: readonly number[][]) => rows.map((row) => row.map((x) => x * factor));
  return {
    ...qp,
    ...(qp.A && { A: [...qp.A, ...scaled(qp.A)], b: [...qp.b!, ...qp.b!.map((x) => x * factor)] }),
    ...(qp.G && { G: [...qp.G, ...scaled(qp.G)], h: [...qp.h!, ...qp.h!.map((x) => x * factor)] }),
  };
}

/** All rows touch at one point; the cost pulls along one of them, so that the others bear nothing. */
function vertex(random: Random, n: number, rows: number): Qp {
  const z = Array.from({ length: n }, () => random.normal());
  const G = Array.from({ length: rows }, () => Array.from({ length: n }, () => random.normal()));
  const h = G.map((row) => row.reduce((sum, x, j) => sum + x * z[j], 0));
  const p = Array.from({ length: n }, (_, j) => -G[0][j] - z[j]);
  return { Q: Array.from({ length: n }, () => 1), p, G, h };
}

function linear({ G, h, p }: Qp): Qp {
  return { G, h, p: p.map((_, j) => -G![0][j] - G![1][j]) };
}

function lowRank(random: Random, qp: Qp): Qp {
  const v = qp.p.map(() => random.normal());
  return { ...qp, Q: v.map((x) => v.map((y) => x * y)), p: v.map((x) => -x) };
}

function fixOne(qp: Qp): Qp {
  return {
    ...qp,
    lower: qp.p.map((_, j) => (j === 0 ? 0.5 : -9)),
    upper: qp.p.map((_, j) => (j === 0 ? 0.5 : 9)),
  };
}

function worstOf(qp: Qp, settings: SettingsInput, random: Random): { solved: boolean; worst: number } {
  const solution = solve(qp, settings);
  if (solution.status[0] !== "solved") return { solved: false, worst: 0 };
  const u = drawCotangents(random, solution);
  const back = solution.vjp({ ...u, objective: u.objective[0] });
  let worst = 0;
  for (const name of fieldsOf(qp)) {
    const v = drawDirection(random, qp, name);
    const forward = solution.jvp({ [name]: shaped(qp, name, v) });
    const outputs = Object.keys(u) as (keyof typeof u)[];
    const left = outputs.reduce((sum, output) => sum + product(u[output], forward[output]), 0);
    const right = product(back[name]!.data, v);
    // ‖w‖‖J‖‖v‖ from below.
    const forwards = outputs.map((output) => lengthOf(u[output]) * lengthOf(forward[output]));
    const scale = Math.max(...forwards, lengthOf(back[name]!.data) * lengthOf(v));
    if (scale > 0) worst = Math.max(worst, Math.abs(left - right) / scale);
    expect(Number.isFinite(left) && Number.isFinite(right), name).toBe(true);
  }
  return { solved: true, worst };
}

describe.each(CASES)("$gradient, $backend", ({ gradient, backend }) => {
  test.each([0, 1, 2, 3, 4, 5])("degenerate problems of kind %i", (kind) => {
    let seen = 0;
    for (let seed = 0; seed < 25; seed++) {
      const random = new Random(7000 + 100 * kind + seed);
      const qp = drawDegenerate(random, kind);
      const { solved, worst } = worstOf(qp, { gradient, backend, smoothing: 1e-3 }, random);
      if (solved) seen++;
      expect(worst, `seed ${seed}`).toBeLessThanOrEqual(TOLERANCE);
    }
    expect(seen).toBeGreaterThan(15);
  });
});

test("a vertex with 19 weakly active rows", () => {
  for (const backend of BACKENDS) {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      expect(worstOf(vertex(random, 4, 20), { backend }, random).worst).toBeLessThanOrEqual(TOLERANCE);
    }
  }
});

describe.each(BACKENDS)("batches that contain anything, %s", (backend) => {
  const n = 4;
  const draw = (seed: number): Qp => {
    const random = new Random(seed);
    const qp = vertex(random, n, 12);
    const kind = seed % 4;
    if (kind === 1)
      return { ...qp, G: qp.G!.map((_, i) => qp.G![i % 2]), h: qp.h!.map((_, i) => qp.h![i % 2]) };
    if (kind === 2) return { ...qp, h: qp.h!.map((x) => x + random.uniform()) };
    if (kind === 3) return { ...qp, Q: [1, 0, 0, 1] };
    return qp;
  };

  test("the sum over the batch is transposed too, and no element feels its neighbours", () => {
    const elements = Array.from({ length: 9 }, (_, i) => draw(40 + i));
    const settings = { backend } as const;
    const input: ProblemInput = stack(elements, []);
    const solution = solve(input, settings).assertSolved();
    const random = new Random(1);
    const u = drawCotangents(random, solution);
    const back = solution.vjp(u);
    const fields: FieldName[] = FIELDS.filter((name) => back[name] !== undefined);
    for (const name of fields) {
      const v = back[name]!.data.map(() => random.normal());
      const forward = solution.jvp({ [name]: { data: v, shape: back[name]!.shape } });
      const left = Object.entries(u).reduce((sum, [key, w]) => sum + product(w, forward[key as "z"]), 0);
      const right = product(back[name]!.data, v);
      const scale = lengthOf(back[name]!.data) * lengthOf(v);
      // A dense Q moves in symmetric directions alone; this one is diagonal.
      expect(Math.abs(left - right) / scale, name).toBeLessThanOrEqual(TOLERANCE);
    }
    elements.forEach((qp, i) => {
      const alone = solve(qp, settings);
      const size = (data: Float64Array): Float64Array => {
        const length = data.length / elements.length;
        return data.subarray(i * length, (i + 1) * length);
      };
      const single = alone.vjp({
        z: size(u.z),
        nu: size(u.nu),
        lambda: size(u.lambda),
        lambdaLower: size(u.lambdaLower),
        lambdaUpper: size(u.lambdaUpper),
        objective: u.objective[i],
      });
      for (const name of fields)
        expect(size(back[name]!.data), `${name} of ${i}`).toEqual(single[name]!.data);
    });
  });

  test("nor what it was asked before", () => {
    const qp = draw(44);
    const [fresh, used] = [solve(qp, { backend }), solve(qp, { backend })];
    used.jvp({ h: qp.h!.map((_, i) => Math.sin(i)) });
    used.vjp({ z: [1, 1, 1, 1] });
    const [first, later] = [fresh.vjp({ z: [1, 2, 3, 4] }), used.vjp({ z: [1, 2, 3, 4] })];
    for (const name of ["p", "G", "h"] as const) expect(later[name]!.data).toEqual(first[name]!.data);
  });

  test("a solver that is used again decides again", () => {
    const first = draw(44);
    const second = draw(46);
    const solver = new QpSolver({ variables: n, inequalities: 12 }, { backend });
    solver.solve(first).vjp({ z: [1, 2, 3, 4] });
    const again = solver.solve(second).vjp({ z: [1, 2, 3, 4] });
    expect(again.h!.data).toEqual(solve(second, { backend }).vjp({ z: [1, 2, 3, 4] }).h!.data);
  });
});
