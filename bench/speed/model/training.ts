/**
 * Forward and backward of a batch through a layer: `model` of optnet/tfjs, and cvxpylayers. The models are pages of
 * examples/model, which bench/peers/models has for CVXPY; every element of the batch has values of its own.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as tf from "@tensorflow/tfjs";
import type { Problem } from "optnet/model";
import { model } from "optnet/tfjs";
import { ROOT } from "../../../tools/made.js";
import { flat, shapeOf, type Nested } from "../../../tools/nested.js";
import { Random } from "../../../tools/random.js";
import { summarise, type Summary } from "../../../tools/statistics.js";
import { decodeArray, encodeArray, type NativePeer } from "../native.js";

/** What the layers return, and what is differentiated; cvxpylayers cannot have the matrix of a quadratic form as a parameter. */
export const TRAINED: Readonly<
  Record<
    string,
    {
      readonly outputs: readonly string[];
      readonly fixed?: readonly string[];
      /** What cvxpylayers passes to its solver, where its defaults do not give the derivative. */
      readonly solverArguments?: { readonly [name: string]: string };
    }
  >
> = {
  "optnet-qp": { outputs: ["z"], fixed: ["Q"] },
  lasso: { outputs: ["w"] },
  "total-variation-1d": { outputs: ["x"] },
  "markowitz-factors": { outputs: ["w"] },
  "safety-filter": { outputs: ["u"] },
  // A third of the elements hold a state at the kink of its penalty. There the iterated solve that cvxpylayers
  // differentiates with by default ends far from the derivative, however tight its solver; its dense one does not. CVXPY's
  // own differences, by two solvers, agree with that and with ours.
  "mpc-soft-constraints": {
    outputs: ["x", "u"],
    solverArguments: { solve_method: "Clarabel", mode: "dense" },
  },
};

/** How far gradients may be apart, relative to the largest of all; cvxpylayers asks its solver for less than we do. */
const AGREEMENT = 1e-2;

export interface LayerComparison {
  readonly name: string;
  readonly batch: number;
  /** Milliseconds of a step, forward and backward. */
  readonly ours: Summary;
  readonly cvxpylayers: Summary | undefined;
  /** How far its outputs and gradients are from ours, relative to the largest of ours. */
  readonly difference: number | undefined;
  readonly failure: string | undefined;
}

type Array_ = { readonly data: Float64Array; readonly shape: readonly number[] };
type Named = { readonly [name: string]: Array_ };

interface Page {
  readonly problem: Problem;
  readonly values: { readonly [parameter: string]: Nested };
}

/** A page as an import gives it; what it prints is not for our report. */
async function openPage(name: string): Promise<Page> {
  const { log } = console;
  console.log = () => undefined;
  try {
    return (await import(pathToFileURL(join(ROOT, `examples/model/${name}.ts`)).href)) as Page;
  } finally {
    console.log = log;
  }
}

/** A tenth of what a value is, up or down, for every element; signs stay. */
function varied(value: Nested, batch: number, random: Random): Array_ {
  const numbers = flat(value);
  const data = Float64Array.from({ length: batch * numbers.length }, (_, i) => {
    const number = numbers[i % numbers.length];
    return Math.fround(number * (0.9 + 0.2 * random.uniform()) + (number === 0 ? 0.02 * random.normal() : 0));
  });
  return { data, shape: [batch, ...shapeOf(value)] };
}

