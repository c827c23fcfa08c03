import type { Backend } from "../executor.js";
import { ReferenceProgram } from "./program.js";

/**
 * The algorithm in readable float64 TypeScript: the text that the faster backends are checked against.
 */
export const referenceBackend: Backend = {
  solve: (problem, plan, settings) => new ReferenceProgram(problem, plan, settings),
};
