/** A solution that the next call overwrites, for loops in which nothing may be allocated. */
import type { Derivatives } from "../derivative/index.js";
import { derivativesOf } from "../derivative/index.js";
import { sourceOf } from "../derivative/questions.js";
import type { SolvedBatch } from "../execute/executor.js";
import { moveSolutionData, withStatus } from "../problem/batch.js";
import { OptNetError } from "../problem/errors.js";
import type { NumericData, Shift, SolutionData, SolutionSource, Status } from "../problem/fields.js";
import { ARRAY_NAMES } from "../problem/fields.js";
import type { FieldName, Operand, Problem, ProblemInput, SomeInputs } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { Solution } from "./solution.js";

/** Inputs that may change; the matrices decide the factors, which stay. */
const CHANGEABLE: ReadonlySet<FieldName> = new Set<FieldName>(["p", "b", "h", "lower", "upper"]);

/** An input of the last call. */
interface Own {
  readonly name: FieldName;
  readonly operand: Operand;
  readonly isFinite: boolean;
}

/** What a call has solved. */
export interface Call {
  readonly problem: Problem;
  /** The inputs of the call. */
  readonly values: SomeInputs;
  readonly solved: Derivatives;
  /** What can solve again for other numbers, without allocating; undefined where reductions are in between. */
  readonly batch: SolvedBatch | undefined;
}

export class Place {
  readonly solution: Solution;
  readonly #settings: Settings;
  readonly #status: Status[];
  readonly #shift: Shift | undefined;
  #call: Call;
  /** The inputs whose numbers the problem does not share with anything. */
  #own: readonly Own[];
  /** Whether what solves again writes where the user looks. */
  #isSame: boolean;
  /** Of the solution as it is now; made when they are asked for. */
  #derivatives: SolutionSource | undefined;
  /** While the numbers change: an observer sees them half done. */
  #busy = false;
  #disposed = false;