export async function compareLayers(
  name: string,
  batch: number,
  seed: number,
  peer: NativePeer | undefined,
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
  onVisit: (name: string) => void = () => undefined,
): Promise<LayerComparison> {
  const page = await openPage(name);
  const { outputs, fixed = [], solverArguments = {} } = TRAINED[name];
  const random = new Random(seed);
  const parameters = Object.keys(page.values).filter((parameter) => !fixed.includes(parameter));
  const given: Named = Object.fromEntries(
    parameters.map((parameter) => [parameter, varied(page.values[parameter], batch, random)]),
  );
  const weights: Named = Object.fromEntries(
    outputs.map((output) => {
      const shape = [batch, ...page.problem.variables.find((one) => one.name === output)!.shape];
      const size = shape.reduce((product, length) => product * length, 1);
      return [
        output,
        { data: Float64Array.from({ length: size }, () => Math.fround(random.normal())), shape },
      ];
    }),
  );
  const [ours, theirs]: [number[], number[]] = [[], []];
  let difference: number | undefined;
  let failure: string | undefined;
  for (let round = 0; round <= rounds; round++) {
    onVisit("optnet/tfjs");
    const mine = trainOurs(page, given, weights, outputs, steps);
    if (round > 0) ours.push(...mine.milliseconds);
    if (peer === undefined || failure !== undefined) continue;
    onVisit("cvxpylayers");
    try {
      const other = await trainPeer(peer, name, given, weights, steps, solverArguments);
      difference ??= largestDifference(mine, other);
      if (!(difference < AGREEMENT)) failure = `it is off by ${difference.toExponential(1)}`;
      else if (round > 0) theirs.push(...other.milliseconds);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
  return {
    name,
    batch,
    ours: summarise(ours),
    cvxpylayers: theirs.length === 0 ? undefined : summarise(theirs),
    difference,
    failure,
  };
}

interface Steps {
  readonly milliseconds: readonly number[];
  readonly outputs: { readonly [name: string]: Float64Array };
  readonly gradients: { readonly [name: string]: Float64Array };
}

function trainOurs(
  { problem, values }: Page,
  given: Named,
  weights: Named,
  outputs: readonly string[],
  steps: number,
): Steps {
  const tensors = Object.values(given).map(({ data, shape }) =>
    tf.tensor(Float32Array.from(data), [...shape]),
  );
  const factors = outputs.map((output) =>
    tf.tensor(Float32Array.from(weights[output].data), [...weights[output].shape]),
  );
  const names = Object.keys(given);
  const milliseconds: number[] = [];
  let found: Omit<Steps, "milliseconds"> | undefined;
  let solved: { readonly [output: string]: tf.Tensor } = {};
  const loss = (...parts: tf.Tensor[]): tf.Scalar => {
    const fed = Object.fromEntries(names.map((name, i) => [name, parts[i]]));
    solved = model(problem, { ...(values as object), ...fed }, { outputs });
    return outputs
      .map((output, k) => solved[output].mul(factors[k]).sum())
      .reduce((a, b) => a.add(b)) as tf.Scalar;
  };
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const start = performance.now();
      const { grads } = tf.valueAndGrads(loss)(tensors);
      const gradients = Object.fromEntries(
        names.map((name, i) => [name, Float64Array.from(grads[i].dataSync())]),
      );
      milliseconds.push(performance.now() - start);
      found ??= {
        outputs: valuesOf(
          model(
            problem,
            { ...(values as object), ...Object.fromEntries(names.map((name, i) => [name, tensors[i]])) },
            { outputs },
          ),
        ),
        gradients,
      };
    });
  }
  tf.dispose([...tensors, ...factors]);
  return { milliseconds, ...found! };
}

const valuesOf = (tensors: { readonly [name: string]: tf.Tensor }): { [name: string]: Float64Array } =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, Float64Array.from(tensor.dataSync())]),
  );

type Encoded = Parameters<typeof decodeArray>[0];

async function trainPeer(
  peer: NativePeer,
  name: string,
  given: Named,
  weights: Named,
  steps: number,
  settings: { readonly [name: string]: string },
): Promise<Steps> {
  const encoded = (arrays: Named): object =>
    Object.fromEntries(
      Object.entries(arrays).map(([key, { data, shape }]) => [key, encodeArray(data, shape)]),
    );
  const decoded = (arrays: { readonly [key: string]: Encoded }): { [key: string]: Float64Array } =>
    Object.fromEntries(Object.entries(arrays).map(([key, array]) => [key, decodeArray(array)]));
  const reply = (await peer.ask({
    ...{ do: "train", model: name, parameters: encoded(given), weights: encoded(weights), steps },
    settings,
  })) as {
    seconds: number[];
    variables: { [name: string]: Encoded };
    gradients: { [name: string]: Encoded };
  };
  return {
    milliseconds: reply.seconds.map((seconds) => seconds * 1000),
    outputs: decoded(reply.variables),
    gradients: decoded(reply.gradients),
  };
}

/** Of outputs and gradients, each relative to the largest entry of ours. */
export function largestDifference(
  mine: Omit<Steps, "milliseconds">,
  other: Omit<Steps, "milliseconds">,
): number {
  const differences = (["outputs", "gradients"] as const).flatMap((kind) =>
    Object.entries(mine[kind]).map(([name, data]) => {
      const scale = data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-12);
      const theirs = other[kind][name];
      return data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - theirs[i])), 0) / scale;
    }),
  );
  return Math.max(...differences);
}
