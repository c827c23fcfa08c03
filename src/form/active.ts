/**
 * Which rows are active at a solution, and the KKT system of these, solved by one symmetric operator whatever its rank, so that forward and reverse
 * mode are adjoint to each other where no derivative exists too:
 *
 *     K = [ Q  Nᵀ ]      N: the equalities and the active inequalities
 *         [ N  0  ]
 *
 * With Z a basis of the kernel of independent rows N, T their pseudo-inverse and W = Z (ZᵀQZ)⁺ Zᵀ,
 *
 *     z = T r₂ + W (r₁ − Q T r₂),   y = Tᵀ (r₁ − Q z)
 *
 * is K⁻¹ where K is regular, and a symmetric generalised inverse where it is not. All of it, and which rows are
 * independent, is decided in canonical units (units.ts). Variables that bounds fix are eliminated beforehand.
 *
 * Source: Nocedal & Wright, Numerical Optimization, §16.2 (null-space method).
 */
import { addProduct, addTransposedProduct, dot } from "../matrix/dense.js";
import { semidefiniteInverse } from "../matrix/ldl.js";
import type { IndependentRows } from "../matrix/orthogonal.js";
import { independentRows } from "../matrix/orthogonal.js";
import { requireRoom } from "../problem/errors.js";
import { rowMatrix } from "../problem/matrices.js";
import type { Problem } from "../problem/problem.js";
import { shareOf, shareOfMultiplier, sizesOf } from "./residuals.js";
import type { Blocks, BoundMultipliers, Constraints } from "./standard.js";
import type { KktVectors } from "../problem/fields.js";
import type { UnitsOfElement } from "./units.js";

/**
 * How much of a slack and of a multiplier is there, without units: the slack as a share of its row's norm times the
 * largest variable, the multiplier as its largest share in a row of stationarity. Near 0 either is none. One of each per
 * row of {@link Constraints}' C.
 */
export interface Shares {
  readonly slack: Float64Array;
  readonly multiplier: Float64Array;
}

export function sharesOf(
  problem: Problem,
  element: number,
  constraints: Constraints,
  solution: KktVectors,
  units: UnitsOfElement,
): Shares {
  const sizes = sizesOf(problem, element, solution, units);
  const { rowsOfG, inequalities, d } = constraints;
  const blocks = constraints.newBlocks();
  constraints.gather(solution, solution, blocks);
  const value = new Float64Array(inequalities);
  constraints.addC(solution.z, value);
  const slack = new Float64Array(inequalities);
  const multiplier = new Float64Array(inequalities);
  const G = rowMatrix(problem, "G", element);
  for (let row = 0; row < inequalities; row++) {
    const size =
      row < rowsOfG ? sizes.inequalityRounding[row] : sizes.boundRounding(constraints.boundedBy(row));
    slack[row] = shareOf(d[row] - value[row], size);
    const load = blocks.lambda[row];
    if (!(load > 0)) continue;
    if (row >= rowsOfG) multiplier[row] = shareOf(load, sizes.dualTerms[constraints.boundedBy(row)]);
    else multiplier[row] = shareOfMultiplier(G!, row, load, sizes.dualTerms);
  }
  return { slack, multiplier };
}

/** Slack, as a share, that counts as none. */
const NO_SLACK = 1e-7;

/** Rows whose multiplier exceeds their slack, or whose slack is 0 to working accuracy. */
export function activeRows({ slack, multiplier }: Shares): Int32Array {
  const active: number[] = [];
  slack.forEach((share, row) => {
    if (share <= NO_SLACK || share < multiplier[row]) active.push(row);
  });
  return Int32Array.from(active);
}

/** Curvature along a direction below this share of Q's is none. */
const FLAT = 1e-11;
/** Multipliers below this share of the largest are 0: their rows are chosen after the others. */
const WEAK = 1e-9;

/**
 * What stands for the derivative where K is singular. `selection`: an independent subset of the active rows moves the
 * solution, those with multipliers first; the others have no part. `shortest`: the solution of least squares that has
 * the smallest norm, in the units of the inputs.
 */
type Choice = "selection" | "shortest";

