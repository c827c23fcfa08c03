import { ActiveSystem } from "../../form/active.js";
import { Constraints, newUserVectors } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import type { Problem } from "../../problem/problem.js";
import type { KktVectors } from "../../problem/fields.js";
import type { DualShape } from "./dual/shape.js";

/** Systems kept for later derivatives may take this many numbers; others are made again. */
const KEPT_NUMBERS = 2 ** 24;

/** The elements whose derivatives the factors are not for: by the operator that is symmetric whatever the rank. */
export class ActiveSystems {
  readonly #problem: Problem;
  readonly #shape: DualShape;
  readonly #units: ProblemUnits;
  readonly #kept = new Map<number, ActiveSystem>();
  #room = KEPT_NUMBERS;

  constructor(problem: Problem, shape: DualShape) {
    this.#problem = problem;
    this.#shape = shape;
    this.#units = new ProblemUnits(problem);
  }

  /** @param states of the batch's rows: which are active, and at which bound. */
  solve(element: number, states: Int8Array, solution: KktVectors, right: KktVectors, out: KktVectors): void {
    const of = (vectors: KktVectors): KktVectors => rowsOf(this.#problem, vectors, element);
    let system = this.#kept.get(element);
    if (system === undefined) {
      const { rows } = this.#shape;
      system = this.#make(element, states.subarray(element * rows, element * rows + rows), of(solution));
      this.#room -= system.numbers;
      if (this.#room > 0) this.#kept.set(element, system);
    }
    system.solve(of(right), of(out));
  }

  #make(element: number, states: Int8Array, solution: KktVectors): ActiveSystem {
    const { m, boxes } = this.#shape;
    const constraints = new Constraints(this.#problem, element);
    // A fixed variable's multiplier may be 0: its state says which of its bounds the factors take for the active one.
    const sided = { ...newUserVectors(this.#problem), lambda: solution.lambda };
    sided.lambdaLower.set(solution.lambdaLower);
    sided.lambdaUpper.set(solution.lambdaUpper);
    const sides = new Int8Array(constraints.n);
    boxes.forEach((variable, i) => (sides[variable] = states[m + i]));
    for (const variable of constraints.fixed) {
      sided.lambdaLower[variable] = sides[variable] < 0 ? 1 : 0;
      sided.lambdaUpper[variable] = sides[variable] > 0 ? 1 : 0;
    }
    const active: number[] = [];
    for (let row = 0; row < constraints.inequalities; row++) {
      const state = row < m ? states[row] : sides[constraints.boundedBy(row)] * constraints.sideOf(row);
      if (row < m ? state !== 0 : state > 0) active.push(row);
    }
    const units = this.#units.of(element);
    return new ActiveSystem(constraints, units, Int32Array.from(active), sided, "selection");
  }
}

function rowsOf(problem: Problem, vectors: KktVectors, element: number): KktVectors {
  const { z, nu, lambda, lambdaLower, lambdaUpper } = vectors;
  const row = (data: Float64Array): Float64Array => {
    const size = data.length / problem.batch;
    return data.subarray(element * size, element * size + size);
  };
  return {
    z: row(z),
    nu: row(nu),
    lambda: row(lambda),
    lambdaLower: row(lambdaLower),
    lambdaUpper: row(lambdaUpper),
  };
}
