/** KKT systems of a whole batch, which derivatives are made of: chunk by chunk, and of each chunk pair by pair. */
import type { KktVectors, Status } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { DualShape } from "./dual-shape.js";
import { RegularSystems, SingularSystems } from "./kkt.js";
import type { Arena, Factors } from "./memory.js";
import type { Kernels } from "./module.js";
import { FIRST_LANE, LANES, type PairSolver } from "./pair.js";
import type { Stage } from "./stage.js";

interface Workspace {
  readonly pair: PairSolver;
  readonly stage: Stage;
}

/** What systems are of: which elements have a solution, which rows are active there, and what the solution is. */
interface Solved {
  readonly status: readonly Status[];
  readonly states: Int8Array;
  readonly data: KktVectors;
}

/** Solves the KKT systems of the active rows of a batch: regular ones with the factors, the others by another operator. */
export class BatchKkt {
  readonly #kernels: Kernels;
  readonly #shape: DualShape;
  readonly #problem: Problem;
  readonly #solved: Solved;
  readonly #regular: RegularSystems;
  /** Made with the first singular system. */
  #singular: SingularSystems | undefined;

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, problem: Problem, solved: Solved) {
    this.#kernels = kernels;
    this.#shape = shape;
    this.#problem = problem;
    this.#solved = solved;
    this.#regular = new RegularSystems(kernels, arena, shape, problem.batch);
  }

  /**
   * Solves for every element; those without a solution get zeros.
   *
   * @param workspace undefined where there is no memory for one.
   * @param factorsOf the factors of the pair that begins with this element of the stage.
   */
  solve(
    workspace: Workspace | undefined,
    factorsOf: (i: number) => Factors,
    right: KktVectors,
    out: KktVectors,
  ): void {
    const { status, states, data } = this.#solved;
    /** Elements that are solved, but whose systems are not regular. */
    const open: number[] = [];
    if (workspace) {
      const { stage } = workspace;
      for (let first = 0; first < this.#problem.batch; first += stage.capacity) {
        stage.moveTo(first);
        stage.loadStates(states);
        stage.loadRight(right);
        for (let i = 0; i < stage.count;) {
          const end = this.#clearUntil(stage, i);
          if (end > i) i += this.#regular.solveClear(workspace.pair, factorsOf(i), stage.at, i, end);
          const stopped = i < end;
          // What follows may be clear too, with other factors.
          if (!stopped && this.#clearUntil(stage, i) > i) continue;
          if (i < stage.count) this.#solvePair(workspace, factorsOf, i, stopped, open);
          i += 2;
        }
        stage.saveVectors(out);
      }
    } else {
      // Nothing was solved; what is in these would pass for derivatives.
      for (const vector of Object.values(out) as Float64Array[]) vector.fill(0);
      for (let i = 0; i < status.length; i++) if (status[i] === "solved") open.push(i);
    }
    if (open.length === 0) return;
    this.#singular ??= new SingularSystems(this.#problem, this.#shape);
    for (const element of open) this.#singular.solve(element, states, data, right, out);
  }

  /** Where elements i, i + 1, … of the stage, which have the same factors, end to be such as may need no second look. */
  #clearUntil({ first, count }: Stage, i: number): number {
    const { status } = this.#solved;
    const most = this.#shape.shared ? count : Math.min(i + 2, count);
    let end = i;
    while (end < most && status[first + end] === "solved" && this.#regular.mayBeClear(first + end)) end++;
    // Pairs are whole, but for the last of an odd number.
    return end < count ? end - ((end - i) % 2) : end;
  }

  /**
   * Solves the systems of elements i and i + 1 of the stage as far as they are regular; adds the others to `open`.
   *
   * @param begun whether `solveClear` has stopped at this pair.
   */
  #solvePair(
    { pair, stage }: Workspace,
    factorsOf: (i: number) => Factors,
    i: number,
    begun: boolean,
    open: number[],
  ): void {
    const [kernels, regular] = [this.#kernels, this.#regular];
    const { status } = this.#solved;
    const { elements } = pair;
    const lanes = i + 1 < stage.count ? LANES : FIRST_LANE;
    const j = i + lanes.length - 1;
    pair.setElements(stage.first + i, stage.first + j);
    let hopeful = 0;
    for (const lane of lanes) {
      const element = elements[lane];
      if (status[element] === "solved" && !regular.isSingular(element)) hopeful |= 1 << lane;
    }
    if (hopeful > 0) {
      if (!begun) pair.setFactors(factorsOf(i));
      hopeful &= regular.solve(pair, stage.at, i, j, begun);
    }
    for (const lane of lanes) {
      const element = elements[lane];
      if (hopeful & (1 << lane) && regular.isRegular(element)) {
        kernels.saveKkt(pair.at, stage.at, lane, i + lane);
        continue;
      }
      kernels.saveNothing(pair.at, stage.at, i + lane);
      if (status[element] === "solved") open.push(element);
    }
  }
}
