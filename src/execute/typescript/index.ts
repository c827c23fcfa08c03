import type { Executor } from "../executor.js";
import { TypescriptBatch } from "./solved-batch.js";

/**
 * The algorithm in readable float64 TypeScript: the text that the faster backends are checked against.
 */
export const typescriptExecutor: Executor = {
  solve: (problem, plan, settings) => new TypescriptBatch(problem, plan, settings),
};
