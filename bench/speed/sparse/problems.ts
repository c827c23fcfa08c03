/** Sparse problems: generated ones, so that the part runs without data, and public ones where they are. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { SparseMatrix, sparse, type ProblemInput } from "optnet";
import { readProblemFile } from "optnet/io/node";
import { Random } from "../../../tools/random.js";

/** What changes from element to element. */
export type Change = Readonly<Partial<Record<"p" | "b" | "h", Float64Array>>>;

export interface SparseCase {
  readonly name: string;
  /** "one" large problem; a "batch" that shares its matrices; a "loop", in which each is like the one before. */
  readonly kind: "one" | "batch" | "loop";
  /** One problem; its matrices are sparse. */
  readonly problem: ProblemInput;
  readonly elements: readonly Change[];
}

class Entries {
  readonly #rows: number[] = [];
  readonly #columns: number[] = [];
  readonly #values: number[] = [];

  put(row: number, column: number, value: number): void {
    this.#rows.push(row);
    this.#columns.push(column);
    this.#values.push(value);
  }

  matrix(rows: number, columns: number): SparseMatrix {
    return sparse.fromTriplets([rows, columns], this.#rows, this.#columns, this.#values);
  }
}

const filled = (length: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => of(i));

const one = (name: string, problem: ProblemInput): SparseCase => ({
  name,
  kind: "one",
  problem,
  elements: [{}],
});

/** Total variation of a signal, its dual: a variable per pair of neighbours, Q = D Dᵀ. */
function chain(n: number, random: Random): SparseCase {
  const Q = new Entries();
  for (let i = 0; i < n; i++) {
    Q.put(i, i, 2);
    if (i > 0) Q.put(i, i - 1, -1);
  }
  const signal = filled(n + 1, (i) => (Math.floor((10 * i) / n) % 3) + 0.3 * random.normal());
  const p = filled(n, (i) => signal[i] - signal[i + 1]);
  return one(`chain, n = ${n}`, { Q: sparse.symmetric(Q.matrix(n, n)), p, lower: -1, upper: 1 });
}

/** A membrane over an obstacle: Q is the Laplacian of a square grid. */
function grid(side: number): SparseCase {
  const Q = new Entries();
  const n = side * side;
  for (let i = 0; i < n; i++) {
    Q.put(i, i, 4);
    if (i % side > 0) Q.put(i, i - 1, -1);
    if (i >= side) Q.put(i, i - side, -1);
  }
  const from = (i: number): number => i / (side - 1) - 0.5;
  const lower = filled(n, (i) => 0.2 - from(i % side) ** 2 - from(Math.floor(i / side)) ** 2);
  return one(`grid, ${side} × ${side}`, {
    ...{ Q: sparse.symmetric(Q.matrix(n, n)), p: new Float64Array(n).fill(0.5 / n), lower },
  });
}

/** Returns by a few factors: y = Fᵀw has a variance of 1 each. */
function portfolio(assets: number, factors: number, random: Random): SparseCase {
  const n = assets + factors;
  const A = new Entries();
  for (let k = 0; k < factors; k++) {
    for (let i = 0; i < assets; i++) if (random.uniform() < 0.5) A.put(k, i, random.normal());
    A.put(k, assets + k, -1);
  }
  for (let i = 0; i < assets; i++) A.put(factors, i, 1);
  return one(`portfolio, ${assets} assets, ${factors} factors`, {
    Q: filled(n, (i) => (i < assets ? random.uniform() * Math.sqrt(factors) : 1)),
    p: filled(n, (i) => (i < assets ? -random.normal() : 0)),
    ...{ A: A.matrix(factors + 1, n), b: filled(factors + 1, (k) => (k === factors ? 1 : 0)) },
    lower: filled(n, (i) => (i < assets ? 0 : -Infinity)),
  });
}

/** Fifteen per cent of the entries of the data are stored; returns them and what they measure. */
function measured(rows: number, columns: number, random: Random, noise: () => number) {
  const truth = filled(columns, () => (random.uniform() < 0.5 ? random.normal() / Math.sqrt(columns) : 0));
  const entries: [number, number, number][] = [];
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (random.uniform() >= 0.15) continue;
      const value = random.normal();
      entries.push([i, j, value]);
      y[i] += value * truth[j];
    }
    y[i] += noise();
  }
  return { entries, y };
}

