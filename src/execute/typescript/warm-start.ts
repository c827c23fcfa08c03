/**
 * A sparse element that starts from the active set of one like it, solved before: where few rows have changed, one or a
 * few factorisations in place of those of an interior point; none where the set and the matrices are the same.
 */
import type { Settings } from "../../problem/settings.js";
import { sameIndices } from "../../form/standard.js";
import type { ElementResult } from "./answer.js";
import { resultOf } from "./answer.js";
import type { Element } from "./element.js";
import type { InteriorProblem } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";
import { Finish } from "./candidates.js";

/** What an element may start from. */
export interface ActiveStart {
  readonly active: Uint8Array;
  /** The problem that it is of: its rows, not its numbers. */
  readonly of: Pick<InteriorProblem, "m" | "lowerIndex" | "upperIndex">;
  /** Gives the factors of the active set away, if it has them and they are those of this problem too. */
  takeFactors(problem: InteriorProblem): KktSystem | undefined;
}

/** Beyond this many changes of the active set an interior point is as fast. */
const MOST_ROUNDS = 8;

/** How far that came: an answer, or only the number of active sets that were solved for. */
export type Warm =
  | { readonly rounds: number; readonly result: ElementResult }
  | { readonly rounds: number; readonly result: undefined };

export function solveFrom(start: ActiveStart, element: Element, settings: Settings): Warm {
  const { interior } = element;
  if (!suits(start, interior)) return { rounds: 0, result: undefined };
  const kkt = start.takeFactors(interior) ?? new KktSystem(interior);
  const finish = new Finish(element, kkt, settings);
  const rounds = finish.correct(start.active, Math.min(MOST_ROUNDS, settings.maxIterations));
  if (!finish.isDone) {
    kkt.dispose();
    return { rounds, result: undefined };
  }
  const reached = { kkt, iteration: rounds, mu: 0 };
  const result = resultOf(element, reached, finish.nearest!, "solved", undefined, finish.isTight);
  return { rounds, result: { ...result, answer: { ...result.answer, solvedBy: "pivoting" } } };
}

function suits({ of }: ActiveStart, { kkt, m, lowerIndex, upperIndex }: InteriorProblem): boolean {
  return (
    kkt !== undefined &&
    of.m === m &&
    sameIndices(of.lowerIndex, lowerIndex) &&
    sameIndices(of.upperIndex, upperIndex)
  );
}
