/**
 * Model predictive control as a layer: from states to forces, through the plan that costs least,
 *
 *     min  ½ Σₖ (Σᵢ wᵢ xₖᵢ² + uₖ₋₁²)    subject to    xₖ = A xₖ₋₁ + B uₖ₋₁,  |u| ≤ the most force,   k = 1 … HORIZON
 *
 * whose first force is applied. Only the weights w are learned; the cost of a force is 1, because only ratios
 * matter. The dynamics are shared by the batch, states enter through b alone, and gradients flow to Q's diagonal.
 */
import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";
import { Unsolved, variablesOf } from "../../tools/tensorflow.js";
import { linearised, MOST_FORCE, STATES } from "./cart-pole.js";
import { dynamicsRows, HORIZON, LOWER, PLANNED_STATES, UPPER, VARIABLES } from "./plan.js";

/** From states `[B, 4]` to forces `[B]`. */
export interface Controller {
  readonly variables: readonly tf.Variable[];
  force(states: tf.Tensor2D): tf.Tensor1D;
  readonly unsolved: number;
}

export function planner(startWeights: readonly number[]): Controller & { weights(): number[] } {
  const logWeights = tf.variable(tf.tensor1d(startWeights.map(Math.log)));
  const step = linearised();
  const dynamics = dynamicsRows(step);
  const unsolved = new Unsolved();
  return {
    variables: [logWeights],
    force: (states) => {
      const Q = tf.concat([logWeights.exp().tile([HORIZON]), tf.ones([HORIZON])]);
      const plan = qp(
        {
          ...{ Q, p: new Array<number>(VARIABLES).fill(0), A: dynamics, b: firstSteps(step.A, states) },
          ...{ lower: LOWER, upper: UPPER },
        },
        { onSolution: unsolved.add },
      );
      return plan.slice([0, PLANNED_STATES], [-1, 1]).reshape([-1]) as tf.Tensor1D;
    },
    weights: () => [...logWeights.exp().dataSync()],
    get unsolved() {
      return unsolved.count;
    },
  };
}

/** Right-hand sides: A x₀, then zeros. */
function firstSteps(
  A: readonly (readonly number[])[],
  states: tf.Tensor2D,
): { data: Float64Array; shape: number[] } {
  const x = states.dataSync();
  const batch = states.shape[0];
  const data = new Float64Array(batch * PLANNED_STATES);
  for (let row = 0; row < batch; row++) {
    for (let i = 0; i < STATES; i++) {
      data[row * PLANNED_STATES + i] = A[i].reduce((sum, value, j) => sum + value * x[row * STATES + j], 0);
    }
  }
  return { data, shape: [batch, PLANNED_STATES] };
}

/** What one would use without the layer: two hidden layers that learn the forces from the same examples. */
export function net(seed: number, units = 64): Controller {
  const layers = [units, units, 1].map((width, i) =>
    tf.layers.dense({
      units: width,
      activation: "tanh",
      kernelInitializer: tf.initializers.glorotNormal({ seed: seed + i }),
      ...(i === 0 ? { inputShape: [STATES] } : {}),
    }),
  );
  const model = tf.sequential({ layers });
  return {
    variables: variablesOf(...layers),
    force: (states) => (model.apply(states) as tf.Tensor2D).mul(MOST_FORCE).reshape([-1]) as tf.Tensor1D,
    unsolved: 0,
  };
}
