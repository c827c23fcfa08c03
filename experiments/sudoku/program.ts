/** What the workers of a training compute, from its terms. */
import type { LeafProgram } from "optnet/training";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { boardProgram } from "./course.js";
import { Learner, type LearnerOptions } from "./learner.js";
import { loadPuzzles, type Puzzles } from "./puzzles.js";

/** All that a worker must know; a file of puzzles it must have itself. */
export interface Terms extends LearnerOptions {
  readonly puzzles: number;
  readonly validation: number;
  readonly batch: number;
}

/** @param data the file of puzzles, where they are not to be generated. */
export async function programFrom(text: string, data?: string): Promise<LeafProgram> {
  await startTensorFlow("cpu");
  const terms = JSON.parse(text) as Terms;
  return programOf(Learner.create(terms), loadPuzzles({ ...terms, data }), text);
}

export function programOf(learner: Learner, { parts, identity }: Puzzles, terms: string): LeafProgram {
  const { batch } = JSON.parse(terms) as Terms;
  return boardProgram(learner, parts.training, batch, `${identity}, ${terms}`);
}
