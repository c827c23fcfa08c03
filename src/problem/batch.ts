/** A batch and its elements: rows and parts of it, without copying where that is possible, and back to the whole. */
import type { KktVectors, NumericData, OutputName, OutputVectors, SolutionData, Status } from "./fields.js";
import { ARRAY_NAMES, OUTPUT_NAMES, VECTOR_NAMES, widthOf } from "./fields.js";
import type { Operand, Problem } from "./problem.js";
import { FIELD_NAMES, boundAt } from "./problem.js";

type Numbers = Float64Array | Int32Array;
type Changeable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The problem of these elements alone, in memory of its own; what the batch shares they share. */
export function selectElements(problem: Problem, elements: readonly number[]): Problem {
  const part: Changeable<Problem> = { ...problem, batch: elements.length };
  part.positions = elements.map((element) => problem.positions?.[element] ?? element);
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand) part[name] = selectOperand(operand, elements);
  }
  return part;
}

export function selectOperand(operand: Operand, elements: readonly number[]): Operand {
  if (operand.stride === 0) return operand;
  const data = gatherRows(operand.data, operand.size, elements);
  return { ...operand, data, shape: [elements.length, ...operand.shape.slice(1)] };
}

/** Elements `first` … `last` − 1 as a problem of their own, which looks at the same numbers. */
export function viewOfElements(problem: Problem, first: number, last: number): Problem {
  const count = last - first;
  const part: Changeable<Problem> = { ...problem, batch: count };
  part.positions = Array.from({ length: count }, (_, i) => problem.positions?.[first + i] ?? first + i);
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined || operand.stride === 0) continue;
    const data = operand.data.subarray(first * operand.size, last * operand.size);
    part[name] = { ...operand, data, shape: [count, ...operand.shape.slice(1)] };
  }
  return part;
}

/** The rows of elements `first` … `last` − 1 of every array, which are the same numbers. */
export function viewOfRows<Arrays extends object>(
  arrays: Arrays,
  batch: number,
  first: number,
  last: number,
): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]: [string, unknown]) => {
      if (!(array instanceof Float64Array || array instanceof Int32Array)) return [name, array];
      const length = array.length / batch;
      return [name, array.subarray(first * length, last * length)];
    }),
  ) as Arrays;
}

/** The vectors of one element, without copying. */
export function vectorsOf(problem: Problem, vectors: KktVectors, element: number): KktVectors {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (data: Float64Array, length: number): Float64Array =>
    data.subarray(element * length, element * length + length);
  return {
    z: row(vectors.z, n),
    nu: row(vectors.nu, e),
    lambda: row(vectors.lambda, m),
    lambdaLower: row(vectors.lambdaLower, n),
    lambdaUpper: row(vectors.lambdaUpper, n),
  };
}

/** Copies row `row` of `rows` to row `toRow` of `toRows`. */
export function copyRow(
  from: Numbers,
  row: number,
  rows: number,
  to: Numbers,
  toRow: number,
  toRows: number,
): void {
  const length = from.length / rows;
  const target = toRow * (to.length / toRows);
  for (let i = 0; i < length; i++) to[target + i] = from[row * length + i];
}

/** These of the numbers of every element of an operand, in the shape of a sparse one. */
export function gatherEntries(
  { data, size, stride, shape }: Operand,
  entries: ArrayLike<number>,
): Pick<Operand, "data" | "size" | "stride" | "shape"> {
  const count = entries.length;
  const elements = shape.length === 2 ? shape[0] : 1;
  const gathered = new Float64Array(elements * count);
  for (let i = 0; i < elements; i++) {
    for (let k = 0; k < count; k++) gathered[i * count + k] = data[i * size + entries[k]];
  }
  const own = shape.length === 2 ? [shape[0], count] : [count];
  return { data: gathered, size: count, stride: stride === 0 ? 0 : count, shape: own };
}

/** Rows of `size` numbers of these elements. */
export function gatherRows(data: Float64Array, size: number, elements: readonly number[]): Float64Array {
  const out = new Float64Array(elements.length * size);
  elements.forEach((element, i) => out.set(data.subarray(element * size, (element + 1) * size), i * size));
  return out;
}

/** Puts rows of `size` numbers where these elements are. */
export function scatterRows(from: Numbers, elements: readonly number[], out: Numbers, size: number): void {
  elements.forEach((element, i) => out.set(from.subarray(i * size, (i + 1) * size), element * size));
}

/** Adds rows of some elements, or one row for all of them, to the gradient of an input: to its sum if shared. */
export function addRows(
  from: Float64Array,
  elements: readonly number[],
  out: Float64Array,
  { size, stride }: Operand,
): void {
  for (let row = 0; row * size < from.length; row++) {
    const target = stride === 0 ? 0 : elements[row] * stride;
    for (let k = 0; k < size; k++) out[target + k] += from[row * size + k];
  }
}

/** One element's rows ← `value`. */
export function fillRows(
  arrays: Readonly<Record<string, Float64Array>>,
  element: number,
  batch: number,
  value: number,
): void {
  for (const array of Object.values(arrays)) {
    const length = array.length / batch;
    array.fill(value, element * length, element * length + length);
  }
}

