import { BorderedSystem } from "../matrix/bordered.js";
import { IndependentColumns } from "../matrix/independent-columns.js";
import type { Blocks, Constraints } from "./constraints.js";
import type { UserVectors } from "./products.js";
import { exponentOf, powerOfTwo } from "./powers.js";

/**
 * Which generalised inverse of K, where it has no inverse. `"selection"`: rows that depend on others are left out,
 * those with multipliers last, and where the minimiser is not unique it moves as little as it can, in canonical units.
 * `"leastSquares"`: the pseudo-inverse in the user's units.
 */
export type InverseKind = "selection" | "leastSquares";

/**
 * What may be left of a row, relative to its norm, where it depends on others: float32 leaves 6e-8 of nothing. What is
 * left of a system after the first must be one that can be solved; where it is not, more counts as dependent.
 */
const DEPENDENT_ROW = [2 ** -22, 2 ** -18, 2 ** -12];
/** The same for a column of Q and the rows: of a direction in which nothing holds z. */
const FREE_DIRECTION = 2 ** -32;
/** Multipliers below this, relative to the largest in canonical units, do not tell which row to keep. */
const NO_MULTIPLIER = 1e-9;

/**
 * K = [Q Eᵀ Cᵀ; E 0 0; C 0 0] over some rows of C, and a symmetric generalised inverse of it, whatever the rank of
 * K. It is decided here once, for all right-hand sides, so that forward and reverse mode are each other's transpose.
 * Ranks are decided in canonical units (units.ts), in which no scaling of rows, variables or the objective shows.
 */
export class ActiveSystem {
  readonly #constraints: Constraints;
  readonly #solution: UserVectors;
  /** The rows of E and of C that are in K. */
  readonly #equalities: readonly number[];
  readonly #active: readonly number[];
  /** What multiplies K's rows and columns. */
  readonly #scale: Float64Array;
  readonly #system: BorderedSystem;