  constructor(call: Call, settings: Settings) {
    const { problem, solved } = call;
    this.#settings = settings;
    this.#call = call;
    this.#own = ownOf(call);
    this.#derivatives = sourceOf(solved, settings);
    this.#status = [...solved.data.status];
    const { batch, equalities: e, inequalities: m } = problem;
    if (settings.infeasible === "closestFeasible") {
      this.#shift = { shiftB: new Float64Array(batch * e), shiftH: new Float64Array(batch * m) };
    }
    const now = (): SolutionSource => this.#source();
    this.solution = new Solution(
      withStatus(solved.data, this.#status),
      {
        when: "now",
        vjp: (cotangents, options) => now().vjp(cotangents, options),
        jvp: (tangents) => now().jvp(tangents),
        jacobian: (output, input) => now().jacobian(output, input),
        weaklyActive: () => now().weaklyActive(),
        certificate: (element) => now().certificate(element),
        atRounding: (element) => now().atRounding(element),
        solvedBy: (element) => now().solvedBy(element),
        dispose: () => this.#dispose(),
      },
      this.#shift,
    );
    this.#isSame = isSameData(call, this.solution);
    this.#show(solved.data, solved.shift);
  }

  /** What can solve again. */
  get batch(): SolvedBatch | undefined {
    return this.#call.batch;
  }

  /** Solves for these values into the same solution; false, and nothing is done, where they do not fit in place. */
  renew(values: SomeInputs, warmStart: boolean): boolean {
    const { batch } = this.#call;
    if (this.#disposed || batch?.again === undefined || !this.#fits(values)) return false;
    let boundsStay = true;
    for (const { name, operand } of this.#own) {
      const numbers = flatIn(values[name]);
      if (name !== "p" && name !== "b") boundsStay &&= areSame(numbers, operand.data);
      write(numbers, operand.data);
    }
    this.#derivatives = undefined;
    const status = this.#status;
    for (let i = 0; i < status.length; i++) status[i] = "numericalError";
    this.#busy = true;
    try {
      batch.again(warmStart, boundsStay);
      if (this.#isSame && this.#shift === undefined) this.#showStatus(batch.data.status);
      else this.#show(batch.data, undefined);
    } finally {
      this.#busy = false;
      if (this.#disposed) batch.dispose();
    }
    return true;
  }

  /** Takes over what another call has solved; false, and nothing is done, where its sizes are others. */
  overwrite(call: Call): boolean {
    const { shape } = this.solution;
    const { data, shift } = call.solved;
    if (this.#disposed || data.shape.batch !== shape.batch) return false;
    const before = this.#derivatives ?? this.#call.batch;
    this.#call = call;
    this.#own = ownOf(call);
    this.#isSame = isSameData(call, this.solution);
    this.#derivatives = sourceOf(call.solved, this.#settings);
    this.#show(data, shift);
    before?.dispose();
    return true;
  }

  /** Puts numbers and statuses where the user sees them. */
  #show(data: SolutionData, shift: Shift | undefined): void {
    moveSolutionData(data, this.solution);
    this.#showStatus(data.status);
    if (this.#shift === undefined) return;
    for (const name of ["shiftB", "shiftH"] as const) {
      if (shift) this.#shift[name].set(shift[name]);
      else this.#shift[name].fill(0);
    }
  }

  #showStatus(status: readonly Status[]): void {
    for (let i = 0; i < status.length; i++) this.#status[i] = status[i];
  }

  #source(): SolutionSource {
    if (this.#busy) {
      throw new OptNetError({
        field: "solution",
        expected: "a solution that is done",
        got: "one that is being solved again in place, in onIteration",
        hint: "Take its derivatives when solve has returned.",
      });
    }
    const { problem, batch } = this.#call;
    return (this.#derivatives ??= sourceOf(derivativesOf(problem, batch!, this.#settings), this.#settings));
  }

  /** Whether the values are those of the first call, as arrays of the same shapes, with numbers of the same kind. */
  #fits(values: SomeInputs): boolean {
    let count = 0;
    for (const name in values) if (values[name as FieldName] !== undefined) count++;
    if (count !== this.#own.length) return false;
    for (const { name, operand, isFinite } of this.#own) {
      if (!CHANGEABLE.has(name)) return false;
      const numbers = numbersOf(values[name], operand);
      if (numbers === undefined) return false;
      if (!(isFinite ? allFinite(numbers) : sameKind(numbers, operand.data))) return false;
    }
    const { lower, upper } = values;
    return lower === undefined && upper === undefined ? true : this.#inOrder(lower, upper);
  }

  /** Whether lower ≤ upper, with what the values leave out. */
  #inOrder(lower: ProblemInput["lower"], upper: ProblemInput["upper"]): boolean {
    const { batch, variables: n } = this.#call.problem;
    const { lower: below, upper: above } = this.#call.problem;
    if (below === undefined || above === undefined) return true;
    const low = (lower === undefined ? undefined : numbersOf(lower, below)) ?? below.data;
    const high = (upper === undefined ? undefined : numbersOf(upper, above)) ?? above.data;
    for (let i = 0; i < batch * n; i++) if (!(at(low, below, i, n) <= at(high, above, i, n))) return false;
    return true;
  }

  #dispose(): void {
    this.#disposed = true;
    const source = this.#derivatives ?? this.#call.batch;
    this.#derivatives = undefined;
    if (!this.#busy) source?.dispose();
  }
}

/** The inputs that were given. */
function ownOf({ problem, values }: Call): Own[] {
  const names = FIELD_NAMES.filter((name) => values[name] !== undefined);
  return names.map((name) => {
    const operand = problem[name]!;
    return { name, operand, isFinite: allFinite(operand.data) };
  });
}

function isSameData({ batch }: Call, solution: NumericData): boolean {
  return batch !== undefined && ARRAY_NAMES.every((name) => batch.data[name] === solution[name]);
}

type Flat = Float64Array | Float32Array | readonly number[];

/** Below this, copying numbers one by one is faster than a call. */
const FEW = 16;

/** The numbers of an input that is flat, row-major and shaped like the operand. */
function numbersOf(given: unknown, operand: Operand): Flat | undefined {
  const { shape, data } = operand;
  if (given instanceof Float64Array || given instanceof Float32Array) {
    return shape.length === 1 && given.length === data.length ? given : undefined;
  }
  if (Array.isArray(given)) {
    if (shape.length !== 1 || given.length !== data.length) return undefined;
    for (const entry of given as unknown[]) if (typeof entry !== "number") return undefined;
    return given as number[];
  }
  if (typeof given !== "object" || given === null || !("data" in given) || !("shape" in given))
    return undefined;
  const { data: numbers, shape: axes } = given;
  if (!(numbers instanceof Float64Array || numbers instanceof Float32Array) || !Array.isArray(axes)) {
    return undefined;
  }
  if (axes.length !== shape.length || numbers.length !== data.length) return undefined;
  for (let i = 0; i < shape.length; i++) if (axes[i] !== shape[i]) return undefined;
  return numbers;
}

/** Numbers times 0, of which those that are not finite are none. In two sums, which do not wait for each other. */
function allFinite(numbers: Flat): boolean {
  const last = numbers.length - 1;
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i < last; i += 2) {
    even += numbers[i] * 0;
    odd += numbers[i + 1] * 0;
  }
  if (i === last) even += numbers[i] * 0;
  return even + odd === 0;
}

/** Finite where the numbers before were, and infinite with their sign where they were not. */
function sameKind(numbers: Flat, before: Float64Array): boolean {
  for (let i = 0; i < before.length; i++) {
    const finite = before[i] - before[i] === 0;
    if (finite ? numbers[i] - numbers[i] !== 0 : numbers[i] !== before[i]) return false;
  }
  return true;
}

function flatIn(given: unknown): Flat {
  return (Array.isArray(given) || ArrayBuffer.isView(given) ? given : (given as { data: Flat }).data) as Flat;
}

/** Whether they are the same to the last bit; no number is NaN. */
function areSame(numbers: Flat, before: Float64Array): boolean {
  for (let i = 0; i < before.length; i++) {
    if (numbers[i] !== before[i] || (before[i] === 0 && 1 / numbers[i] !== 1 / before[i])) return false;
  }
  return true;
}

function write(numbers: Flat, to: Float64Array): void {
  if (to.length >= FEW) to.set(numbers);
  else for (let i = 0; i < to.length; i++) to[i] = numbers[i];
}

/** A bound of variable `i` mod n of element ⌊i / n⌋. */
function at(numbers: Flat, { stride, size }: Operand, i: number, n: number): number {
  const variable = size === 1 ? 0 : i % n;
  return numbers[stride === 0 ? variable : Math.floor(i / n) * stride + variable];
}