export class ActiveSystem {
  readonly #constraints: Constraints;
  /** Which bound of a fixed variable its multiplier belongs to. */
  readonly #sides: BoundMultipliers;
  readonly #free: Int32Array;
  /** The user's units of the free variables, of the rows of N, and of the objective. */
  readonly #unitsOfZ: Float64Array;
  readonly #unitsOfRows: Float64Array;
  readonly #objective: number;
  /** Active rows of C, and rows of N: those of A, then these, over all of the user's variables. */
  readonly #active: Int32Array;
  readonly #rows: readonly Float64Array[];
  /** Q and N over the free variables, in canonical units. */
  readonly #Q: Float64Array;
  readonly #split: IndependentRows;
  readonly #chosenRows: Float64Array;
  /** V `[rank, free]` with W = VᵀV. */
  readonly #V: Float64Array;
  readonly #range: RangeOfKkt | undefined;

  /**
   * @param active rows of C.
   * @param solution its multipliers say which rows come first, and which bound of a fixed variable is active.
   */
  constructor(
    constraints: Constraints,
    { units }: UnitsOfElement,
    active: Int32Array,
    solution: KktVectors,
    choice: Choice,
  ) {
    this.#constraints = constraints;
    this.#sides = { lambdaLower: solution.lambdaLower.slice(), lambdaUpper: solution.lambdaUpper.slice() };
    this.#free = Int32Array.from(constraints.free);
    this.#unitsOfZ = units.z;
    this.#objective = units.objective;
    this.#active = active;
    const equalities = constraints.equalities - constraints.fixed.length;
    requireRoomFor(constraints.n, equalities + active.length);
    const place = new Map(constraints.free.map((variable, i) => [variable, i]));
    const unitOf = (row: number): number =>
      row < constraints.rowsOfG ? units.G[row] : 1 / units.z[place.get(constraints.boundedBy(row))!];
    this.#unitsOfRows = Float64Array.from({ length: equalities + active.length }, (_, i) =>
      i < equalities ? units.A[i] : unitOf(active[i - equalities]),
    );
    this.#rows = Array.from(this.#unitsOfRows, (_, i) =>
      i < equalities ? constraints.rowOfE(i) : constraints.rowOfC(active[i - equalities]),
    );
    this.#Q = this.#canonicalQ();
    const n = this.#free.length;
    const N = this.#canonicalRows();
    this.#split = independentRows(N, n, this.#ranks(equalities, solution));
    const { chosen, kernel } = this.#split;
    this.#chosenRows = new Float64Array(chosen.length * n);
    chosen.forEach((row, i) => this.#chosenRows.set(N.subarray(row * n, row * n + n), i * n));
    const { root, flat } = this.#invertCurvature(kernel);
    this.#V = root;
    this.#range = choice === "shortest" ? this.#rangeBesides(flat, N) : undefined;
  }

  /** How many numbers this holds. */
  get numbers(): number {
    const { inverse, kernel } = this.#split;
    const rows = this.#rows.length * this.#constraints.n;
    return this.#Q.length + this.#V.length + inverse.length + kernel.length + this.#chosenRows.length + rows;
  }

  solve(right: KktVectors, out: KktVectors): void {
    const constraints = this.#constraints;
    const given = constraints.newBlocks();
    constraints.gather(right, this.#sides, given);
    for (let row = 0, k = 0; row < given.lambda.length; row++) {
      if (this.#active[k] === row) k++;
      else given.lambda[row] = 0;
    }
    this.#range?.project(given);
    const answer = constraints.newBlocks();
    this.#invert(given, answer);
    this.#range?.project(answer);
    constraints.scatter(answer, this.#sides, out);
  }

  /** 0 for equalities, 1 for active rows that bear a load, 2 for the others. */
  #ranks(equalities: number, solution: KktVectors): number[] {
    const blocks = this.#constraints.newBlocks();
    this.#constraints.gather(solution, solution, blocks);
    const loads = Array.from(
      this.#active,
      (row, k) => blocks.lambda[row] / this.#unitsOfRows[equalities + k],
    );
    const largest = loads.reduce((most, load) => Math.max(most, load), 0);
    const ranks = loads.map((load) => (load > WEAK * largest ? 1 : 2));
    return [...new Array<number>(equalities).fill(0), ...ranks];
  }

  #canonicalQ(): Float64Array {
    const n = this.#free.length;
    const all = this.#constraints.n;
    const M = new Float64Array(all * all);
    this.#constraints.addHessian(new Float64Array(this.#constraints.inequalities), M, all);
    const Q = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const row = this.#free[i] * all;
      for (let j = 0; j <= i; j++) {
        const entry = M[row + this.#free[j]] * this.#objective * this.#unitsOfZ[i] * this.#unitsOfZ[j];
        Q[i * n + j] = entry;
        Q[j * n + i] = entry;
      }
    }
    return Q;
  }

  #canonicalRows(): Float64Array {
    const n = this.#free.length;
    const N = new Float64Array(this.#rows.length * n);
    this.#rows.forEach((row, i) => {
      for (let j = 0; j < n; j++) {
        N[i * n + j] = row[this.#free[j]] * this.#unitsOfRows[i] * this.#unitsOfZ[j];
      }
    });
    return N;
  }

  /** V with W = VᵀV, and directions without curvature that leave the active rows as they are. */
  #invertCurvature(kernel: Float64Array): { root: Float64Array; flat: Float64Array } {
    const n = this.#free.length;
    const size = n === 0 ? 0 : kernel.length / n;
    const M = new Float64Array(size * size);
    const bent = new Float64Array(n);
    for (let i = 0; i < size; i++) {
      bent.fill(0);
      addProduct(bent, 1, this.#Q, n, n, kernel.subarray(i * n, i * n + n));
      for (let j = 0; j <= i; j++) M[j * size + i] = M[i * size + j] = dot(kernel, j * n, bent, 0, n);
    }
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, this.#Q[i * n + i]);
    const inverse = semidefiniteInverse(M, size, FLAT * largest);
    const lift = (rows: Float64Array, count: number): Float64Array => {
      const lifted = new Float64Array(count * n);
      for (let i = 0; i < count; i++) {
        const row = rows.subarray(i * size, i * size + size);
        addTransposedProduct(lifted.subarray(i * n, i * n + n), 1, kernel, size, n, row);
      }
      return lifted;
    };
    return { root: lift(inverse.root, inverse.rank), flat: lift(inverse.kernel, size - inverse.rank) };
  }

  /** out ← K⁻¹ right, or what stands for it. */
  #invert(right: Blocks, out: Blocks): void {
    const { fixed } = this.#constraints;
    const n = this.#free.length;
    const equalities = this.#constraints.equalities - fixed.length;
    const { chosen } = this.#split;
    out.z.fill(0);
    fixed.forEach((variable, i) => (out.z[variable] = right.nu[equalities + i]));
    const moved = new Float64Array(this.#constraints.n);
    if (fixed.length > 0) this.#constraints.addQ(out.z, moved);
    const r = Float64Array.from(
      this.#free,
      (variable, i) => (right.z[variable] - moved[variable]) * this.#objective * this.#unitsOfZ[i],
    );
    const s = Float64Array.from(chosen, (row) => {
      const given = row < equalities ? right.nu[row] : right.lambda[this.#active[row - equalities]];
      const used = fixed.reduce((sum, variable) => sum + this.#rows[row][variable] * out.z[variable], 0);
      return (given - used) * this.#unitsOfRows[row];
    });
    const z = new Float64Array(n);
    const y = new Float64Array(chosen.length);
    this.#addInverse(r, s, z, y);
    // One step of refinement, always: G becomes 2G − G K G, which is symmetric like G.
    addProduct(r, -1, this.#Q, n, n, z);
    addTransposedProduct(r, -1, this.#chosenRows, chosen.length, n, y);
    addProduct(s, -1, this.#chosenRows, chosen.length, n, z);
    this.#addInverse(r, s, z, y);

    this.#free.forEach((variable, i) => (out.z[variable] = z[i] * this.#unitsOfZ[i]));
    out.nu.fill(0);
    out.lambda.fill(0);
    chosen.forEach((row, i) => {
      const value = (y[i] * this.#unitsOfRows[row]) / this.#objective;
      if (row < equalities) out.nu[row] = value;
      else out.lambda[this.#active[row - equalities]] = value;
    });
    this.#completeFixed(right.z, out);
  }

  /** z += T s + W (r − Q T s), y += Tᵀ (r − Q (what z got)). */
  #addInverse(r: Float64Array, s: Float64Array, z: Float64Array, y: Float64Array): void {
    const n = this.#free.length;
    const { inverse } = this.#split;
    const step = new Float64Array(n);
    addTransposedProduct(step, 1, inverse, s.length, n, s);
    const rest = r.slice();
    addProduct(rest, -1, this.#Q, n, n, step);
    const along = new Float64Array(n === 0 ? 0 : this.#V.length / n);
    addProduct(along, 1, this.#V, along.length, n, rest);
    addTransposedProduct(step, 1, this.#V, along.length, n, along);
    rest.set(r);
    addProduct(rest, -1, this.#Q, n, n, step);
    addProduct(y, 1, inverse, s.length, n, rest);
    for (let i = 0; i < n; i++) z[i] += step[i];
  }

  /** Stationarity of a fixed variable is what gives its multiplier. */
  #completeFixed(right: Float64Array | undefined, out: Blocks): void {
    const { fixed } = this.#constraints;
    if (fixed.length === 0) return;
    const equalities = this.#constraints.equalities - fixed.length;
    const used = new Float64Array(this.#constraints.n);
    this.#constraints.addQ(out.z, used);
    this.#rows.forEach((row, i) => {
      const y = i < equalities ? out.nu[i] : out.lambda[this.#active[i - equalities]];
      if (y !== 0) for (let j = 0; j < used.length; j++) used[j] += y * row[j];
    });
    fixed.forEach((variable, i) => {
      out.nu[equalities + i] = (right === undefined ? 0 : right[variable]) - used[variable];
    });
  }

  /** The range of K, which is what is orthogonal to its kernel; undefined where that is everything. */
  #rangeBesides(flat: Float64Array, N: Float64Array): RangeOfKkt | undefined {
    const n = this.#free.length;
    const equalities = this.#constraints.equalities - this.#constraints.fixed.length;
    const { chosen, dependent, inverse } = this.#split;
    const kernel: Blocks[] = [];
    for (let at = 0; at < flat.length; at += n) {
      const blocks = this.#constraints.newBlocks();
      this.#free.forEach((variable, i) => (blocks.z[variable] = flat[at + i] * this.#unitsOfZ[i]));
      kernel.push(blocks);
    }
    for (const row of dependent) {
      const blocks = this.#constraints.newBlocks();
      const put = (which: number, value: number): void => {
        if (which < equalities) blocks.nu[which] = value * this.#unitsOfRows[which];
        else blocks.lambda[this.#active[which - equalities]] = value * this.#unitsOfRows[which];
      };
      put(row, 1);
      chosen.forEach((other, i) => put(other, -dot(inverse, i * n, N, row * n, n)));
      this.#completeFixed(undefined, blocks);
      kernel.push(blocks);
    }
    return kernel.length === 0 ? undefined : new RangeOfKkt(kernel);
  }
}

/** @throws OptNetError before anything is allocated where the rows, or the curvature, are too large to be dense. */
function requireRoomFor(n: number, rows: number): void {
  const what = `dense matrices of ${n} variables and ${rows} active rows, for derivatives at a degenerate solution`;
  requireRoom(
    "gradient",
    n * Math.max(n, rows),
    what,
    'Leave out gradient: "leastSquares", and take away constraints that repeat others; or add a multiple of the identity to Q.',
  );
}

/** What is orthogonal to some vectors, in the units of the inputs: the range of a symmetric matrix beside its kernel. */
class RangeOfKkt {
  readonly #kernel: readonly Float64Array[];

  /** @param kernel independent vectors. */
  constructor(kernel: readonly Blocks[]) {
    const basis: Float64Array[] = [];
    for (const blocks of kernel) {
      const vector = flat(blocks);
      // Twice is enough: Kahan & Parlett.
      for (let pass = 0; pass < 2; pass++) {
        normalise(vector);
        for (const other of basis) subtractAlong(vector, other);
      }
      normalise(vector);
      basis.push(vector);
    }
    this.#kernel = basis;
  }

  /** Takes the part outside away. */
  project(blocks: Blocks): void {
    const vector = flat(blocks);
    for (let pass = 0; pass < 2; pass++) for (const other of this.#kernel) subtractAlong(vector, other);
    let at = 0;
    for (const block of [blocks.z, blocks.nu, blocks.lambda]) {
      block.set(vector.subarray(at, at + block.length));
      at += block.length;
    }
  }
}

function flat({ z, nu, lambda }: Blocks): Float64Array {
  const vector = new Float64Array(z.length + nu.length + lambda.length);
  vector.set(z);
  vector.set(nu, z.length);
  vector.set(lambda, z.length + nu.length);
  return vector;
}

function normalise(vector: Float64Array): void {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return;
  for (let i = 0; i < vector.length; i++) vector[i] /= largest;
  const norm = Math.sqrt(dot(vector, 0, vector, 0, vector.length));
  for (let i = 0; i < vector.length; i++) vector[i] /= norm;
}

function subtractAlong(vector: Float64Array, direction: Float64Array): void {
  const along = dot(direction, 0, vector, 0, vector.length);
  for (let i = 0; i < vector.length; i++) vector[i] -= along * direction[i];
}
