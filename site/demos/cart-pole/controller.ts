/**
 * Model predictive control of the cart with a pole: the plan that costs least over two seconds,
 *
 *     min  ½ Σₖ (Σᵢ wᵢ xₖᵢ² + uₖ₋₁²)    subject to    xₖ = A xₖ₋₁ + B uₖ₋₁,  |u| ≤ the most force,
 *
 * solved warm and in place, once per step. The experiment in experiments/mpc learns w with TensorFlow.js; here its
 * gradient is that of Q's diagonal.
 */
import { QpSolver, solve } from "optnet";
import { linearised, STATES, type State } from "../../../experiments/mpc/cart-pole.js";
import {
  dynamicsRows,
  HORIZON,
  LOWER,
  PLANNED_STATES,
  UPPER,
  VARIABLES,
} from "../../../experiments/mpc/plan.js";
import { Random } from "../../../tools/random.js";
import { Adam } from "../../play/adam.js";

const DYNAMICS = linearised();
const ROWS = dynamicsRows(DYNAMICS);

function costs(weights: readonly number[]): number[] {
  return Array.from({ length: VARIABLES }, (_, i) => (i < PLANNED_STATES ? weights[i % STATES] : 1));
}

function firstSides(state: State): number[] {
  const moved = DYNAMICS.A.map((row) => row.reduce((sum, value, j) => sum + value * state[j], 0));
  return [...moved, ...new Array<number>(PLANNED_STATES - STATES).fill(0)];
}

export interface Plan {
  readonly force: number;
  /** Where the plan sees the cart, one per step. */
  readonly positions: readonly number[];
  readonly solved: boolean;
}

export class Controller {
  readonly #solver: QpSolver;
  readonly #p = new Float64Array(VARIABLES);
  readonly #b = new Float64Array(PLANNED_STATES);

  constructor(weights: readonly number[]) {
    this.#solver = new QpSolver({
      ...{ variables: VARIABLES, equalities: PLANNED_STATES, A: ROWS, Q: costs(weights) },
      ...{ lower: LOWER, upper: UPPER },
    });
  }

  plan(state: State): Plan {
    this.#b.set(firstSides(state));
    const { z, status } = this.#solver.solve({ p: this.#p, b: this.#b }, { warmStart: true, inPlace: true });
    const positions = Array.from({ length: HORIZON }, (_, k) => z[k * STATES]);
    return { force: z[PLANNED_STATES], positions, solved: status[0] === "solved" };
  }

  dispose(): void {
    this.#solver.dispose();
  }
}

/** Learns the weights of an expert from the forces that it applies, and from nothing else. */
export class Imitator {
  readonly #logWeights = new Float64Array(STATES);
  readonly #adam = new Adam(this.#logWeights);
  readonly #states: State[];
  readonly #forces: readonly number[];

  constructor(expert: readonly number[], seed: number, examples = 40) {
    const random = new Random(seed);
    const scales = [0.8, 0.6, 0.12, 0.4];
    this.#states = Array.from({ length: examples }, () =>
      scales.map((scale) => scale * (2 * random.uniform() - 1)),
    );
    this.#forces = forcesOf(expert, this.#states).forces;
  }

  get weights(): number[] {
    return [...this.#logWeights].map(Math.exp);
  }

  /** @returns the mean squared difference to the expert's forces, before the step. */
  step(rate = 0.1): number {
    const { forces, slopes } = forcesOf(
      this.weights,
      this.#states,
      (force, i) => (2 * (force - this.#forces[i])) / this.#states.length,
    );
    // ∂/∂log w = w ∂/∂w.
    this.#adam.step(
      slopes.map((slope, i) => slope * this.weights[i]),
      rate,
    );
    return forces.reduce((sum, force, i) => sum + (force - this.#forces[i]) ** 2, 0) / forces.length;
  }
}

/** First forces of the plans from many states, as one batch, and the gradient of a loss of theirs in the weights. */
export function forcesOf(
  weights: readonly number[],
  states: readonly State[],
  slopeOf: (force: number, index: number) => number = () => 0,
): { readonly forces: readonly number[]; readonly slopes: readonly number[] } {
  const p = new Array<number>(VARIABLES).fill(0);
  const problem = { Q: costs(weights), p, A: ROWS, b: states.map(firstSides), lower: LOWER, upper: UPPER };
  using solution = solve(problem).assertSolved();
  const forces = states.map((_, k) => solution.z[k * VARIABLES + PLANNED_STATES]);
  const cotangent = new Float64Array(states.length * VARIABLES);
  forces.forEach((force, k) => (cotangent[k * VARIABLES + PLANNED_STATES] = slopeOf(force, k)));
  const { Q } = solution.vjp({ z: { data: cotangent, shape: [states.length, VARIABLES] } }, { wrt: ["Q"] });
  const slopes = new Array<number>(STATES).fill(0);
  for (let i = 0; i < PLANNED_STATES; i++) slopes[i % STATES] += Q.data[i];
  return { forces, slopes };
}
