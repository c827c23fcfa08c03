import type { GradientThreads, KktVectors, Program } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import { boundAt } from "../problem/problem.js";
import type { SolutionData } from "../problem/solution.js";
import { CentralPoint } from "./central-point.js";
import { ActiveSystem } from "../form/active-system.js";
import type { Blocks } from "../form/constraints.js";
import { Constraints } from "../form/constraints.js";
import { activeRows } from "./active-rows.js";
import { newVectors, VECTOR_NAMES } from "./vectors.js";
import { vectorsOf } from "../form/products.js";

/** A slack and a multiplier within this factor of each other do not tell which of them is meant to be 0. */
const UNDECIDED = 1e3;
/** Slacks and multipliers below this, per unit of the row's norm, are 0 to working accuracy: nothing to decide. */
const ZERO = 1e-9;
/** Where on the central path undecided rows decide themselves, or turn out weakly active. */
const NEAR_THE_END = 1e-15;

/**
 * Exact derivatives, also where a solution within the tolerance does not yet show which constraints are active: a
 * row with slack 8·10⁻⁵ and multiplier 7·10⁻⁵ passes a tolerance of 10⁻⁸ and has a derivative of 100 % error in one
 * of the two readings. Such elements, which are rare, are followed to the end of the central path first. For the
 * others the backend's own system stands.
 */
export class Settled {
  readonly #problem: Problem;
  readonly #solved: Program;
  #found: { readonly data: SolutionData; readonly systems: ReadonlyMap<number, ActiveSystem> } | undefined;

  constructor(problem: Problem, solved: Program) {
    this.#problem = problem;
    this.#solved = solved;
  }

  /** The solution; computed with the first derivative where anything has to be decided. */
  get data(): SolutionData {
    return this.#find().data;
  }

  /** The threads know the solution as the backend found it. */
  get threads(): GradientThreads | undefined {
    return this.#find().systems.size === 0 ? this.#solved.threads : undefined;
  }

  #find() {
    if (this.#found) return this.#found;
    const problem = this.#problem;
    const { data } = this.#solved;
    const systems = new Map<number, ActiveSystem>();
    const norms = new RowNorms(problem);
    let vectors: KktVectors | undefined;
    for (let i = 0; i < problem.batch; i++) {
      if (data.status[i] !== "solved" || !isUndecided(problem, data, i, norms)) continue;
      const constraints = new Constraints(problem, i);
      const solution = vectorsOf(problem, data, i);
      const start = constraints.newBlocks();
      constraints.gather(solution, solution, start);
      const central = new CentralPoint(constraints, start, NEAR_THE_END);
      if (!central.found) continue;
      vectors ??= copyOf(problem, data);
      const settled = vectorsOf(problem, vectors, i);
      constraints.scatter(dropInactive(constraints, central.point), solution, settled);
      systems.set(i, new ActiveSystem(constraints, settled, activeRows(constraints, settled), "selection"));
    }
    this.#found = { data: vectors ? { ...data, ...vectors } : data, systems };
    return this.#found;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { systems } = this.#find();
    this.#solved.solveKkt(right, out);
    for (const [i, system] of systems) {
      system.solve(vectorsOf(this.#problem, right, i), vectorsOf(this.#problem, out, i));
    }
  }

  dispose(): void {
    this.#found = undefined;
  }
}

/** Looks at every solution, so it costs next to nothing where slacks or multipliers are 0, as they should be. */
function isUndecided(problem: Problem, data: SolutionData, element: number, norms: RowNorms): boolean {
  const { variables: n, inequalities: m, lower, upper } = problem;
  const { slack, lambda } = data;
  for (let row = 0, at = element * m; row < m; row++, at++) {
    if (!mayBeUndecided(slack[at], lambda[at])) continue;
    if (undecided(slack[at], lambda[at], norms.of(element, row))) return true;
  }
  if (lower === undefined && upper === undefined) return false;
  for (let i = 0; i < n; i++) {
    const at = element * n + i;
    // A bound without a multiplier has nothing to decide.
    if (data.lambdaLower[at] === 0 && data.lambdaUpper[at] === 0) continue;
    const low = boundAt(lower, element, i, -Infinity);
    const high = boundAt(upper, element, i, Infinity);
    if (low === high) continue;
    if (undecided(data.z[at] - low, data.lambdaLower[at], 1)) return true;
    if (undecided(high - data.z[at], data.lambdaUpper[at], 1)) return true;
  }
  return false;
}

/** Whatever the norm, the smaller of the two is at most the root of their product. */
function mayBeUndecided(slack: number, multiplier: number): boolean {
  return slack * multiplier > ZERO * ZERO;
}

function undecided(slack: number, multiplier: number, norm: number): boolean {
  if (!mayBeUndecided(slack, multiplier)) return false;
  const [s, l] = [slack / norm, multiplier * norm];
  return Math.min(s, l) > ZERO && Math.max(s, l) < UNDECIDED * Math.min(s, l);
}

/** Norms of G's rows, computed when needed, and once where the batch shares G. */
class RowNorms {
  readonly #problem: Problem;
  readonly #shared: Float64Array;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#shared = new Float64Array(problem.G?.stride === 0 ? problem.inequalities : 0);
  }

  of(element: number, row: number): number {
    if (this.#shared[row] > 0) return this.#shared[row];
    const { variables: n, G } = this.#problem;
    const start = element * G!.stride + row * n;
    let sum = 0;
    for (let i = start; i < start + n; i++) sum += G!.data[i] ** 2;
    const norm = Math.sqrt(sum);
    if (row < this.#shared.length) this.#shared[row] = norm;
    return norm;
  }
}

/** Multipliers that are smaller than their slack are 0 at the solution. */
function dropInactive(constraints: Constraints, { z, nu, lambda }: Blocks): Blocks {
  const value = new Float64Array(lambda.length);
  constraints.addC(z, value);
  return {
    z,
    nu,
    lambda: lambda.map((multiplier, row) => {
      const norm = constraints.normOfC(row);
      return (constraints.d[row] - value[row]) / norm > multiplier * norm ? 0 : multiplier;
    }),
  };
}

function copyOf(problem: Problem, data: SolutionData): KktVectors {
  const vectors = newVectors(problem);
  for (const name of VECTOR_NAMES) vectors[name].set(data[name]);
  return vectors;
}
