/**
 * Model predictive control: one problem after the other, each a little different from the one before. Matrices stay;
 * the state of the plant and its target enter through b, or through p and h. The sequence is that of a closed loop
 * without disturbances, and the same for every solver.
 */
import { QpSolver, type Solution } from "optnet";
import { measureOneByOne, type Contender } from "./contender.js";
import { TODAY, type Library } from "./library.js";
import {
  elementOf,
  elementShape,
  toInput,
  type BatchProblem,
  type Field,
} from "../../tools/problems/problem.js";
import { contender, gather, sizeOf } from "./ours.js";

type Matrix = readonly (readonly number[])[];

/** What a controller solves in every step. */
interface Loop {
  readonly name: string;
  readonly variables: number;
  readonly Q: Float64Array;
  readonly diagonal: boolean;
  readonly A: Float64Array;
  readonly G: Float64Array;
  /** The right-hand sides in a state at a step. */
  values(state: readonly number[], step: number): { p: Float64Array; b: Float64Array; h: Float64Array };
  /** The state that follows when the plan is begun. */
  advance(state: readonly number[], plan: Float64Array): number[];
  readonly start: readonly number[];
}

const times = (matrix: Matrix, x: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
const product = (left: Matrix, right: Matrix): number[][] =>
  left.map((row) => right[0].map((_, j) => row.reduce((sum, value, k) => sum + value * right[k][j], 0)));

/**
 * A mass that is pushed to and fro, with bounded force and velocity. Variables are the planned states and forces, tied
 * by equalities: the state is in b, the target in p.
 */
function doubleIntegrator(horizon: number): Loop {
  const [dt, force, velocity] = [0.1, 1, 0.8];
  const A: Matrix = [
    [1, dt],
    [0, 1],
  ];
  const B = [(dt * dt) / 2, dt];
  const n = 3 * horizon;
  const Q = new Float64Array(n).fill(0.1);
  const equalities = new Float64Array(2 * horizon * n);
  const G = new Float64Array(4 * horizon * n);
  for (let k = 0; k < horizon; k++) {
    Q[2 * k] = k === horizon - 1 ? 50 : 5;
    Q[2 * k + 1] = 1;
    for (let i = 0; i < 2; i++) {
      const row = (2 * k + i) * n;
      equalities[row + 2 * k + i] = 1;
      for (let j = 0; j < 2 && k > 0; j++) equalities[row + 2 * (k - 1) + j] = -A[i][j];
      equalities[row + 2 * horizon + k] = -B[i];
    }
    [2 * horizon + k, 2 * k + 1].forEach((variable, i) => {
      G[(4 * k + 2 * i) * n + variable] = 1;
      G[(4 * k + 2 * i + 1) * n + variable] = -1;
    });
  }
  const h = Float64Array.from({ length: 4 * horizon }, (_, row) => (row % 4 < 2 ? force : velocity));
  return {
    ...{ name: "double integrator", variables: n, Q, diagonal: true, A: equalities, G, start: [0, 0] },
    values(state, step) {
      const target = Math.floor(step / 60) % 2 === 0 ? -1 : 1;
      const p = new Float64Array(n);
      for (let k = 0; k < horizon; k++) p[2 * k] = -Q[2 * k] * target;
      const b = new Float64Array(2 * horizon);
      b.set(times(A, state));
      return { p, b, h };
    },
    advance: (state, plan) => times(A, state).map((value, i) => value + B[i] * plan[2 * horizon]),
  };
}

/**
 * An aircraft that is unstable by itself: pitch angle follows a target, the angle of attack stays within ±0.5 degrees
 * and both control surfaces within ±25. Variables are the controls alone: the state is in p and h.
 *
 * Source: the linearised AFTI/F-16 of Kapasouris, Athans & Stein 1990, sampled at 0.05 s, as Bemporad, Casavola & Mosca
 * 1997 use it.
 */
function aircraft(horizon: number): Loop {
  const A: Matrix = [
    [0.9993, -3.0083, -0.1131, -1.6081],
    [0, 0.9862, 0.0478, 0],
    [0, 2.0833, 1.0089, 0],
    [0, 0.0526, 0.0498, 1],
  ];
  const B: Matrix = [
    [-0.0804, -0.6347],
    [-0.0291, -0.0143],
    [-0.8679, -0.0917],
    [-0.0216, -0.0022],
  ];
  const C: Matrix = [
    [0, 1, 0, 0],
    [0, 0, 0, 1],
  ];
  const [weight, cost, surface, attack] = [0.1, 0.001, 25, 0.5];
  const n = 2 * horizon;
  // Outputs, angle of attack and pitch angle in turn: free response to the state, and response to the controls.
  const free: number[][] = [];
  const response: number[][] = [];
  const impulses: number[][][] = [];
  let power: Matrix = C;
  for (let k = 1; k <= horizon; k++) {
    impulses.push(product(power, B));
    power = product(power, A);
    for (let i = 0; i < 2; i++) {
      free.push([...power[i]]);
      response.push(Array.from({ length: n }, (_, j) => impulses[k - 1 - (j >> 1)]?.[i][j & 1] ?? 0));
    }
  }
  const Q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const sum = response.reduce((total, row) => total + weight * row[i] * row[j], 0);
      Q[i * n + j] = sum + (i === j ? cost : 0);
    }
  }
  const attacks = response.filter((_, row) => row % 2 === 0);
  const unit = (j: number): number[] => Array.from({ length: n }, (_, i) => (i === j ? 1 : 0));
  const rows = [...Array.from({ length: n }, (_, j) => unit(j)), ...attacks];
  const G = Float64Array.from(rows.flatMap((row) => [...row, ...row.map((value) => -value)]));
  return {
    ...{ name: "aircraft", variables: n, Q, diagonal: false, A: new Float64Array(0), G, start: [0, 0, 0, 0] },
    values(state, step) {
      const target = Math.floor(step / 50) % 2 === 0 ? 10 : 0;
      const outputs = times(free, state);
      const miss = outputs.map((output, row) => weight * (output - (row % 2 === 0 ? 0 : target)));
      const p = Float64Array.from({ length: n }, (_, j) =>
        response.reduce((sum, row, i) => sum + miss[i] * row[j], 0),
      );
      const limits = outputs
        .filter((_, row) => row % 2 === 0)
        .flatMap((output) => [attack - output, attack + output]);
      const h = Float64Array.from([...new Array<number>(2 * n).fill(surface), ...limits]);
      return { p, b: new Float64Array(0), h };
    },
    advance: (state, plan) => {
      const push = times(B, [plan[0], plan[1]]);
      return times(A, state).map((value, i) => value + push[i]);
    },
  };
}

