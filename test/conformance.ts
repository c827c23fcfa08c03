/**
 * What every float64 backend must do: one suite, run unchanged for each of them and for each KKT form. Answers
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

/**
 * @param name of the backend and form, for the report.
 * @param settings with which every problem is solved; at least the backend. With the null-space form, only
 *   problems with equalities are.
 */
export function describeConformance(name: string, settings: SettingsInput): void {
  describe(`conformance of ${name}`, () => {
    describeClosedForms(settings);
    describeShapes(settings);
    describeOutcomes(settings);
    describeDegenerate(settings);
    describeBatches(settings);
    describeGradients(settings);
    describeGradientBatches(settings);
  });
}
