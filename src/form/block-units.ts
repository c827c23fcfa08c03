/** Canonical units of the unknowns and rows of a KKT system: K times them from both sides has entries of about 1. */
import type { Refinable } from "./refinement.js";
import { addBlocks, refine } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";
import type { UnitsOfElement } from "./units.js";

export class BlockUnits {
  readonly #units: Blocks;
  /** Rows of G without entries: they have no canonical unit. */
  readonly #empty: readonly number[];

  constructor(constraints: Constraints, units: UnitsOfElement) {
    this.#units = unitsOfBlocks(constraints, units);
    this.#empty = constraints.emptyRowsOfG();
  }

  /** Per variable in the user's units what is `value` in these. */
  rho(value: number): Float64Array {
    return this.#units.z.map((unit) => value / unit ** 2);
  }

  /** The same per row of C; of rows without entries it is `value`. */
  delta(value: number): Float64Array {
    const delta = this.#units.lambda.map((unit) => value / unit ** 2);
    for (const row of this.#empty) delta[row] = value;
    return delta;
  }

  /** Where rows of C have these gaps, which is all that an empty one has. */
  at(gap: Float64Array): Blocks {
    if (this.#empty.length === 0) return this.#units;
    const lambda = this.#units.lambda.slice();
    for (const row of this.#empty)
      if (gap[row] > 0 && gap[row] < Infinity) lambda[row] = 1 / Math.sqrt(gap[row]);
    return { ...this.#units, lambda };
  }
}

function unitsOfBlocks(constraints: Constraints, { units }: UnitsOfElement): Blocks {
  const { z, nu, lambda } = constraints.newBlocks();
  const root = Math.sqrt(units.objective);
  constraints.free.forEach((variable, i) => (z[variable] = units.z[i] * root));
  const e = constraints.equalities - constraints.fixed.length;
  for (let i = 0; i < e; i++) nu[i] = units.A[i] / root;
  for (let i = 0; i < constraints.rowsOfG; i++) lambda[i] = units.G[i] / root;
  // Fixed variables have no canonical unit: theirs is what makes the largest entry of their columns 1.
  const sizes = constraints.columnSizes({ z, nu, lambda });
  constraints.fixed.forEach((variable, k) => {
    z[variable] = sizes[variable] > 0 ? 1 / sizes[variable] : 1;
    nu[e + k] = 1 / z[variable];
  });
  for (let row = constraints.rowsOfG; row < lambda.length; row++) {
    lambda[row] = 1 / z[constraints.boundedBy(row)];
  }
  return { z, nu, lambda };
}

export function multiplied(x: Blocks, units: Blocks): Blocks {
  const times = (name: keyof Blocks): Float64Array => x[name].map((value, i) => value * units[name][i]);
  return { z: times("z"), nu: times("nu"), lambda: times("lambda") };
}

/** x ← units · x. */
export function multiplyBy(x: Blocks, units: Blocks): void {
  for (const name of ["z", "nu", "lambda"] as const) {
    for (let i = 0; i < x[name].length; i++) x[name][i] *= units[name][i];
  }
}

/** Solves and refines, in these units, what is given in the user's; returns the relative residual, in these. */
export function refineInUnits(system: Refinable, units: Blocks, right: Blocks, out: Blocks): number {
  const { residual } = refine(system, multiplied(right, units), out);
  multiplyBy(out, units);
  return residual;
}

/** out += factor · K x in these units, with rho on the diagonal of Q and −gap on that of the rows of C. */
export function addKktTimes(
  constraints: Constraints,
  units: Blocks,
  { rho, gap }: { readonly rho: number; readonly gap: Float64Array },
  x: Blocks,
  factor: number,
  out: Blocks,
): void {
  const product = constraints.newBlocks();
  const given = multiplied(x, units);
  constraints.addQ(given.z, product.z);
  constraints.addETransposed(given.nu, product.z);
  constraints.addCTransposed(given.lambda, product.z);
  constraints.addE(given.z, product.nu);
  constraints.addC(given.z, product.lambda);
  const image = multiplied(product, units);
  for (let i = 0; i < x.z.length; i++) image.z[i] += rho * x.z[i];
  for (let i = 0; i < gap.length; i++) image.lambda[i] -= gap[i] * x.lambda[i];
  addBlocks(out, factor, image);
}
