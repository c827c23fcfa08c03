/**
 * A sparse element that starts from the active set of one like it, solved before: where few rows have changed, one or a
 * few factorisations in place of those of an interior point; none where the set and the matrices are the same.
 */
import type { Settings } from "../../problem/settings.js";
import { sameIndices } from "../../form/standard.js";
import type { ElementResult } from "./answer.js";
import { byPivoting, resultOf } from "./answer.js";
import type { Element } from "./element.js";
import type { InteriorProblem } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";
import { Finish } from "./candidates.js";
import { resultOfKernels } from "./kernel-answer.js";
import type { Corrected } from "../wasm/interior-batch.js";

/** What an element may start from. */
export interface ActiveStart {
  readonly active: Uint8Array;
  /** The problem that it is of: its rows, not its numbers. */
  readonly of: Pick<InteriorProblem, "m" | "lowerIndex" | "upperIndex">;
  /** Gives the factors of the active set away, if it has them and they are those of this problem too. */
  takeFactors(problem: InteriorProblem): KktSystem | undefined;
}

/** An element, and what the kernels' correction of the active set that it starts from came to; undefined where they do not suit it. */
export interface Started {
  readonly element: Element;
  readonly corrected: Corrected | undefined;
}

/** Beyond this many changes of the active set an interior point is as fast. */
const MOST_ROUNDS = 8;

/** Active sets that may be solved for. */
export function roundsWithin({ maxIterations }: Settings): number {
  return Math.min(MOST_ROUNDS, maxIterations);
}

/** How far that came: an answer, or only the number of active sets that were solved for. */
export type Warm =
  | { readonly rounds: number; readonly result: ElementResult }
  | { readonly rounds: number; readonly result: undefined };

/** @param corrected where the kernels brought the active set that it starts from, if they solve such elements. */
export function solveFrom(start: ActiveStart, { element, corrected }: Started, settings: Settings): Warm {
  const { interior } = element;
  if (!suits(start, interior)) return { rounds: 0, result: undefined };
  if (corrected) {
    const { rounds, found } = corrected;
    const result = found && resultOfKernels(element, found, settings, rounds);
    if (result) return { rounds, result: byPivoting(result) };
    if (!found) return { rounds, result: undefined };
  }
  const kkt = start.takeFactors(interior) ?? new KktSystem(interior);
  const finish = new Finish(element, kkt, settings);
  const rounds = finish.correct(corrected?.found?.active ?? start.active, {
    mostRounds: roundsWithin(settings),
  });
  if (!finish.isDone || !finish.isTight) {
    kkt.dispose();
    return { rounds, result: undefined };
  }
  const result = resultOf(element, { kkt, iteration: rounds, mu: 0 }, finish.nearest!, "solved", undefined);
  return { rounds, result: byPivoting(result) };
}

export function suits({ of }: ActiveStart, { kkt, m, lowerIndex, upperIndex }: InteriorProblem): boolean {
  return (
    kkt !== undefined &&
    of.m === m &&
    sameIndices(of.lowerIndex, lowerIndex) &&
    sameIndices(of.upperIndex, upperIndex)
  );
}
