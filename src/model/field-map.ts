/**
 * One input of the quadratic program as an affine function of the parameters: numbers at the entries of a pattern, and a
 * sparse matrix from parameters to them. Gradients go back by its transpose.
 */
import { sizeOf } from "../problem/errors.js";

/** Terms `coefficient · theta[parameter]` of entries; `parameter` −1 is the number 1. */
export interface FieldTerms {
  /** Row-major position of the entry in the whole array. */
  readonly position: readonly number[];
  readonly parameter: readonly number[];
  readonly coefficient: readonly number[];
}

/** Smaller arrays, and those with more of their entries, are handed over whole: the plan sees zeros by itself. */
const SMALLEST_SPARSE = 2 ** 18;
const DENSEST_SPARSE = 0.1;

export class FieldMap {
  /** Of one element. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Where the entries of the pattern are in the whole array, row-major, increasing. */
  readonly positions: Float64Array;
  /** Whether it is handed over by its entries alone. */
  readonly sparse: boolean;
  /** Numbers in one element as it is handed over: those of the array, or the entries of its pattern. */
  readonly width: number;
  /** Their numbers where all parameters are 0. */
  readonly base: Float64Array;
  /** What is elsewhere: 0, or ±Infinity where there is no bound. */
  readonly absent: number;
  /** The matrix from parameters to entries, term by term. */
  readonly entry: Int32Array;
  readonly parameter: Int32Array;
  readonly coefficient: Float64Array;

  constructor(shape: readonly number[], terms: FieldTerms, absent = 0) {
    this.shape = shape;
    this.size = sizeOf(shape);
    this.absent = absent;
    const order = Array.from(terms.position.keys());
    const compare = (a: number, b: number): number =>
      terms.position[a] - terms.position[b] || terms.parameter[a] - terms.parameter[b];
    if (order.some((_, k) => k > 0 && compare(k - 1, k) > 0)) order.sort(compare);
    const positions: number[] = [];
    const base: number[] = [];
    const entry: number[] = [];
    const parameter: number[] = [];
    const coefficient: number[] = [];
    for (const k of order) {
      if (positions.at(-1) !== terms.position[k]) {
        positions.push(terms.position[k]);
        base.push(0);
      }
      const at = positions.length - 1;
      if (terms.parameter[k] < 0) base[at] += terms.coefficient[k];
      else if (entry.at(-1) === at && parameter.at(-1) === terms.parameter[k]) {
        coefficient[coefficient.length - 1] += terms.coefficient[k];
      } else {
        entry.push(at);
        parameter.push(terms.parameter[k]);
        coefficient.push(terms.coefficient[k]);
      }
    }
    this.positions = Float64Array.from(positions);
    this.base = Float64Array.from(base);
    this.sparse =
      shape.length === 2 && this.size >= SMALLEST_SPARSE && positions.length <= this.size * DENSEST_SPARSE;
    this.width = this.sparse ? positions.length : this.size;
    this.entry = Int32Array.from(entry);
    this.parameter = Int32Array.from(parameter);
    this.coefficient = Float64Array.from(coefficient);
  }

  /** Whether no parameter is in it. */
  get constant(): boolean {
    return this.entry.length === 0;
  }

  /** Rows and columns of the pattern's entries, for a matrix. */
  indices(): { readonly indptr: Int32Array; readonly indices: Int32Array } {
    const [rows, columns] = this.shape;
    const indptr = new Int32Array(rows + 1);
    const indices = Int32Array.from(this.positions, (position) => position % columns);
    for (const position of this.positions) indptr[Math.floor(position / columns) + 1]++;
    for (let i = 0; i < rows; i++) indptr[i + 1] += indptr[i];
    return { indptr, indices };
  }

  /** An array for `batch` elements with all that does not depend on parameters. */
  array(batch = 1): Float64Array {
    const out = new Float64Array(batch * this.width);
    if (this.absent !== 0) out.fill(this.absent);
    for (let i = 0; i < batch; i++) {
      for (let k = 0; k < this.base.length; k++) out[i * this.width + this.#slot(k)] = this.base[k];
    }
    return out;
  }

  #slot(entry: number): number {
    return this.sparse ? entry : this.positions[entry];
  }

  /** Writes the entries that depend on parameters into an element of an array that {@link array} made. */
  write(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient, base } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length;) {
      const at = entry[k];
      let value = base[at];
      for (; k < entry.length && entry[k] === at; k++) value += coefficient[k] * theta[parameter[k]];
      out[start + this.#slot(at)] = value;
    }
  }

  /** How an element of the input moves with the parameters. */
  move(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length; k++) {
      out[start + this.#slot(entry[k])] += coefficient[k] * theta[parameter[k]];
    }
  }

  /** Adds an element's gradient in the input to that in the parameters: the transpose. */
  pullBack(gradient: Float64Array, element: number, theta: Float64Array): void {
    const { entry, parameter, coefficient } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length; k++) {
      theta[parameter[k]] += coefficient[k] * gradient[start + this.#slot(entry[k])];
    }
  }
}

/** Collects terms. */
export class TermList implements FieldTerms {
  readonly position: number[] = [];
  readonly parameter: number[] = [];
  readonly coefficient: number[] = [];

  push(position: number, parameter: number, coefficient: number): void {
    this.position.push(position);
    this.parameter.push(parameter);
    this.coefficient.push(coefficient);
  }
}