  /** @param active rows of C. */
  constructor(constraints: Constraints, solution: UserVectors, active: readonly number[], kind: InverseKind) {
    this.#constraints = constraints;
    this.#solution = solution;
    const rows = new ScaledRows(constraints);
    const all = [
      ...Array.from({ length: constraints.equalities }, (_, row) => rows.equality(row)),
      ...active.map((row) => rows.inequality(row)),
    ];
    const groups = kind === "selection" ? byMultiplier(constraints, all, solution, active) : undefined;
    let found: Found;
    let attempt = 0;
    do found = systemOf(constraints, rows.z, all, groups, DEPENDENT_ROW[attempt++]);
    while (attempt < DEPENDENT_ROW.length && !found.system.isRegular());
    this.#equalities = found.kept.filter((row) => row < constraints.equalities);
    this.#active = found.kept
      .slice(this.#equalities.length)
      .map((row) => active[row - constraints.equalities]);
    this.#scale = found.scale;
    this.#system = found.system;
  }

  /** How many numbers this holds. */
  get numbers(): number {
    return this.#system.numbers;
  }

  /** Over the rows of `solveKkt` (backend.ts). */
  solve(right: UserVectors, out: UserVectors): void {
    const constraints = this.#constraints;
    const { n } = constraints;
    const scale = this.#scale;
    const blocks: Blocks = constraints.newBlocks();
    constraints.gather(right, this.#solution, blocks);
    const r = new Float64Array(scale.length);
    r.set(blocks.z);
    const first = n + this.#equalities.length;
    this.#equalities.forEach((row, k) => (r[n + k] = blocks.nu[row]));
    this.#active.forEach((row, k) => (r[first + k] = blocks.lambda[row]));
    const x = this.#system.solve(r.map((value, i) => value * scale[i])).map((value, i) => value * scale[i]);
    blocks.z.set(x.subarray(0, n));
    blocks.nu.fill(0);
    blocks.lambda.fill(0);
    this.#equalities.forEach((row, k) => (blocks.nu[row] = x[n + k]));
    this.#active.forEach((row, k) => (blocks.lambda[row] = x[first + k]));
    constraints.scatter(blocks, this.#solution, out);
  }
}

/** A row in canonical units, and the power of two that it was multiplied by. */
interface ScaledRow {
  readonly numbers: Float64Array;
  readonly scale: number;
}

/** Variables and rows in canonical units, the objective's shared out so that K stays symmetric. */
export class ScaledRows {
  readonly z: Float64Array;
  readonly #constraints: Constraints;
  readonly #root: number;

  constructor(constraints: Constraints) {
    const { units } = constraints;
    this.#constraints = constraints;
    this.#root = powerOfTwo(Math.floor(exponentOf(units.objective) / 2));
    this.z = units.z.map((unit) => unit * this.#root);
  }

  equality(row: number): ScaledRow {
    const { A } = this.#constraints.units;
    const numbers = this.#constraints.rowOfE(row);
    return this.#scaled(numbers, row < A.length ? A[row] : undefined);
  }

  inequality(row: number): ScaledRow {
    const { G } = this.#constraints.units;
    const numbers = this.#constraints.rowOfC(row);
    return this.#scaled(numbers, row < G.length ? G[row] : undefined);
  }

  /** A bound has no unit of its own: its row is a unit vector. */
  #scaled(numbers: Float64Array, unit: number | undefined): ScaledRow {
    const { units } = this.#constraints;
    const scale = (unit ?? 1 / units.z[numbers.findIndex((value) => value !== 0)]) / this.#root;
    return { numbers: numbers.map((value, j) => value * scale * this.z[j]), scale };
  }
}

/** Which rows are in K, what multiplies its rows and columns, and what solves it. */
interface Found {
  readonly kept: readonly number[];
  readonly scale: Float64Array;
  readonly system: BorderedSystem;
}

/** @param groups the order in which rows are selected; where there is none, all of them are kept. */
function systemOf(
  constraints: Constraints,
  z: Float64Array,
  rows: readonly ScaledRow[],
  groups: readonly (readonly number[])[] | undefined,
  tolerance: number,
): Found {
  const { n } = constraints;
  const columns = joined(
    rows.map(({ numbers }) => numbers),
    n,
  );
  const independent = new IndependentColumns(columns, n, tolerance, groups);
  const kept = groups ? [...independent.kept].sort((a, b) => a - b) : rows.map((_, row) => row);
  const size = n + kept.length;
  const scale = Float64Array.from([...z, ...kept.map((row) => rows[row].scale)]);
  const K = new Float64Array(size * size);
  constraints.addHessian(new Float64Array(constraints.inequalities), K, size);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) K[i * size + j] *= z[i] * z[j];
  kept.forEach((row, k) => K.set(rows[row].numbers, (n + k) * size));
  const free = freeDirections(K, n, size).map((direction) => padded(direction, 0, size));
  const border = groups
    ? free
    : // A null vector in the user's units is scaled once; that it is lengths in these that count, once more.
      [...free, ...independent.combinations().map((nu) => padded(nu, n, size))].map((direction) =>
        direction.map((value, i) => value * scale[i] ** 2),
      );
  return { kept, scale, system: new BorderedSystem(K, size, orthonormal(border)) };
}

/** Equalities first, then the active rows with multipliers, then the others. */
function byMultiplier(
  constraints: Constraints,
  rows: readonly ScaledRow[],
  solution: UserVectors,
  active: readonly number[],
): (readonly number[])[] {
  const { equalities: e } = constraints;
  const blocks = constraints.newBlocks();
  constraints.gather(solution, solution, blocks);
  const sizes = active.map((row, k) => blocks.lambda[row] / rows[e + k].scale);
  const least = NO_MULTIPLIER * sizes.reduce((largest, size) => Math.max(largest, size), 0);
  const positions = rows.map((_, row) => row);
  const strong = positions.filter((row) => row >= e && sizes[row - e] > least);
  return [positions.slice(0, e), strong, positions.filter((row) => row >= e && !(sizes[row - e] > least))];
}

/** The directions of z that neither Q nor a row of K holds: null vectors of its first n columns. */
function freeDirections(K: Float64Array, n: number, size: number): Float64Array[] {
  const columns = new Float64Array(n * size);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < size; i++) columns[j * size + i] = i < j ? K[j * size + i] : K[i * size + j];
  }
  const independent = new IndependentColumns(columns, size, FREE_DIRECTION);
  return independent.combinations();
}

/** The same span, by Gram and Schmidt, twice over each vector. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    let x = normalised(vector);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of basis) {
        const along = other.reduce((sum, value, i) => sum + value * x[i], 0);
        x = x.map((value, i) => value - along * other[i]);
      }
    }
    basis.push(normalised(x));
  }
  return basis;
}

function normalised(vector: Float64Array): Float64Array {
  const norm = Math.hypot(...vector);
  return norm > 0 ? vector.map((value) => value / norm) : vector;
}

function padded(values: Float64Array, at: number, size: number): Float64Array {
  const out = new Float64Array(size);
  out.set(values, at);
  return out;
}

function joined(rows: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(rows.length * length);
  rows.forEach((row, i) => out.set(row, i * length));
  return out;
}