export const LOOPS = {
  "double integrator": () => doubleIntegrator(30),
  aircraft: () => aircraft(20),
} as const;

/** The problems of so many steps of a loop. */
export function mpcSequence(loop: Loop, steps: number): BatchProblem {
  const { name, variables, Q, diagonal, A, G } = loop;
  const size = { variables, equalities: A.length / variables, inequalities: G.length / variables };
  const one: BatchProblem = {
    ...{ ...size, name, batch: 1, shared: false, sequence: true, diagonal, lower: undefined },
    fields: { Q, A, G, ...loop.values(loop.start, 0) },
  };
  const solver = new QpSolver({ ...size, ...constantsOf(one) });
  const all = { p: [] as number[], b: [] as number[], h: [] as number[] };
  let state = [...loop.start];
  for (let step = 0; step < steps; step++) {
    const values = loop.values(state, step);
    for (const field of ["p", "b", "h"] as const) all[field].push(...values[field]);
    const { p, b, h } = values;
    const solution = solver.solve(size.equalities > 0 ? { p, b, h } : { p, h }).assertSolved();
    state = loop.advance(state, solution.z);
    solution.dispose();
  }
  const [p, b, h] = [all.p, all.b, all.h].map((numbers) => Float64Array.from(numbers));
  return { ...one, batch: steps, fields: { Q, A, G, p, b, h } };
}

function constantsOf(problem: BatchProblem) {
  const { Q, A, G } = toInput(problem);
  return { Q, ...(A && { A }), ...(G && { G }) };
}

/** The ways to use optnet in a control loop; the first is the fastest. A solver is made anew for every sequence. */
export function oursInLoop(problem: BatchProblem, library: Library = TODAY): Contender[] {
  const fields: Field[] = problem.equalities > 0 ? ["p", "b", "h"] : ["p", "h"];
  const values = Array.from({ length: problem.batch }, (_, i) =>
    Object.fromEntries(
      fields.map((field) => [
        field,
        { data: elementOf(problem, field, i), shape: elementShape(problem, field) },
      ]),
    ),
  ) as { p: { data: Float64Array; shape: readonly number[] } }[];
  const constants = constantsOf(problem);
  const { solve, settings } = library;
  const newSolver = () => new library.QpSolver({ ...sizeOf(problem), ...constants }, settings);
  const inLoop = (
    way: string,
    call: (solver: QpSolver, value: (typeof values)[number]) => Solution,
    kept: boolean,
  ): Contender =>
    contender(library, way, async (limits) => {
      let solver = newSolver();
      const { elements, seconds, raw } = measureOneByOne(
        problem.batch,
        limits,
        (i) => values[i],
        (value) => {
          const solution = call(solver, value);
          if (!kept) solution.dispose();
          return solution;
        },
        () => {
          solver.dispose();
          solver = newSolver();
        },
        ({ z, nu, lambda, lambdaLower, status }) => ({
          ...{ z: z.slice(), nu: nu.slice(), lambda: lambda.slice(), lambdaLower: lambdaLower.slice() },
          status: [...status],
        }),
      );
      return { elements, seconds, answers: gather(raw) };
    });
  return [
    inLoop("", (solver, value) => solver.solve(value, { warmStart: true, inPlace: true }), true),
    inLoop(", warm", (solver, value) => solver.solve(value, { warmStart: true }), false),
    inLoop(", cold in place", (solver, value) => solver.solve(value, { inPlace: true }), true),
    inLoop(", cold", (solver, value) => solver.solve(value), false),
    inLoop(", solve", (_solver, value) => solve({ ...constants, ...value }, settings), false),
  ];
}