/** `solveKkt` of what solved these elements of the batch, for the rows of the whole. */
export function solvePart(
  solved: { solveKkt(right: KktVectors, out: KktVectors): void },
  elements: readonly number[],
  batch: number,
  right: KktVectors,
  out: KktVectors,
): void {
  const part = (vectors: KktVectors): KktVectors =>
    vectorsMadeBy((name) => gatherRows(vectors[name], vectors[name].length / batch, elements));
  const result = part(out);
  solved.solveKkt(part(right), result);
  for (const name of VECTOR_NAMES) scatterRows(result[name], elements, out[name], out[name].length / batch);
}

export function newNumbers(length: number): Float64Array {
  return new Float64Array(length);
}

/** Vectors over the KKT rows of the batch, all 0. */
export function newVectors(problem: Problem, allocate = newNumbers): KktVectors {
  return vectorsMadeBy((name) => allocate(problem.batch * widthOf(name, problem)));
}

/** Outputs that have derivatives, all 0. */
export function newOutputs(problem: Problem): OutputVectors {
  const outputs: Partial<Record<OutputName, Float64Array>> = {};
  for (const name of OUTPUT_NAMES) outputs[name] = newNumbers(problem.batch * widthOf(name, problem));
  return outputs as OutputVectors;
}

/** The vectors that `map` makes of these. */
export function mapVectors(
  vectors: KktVectors,
  map: (numbers: Float64Array, name: keyof KktVectors) => Float64Array,
): KktVectors {
  return vectorsMadeBy((name) => map(vectors[name], name));
}

function vectorsMadeBy(make: (name: keyof KktVectors) => Float64Array): KktVectors {
  const vectors: Partial<Record<keyof KktVectors, Float64Array>> = {};
  for (const name of VECTOR_NAMES) vectors[name] = make(name);
  return vectors as KktVectors;
}

/**
 * Solutions of at most this many numbers lie in one piece of memory: eleven pieces would take longer to get than a
 * small problem to solve. Larger ones do not, so that whoever keeps z alone does not keep the rest.
 */
const ONE_PIECE = 2 ** 14;

/** Room for the solution of every element, all 0. */
export function newSolutionData(problem: Problem): NumericData {
  const { batch, variables, equalities, inequalities } = problem;
  const numbers = batch * (3 * variables + equalities + 2 * inequalities + 5);
  const piece = numbers <= ONE_PIECE ? new ArrayBuffer(8 * numbers) : undefined;
  let at = 0;
  const take = (length: number): Float64Array => {
    if (piece === undefined) return new Float64Array(batch * length);
    const array = new Float64Array(piece, at, batch * length);
    at += array.byteLength;
    return array;
  };
  return {
    shape: { batch, variables, equalities, inequalities },
    z: take(variables),
    nu: take(equalities),
    lambda: take(inequalities),
    lambdaLower: take(variables),
    lambdaUpper: take(variables),
    slack: take(inequalities),
    objective: take(1),
    primalResidual: take(1),
    dualResidual: take(1),
    dualityGap: take(1),
    iterations: piece === undefined ? new Int32Array(batch) : new Int32Array(piece, at, batch),
  };
}

/** These arrays with statuses; field by field, because engines take a hundred times as long to spread as many. */
export function withStatus(numbers: NumericData, status: readonly Status[]): SolutionData {
  return {
    shape: numbers.shape,
    z: numbers.z,
    nu: numbers.nu,
    lambda: numbers.lambda,
    lambdaLower: numbers.lambdaLower,
    lambdaUpper: numbers.lambdaUpper,
    slack: numbers.slack,
    objective: numbers.objective,
    status,
    primalResidual: numbers.primalResidual,
    dualResidual: numbers.dualResidual,
    dualityGap: numbers.dualityGap,
    iterations: numbers.iterations,
  };
}

/** Copies the numbers of element `i` of `count` to element `element` of `batch`. */
export function copyElement(
  from: NumericData,
  i: number,
  count: number,
  to: NumericData,
  element: number,
  batch: number,
): void {
  for (const name of ARRAY_NAMES) copyRow(from[name], i, count, to[name], element, batch);
}

/** Copies a solution's numbers to where others want them, if they are not there already. */
export function moveSolutionData(from: NumericData, to: NumericData): void {
  for (const name of ARRAY_NAMES) if (from[name] !== to[name]) to[name].set(from[name]);
}

const NONE: ReadonlyMap<number, number> = new Map();

/** Elements with a lower bound above its upper bound, by however little, and the variable where it is most. */
export function contradictions(
  problem: Pick<Problem, "batch" | "variables"> & Bounds,
): ReadonlyMap<number, number> {
  const { batch, variables: n, lower, upper } = problem;
  if (lower === undefined || upper === undefined) return NONE;
  const found = new Map<number, number>();
  const shared = lower.stride === 0 && upper.stride === 0;
  for (let element = 0; element < (shared ? 1 : batch); element++) {
    let worst = 0;
    for (let i = 0; i < n; i++) {
      const excess = boundAt(lower, element, i, -Infinity) - boundAt(upper, element, i, Infinity);
      if (!(excess > worst)) continue;
      worst = excess;
      found.set(element, i);
    }
  }
  const first = found.get(0);
  if (shared && first !== undefined)
    for (let element = 1; element < batch; element++) found.set(element, first);
  return found;
}

interface Bounds {
  readonly lower: Operand | undefined;
  readonly upper: Operand | undefined;
}
