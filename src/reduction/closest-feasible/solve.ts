/**
 * Problems without a feasible point: the closest one that has any.
 *
 * The constraints are relaxed by the smallest shift, in the least-squares sense, that makes them feasible; bounds
 * stay as they are, so that an element whose bounds contradict each other stays `primalInfeasible`:
 *
 *     (shiftB, shiftH) = argmin ½‖shiftB‖² + ½‖shiftH‖²
 *                        s.t. some z has  Az = b + shiftB,  Gz ≤ h + shiftH,  lower ≤ z ≤ upper
 *
 * and the answer is the solution for b + shiftB and h + shiftH. Both steps are quadratic programs (the first is
 * written out in shift-problem.ts), and their derivatives follow one another by the chain rule: b and h
 * move the second directly and, like A, G and the bounds, through the shift. Both systems are singular by nature:
 * the z of the first step need not be unique, though the shift is, and shifted constraints just touch, so that the
 * second step has many multipliers. Hence both derivatives are those of least squares, which are exact in what is
 * unique, the shift and z. (Where rows of A depend on each other they have only shifts that keep it so: a change
 * that makes them independent makes the problem feasible, far away.)
 *
 * The first step knows neither Q nor p: a batch that shares its constraints takes it once.
 *
 * Source: Bambade, Schramm, Taylor & Carpentier, Leveraging augmented-Lagrangian techniques for differentiating
 * over infeasible quadratic programs in machine learning (QPLayer), ICLR 2024.
 */
import type { Moves } from "../../derivative/inputs.js";
import type { Derivatives } from "../../derivative/index.js";
import { derivativesOf } from "../../derivative/index.js";
import type { SolvedBatch } from "../../execute/executor.js";
import { addRows, gatherRows, newNumbers, scatterRows, selectOperand } from "../../problem/batch.js";
import type {
  Certificate,
  FieldArrays,
  OutputName,
  OutputVectors,
  Shift,
  SolutionData,
  SolvedBy,
  Status,
} from "../../problem/fields.js";
import { ARRAY_NAMES, OUTPUT_NAMES } from "../../problem/fields.js";
import type { FieldName, Operand, Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Shifted } from "./shifted.js";
import { isConstraint } from "./shift-problem.js";
import { solveShifted } from "./shifted.js";
import type { Steps } from "../reduction.js";

/** Elements of other statuses have no feasible point, or may have none. */
const FINAL: readonly Status[] = ["solved", "dualInfeasible", "invalid", "timeLimit"];

/** Solves the batch; elements that have no feasible point are solved as their closest feasible neighbours. */
export function* closestFeasible(problem: Problem, settings: Settings): Steps<Derivatives> {
  const plain = yield { problem, settings };
  const elements: number[] = [];
  plain.data.status.forEach((status, i) => {
    if (!FINAL.includes(status)) elements.push(i);
  });
  const shifted = elements.length === 0 ? undefined : yield* solveShifted(problem, elements, settings);
  const late = settings.timeIsUp?.() === true ? elements.filter((i) => !shifted?.elements.includes(i)) : [];
  if (shifted === undefined) {
    const data = { ...plain.data, status: withLate(plain.data.status, late) };
    return derivativesOf(problem, plain, settings, data);
  }
  return new ClosestFeasible(problem, settings, plain, shifted, late);
}

/** A batch of which a part was shifted, put together again, and its derivatives by the chain rule. */

export class ClosestFeasible implements Derivatives {
  readonly problem: Problem;
  readonly data: SolutionData;
  readonly shift: Shift;
  readonly separable = false;
  readonly #shifted: Shifted;
  readonly #plain: Derivatives;
  readonly #first: Derivatives;
  readonly #second: Derivatives;

  /** @param late elements that no time was left for. */
  constructor(
    problem: Problem,
    settings: Settings,
    plain: SolvedBatch,
    shifted: Shifted,
    late: readonly number[],
  ) {
    const { data, ...shift } = mergedData(problem, plain.data, shifted, late);
    this.problem = problem;
    this.data = data;
    this.shift = shift;
    this.#shifted = shifted;
    // What unsolved elements contribute is decided for the whole batch.
    const rest: Settings = { ...settings, unsolvedGradient: "zero" };
    this.#plain = derivativesOf(problem, plain, rest);
    const { reduction, first, feasible, second } = shifted;
    this.#first = derivativesOf(reduction.problem, first, { ...rest, gradient: "leastSquares" });
    this.#second = derivativesOf(feasible, second, rest);
  }

