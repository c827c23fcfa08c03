/** An element that is one connected problem, after it was solved. */
import { ActiveSystem } from "../../form/active.js";
import type { Blocks } from "../../form/standard.js";
import { Constraints } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { Answer, ElementResult } from "./answer.js";
import type { Element } from "./element.js";
import { ActiveRight, solveActiveSystem } from "./active-system.js";
import { KktSystem, REGULAR, probeOf } from "./kkt.js";
import type { InteriorProblem } from "./interior-problem.js";
import type { SolvedElement } from "./separable.js";
import { SingularSystem } from "./singular.js";
import type { ActiveStart } from "./warm-start.js";

/** Numbers of the largest matrix in a dense generalised inverse where the problem was solved sparse. */
const DENSE_OPERATOR = 2 ** 20;

/** An element that is one connected problem. */
export class SolvedWhole implements SolvedElement, ActiveStart {
  readonly answer: Answer;
  readonly numbers: number;
  readonly #problem: Problem;
  readonly #index: number;
  readonly active: Uint8Array;
  readonly of: ActiveStart["of"];
  #element: Element | undefined;
  /** Undefined where memory was short, or the kernels solved it: it is made when it is needed. */
  #kkt: KktSystem | undefined;
  /** Whether the kernels solved it; then they solve for derivatives too, unless their factors turn out not to serve. */
  readonly #byKernels: boolean;
  #kernelsServe: boolean | undefined;
  /** Whether the KKT system of the active set is regular, once that is known. */
  #regular: boolean | undefined;
  /**
   * What solves it where it is not, and right-hand sides that the factors are not good enough for. Which of the two
   * serves a right-hand side depends on nothing that was solved before.
   */
  #dense: ActiveSystem | undefined;
  /** The same for systems that are too large for it. */
  #singular: SingularSystem | undefined;

  constructor({ answer, element, kkt, active }: ElementResult) {
    const { m, lowerIndex, upperIndex } = element.interior;
    this.answer = answer;
    this.numbers = kkt?.numbers ?? 0;
    this.#problem = element.problem;
    this.#index = element.index;
    this.active = active;
    this.of = { m, lowerIndex, upperIndex };
    this.#element = element;
    this.#kkt = kkt;
    this.#byKernels = kkt === undefined;
  }

  /** The problem that the kernels solve for derivatives of this element; undefined where they do not. */
  get ofKernels(): InteriorProblem | undefined {
    return this.#byKernels && this.#kernelsServe !== false ? this.#element?.interior : undefined;
  }

  /** A right-hand side for them. */
  rightForKernels(right: KktVectors): ActiveRight {
    return new ActiveRight(this.#element!, this.active, this.answer.vectors, right);
  }

  get starts(): readonly ActiveStart[] {
    return this.answer.status === "solved" ? [this] : [];
  }

  takeFactors(problem: InteriorProblem): KktSystem | undefined {
    const kkt = this.#kkt;
    if (!kkt?.serves(problem) || !kkt.isFactoredFor(this.active)) return undefined;
    this.#kkt = undefined;
    return kkt;
  }

  /** What tells whether the kernels' factors serve; undefined where that is known. */
  get probe(): Blocks | undefined {
    return this.#kernelsServe === undefined ? probeOf(this.#element!.interior, this.active) : undefined;
  }

  /** @param residual that they leave of the probe. */
  noteProbe(residual: number): void {
    this.#kernelsServe = residual <= REGULAR;
  }

  /**
   * With the factors where the system is regular, and otherwise, for all right-hand sides, by one operator that is
   * symmetric whatever the rank.
   */
  solveKkt(right: KktVectors, out: KktVectors): void {
    const element = this.#element!;
    if (this.#regular !== false) {
      const kkt = this.#kkt ?? new KktSystem(element.interior);
      try {
        if (this.#solveWithFactors(element, kkt, right, out)) return;
      } finally {
        if (kkt !== this.#kkt) kkt.dispose();
      }
    }
    if (this.#isDenseAffordable(element)) {
      this.#dense ??= this.#operator();
      this.#dense.solve(right, out);
    } else if (this.#regular === false) {
      this.#solveSingular(element, right, out);
    }
  }

  /** Whether the operator that knows which rows depend on each other, which is dense, is no larger than those of dense problems. */
  #isDenseAffordable(element: Element): boolean {
    const { variables, equalities } = this.#problem;
    const rows = equalities + this.active.reduce((sum, isActive) => sum + isActive, 0);
    return element.interior.kkt === undefined || variables * Math.max(variables, rows) <= DENSE_OPERATOR;
  }

  #solveSingular(element: Element, right: KktVectors, out: KktVectors): void {
    const singular = (this.#singular ??= new SingularSystem(element.interior, this.active));
    const solve = (given: Blocks, answer: Blocks): number => {
      if (singular.isFactored) singular.solve(given, answer);
      return 0;
    };
    solveActiveSystem(element, solve, this.active, this.answer.vectors, right, out);
  }

  /** With the factors of the active set: those that the forward pass left, if they are; false where they are not good enough. */
  #solveWithFactors(element: Element, kkt: KktSystem, right: KktVectors, out: KktVectors): boolean {
    const active = this.active;
    const isFactored = kkt.isFactoredFor(active) || kkt.factorActive(active);
    this.#regular ??= isFactored && hasFullRank(element) && kkt.isRegular;
    return (
      isFactored &&
      this.#regular &&
      solveActiveSystem(element, (r, x) => kkt.solveActive(r, x), active, this.answer.vectors, right, out)
    );
  }

  #operator(): ActiveSystem {
    const active: number[] = [];
    this.active.forEach((isActive, row) => {
      if (isActive) active.push(row);
    });
    const constraints = new Constraints(this.#problem, this.#index);
    const units = new ProblemUnits(this.#problem).of(this.#index);
    return new ActiveSystem(constraints, units, Int32Array.from(active), this.answer.vectors, "selection");
  }

  forgetFactors(how: "for good" | "until needed"): void {
    this.#kkt?.dispose();
    this.#kkt = undefined;
    this.#dense = undefined;
    this.#singular?.dispose();
    this.#singular = undefined;
    if (how === "for good") this.#element = undefined;
  }
}

/** Dependent equalities are not seen where the null-space form has eliminated them. */
function hasFullRank({ matrices: { e, reduced } }: Element): boolean {
  return reduced === undefined || reduced.space.rank === e;
}
