/**
 * Affine forms. Every entry of an expression becomes
 *
 *     Σ value · z[variable] · theta[parameter]
 *
 * where either factor may be missing: a sparse array with the axes entry, variable, parameter. Linear maps act on the
 * first axis; a product of data and the rest puts the other two together.
 */
/** In place of a variable or a parameter: the number 1. */
export const ONE = -1;

/**
 * Terms of entry i are those from `start[i]` to `start[i + 1]`, in increasing order of variable, then parameter.
 * Variables below −1 stand for quadratics: see `Canonical.product`.
 */
export interface Affine {
  readonly size: number;
  readonly start: Int32Array;
  readonly variable: Int32Array;
  readonly parameter: Int32Array;
  readonly value: Float64Array;
}

/** A sparse matrix by rows: what an output takes of the inputs. */
export interface LinearMap {
  readonly rows: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly coefficient: Float64Array;
}

/** Numbers of which more and more come. */
class Growing<Numbers extends Int32Array | Float64Array> {
  data: Numbers;
  length = 0;
  readonly #make: (length: number) => Numbers;

  constructor(make: (length: number) => Numbers) {
    this.#make = make;
    this.data = make(16);
  }

  push(number: number): void {
    if (this.length === this.data.length) {
      const wider = this.#make(2 * this.length);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = number;
  }

  done(): Numbers {
    return this.data.slice(0, this.length) as Numbers;
  }
}

const integers = (): Growing<Int32Array> => new Growing((length) => new Int32Array(length));
const numbers = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length));

/** Builds a map row by row. */
export class MapBuilder {
  readonly #start = integers();
  readonly #column = integers();
  readonly #coefficient = numbers();

  push(column: number, coefficient: number): this {
    this.#column.push(column);
    this.#coefficient.push(coefficient);
    return this;
  }

  endRow(): this {
    this.#start.push(this.#column.length);
    return this;
  }

  done(): LinearMap {
    const ends = this.#start.done();
    const start = new Int32Array(ends.length + 1);
    start.set(ends, 1);
    return { rows: ends.length, start, column: this.#column.done(), coefficient: this.#coefficient.done() };
  }
}

/** The map that picks these entries, times a factor. */
export function pick(indices: Int32Array, factor = 1): LinearMap {
  const start = Int32Array.from({ length: indices.length + 1 }, (_, i) => i);
  return {
    rows: indices.length,
    start,
    column: indices,
    coefficient: new Float64Array(indices.length).fill(factor),
  };
}

/** All entries where they are, times a factor. */
export function pickAll(size: number, factor = 1): LinearMap {
  return pick(
    Int32Array.from({ length: size }, (_, i) => i),
    factor,
  );
}

export function applyToNumbers(map: LinearMap, x: Float64Array): Float64Array {
  const out = new Float64Array(map.rows);
  for (let i = 0; i < map.rows; i++) {
    let sum = 0;
    for (let k = map.start[i]; k < map.start[i + 1]; k++) sum += map.coefficient[k] * x[map.column[k]];
    out[i] = sum;
  }
  return out;
}

/**
 * A sum below this part of its terms' sizes is what rounding left of 0, as in x + x / 3 − 4 x / 3: a coefficient of 1e-16
 * would be a row in other units, not a row without the variable.
 */
const CANCELLED = 2 ** -48;

/** Builds a form entry by entry; terms of an entry may come in any order, and more than once. */
export class FormBuilder {
  readonly #start = integers();
  readonly #variable = integers();
  readonly #parameter = integers();
  readonly #value = numbers();
  #entry = 0;
  #ordered = true;

