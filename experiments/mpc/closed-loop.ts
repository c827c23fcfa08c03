/** Controllers at work on the true, nonlinear cart and pole. */
import * as tf from "@tensorflow/tfjs";
import { Random } from "../../tools/random.js";
import { inScope } from "../../tools/tensorflow.js";
import { advance, MOST_FORCE, STATES, type State } from "./cart-pole.js";
import type { Controller } from "./controller.js";

/** What a controller did from one start: `steps` forces, and one more state. */
export interface Trajectory {
  readonly states: readonly State[];
  readonly forces: readonly number[];
}

/** Starts at rest or moving; `spread` 1 is what the examples have. */
export function drawStarts(count: number, spread: number, seed: number): State[] {
  const random = new Random(seed);
  const between = (most: number): number => spread * most * (2 * random.uniform() - 1);
  return Array.from({ length: count }, () => [between(1), between(0.5), between(0.2), between(0.4)]);
}

/** All starts at once, step by step. */
export function runLoop(controller: Controller, starts: readonly State[], steps: number): Trajectory[] {
  const states = starts.map((start): State[] => [start]);
  const forces = starts.map((): number[] => []);
  for (let step = 0; step < steps; step++) {
    const now = states.map((trajectory) => trajectory[step]);
    const chosen = forcesOf(controller, now);
    now.forEach((state, i) => {
      const force = Math.min(MOST_FORCE, Math.max(-MOST_FORCE, chosen[i]));
      forces[i].push(force);
      // A pole that lies stays where it is.
      states[i].push(hasFallen(state) ? state : advance(state, force));
    });
  }
  return states.map((trajectory, i) => ({ states: trajectory, forces: forces[i] }));
}

function forcesOf(controller: Controller, states: readonly State[]): Float32Array {
  return inScope(() =>
    controller
      .force(tf.tensor2d(states.flat(), [states.length, STATES]))
      .dataSync<"float32">()
      .slice(),
  );
}

/** Mean over trajectories of Σ ½ (wᵀx² + force²), by the expert's weights. */
export function meanCost(trajectories: readonly Trajectory[], weights: readonly number[]): number {
  const costs = trajectories.map(({ states, forces }) =>
    forces.reduce((sum, force, k) => {
      const ofState = states[k + 1].reduce((total, value, i) => total + weights[i] * value * value, 0);
      return sum + 0.5 * (ofState + force * force);
    }, 0),
  );
  return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}

function hasFallen([, , angle]: State): boolean {
  return !(Math.abs(angle) < Math.PI / 4);
}

/** Share of trajectories in which the pole fell: more than 45° from upright, ever. */
export function fallen(trajectories: readonly Trajectory[]): number {
  const fell = trajectories.filter(({ states }) => states.some(hasFallen));
  return fell.length / trajectories.length;
}
