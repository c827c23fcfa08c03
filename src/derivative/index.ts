/**
 * Derivatives of the solution by the implicit function theorem.
 *
 * At a solution with active rows C (rows of G, −I for lower and I for upper bounds, right-hand sides d) the KKT
 * conditions are the equations
 *
 *     F₁ = Qz + p + Aᵀnu + Cᵀlambda = 0
 *     F₂ = Az − b                   = 0
 *     F₃ = Cz − d                   = 0          (lambda = 0 on inactive rows)
 *
 * Their Jacobian in (z, nu, lambda) is the symmetric KKT matrix K = [Q Aᵀ Cᵀ; A 0 0; C 0 0], so a change of the
 * inputs that changes F by dF moves the solution by −K⁻¹ dF. For a loss l with gradients g in (z, nu, lambda),
 *
 *     dl = −gᵀ K⁻¹ dF = uᵀ dF     with     K u = −g.
 *
 * One solve for u, then one outer product per input; writing u = (dz, dnu, dlambda):
 *
 *     ∂l/∂p = dz          ∂l/∂Q = ½ (dz zᵀ + z dzᵀ)
 *     ∂l/∂b = −dnu        ∂l/∂A = dnu zᵀ + nu dzᵀ
 *     ∂l/∂h = −dlambda    ∂l/∂G = dlambda zᵀ + lambda dzᵀ
 *     ∂l/∂lower = dlambdaLower,  ∂l/∂upper = −dlambdaUpper
 *
 * Here dlambda stands for the paper's lambda ∘ dλ̃. The formula for ∂l/∂G that the paper prints multiplies both
 * its terms by lambda, which is wrong for the second.
 *
 * Source: Amos & Kolter 2017, eq. 6–8.
 */
