/**
 * Properties that hold for every problem of a kind, run unchanged for every float64 backend. Answers are judged
 * by the checks in support/, which share nothing with any backend.
 */
import type { SettingsInput } from "optnet";
import fc from "fast-check";
import { describe, it } from "vitest";
import { PROPERTIES } from "./properties/all.js";
import { asFastCheck } from "./properties/property.js";

/**
 * @param name of the backend and form, for the report.
 * @param settings with which every problem is solved; at least the backend.
 * @param share of the cases that each property names.
 */
export function describeProperties(name: string, settings: SettingsInput, share = 1): void {
  describe(`properties of ${name}`, () => {
    for (const property of PROPERTIES) {
      it(property.name, () => {
        const numRuns = Math.ceil(share * property.runs);
        fc.assert(asFastCheck(property, settings), { numRuns, maxSkipsPerRun: 1000 });
      });
    }
  });
}