  push(variable: number, parameter: number, value: number): void {
    if (value === 0) return;
    const { length } = this.#variable;
    if (length > this.#entry) {
      const before = this.#variable.data[length - 1] - variable;
      if (before > 0 || (before === 0 && this.#parameter.data[length - 1] >= parameter))
        this.#ordered = false;
    }
    this.#variable.push(variable);
    this.#parameter.push(parameter);
    this.#value.push(value);
  }

  /** Adds `scale` times one entry of a form. */
  add(form: Affine, entry: number, scale: number): void {
    for (let k = form.start[entry]; k < form.start[entry + 1]; k++) {
      this.push(form.variable[k], form.parameter[k], scale * form.value[k]);
    }
  }

  /** Adds the product of two entries, of which one has no variables, and at most one parameters. */
  addProduct(a: Affine, i: number, b: Affine, j: number, scale = 1): void {
    for (let k = a.start[i]; k < a.start[i + 1]; k++) {
      for (let l = b.start[j]; l < b.start[j + 1]; l++) {
        const variable = a.variable[k] === ONE ? b.variable[l] : a.variable[k];
        const parameter = a.parameter[k] === ONE ? b.parameter[l] : a.parameter[k];
        this.push(variable, parameter, scale * a.value[k] * b.value[l]);
      }
    }
  }

  endEntry(): void {
    if (!this.#ordered) this.#sort();
    this.#entry = this.#variable.length;
    this.#ordered = true;
    this.#start.push(this.#entry);
  }

  #sort(): void {
    const [from, to] = [this.#entry, this.#variable.length];
    const variable = this.#variable.data.slice(from, to);
    const parameter = this.#parameter.data.slice(from, to);
    const value = this.#value.data.slice(from, to);
    const order = Array.from(variable.keys());
    // Stable, so that equal terms are added in the order in which they came.
    order.sort((a, b) => variable[a] - variable[b] || parameter[a] - parameter[b]);
    let end = from;
    let size = 0;
    order.forEach((at, k) => {
      const last = k > 0 ? order[k - 1] : undefined;
      if (last !== undefined && variable[at] === variable[last] && parameter[at] === parameter[last]) {
        this.#value.data[end - 1] += value[at];
        size += Math.abs(value[at]);
        if (Math.abs(this.#value.data[end - 1]) <= CANCELLED * size) this.#value.data[end - 1] = 0;
        return;
      }
      size = Math.abs(value[at]);
      this.#variable.data[end] = variable[at];
      this.#parameter.data[end] = parameter[at];
      this.#value.data[end++] = value[at];
    });
    let kept = from;
    for (let k = from; k < end; k++) {
      if (this.#value.data[k] === 0) continue;
      this.#variable.data[kept] = this.#variable.data[k];
      this.#parameter.data[kept] = this.#parameter.data[k];
      this.#value.data[kept++] = this.#value.data[k];
    }
    this.#variable.length = this.#parameter.length = this.#value.length = kept;
  }

  done(): Affine {
    const ends = this.#start.done();
    const start = new Int32Array(ends.length + 1);
    start.set(ends, 1);
    return {
      size: ends.length,
      start,
      variable: this.#variable.done(),
      parameter: this.#parameter.done(),
      value: this.#value.done(),
    };
  }
}

/** Σ map · form. */
export function combine(parts: readonly (readonly [LinearMap, Affine])[]): Affine {
  const builder = new FormBuilder();
  for (let i = 0; i < parts[0][0].rows; i++) {
    for (const [map, form] of parts) {
      for (let k = map.start[i]; k < map.start[i + 1]; k++) {
        builder.add(form, map.column[k], map.coefficient[k]);
      }
    }
    builder.endEntry();
  }
  return builder.done();
}

/** Σ scale · form, entry by entry. */
export function weightedSum(parts: readonly (readonly [number, Affine])[]): Affine {
  const builder = new FormBuilder();
  for (let i = 0; i < parts[0][1].size; i++) {
    for (const [scale, form] of parts) builder.add(form, i, scale);
    builder.endEntry();
  }
  return builder.done();
}

/** a − b, entry by entry. */
export function difference(a: Affine, b: Affine): Affine {
  return weightedSum([
    [1, a],
    [-1, b],
  ]);
}

/** Numbers as a form. */
export function constantForm(data: Float64Array): Affine {
  const builder = new FormBuilder();
  for (const number of data) {
    builder.push(ONE, ONE, number);
    builder.endEntry();
  }
  return builder.done();
}

/** Variables, or parameters, one after the other. */
export function identityForm(kind: "variable" | "parameter", first: number, size: number): Affine {
  const counted = Int32Array.from({ length: size }, (_, i) => first + i);
  const none = new Int32Array(size).fill(ONE);
  return {
    size,
    start: Int32Array.from({ length: size + 1 }, (_, i) => i),
    variable: kind === "variable" ? counted : none,
    parameter: kind === "parameter" ? counted : none,
    value: new Float64Array(size).fill(1),
  };
}