import type { SolvedBatch } from "../execute/executor.js";
import { outerProductsFor } from "../execute/solve-batch.js";
import { ProblemUnits } from "../form/units.js";
import { isAtRounding } from "../form/verdict.js";
import { fillRows, mapVectors, newNumbers, newVectors, vectorsOf } from "../problem/batch.js";
import type {
  Certificate,
  FieldArrays,
  KktVectors,
  OutputVectors,
  Shift,
  SolutionData,
  SolvedBy,
} from "../problem/fields.js";
import { VECTOR_NAMES } from "../problem/fields.js";
import { borrowNumbers, giveBackNumbers } from "../problem/memory.js";
import type { FieldName, Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { Moves } from "./inputs.js";
import { addGradient, addInputChange, addObjectiveGradient } from "./inputs.js";
import { Exact } from "./modes/exact.js";
import { LeastSquares } from "./modes/least-squares.js";
import { Smoothed } from "./modes/smoothed.js";

/** A solved problem, and the derivative of its outputs with respect to its inputs, in numbers that were checked. */
export interface Derivatives {
  readonly problem: Problem;
  readonly data: SolutionData;
  /** Where right-hand sides were moved: by how much. */
  readonly shift?: Shift | undefined;
  /** Forward mode: how the outputs move with the inputs. */
  pushForward(moves: Moves): OutputVectors;
  /**
   * Reverse mode, its transpose: gradients of a loss in these inputs from those in outputs. `problem` is its own, or one
   * in which inputs that the batch shares are there for every element (for Jacobians).
   */
  pullBack(cotangents: Partial<OutputVectors>, names: readonly FieldName[], problem?: Problem): FieldArrays;
  /** Whether `pullBack` takes another problem than its own. */
  readonly separable: boolean;
  weaklyActive(): Int32Array;
  certificate(element: number): Certificate | undefined;
  atRounding(element: number): boolean;
  solvedBy(element: number): SolvedBy;
  dispose(): void;
}

/**
 * The derivatives of a solved batch, in the mode that the settings ask for.
 *
 * @param data what users see of the solution, where that is not the batch's own.
 */
export function derivativesOf(
  problem: Problem,
  solved: SolvedBatch,
  settings: Settings,
  data = solved.data,
): Derivatives {
  return new DerivativesOfBatch(problem, solved, settings, data);
}

/** A class, so that who asks for no derivative pays for one object alone. */
class DerivativesOfBatch implements Derivatives {
  readonly problem: Problem;
  readonly data: SolutionData;
  readonly separable = true;
  readonly #solved: SolvedBatch;
  readonly #settings: Settings;
  #system: KktSystemAt | undefined;
  #units: ProblemUnits | undefined;

  constructor(problem: Problem, solved: SolvedBatch, settings: Settings, data: SolutionData) {
    this.problem = problem;
    this.data = data;
    this.#solved = solved;
    this.#settings = settings;
  }

  get #at(): KktSystemAt {
    return (this.#system ??= systemFor(this.problem, this.#solved, this.#settings));
  }

  pushForward(moves: Moves): OutputVectors {
    return pushForward(this.problem, this.#at, moves);
  }

  pullBack(
    cotangents: Partial<OutputVectors>,
    names: readonly FieldName[],
    problem = this.problem,
  ): FieldArrays {
    return pullBack(problem, this.#at, problem === this.problem, this.#settings, cotangents, names);
  }

  weaklyActive(): Int32Array {
    return this.#solved.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    return this.#solved.certificate(element);
  }

  atRounding(element: number): boolean {
    const { data } = this;
    if (data.status[element] !== "solved") return false;
    const units = (this.#units ??= new ProblemUnits(this.problem)).of(element);
    const vectors = vectorsOf(this.problem, data, element);
    return isAtRounding(this.problem, element, vectors, units, this.#settings);
  }

  solvedBy(element: number): SolvedBy {
    return this.#solved.solvedBy(element);
  }

  dispose(): void {
    this.#system?.dispose();
    this.#solved.dispose();
  }
}

/**
 * The point that derivatives belong to, and the linear system there. It is symmetric in every mode, so that forward and
 * reverse mode are adjoint to each other.
 */
type KktSystemAt = Pick<SolvedBatch, "data" | "solveKkt" | "threads" | "dispose">;

/** The executor's own system where it decides what is active, or one that stands in for it. */
function systemFor(problem: Problem, solved: SolvedBatch, settings: Settings): KktSystemAt {
  switch (settings.gradient) {
    case "exact":
      return new Exact(problem, solved);
    case "smoothed":
      return new Smoothed(problem, solved.data, settings.smoothing);
    case "leastSquares":
      return new LeastSquares(problem, solved.data);
  }
}

/**
 * Reverse mode: K u = −g, then one outer product per input.
 *
 * @param isOwn whether the problem is the one that was solved, which is the one that threads know.
 */
function pullBack(
  problem: Problem,
  at: KktSystemAt,
  isOwn: boolean,
  settings: Settings,
  cotangents: Partial<OutputVectors>,
  names: readonly FieldName[],
): FieldArrays {
  const { objective } = cotangents;
  const threads = isOwn ? at.threads : undefined;
  const borrow = threads?.borrow ?? borrowNumbers;
  const right = newVectors(problem, borrow);
  for (const name of VECTOR_NAMES) subtract(cotangents[name], right[name]);
  if (objective) {
    const weight = objective.map((value) => -value);
    addObjectiveGradient(problem, at.data, weight, right.z);
  }
  const u = newVectors(problem, borrow);
  at.solveKkt(right, u);
  if (threads) return threads.gradients(u, objective, names, settings);
  const gradients = gradientsOf(problem, at.data, u, objective, settings, names);
  for (const name of VECTOR_NAMES) {
    giveBackNumbers(right[name]);
    giveBackNumbers(u[name]);
  }
  return gradients;
}

/** The gradients of these inputs, in new memory. */
export function gradientsOf(
  problem: Problem,
  data: SolutionData,
  u: KktVectors,
  objective: Float64Array | undefined,
  settings: Pick<Settings, "backend" | "unsolvedGradient">,
  names: readonly FieldName[],
): FieldArrays {
  const targets = Object.fromEntries(names.map((name) => [name, newNumbers(problem[name]!.data.length)]));
  addGradients(problem, data, u, objective, settings, names, targets);
  return targets;
}

/** One outer product per input, summed over the batch where it shares the input. Targets are 0 before. */
export function addGradients(
  problem: Problem,
  data: SolutionData,
  u: KktVectors,
  objective: Float64Array | undefined,
  settings: Pick<Settings, "backend" | "unsolvedGradient">,
  names: readonly FieldName[],
  targets: FieldArrays,
): void {
  const outer = outerProductsFor(settings);
  const unsolved = settings.unsolvedGradient === "nan" ? NaN : 0;
  const whole = data.status.every((status) => status === "solved");
  const adjoint = {
    problem,
    data: whole ? data : withoutInvalid(data),
    u,
    objective,
    outer,
    whole,
    unsolved,
  };
  for (const name of names) addGradient(name, adjoint, targets[name]!);
}

/** The outputs of invalid elements are NaN: as zeros they add nothing to sums over the batch. */
function withoutInvalid(data: SolutionData): SolutionData {
  if (!data.status.includes("invalid")) return data;
  const vectors = mapVectors(data, (numbers) => numbers.slice());
  data.status.forEach((status, i) => {
    if (status === "invalid") fillRows(vectors, i, data.shape.batch, 0);
  });
  return { ...data, ...vectors };
}

function subtract(from: Float64Array | undefined, to: Float64Array): void {
  if (from) for (let i = 0; i < from.length; i++) to[i] -= from[i];
}

/** Forward mode: K (dz, dnu, dlambda) = −dF. */
function pushForward(problem: Problem, at: KktSystemAt, moves: Moves): OutputVectors {
  const { batch, variables: n, equalities: e, inequalities: m } = problem;
  const right = newVectors(problem);
  const objective = new Float64Array(batch);
  for (let i = 0; i < batch; i++) addInputChange(problem, at.data, moves, i, right, objective);
  const vectors = newVectors(problem);
  at.solveKkt(right, vectors);

  const slope = new Float64Array(batch * n);
  addObjectiveGradient(problem, at.data, new Float64Array(batch).fill(1), slope);
  for (let i = 0; i < batch; i++) {
    for (let j = i * n; j < i * n + n; j++) objective[i] += slope[j] * vectors.z[j];
  }
  const unmoved = { shiftB: new Float64Array(batch * e), shiftH: new Float64Array(batch * m) };
  return { ...vectors, objective, ...unmoved };
}
