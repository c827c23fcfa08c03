/**
 * A problem that is solved in place of another, and the way between them.
 *
 * Let x be the inputs of the whole and x′ = P(x) those of the reduced problem; its outputs y′ become y = L y′, where L is
 * linear. So small changes take the same ways, and gradients go back by the transposes, P′ᵀ and Lᵀ: the chain rule
 * holds by construction, however many reductions follow one another.
 */
import type { FieldArrays, OutputVectors } from "../problem/fields.js";
import type { Problem } from "../problem/problem.js";
import type { Moves } from "../derivative/inputs.js";
import type { Settings } from "../problem/settings.js";
import type { SolvedBatch } from "../execute/executor.js";

export interface Reduction {
  /** The problem that is solved: P(x). */
  readonly problem: Problem;
  /** How its inputs move with those of the whole: P′. */
  pushForward(moves: Moves): Moves;
  /** Adds gradients in its inputs to those in the inputs of the whole: P′ᵀ. */
  pullBack(gradients: FieldArrays, into: FieldArrays): void;
  /** Writes its outputs, or how they move, to those of the whole: L. */
  lift(outputs: Partial<OutputVectors>, into: Partial<OutputVectors>): void;
  /** Gradients in its outputs from those in the outputs of the whole: Lᵀ. */
  restrict(cotangents: Partial<OutputVectors>): Partial<OutputVectors>;
}

/** A checked problem that is to be solved. */
export interface Step {
  readonly problem: Problem;
  readonly settings: Settings;
}

/** Asks for one step after the other, and comes to a result. */
export type Steps<Result> = Generator<Step, Result, SolvedBatch>;

/** Solves a checked problem on the executor that the settings choose. */
export type Run = (problem: Problem, settings: Settings) => SolvedBatch;
