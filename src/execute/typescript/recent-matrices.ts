/**
 * What was prepared for the matrices of the batch before, for one that has the same: who solves again and again with the
 * same plant has its units found once. Numbers are compared bit by bit with copies, so that an answer is the same
 * whatever was solved before, and arrays may be written to in between.
 */
import type { Parts } from "../../form/equilibrate.js";
import type { Operand, Problem } from "../../problem/problem.js";
import type { Matrices } from "./matrices.js";

const NAMES = ["Q", "A", "G"] as const;
/** Numbers of the matrices that are kept. */
const MOST_NUMBERS = 2 ** 17;

/** What is prepared. */
export interface PreparedMatrices {
  readonly matrices: Matrices;
  readonly parts: Parts | undefined;
  readonly whole: boolean | undefined;
}

interface Recent {
  readonly sizes: Pick<Problem, "variables" | "equalities" | "inequalities" | "quadratic">;
  readonly operands: readonly (Pick<Operand, "pattern" | "size"> | undefined)[];
  readonly bits: readonly Int32Array[];
  readonly prepared: PreparedMatrices;
}

let recent: Recent | undefined;

/** @param problem whose elements share their matrices, as sparse ones. */
export function recentMatrices(problem: Problem): PreparedMatrices | undefined {
  if (recent === undefined) return undefined;
  const { sizes, operands, bits, prepared } = recent;
  if (
    sizes.variables !== problem.variables ||
    sizes.equalities !== problem.equalities ||
    sizes.inequalities !== problem.inequalities ||
    sizes.quadratic !== problem.quadratic
  )
    return undefined;
  for (const [k, name] of NAMES.entries()) {
    const [own, other] = [problem[name], operands[k]];
    if (own?.pattern !== other?.pattern || own?.size !== other?.size) return undefined;
    if (own && !haveSameBits(bitsOf(own), bits[k])) return undefined;
  }
  return prepared;
}

/** Keeps what was prepared for a problem, in place of what was kept before. */
export function keepMatrices(problem: Problem, prepared: PreparedMatrices): void {
  const operands = NAMES.map((name) => problem[name]);
  if (operands.reduce((sum, operand) => sum + (operand?.size ?? 0), 0) > MOST_NUMBERS) return;
  const { variables, equalities, inequalities, quadratic } = problem;
  recent = {
    sizes: { variables, equalities, inequalities, quadratic },
    operands: operands.map((operand) => operand && { pattern: operand.pattern, size: operand.size }),
    bits: operands.map((operand) => (operand ? bitsOf(operand).slice() : new Int32Array(0))),
    prepared,
  };
}

function bitsOf({ data, size }: Operand): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, 2 * size);
}

function haveSameBits(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
