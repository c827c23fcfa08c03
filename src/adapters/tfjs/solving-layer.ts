import * as tf from "@tensorflow/tfjs";
import { OptNetError, type Solution } from "../../index.js";
import {
  addStatistics,
  NO_STATISTICS,
  statisticsOf,
  type BatchStatistics,
  type CallStatistics,
} from "./statistics.js";

/** A layer that solves problems, and keeps count of how that went. */
export abstract class SolvingLayer extends tf.layers.Layer {
  #statistics: CallStatistics | undefined;
  #totals = NO_STATISTICS;

  /**
   * How the last call went, element by element; undefined before the first, and on the backend `webgpu`, where
   * nothing is read back.
   */
  get statistics(): CallStatistics | undefined {
    return this.#statistics;
  }

  /** All calls since the layer was made, or since `resetTotals`; `fit` and `predict` make one per batch. */
  get totals(): BatchStatistics {
    return this.#totals;
  }

  /** Sets `totals` to 0. */
  resetTotals(): void {
    this.#totals = NO_STATISTICS;
  }

  /** Counts a call. */
  protected countCall(solution: Solution): void {
    this.#statistics = statisticsOf(solution);
    this.#totals = addStatistics(this.#totals, this.#statistics);
  }
}

/** An input of a layer. */
export interface FedInput {
  readonly name: string;
  /** The shapes that one element may have. */
  readonly shapes: readonly (readonly number[])[];
  /** The same in messages, with the batch axis. */
  readonly expected: string;
}

/**
 * @param what an input is, in messages.
 * @returns the size of the batch, null where it is still open.
 * @throws OptNetError for inputs that are not as many, or not of these shapes.
 */
export function checkInputs(
  what: "input" | "parameter",
  fed: readonly FedInput[],
  inputShape: tf.Shape | tf.Shape[],
): number | null {
  const shapes = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as tf.Shape[];
  if (shapes.length !== fed.length) {
    const names = fed.map(({ name }) => name).join(", ");
    throw new OptNetError({
      field: "inputs",
      expected: `${fed.length} (${names})`,
      got: String(shapes.length),
      hint: `Call layer.apply(${fed.length === 1 ? names : `[${names}]`}).`,
    });
  }
  fed.forEach(({ name, shapes: known, expected }, i) => {
    const element = shapes[i].slice(1).join();
    if (known.some((shape) => element === shape.join())) return;
    throw new OptNetError({
      field: name,
      expected: `shape ${expected}`,
      got: `[${shapes[i].map((length) => length ?? "batch").join(", ")}]`,
      hint: `Every fed ${what} has a leading batch axis.`,
    });
  });
  return shapes[0][0];
}