  pullBack(cotangents: Partial<OutputVectors>, names: readonly FieldName[]): FieldArrays {
    const { problem } = this;
    const { elements, reduction, second } = this.#shifted;
    const gradients = this.#plain.pullBack(cotangents, names);
    const mine: { -readonly [Name in OutputName]?: Float64Array } = {};
    for (const [name, whole] of Object.entries(cotangents) as [OutputName, Float64Array][]) {
      mine[name] = gatherRows(whole, whole.length / problem.batch, elements);
    }
    const sides = (["b", "h"] as const).filter((name) => problem[name] !== undefined);
    const fromSecond = this.#second.pullBack(mine, [...new Set<FieldName>([...names, ...sides])]);
    // The shift moves b and h of the second problem; and the loss may depend on the shift itself.
    const toFirst = reduction.restrict({
      ...(fromSecond.b && { shiftB: fromSecond.b }),
      ...(fromSecond.h && { shiftH: fromSecond.h }),
    });
    const solved = (numbers: Float64Array): Float64Array =>
      numbers.map((value, k) =>
        second.data.status[Math.floor(k / (numbers.length / elements.length))] === "solved" ? value : 0,
      );
    const direct = reduction.restrict({
      ...(mine.shiftB && { shiftB: solved(mine.shiftB) }),
      ...(mine.shiftH && { shiftH: solved(mine.shiftH) }),
    });
    direct.z!.forEach((value, k) => (toFirst.z![k] += value));
    const fromFirst = this.#first.pullBack(toFirst, names.filter(isConstraint));
    for (const name of names) addRows(fromSecond[name]!, elements, gradients[name]!, problem[name]!);
    reduction.pullBack(fromFirst, gradients);
    return gradients;
  }

  pushForward(moves: Moves): OutputVectors {
    const { problem } = this;
    const { elements, reduction, feasible } = this.#shifted;
    const { equalities: e, inequalities: m, batch } = problem;
    const mine: Moves = Object.fromEntries(
      Object.entries(moves).map(([name, move]) => [name, selectOperand(move, elements)]),
    );
    const shiftB = newNumbers(elements.length * e);
    const shiftH = newNumbers(elements.length * m);
    reduction.lift(this.#first.pushForward(reduction.pushForward(mine)), { shiftB, shiftH });
    const toSecond: Moves = { ...mine };
    if (feasible.b) toSecond.b = moved(feasible.b, mine.b, shiftB);
    if (feasible.h) toSecond.h = moved(feasible.h, mine.h, shiftH);
    const fromSecond = { ...this.#second.pushForward(toSecond), shiftB, shiftH };
    const result = this.#plain.pushForward(moves);
    for (const name of OUTPUT_NAMES) {
      scatterRows(fromSecond[name], elements, result[name], result[name].length / batch);
    }
    return result;
  }

  weaklyActive(): Int32Array {
    const counts = this.#plain.weaklyActive().slice();
    scatterRows(this.#second.weaklyActive(), this.#shifted.elements, counts, 1);
    return counts;
  }

  atRounding(element: number): boolean {
    return this.#of(element, (solved, index) => solved.atRounding(index));
  }

  solvedBy(element: number): SolvedBy {
    return this.#of(element, (solved, index) => solved.solvedBy(index));
  }

  certificate(element: number): Certificate | undefined {
    return this.#plain.certificate(element);
  }

  dispose(): void {
    for (const solved of [this.#plain, this.#first, this.#second]) solved.dispose();
  }

  /** Asks what an element's solution comes from. */
  #of<Value>(element: number, ask: (solved: Derivatives, index: number) => Value): Value {
    const index = this.#shifted.elements.indexOf(element);
    return index < 0 ? ask(this.#plain, element) : ask(this.#second, index);
  }
}

/** How right-hand sides move: by the shift, and by themselves. */
function moved(sides: Operand, direct: Operand | undefined, shift: Float64Array): Operand {
  const { size } = sides;
  const data = shift.slice(0, sides.data.length);
  if (direct) {
    for (let i = 0; i < data.length; i++)
      data[i] += direct.data[Math.floor(i / size) * direct.stride + (i % size)];
  }
  return { ...sides, data };
}

/** Statuses of which some are only those of the first step: the time limit left none for the second. */
function withLate(status: readonly Status[], late: readonly number[]): Status[] {
  const out = [...status];
  for (const element of late) out[element] = "timeLimit";
  return out;
}

/** The plain solution, with the shifted elements in their places, and by how much they were shifted. */
function mergedData(
  problem: Problem,
  plain: SolutionData,
  { elements, given, feasible, second }: Shifted,
  late: readonly number[],
) {
  const { batch, equalities: e, inequalities: m } = problem;
  // By name: what solved the plain problem may have more to its data than a solution has.
  const merged = Object.fromEntries(
    ARRAY_NAMES.map((name) => {
      const out = plain[name].slice();
      scatterRows(second.data[name], elements, out, out.length / batch);
      return [name, out];
    }),
  ) as unknown as Omit<SolutionData, "shape" | "status">;
  const status = withLate(plain.status, late);
  const shiftB = new Float64Array(batch * e);
  const shiftH = new Float64Array(batch * m);
  elements.forEach((element, i) => {
    status[element] = second.data.status[i];
    merged.iterations[element] += plain.iterations[element];
    for (const [name, size, out] of [["b", e, shiftB] as const, ["h", m, shiftH] as const]) {
      if (size === 0) continue;
      const [to, from] = [elementOf(feasible[name]!, i), elementOf(given[name]!, i)];
      for (let k = 0; k < size; k++) out[element * size + k] = to[k] - from[k];
    }
  });
  return { data: { ...merged, shape: plain.shape, status }, shiftB, shiftH };
}
