/**
 * One input of the quadratic program as an affine function of the parameters: numbers at the entries of a pattern, and a
 * sparse matrix from parameters to them. Gradients go back by its transpose.
 */
import type { Pattern } from "../matrix/pattern.js";
import { patternOfEntries, rowsOfEntries } from "../matrix/pattern.js";
import { sizeOf } from "../problem/errors.js";

/** Smaller arrays, and those with more of their entries, are handed over whole: the plan sees zeros by itself. */
const SMALLEST_SPARSE = 2 ** 18;
const DENSEST_SPARSE = 0.1;

/** Collects terms `coefficient · theta[parameter]` of entries; `parameter` −1 is the number 1. A vector is one column. */
export class TermList {
  readonly row: number[] = [];
  readonly column: number[] = [];
  readonly parameter: number[] = [];
  readonly coefficient: number[] = [];

  push(row: number, column: number, parameter: number, coefficient: number): void {
    this.row.push(row);
    this.column.push(column);
    this.parameter.push(parameter);
    this.coefficient.push(coefficient);
  }
}

/** Largest order of a matrix of which every entry has a place while terms come. */
const MOST_PLACES = 512;

/**
 * Terms of a symmetric matrix, each on both sides of the diagonal. A sum of squares brings the same entry once for every
 * square: where there is a place for each entry, numbers are added there as they come.
 */
export class SymmetricTerms {
  readonly #order: number;
  readonly #terms = new TermList();
  /** Of entries on and above the diagonal. */
  readonly #sums: Float64Array | undefined;
  readonly #isThere: Uint8Array;
  /** Those that have terms, in the order in which they came. */
  readonly #places: number[] = [];

  constructor(order: number) {
    this.#order = order;
    const size = order <= MOST_PLACES ? order * order : 0;
    this.#sums = size > 0 ? new Float64Array(size) : undefined;
    this.#isThere = new Uint8Array(size);
  }

  /** Adds to the entry of a row and a column and to that of the column and the row; on the diagonal, twice. */
  push(row: number, column: number, parameter: number, coefficient: number): void {
    if (parameter >= 0 || this.#sums === undefined) {
      this.#terms.push(row, column, parameter, coefficient);
      this.#terms.push(column, row, parameter, coefficient);
      return;
    }
    const place = row < column ? row * this.#order + column : column * this.#order + row;
    this.#sums[place] += row === column ? 2 * coefficient : coefficient;
    if (this.#isThere[place] === 1) return;
    this.#isThere[place] = 1;
    this.#places.push(place);
  }

  done(): TermList {
    for (const place of this.#places) {
      const row = Math.floor(place / this.#order);
      const column = place - row * this.#order;
      const sum = this.#sums![place];
      this.#terms.push(row, column, -1, sum);
      if (row !== column) this.#terms.push(column, row, -1, sum);
    }
    return this.#terms;
  }
}

export class FieldMap {
  /** Of one element. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Which entries there are. */
  readonly pattern: Pattern;
  /** Whether it is handed over by its entries alone. */
  readonly sparse: boolean;
  /** Numbers in one element as it is handed over: those of the array, or the entries of its pattern. */
  readonly width: number;
  /** The entries' numbers where all parameters are 0. */
  readonly base: Float64Array;
  /** What is elsewhere: 0, or ±Infinity where there is no bound. */
  readonly absent: number;
  /** The matrix from parameters to entries, term by term. */
  readonly entry: Int32Array;
  readonly parameter: Int32Array;
  readonly coefficient: Float64Array;
  /** Where the entries are in one element as it is handed over. */
  readonly #slot: Float64Array;

  constructor(shape: readonly number[], terms: TermList, absent = 0) {
    this.shape = shape;
    this.size = sizeOf(shape);
    this.absent = absent;
    const [rows, columns = 1] = shape;
    const { pattern, places } = patternOfEntries(
      rows,
      columns,
      new Int32Array(terms.row),
      new Int32Array(terms.column),
    );
    const { index } = pattern;
    this.pattern = pattern;
    this.sparse =
      shape.length === 2 && this.size >= SMALLEST_SPARSE && index.length <= this.size * DENSEST_SPARSE;
    this.width = this.sparse ? index.length : this.size;
    const rowOf = rowsOfEntries(pattern);
    this.#slot = Float64Array.from(index, (column, k) => (this.sparse ? k : rowOf[k] * columns + column));

    this.base = new Float64Array(index.length);
    const moving: number[] = [];
    let parameters = 0;
    for (let k = 0; k < terms.parameter.length; k++) {
      const parameter = terms.parameter[k];
      if (parameter < 0) this.base[places[k]] += terms.coefficient[k];
      else {
        moving.push(k);
        if (parameter >= parameters) parameters = parameter + 1;
      }
    }
    const map = patternOfEntries(
      index.length,
      parameters,
      Int32Array.from(moving, (k) => places[k]),
      Int32Array.from(moving, (k) => terms.parameter[k]),
    );
    this.entry = rowsOfEntries(map.pattern);
    this.parameter = map.pattern.index;
    this.coefficient = new Float64Array(this.parameter.length);
    moving.forEach((k, i) => (this.coefficient[map.places[i]] += terms.coefficient[k]));
  }

  /** Whether no parameter is in it. */
  get constant(): boolean {
    return this.entry.length === 0;
  }

  /** An array for `batch` elements with all that does not depend on parameters. */
  array(batch = 1): Float64Array {
    const out = new Float64Array(batch * this.width);
    if (this.absent !== 0) out.fill(this.absent);
    for (let i = 0; i < batch; i++) {
      for (let k = 0; k < this.base.length; k++) out[i * this.width + this.#slot[k]] = this.base[k];
    }
    return out;
  }

  /** Writes the entries that depend on parameters into an element of an array that {@link array} made. */
  write(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient, base } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length;) {
      const at = entry[k];
      let value = base[at];
      for (; k < entry.length && entry[k] === at; k++) value += coefficient[k] * theta[parameter[k]];
      out[start + this.#slot[at]] = value;
    }
  }

  /** How an element of the input moves with the parameters. */
  move(theta: Float64Array, out: Float64Array, element: number): void {
    const { entry, parameter, coefficient } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length; k++) {
      out[start + this.#slot[entry[k]]] += coefficient[k] * theta[parameter[k]];
    }
  }

  /** Adds an element's gradient in the input to that in the parameters: the transpose. */
  pullBack(gradient: Float64Array, element: number, theta: Float64Array): void {
    const { entry, parameter, coefficient } = this;
    const start = element * this.width;
    for (let k = 0; k < entry.length; k++) {
      theta[parameter[k]] += coefficient[k] * gradient[start + this.#slot[entry[k]]];
    }
  }
}