/** Least squares with |z|₁: r = Xz − y, |z| ≤ t. */
function lasso(columns: number, random: Random): SparseCase {
  const rows = 5 * columns;
  const { entries, y } = measured(rows, columns, random, () => 0.3 * random.normal());
  const n = 2 * columns + rows;
  const [A, G] = [new Entries(), new Entries()];
  const correlation = new Float64Array(columns);
  for (const [i, j, value] of entries) {
    A.put(i, j, value);
    correlation[j] += value * y[i];
  }
  for (let i = 0; i < rows; i++) A.put(i, columns + i, -1);
  for (let j = 0; j < columns; j++) {
    for (const [row, sign] of [
      [j, 1],
      [columns + j, -1],
    ]) {
      G.put(row, j, sign);
      G.put(row, columns + rows + j, -1);
    }
  }
  const weight = correlation.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 5;
  return one(`lasso, ${rows} rows, ${columns} columns`, {
    Q: filled(n, (i) => (i >= columns && i < columns + rows ? 1 : 0)),
    p: filled(n, (i) => (i >= columns + rows ? weight : 0)),
    ...{ A: A.matrix(rows, n), b: y, G: G.matrix(2 * columns, n), h: new Float64Array(2 * columns) },
  });
}

/** Huber regression: Xz − y = r + u − v, ½|r|² + 1ᵀ(u + v), u, v ≥ 0. */
function huber(columns: number, random: Random): SparseCase {
  const rows = 5 * columns;
  const noise = (): number => (random.uniform() < 0.95 ? 0.25 * random.normal() : 10 * random.uniform());
  const { entries, y } = measured(rows, columns, random, noise);
  const n = columns + 3 * rows;
  const A = new Entries();
  for (const [i, j, value] of entries) A.put(i, j, value);
  for (let i = 0; i < rows; i++) [-1, -1, 1].forEach((sign, k) => A.put(i, columns + k * rows + i, sign));
  return one(`huber, ${rows} rows, ${columns} columns`, {
    Q: filled(n, (i) => (i >= columns && i < columns + rows ? 1 : 0)),
    p: filled(n, (i) => (i >= columns + rows ? 1 : 0)),
    ...{ A: A.matrix(rows, n), b: y, lower: filled(n, (i) => (i >= columns + rows ? 0 : -Infinity)) },
  });
}

interface Plant {
  readonly states: number;
  readonly inputs: number;
  readonly steps: number;
  readonly problem: ProblemInput;
  right(state: readonly number[]): Float64Array;
  follow(state: readonly number[], z: ArrayLike<number>): number[];
}

/** A plant that forgets slowly, with bounded inputs and states: stage t holds u[t] and x[t + 1]. */
function plant(states: number, inputs: number, steps: number, random: Random): Plant {
  const draw = (columns: number, scale: number, diagonal: number): number[][] =>
    Array.from({ length: states }, (_, i) =>
      Array.from({ length: columns }, (_, j) => scale * random.normal() + (i === j ? diagonal : 0)),
    );
  const [F, B] = [draw(states, 0.1 / Math.sqrt(states), 0.92), draw(inputs, 0.3, 0)];
  const width = states + inputs;
  const [n, e] = [width * steps, states * steps];
  const A = new Entries();
  for (let row = 0; row < e; row++) {
    const [t, i] = [Math.floor(row / states), row % states];
    A.put(row, t * width + inputs + i, 1);
    B[i].forEach((value, j) => A.put(row, t * width + j, -value));
    if (t > 0) F[i].forEach((value, j) => A.put(row, (t - 1) * width + inputs + j, -value));
  }
  const each = (input: number, state: number): Float64Array =>
    filled(n, (j) => (j % width < inputs ? input : state));
  const times = (M: readonly number[][], x: ArrayLike<number>): number[] =>
    M.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
  const right = (state: readonly number[]): Float64Array => {
    const b = new Float64Array(e);
    b.set(times(F, state));
    return b;
  };
  return {
    ...{ states, inputs, steps, right },
    problem: {
      ...{ Q: each(0.1, 1), p: new Float64Array(n), A: A.matrix(e, n), b: new Float64Array(e) },
      ...{ lower: each(-0.5, -6), upper: each(0.5, 6) },
    },
    follow: (state, z) => times(F, state).map((value, i) => value + times(B, z)[i]),
  };
}

