/** The facts of a problem that decide how it is solved: sizes, kinds and patterns, never values or the batch's size. */
import { kktPatternOf, patternsOf } from "../form/kkt-pattern.js";
import { diagonalPlaces } from "../matrix/pattern.js";
import { predict } from "../matrix/symbolic.js";
import type { Operand, Problem, QuadraticKind } from "../problem/problem.js";
import { sharesMatrices } from "../problem/problem.js";

export interface Structure {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  /** What Q is where matrices are dense: one that is declared sparse is dense then. */
  readonly quadratic: Exclude<QuadraticKind, "sparse">;
  readonly bounded: boolean;
  /** Whether all elements share Q, A and G. */
  readonly sharedMatrices: boolean;
  /** Of the KKT matrix as a sparse one; undefined where it is not worth a look, or would need one at every element. */
  readonly sparse?: Sparsity | undefined;
}

/** What a sparse factorisation of the KKT matrix takes. */
export interface Sparsity {
  /** Unknowns: variables and rows. */
  readonly size: number;
  /** Entries of the matrix on and below the diagonal, and of its factor. */
  readonly entries: number;
  readonly factorEntries: number;
  /** Multiplications of one factorisation. */
  readonly multiplications: number;
  /** Variables that may have curvature: of a Q that is declared sparse, those with an entry on the diagonal. */
  readonly curved: number;
}

/** @param asked whether a sparse form was asked for: then it is looked at however small the problem. */
export function structureOf(problem: Problem, asked = false): Structure {
  const { variables, equalities, inequalities, quadratic, lower, upper } = problem;
  return {
    variables,
    equalities,
    inequalities,
    quadratic: quadratic === "sparse" ? "dense" : quadratic,
    bounded: lower !== undefined || upper !== undefined,
    sharedMatrices: sharesMatrices(problem),
    sparse: sparsityOf(problem, asked),
  };
}

/** n² (n + e + m) below which dense arrays are solved dense, whatever their zeros. */
const SMALLEST = 2e6;
/** Share of entries of dense arrays above which counting them is the only thing done about their zeros. */
const SPARSE_SHARE = 0.3;

function sparsityOf(problem: Problem, asked: boolean): Sparsity | undefined {
  const { variables: n, equalities: e, inequalities: m, Q, A, G } = problem;
  const size = n + e + m;
  const declared = Q?.pattern !== undefined || A?.pattern !== undefined || G?.pattern !== undefined || asked;
  if (!declared && n * n * size < SMALLEST) return undefined;
  const key = G ?? A ?? Q;
  const before = key && looked.get(key);
  if (before && before.Q === Q && before.A === A && before.declared === declared) return before.sparsity;
  const sparsity = sparsityByEntries(problem, declared, size);
  if (key) looked.set(key, { Q, A, declared, sparsity });
  return sparsity;
}

/**
 * By the last matrix that there is: what a look at all entries came to. A kept solver has the same matrices in every call, and
 * looking at those of a control problem takes longer than solving it.
 */
const looked = new WeakMap<Operand, Looked>();

interface Looked extends Pick<Problem, "Q" | "A"> {
  readonly declared: boolean;
  readonly sparsity: Sparsity | undefined;
}

/** Whether more than so many numbers of dense matrices that a batch shares are not 0; of most a part of them shows it. */
function hasMoreEntries({ Q, A, G, quadratic, variables: n }: Problem, limit: number): boolean {
  let count = 0;
  for (const operand of [quadratic === "diagonal" ? undefined : Q, A, G]) {
    if (operand === undefined) continue;
    const { data, stride } = operand;
    if (stride !== 0) return true;
    for (let row = 0; row < data.length; row += n) {
      for (let k = row; k < row + n; k++) if (data[k] !== 0) count++;
      if (count > limit) return true;
    }
  }
  return false;
}

function sparsityByEntries(problem: Problem, declared: boolean, size: number): Sparsity | undefined {
  const { Q, variables: n } = problem;
  if (!declared && hasMoreEntries(problem, SPARSE_SHARE * n * size)) return undefined;
  const patterns = patternsOf(problem);
  if (patterns === undefined) return undefined;
  const { lower } = kktPatternOf(patterns);
  const { flops, entries } = predict(lower);
  const curved = Q?.pattern
    ? diagonalPlaces(Q.pattern).reduce((sum, place) => sum + (place < 0 ? 0 : 1), 0)
    : n;
  return { size, entries: lower.index.length, factorEntries: entries, multiplications: flops, curved };
}
