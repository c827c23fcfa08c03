/** Factors of sparse matrices: the kernels' where this engine runs them, TypeScript's elsewhere. */
import type { SparseFactor } from "../../matrix/multifrontal.js";
import { MultifrontalFactor } from "../../matrix/multifrontal.js";
import type { Symbolic } from "../../matrix/symbolic.js";

/** Room for the factors of one matrix at a time. Dispose of it. */
export function newSparseFactor(symbolic: Symbolic): SparseFactor {
  return new MultifrontalFactor(symbolic);
}