const plantName = ({ states, inputs, steps }: Plant): string =>
  `${states} states, ${inputs} inputs, ${steps} steps`;

/** From states at random. */
function controlBatch(of: Plant, batch: number, random: Random): SparseCase {
  const elements = Array.from({ length: batch }, () => ({
    b: of.right(Array.from({ length: of.states }, () => 1.2 * random.normal())),
  }));
  return { name: `control, ${plantName(of)}`, kind: "batch", problem: of.problem, elements };
}

/** A closed loop; the plan of a step is what `solve` makes of it. */
function controlLoop(
  of: Plant,
  steps: number,
  random: Random,
  solve: (problem: ProblemInput) => ArrayLike<number>,
): SparseCase {
  let state: number[] = Array.from({ length: of.states }, (_, i) => (i % 2 === 0 ? 1.5 : -1.5));
  const elements = Array.from({ length: steps }, () => {
    const b = of.right(state);
    const z = solve({ ...of.problem, b });
    state = of.follow(state, z).map((value) => value + 0.05 * (random.uniform() - 0.5));
    return { b };
  });
  return { name: `control loop, ${plantName(of)}`, kind: "loop", problem: of.problem, elements };
}

/** @param solve z of one problem, for the plants of control loops. */
export function generatedCases(
  quick: boolean,
  seed: number,
  solve: (problem: ProblemInput) => ArrayLike<number>,
): (() => SparseCase)[] {
  const random = new Random(seed);
  const size = (full: number, short: number): number => (quick ? short : full);
  const plants = [
    [2, 1, size(50, 15)],
    [8, 3, size(50, 15)],
    [12, 4, size(30, 10)],
  ].map(([states, inputs, steps]) => plant(states, inputs, steps, random));
  return [
    () => chain(size(20_000, 2000), random),
    () => grid(size(100, 30)),
    () => portfolio(size(2000, 200), size(40, 10), random),
    () => lasso(size(60, 15), random),
    () => huber(size(60, 15), random),
    ...plants.map((one) => () => controlBatch(one, size(128, 8), random)),
    ...plants.map((one) => () => controlLoop(one, size(60, 6), random, solve)),
  ];
}

/** Variables from which a public problem is a large one. */
const LARGE = 1000;
/** The largest that are measured: some of these sets take every solver minutes. */
const LARGEST = 20_000;

/** Public problems with many variables, in folders of QPS or JSON files. */
export function publicCases(
  folders: readonly string[],
  quick: boolean,
): (() => Promise<SparseCase | undefined>)[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(qps|sif|json)$/i.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );
  return (quick ? files.slice(0, 2) : files).map((file) => async () => {
    const { problem } = await readProblemFile(file);
    const name = basename(file).replace(/\.\w+$/, "");
    const read = flattened(problem);
    const n = (read.p as Float64Array).length;
    const isControl = file.endsWith(".json");
    return (isControl || n >= LARGE) && n <= LARGEST ? one(name, read) : undefined;
  });
}

type Given = ArrayLike<number> | { readonly data: ArrayLike<number>; readonly shape: readonly number[] };

/** The problem of a file with flat vectors and sparse matrices; a Q that is a diagonal stays one. */
function flattened(problem: ProblemInput): ProblemInput {
  const numbers = (given: Given): ArrayLike<number> => ("data" in given ? given.data : given);
  const vectors = (["p", "b", "h", "lower", "upper"] as const).flatMap((name) => {
    const given: unknown = problem[name];
    return given === undefined || typeof given === "number"
      ? []
      : [[name, Float64Array.from(numbers(given as Given))] as const];
  });
  const matrices = (["Q", "A", "G"] as const).flatMap((name) => {
    const given: unknown = problem[name];
    if (given === undefined || given instanceof SparseMatrix) return [];
    const isMatrix = Array.isArray(given) ? typeof given[0] !== "number" : !ArrayBuffer.isView(given);
    const isFlat = !isMatrix || (given as { shape?: readonly number[] }).shape?.length === 1;
    const converted = isFlat
      ? Float64Array.from(numbers(given as Given))
      : sparse.fromDense(given as number[][]);
    return [[name, converted] as const];
  });
  return { ...problem, ...Object.fromEntries([...vectors, ...matrices]) };
}
