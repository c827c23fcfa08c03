/** Learns each layer from samples of its target, with Adam; and ReLU nets beside it. */
import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";
import { halfCosine } from "../../tools/epochs.js";
import { Random } from "../../tools/random.js";

export interface Fit {
  /** Root of the mean squared error over the samples, after training. */
  readonly error: number;
  /** Numbers that were learned. */
  readonly parameters: number;
  /** Predictions for other inputs. */
  predict(x: readonly (readonly number[])[]): number[][];
}

interface Training {
  readonly steps: number;
  readonly learningRate: number;
}

type Model = (x: tf.Tensor2D) => tf.Tensor2D;

/** Adam with a learning rate that falls to nothing; the variables are those the model was made of. */
function train(
  model: Model,
  variables: tf.Variable[],
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
  { steps, learningRate }: Training,
): Fit {
  const inputs = tf.tensor2d(x as number[][]);
  const targets = tf.tensor2d(y as number[][]);
  const optimizer = tf.train.adam(learningRate);
  const loss = (): tf.Scalar => tf.losses.meanSquaredError(targets, model(inputs)).asScalar();
  for (let step = 0; step < steps; step++) {
    optimizer["learningRate"] = learningRate * halfCosine(step, steps);
    optimizer.minimize(loss, false, variables);
  }
  const error = tf.tidy(() => Math.sqrt(loss().dataSync()[0]));
  optimizer.dispose();
  tf.dispose([inputs, targets]);
  return {
    error,
    parameters: variables.reduce((sum, { size }) => sum + size, 0),
    predict: (points) => tf.tidy(() => model(tf.tensor2d(points as number[][])).arraySync()),
  };
}

function variable(random: Random, shape: number[], scale: number): tf.Variable {
  const size = shape.reduce((product, length) => product * length, 1);
  const numbers = Array.from({ length: size }, () => scale * (2 * random.uniform() - 1));
  return tf.variable(tf.tensor(numbers, shape));
}

type Samples = readonly (readonly number[])[];

/** minimise ½‖z − (Wx + c)‖² with z ≥ 0, and learned W and c. */
export function fitRelu(x: Samples, y: Samples, seed: number, training: Training): Fit {
  const random = new Random(seed);
  const W = variable(random, [x[0].length, y[0].length], 1);
  const c = variable(random, [y[0].length], 0.5);
  const Q = new Float64Array(y[0].length).fill(1);
  const model: Model = (input) => qp({ Q, p: input.matMul(W).add(c).neg(), lower: 0 }) as tf.Tensor2D;
  return train(model, [W, c], x, y, training);
}

/**
 * The layer of `piecewiseLinearLayer` with learned knots, bends, first slope and value. It starts with knots evenly
 * spread and the samples' values there: from flat, knots run into each other and stay together.
 */
export function fitPiecewiseLinear(x: Samples, y: Samples, knots: number, training: Training): Fit {
  const ends = Array.from({ length: knots + 2 }, (_, i) => -1 + (2 * i) / (knots + 1));
  const values = ends.map((end) => y[nearest(x, end)][0]);
  const slopes = values.slice(1).map((value, i) => (value - values[i]) / (ends[i + 1] - ends[i]));
  const places = tf.variable(tf.tensor1d(ends.slice(1, -1)));
  const bends = tf.variable(tf.tensor1d(slopes.slice(1).map((slope, i) => slope - slopes[i])));
  const straight = tf.variable(tf.tensor1d([values[0] + slopes[0], slopes[0]]));
  const Q = Float64Array.from({ length: knots + 1 }, (_, i) => (i === 0 ? 0 : 1));
  const lower = Float64Array.from({ length: knots + 1 }, (_, i) => (i === 0 ? -Infinity : 0));
  const model: Model = (input) => {
    const [value, slope] = tf.split(straight, 2);
    const p = tf.concat([tf.zerosLike(input), places.sub(input)], 1);
    const A = tf.concat([tf.ones([1]), bends.neg()]).expandDims(0);
    const b = value.add(slope.mul(input)).reshape([-1, 1]);
    return qp({ Q, p, A, b, lower }).slice([0, 0], [-1, 1]) as tf.Tensor2D;
  };
  return train(model, [places, bends, straight], x, y, training);
}

function nearest(x: Samples, place: number): number {
  const off = x.map(([at]) => Math.abs(at - place));
  return off.indexOf(Math.min(...off));
}

/** minimise y with aᵢᵀx + cᵢ ≤ y, and learned a and c. */
export function fitMaximum(x: Samples, y: Samples, pieces: number, seed: number, training: Training): Fit {
  const random = new Random(seed);
  const a = variable(random, [x[0].length, pieces], 1);
  const c = variable(random, [pieces], 0.1);
  const G = { data: new Float64Array(pieces).fill(-1), shape: [pieces, 1] };
  const model: Model = (input) => qp({ p: [1], G, h: input.matMul(a).add(c).neg() }) as tf.Tensor2D;
  return train(model, [a, c], x, y, training);
}

/** wᵀ max(Wx + c, 0) + d: the two-layer net. */
export function fitReluNet(x: Samples, y: Samples, width: number, seed: number, training: Training): Fit {
  const random = new Random(seed);
  const W = variable(random, [x[0].length, width], 1);
  const c = variable(random, [width], 0.5);
  const w = variable(random, [width, 1], 1);
  const d = variable(random, [1], 0.1);
  const model: Model = (input) => input.matMul(W).add(c).relu().matMul(w).add(d) as tf.Tensor2D;
  return train(model, [W, c, w, d], x, y, training);
}

/** The best of several starts; a net must not lose by bad luck. */
export function best(fits: readonly Fit[]): Fit {
  return fits.reduce((a, b) => (b.error < a.error ? b : a));
}
