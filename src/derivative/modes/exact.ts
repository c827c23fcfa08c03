import type { GradientThreads, SolvedBatch } from "../../execute/executor.js";
import type { KktVectors, SolutionData } from "../../problem/fields.js";
import { VECTOR_NAMES } from "../../problem/fields.js";
import { newVectors, vectorsOf } from "../../problem/batch.js";
import type { Shares } from "../../form/active.js";
import { activeRows, ActiveSystem, sharesOf } from "../../form/active.js";
import { CentralPoint } from "../../form/central-path.js";
import { rowTerm } from "../../form/residuals.js";
import { Constraints, copyVectors } from "../../form/standard.js";
import { rowMatrix } from "../../problem/matrices.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import { SparseSystems } from "./sparse.js";

type System = Pick<ActiveSystem, "solve">;

/** A slack and a multiplier within this factor of each other do not tell which of them is meant to be 0. */
const UNDECIDED = 1e3;
/** Slacks and multipliers below this share (form/active.ts) are 0 to working accuracy: nothing to decide. */
const ZERO = 1e-9;
/** Where on the central path undecided rows decide themselves, or turn out weakly active. */
const NEAR_THE_END = 1e-15;

/**
 * Exact derivatives, also where a solution within the tolerance does not yet show which constraints are active: a
 * row with slack 8·10⁻⁵ and multiplier 7·10⁻⁵ passes a tolerance of 10⁻⁸ and has a derivative of 100 % error in one
 * of the two readings. Such elements, which are rare, are followed to the end of the central path first. For the
 * others the executor's own system stands.
 */
export class Exact {
  readonly #problem: Problem;
  readonly #solved: SolvedBatch;
  readonly #sparse: SparseSystems;
  #found: { readonly data: SolutionData; readonly systems: ReadonlyMap<number, System> } | undefined;

  constructor(problem: Problem, solved: SolvedBatch) {
    this.#problem = problem;
    this.#solved = solved;
    this.#sparse = new SparseSystems(problem);
  }

  /** The solution; computed with the first derivative where anything has to be decided. */
  get data(): SolutionData {
    return this.#find().data;
  }

  /** The threads know the solution as the executor found it. */
  get threads(): GradientThreads | undefined {
    return this.#find().systems.size === 0 ? this.#solved.threads : undefined;
  }

  #find() {
    if (this.#found) return this.#found;
    const problem = this.#problem;
    const { data } = this.#solved;
    const systems = new Map<number, System>();
    let vectors: KktVectors | undefined;
    for (const i of elementsToLookAt(problem, data)) {
      const constraints = new Constraints(problem, i);
      const solution = vectorsOf(problem, data, i);
      const unitsOfThis = this.#sparse.units.of(i);
      if (!isUndecided(sharesOf(problem, i, constraints, solution, unitsOfThis))) continue;
      const path = this.#sparse.pathOf(i, constraints, solution);
      const central = new CentralPoint(constraints, solution, NEAR_THE_END, path);
      if (!central.found) continue;
      vectors ??= copyOf(problem, data);
      const settled = vectorsOf(problem, vectors, i);
      constraints.scatter(central.point, solution, settled);
      const shares = sharesOf(problem, i, constraints, settled, unitsOfThis);
      const { z, nu, lambda } = central.point;
      constraints.scatter({ z, nu, lambda: withoutInactive(lambda, shares) }, solution, settled);
      const active = activeRows(shares);
      const sparse = this.#sparse.regularOf(i, constraints, active, settled);
      if (sparse === undefined && this.#sparse.areThere && isLarge(constraints)) {
        // The executor's own choice stands.
        copyVectors(solution, settled);
        continue;
      }
      const system = sparse ?? new ActiveSystem(constraints, unitsOfThis, active, settled, "selection");
      systems.set(i, system);
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
    this.#sparse.dispose();
  }
}

/** Unknowns and rows beyond which dense matrices for a singular active set would take minutes. */
const LARGEST_DENSE = 3000;

function isLarge({ n, equalities, inequalities }: Constraints): boolean {
  return n + equalities + inequalities > LARGEST_DENSE;
}

/**
 * Elements in which a row has both a slack and a multiplier. It looks at every solution, so it knows no units: a slack that is
 * no share of the row's own terms is none of anything that is larger.
 */
function elementsToLookAt(problem: Problem, data: SolutionData): Iterable<number> {
  const { inequalities: m, lower, upper } = problem;
  const { slack, lambda, status } = data;
  const found = new Set<number>();
  for (let at = 0; at < slack.length; at++) {
    if (!(slack[at] > 0) || !(lambda[at] > 0)) continue;
    const element = Math.floor(at / m);
    if (status[element] === "solved" && hasSlack(problem, data, element, at)) found.add(element);
  }
  if (lower !== undefined || upper !== undefined) {
    for (let i = 0; i < problem.batch; i++) {
      if (status[i] === "solved" && hasDistantBound(problem, data, i)) found.add(i);
    }
  }
  return found;
}

/** Whether a slack is a share of its row's terms. */
function hasSlack(problem: Problem, { slack, z }: SolutionData, element: number, at: number): boolean {
  const { variables: n, inequalities: m } = problem;
  const row = at - element * m;
  const h = problem.h!.data[element * problem.h!.stride + row];
  // Most slacks are nothing beside the right-hand side alone.
  if (slack[at] <= ZERO * Math.abs(h)) return false;
  const G = rowMatrix(problem, "G", element)!;
  return slack[at] > ZERO * rowTerm(G, h, row, z.subarray(element * n, element * n + n));
}

/** Whether a bound that has a multiplier is not where z is. */
function hasDistantBound(problem: Problem, data: SolutionData, element: number): boolean {
  const { variables: n, lower, upper } = problem;
  const { lambdaLower, lambdaUpper, z } = data;
  for (let i = 0, at = element * n; i < n; i++, at++) {
    // A bound without a multiplier has nothing to decide.
    if (lambdaLower[at] === 0 && lambdaUpper[at] === 0) continue;
    const low = boundAt(lower, element, i, -Infinity);
    const high = boundAt(upper, element, i, Infinity);
    if (low === high) continue;
    if (lambdaLower[at] > 0 && z[at] - low > ZERO * Math.abs(low)) return true;
    if (lambdaUpper[at] > 0 && high - z[at] > ZERO * Math.abs(high)) return true;
  }
  return false;
}

function isUndecided({ slack, multiplier }: Shares): boolean {
  return slack.some((share, row) => {
    const [smaller, larger] = [Math.min(share, multiplier[row]), Math.max(share, multiplier[row])];
    return smaller > ZERO && larger < UNDECIDED * smaller;
  });
}

/** Multipliers that are smaller than their slack are 0 at the solution. */
function withoutInactive(lambda: Float64Array, { slack, multiplier }: Shares): Float64Array {
  return lambda.map((value, row) => (slack[row] > multiplier[row] ? 0 : value));
}

function copyOf(problem: Problem, data: SolutionData): KktVectors {
  const vectors = newVectors(problem);
  for (const name of VECTOR_NAMES) vectors[name].set(data[name]);
  return vectors;
}
