/**
 * What every backend must do: one suite, run unchanged for each of them and for each KKT form. Answers
 * are judged by the checks in support/, which share nothing with any backend.
 */
import type { SettingsInput } from "optnet";
import { describe } from "vitest";
import { describeBatches } from "./conformance/batches.js";
import { describeClosedForms } from "./conformance/closed-forms.js";
import { describeDegenerate } from "./conformance/degenerate.js";
import { describeGradientBatches } from "./conformance/gradient-batches.js";
import { describeGradients } from "./conformance/gradients.js";
import { describeOutcomes } from "./conformance/outcomes.js";
import { describeShapes } from "./conformance/shapes.js";

/** In what a backend may fall short of float64 and of a synchronous call. */
export interface Abilities {
  /** The smallest tolerance that it accepts. */
  readonly smallestTolerance: number;
  /** Relative accuracy of the numbers in a report: residuals and gap. */
  readonly reportAccuracy: number;
  /** Share of random problems without a solution for which rounding may leave no proof, but no other verdict either. */
  readonly undecided: number;
  /**
   * Whether `QpSolver` and `onIteration` reach it, and its solutions have all methods, as long as anyone holds them.
   * Otherwise it has tests of its own for gradients of batches.
   */
  readonly synchronous: boolean;
}

const FLOAT64: Abilities = {
  smallestTolerance: 1e-14,
  reportAccuracy: 1e-12,
  undecided: 0,
  synchronous: true,
};

/**
 * @param name of the backend and form, for the report.
 * @param settings with which every problem is solved; at least the backend. With the null-space form, only
 *   problems with equalities are.
 */
export function describeConformance(
  name: string,
  settings: SettingsInput,
  abilities: Abilities = FLOAT64,
): void {
  describe(`conformance of ${name}`, () => {
    describeClosedForms(settings);
    describeShapes(settings, abilities);
    describeOutcomes(settings, abilities);
    describeDegenerate(settings);
    describeBatches(settings);
    describeGradients(settings);
    if (abilities.synchronous) describeGradientBatches(settings);
  });
}
