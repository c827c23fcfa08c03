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

export class FieldMap {
  /** Of one element. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Where the entries of the pattern are, row-major, increasing. */
  readonly positions: Float64Array;
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
    order.sort((a, b) => terms.position[a] - terms.position[b] || terms.parameter[a] - terms.parameter[b]);
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
    this.entry = Int32Array.from(entry);
    this.parameter = Int32Array.from(parameter);
    this.coefficient = Float64Array.from(coefficient);
  }

  /** Whether no parameter is in it. */
  get constant(): boolean {
    return this.entry.length === 0;
  }

  /** A dense array for `batch` elements with all that does not depend on parameters. */
  dense(batch = 1): Float64Array {
    const out = new Float64Array(batch * this.size);
    if (this.absent !== 0) out.fill(this.absent);
    for (let i = 0; i < batch; i++) {
      this.positions.forEach((position, k) => (out[i * this.size + position] = this.base[k]));
    }
    return out;
  }

  /** Writes the entries that depend on parameters into an element of an array that {@link dense} made. */
  write(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient, positions, base } = this;
    const start = element * this.size;
    for (let k = 0; k < entry.length;) {
      const at = entry[k];
      let value = base[at];
      for (; k < entry.length && entry[k] === at; k++) value += coefficient[k] * theta[parameter[k]];
      out[start + positions[at]] = value;
    }
  }

  /** How an element of the input moves with the parameters. */
  move(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient, positions } = this;
    const start = element * this.size;
    for (let k = 0; k < entry.length; k++) {
      out[start + positions[entry[k]]] += coefficient[k] * theta[parameter[k]];
    }
  }

  /** Adds an element's gradient in the input to that in the parameters: the transpose. */
  pullBack(gradient: Float64Array, element: number, theta: Float64Array): void {
    const { entry, parameter, coefficient, positions } = this;
    const start = element * this.size;
    for (let k = 0; k < entry.length; k++) {
      theta[parameter[k]] += coefficient[k] * gradient[start + positions[entry[k]]];
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
