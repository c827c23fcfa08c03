import { dot } from "../matrix/dense.js";
import type { Blocks } from "./constraints.js";

/** What is orthogonal to some vectors, in the units of the inputs: the range of a symmetric matrix beside its kernel. */
export class RangeOfKkt {
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
