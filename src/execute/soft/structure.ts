/**
 * Slack variables: variables that stand in for the larger of two things, as absolute values, hinges and soft constraints
 * are written. Such a t
 *
 *     has no curvature,  a cost c > 0,  no upper bound,  no part in A,
 *     and at most two lower limits:   g₁ᵀx − a₁ t ≤ h₁,   and   g₂ᵀx − a₂ t ≤ h₂   or   t ≥ l   or nothing more,
 *
 * so that at a solution it is at the larger of them, and need not be an unknown (reduced.ts). Which variables are, sizes
 * and zeros decide, and which bounds there are; that c > 0 every element has to show by itself.
 */
import type { Matrix } from "../../matrix/operator.js";
import { columnAt, firstOf, lastOf, shiftOf } from "../../matrix/operator.js";
import { costMatrix, rowMatrix } from "../../problem/matrices.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, sharesMatrices } from "../../problem/problem.js";
import { diagonalOf } from "../../form/standard.js";
import { firstFlat } from "../../problem/quadratic.js";

/** In place of a row: the limit is the lower bound, or there is no second one. */
export const LOWER_BOUND = -1;
export const NOTHING = -2;

export interface SlackVariable {
  readonly variable: number;
  /** Rows of G; `second` may be {@link LOWER_BOUND} or {@link NOTHING}. */
  readonly first: number;
  readonly second: number;
}

export interface SlackStructure {
  /** In ascending order. */
  readonly slacks: readonly SlackVariable[];
  /** The other variables, and the rows of G that limit none of these. */
  readonly kept: Int32Array;
  readonly rows: Int32Array;
  /** Of G, not counting zeros that are not declared. */
  readonly entries: number;
  /** Structures of problems of one size are the same if this is. */
  readonly key: string;
}

/** Elements of one structure, ascending. */
export interface SlackGroup {
  readonly structure: SlackStructure;
  readonly elements: readonly number[];
}

/** The elements that have slack variables, those of one structure together. */
export function slackGroups(problem: Problem): readonly SlackGroup[] {
  const { batch, inequalities } = problem;
  if (inequalities === 0) return [];
  const groups = new Map<string, { structure: SlackStructure; elements: number[] }>();
  const shared = sharesMatrices(problem);
  // Most problems have none.
  if (shared && batchOfBounds(problem) === 1 && firstFree(problem, 0) === problem.variables) return [];
  const first = shared ? structureOfShared(problem) : structureOf(problem, 0);
  if (shared && first === undefined && batchOfBounds(problem) === 1) return [];
  for (let i = 0; i < batch; i++) {
    const structure = i === 0 || (shared && hasSameBounds(problem, 0, i)) ? first : structureOf(problem, i);
    if (structure === undefined) continue;
    const group = groups.get(structure.key);
    if (group) group.elements.push(i);
    else groups.set(structure.key, { structure, elements: [i] });
  }
  return [...groups.values()];
}

/** By G: what was found for matrices that a batch shares, and these bounds. */
const found = new WeakMap<Operand, Found>();

interface Found extends Pick<Problem, "Q" | "A"> {
  /** Whether bounds are finite, of every variable. */
  readonly bounds: Uint8Array;
  readonly structure: SlackStructure | undefined;
}

/** The structure of the first element. */
function structureOfShared(problem: Problem): SlackStructure | undefined {
  const { Q, A, G } = problem;
  const before = found.get(G!);
  if (before && before.Q === Q && before.A === A && hasBounds(problem, before.bounds))
    return before.structure;
  const bounds = Uint8Array.from({ length: problem.variables }, (_, j) => boundsOf(problem, j));
  const structure = structureOf(problem, 0);
  found.set(G!, { Q, A, bounds, structure });
  return structure;
}

/** Which bounds of a variable of the first element are finite, as bits. */
function boundsOf({ lower, upper }: Problem, j: number): number {
  return (
    (boundAt(lower, 0, j, -Infinity) > -Infinity ? 1 : 0) |
    (boundAt(upper, 0, j, Infinity) < Infinity ? 2 : 0)
  );
}

function hasBounds(problem: Problem, bounds: Uint8Array): boolean {
  for (let j = 0; j < bounds.length; j++) if (bounds[j] !== boundsOf(problem, j)) return false;
  return true;
}

function batchOfBounds({ batch, lower, upper }: Problem): number {
  return (lower?.stride ?? 0) > 0 || (upper?.stride ?? 0) > 0 ? batch : 1;
}

/** Whether the same bounds of two elements are finite. */
function hasSameBounds(problem: Problem, a: number, b: number): boolean {
  const { variables: n, lower, upper } = problem;
  for (const [bounds, absent] of [
    [lower, -Infinity],
    [upper, Infinity],
  ] as const) {
    if (bounds === undefined || bounds.stride === 0) continue;
    for (let j = 0; j < n; j++) {
      const [x, y] = [boundAt(bounds, a, j, absent), boundAt(bounds, b, j, absent)];
      if ((x === absent) !== (y === absent)) return false;
    }
  }
  return true;
}

/** Rows of G in which a slack variable has entries; more of them, or one of the wrong sign, rule it out. */
const MOST_ROWS = 2;

type Curvature = ReturnType<typeof diagonalOf>;

/** Whether a variable has neither curvature nor an upper bound. */
function isFree({ upper }: Problem, element: number, j: number, curvature: Curvature): boolean {
  return curvature(j) === 0 && boundAt(upper, element, j, Infinity) === Infinity;
}

/** The first such variable of an element; n where there is none. */
function firstFree(problem: Problem, element: number): number {
  let j = firstFlat(problem, element);
  if (j === problem.variables) return j;
  const curvature = diagonalOf(problem, element);
  while (j < problem.variables && !isFree(problem, element, j, curvature)) j++;
  return j;
}

/** The slack variables of one element; undefined where there are none. */
function structureOf(problem: Problem, element: number): SlackStructure | undefined {
  const { variables: n, inequalities: m } = problem;
  const first = firstFree(problem, element);
  if (first === n) return undefined;
  const curvature = diagonalOf(problem, element);
  const isCandidate = new Uint8Array(n);
  for (let j = first; j < n; j++) if (isFree(problem, element, j, curvature)) isCandidate[j] = 1;
  for (const M of [costMatrix(problem, element), rowMatrix(problem, "A", element)]) {
    // Of a diagonal everything has been looked at.
    if (M && M.kind !== "diagonal") ruleOut(M, isCandidate);
  }
  const count = new Int32Array(n);
  const rowsOf = new Int32Array(MOST_ROWS * n);
  const G = rowMatrix(problem, "G", element)!;
  let entries = 0;
  for (let i = 0; i < m; i++) {
    const last = lastOf(G, i);
    const shift = shiftOf(G, i);
    for (let k = firstOf(G, i); k < last; k++) {
      const value = G.value[k];
      if (value === 0 && G.kind === "dense") continue;
      entries++;
      const j = columnAt(G, k, shift);
      if (isCandidate[j] === 0) continue;
      if (!(value < 0) || count[j] === MOST_ROWS) isCandidate[j] = 0;
      else rowsOf[MOST_ROWS * j + count[j]++] = i;
    }
  }
  const chosen = choose(problem, element, isCandidate, count, rowsOf);
  return chosen && { ...chosen, entries };
}

/** Takes candidates one after the other, as far as they share no row. */
function choose(
  problem: Problem,
  element: number,
  isCandidate: Uint8Array,
  count: Int32Array,
  rowsOf: Int32Array,
): Omit<SlackStructure, "entries"> | undefined {
  const { variables: n, inequalities: m } = problem;
  const taken = new Uint8Array(m);
  const slacks: SlackVariable[] = [];
  const kept: number[] = [];
  for (let j = 0; j < n; j++) {
    const slack = isCandidate[j] === 1 ? limitsOf(problem, element, j, count[j], rowsOf) : undefined;
    const rows = slack ? [slack.first, slack.second].filter((row) => row >= 0) : [];
    if (slack === undefined || rows.some((row) => taken[row] === 1)) {
      kept.push(j);
      continue;
    }
    for (const row of rows) taken[row] = 1;
    slacks.push(slack);
  }
  if (slacks.length === 0 || kept.length === 0) return undefined;
  const rows = Int32Array.from({ length: m }, (_, i) => i).filter((i) => taken[i] === 0);
  const key = slacks.map(({ variable, first, second }) => `${variable},${first},${second}`).join();
  return { slacks, kept: Int32Array.from(kept), rows, key };
}

/** Where each variable is among the kept ones; −1 for slack variables. */
export function placesOf({ kept }: SlackStructure, variables: number): Int32Array {
  const place = new Int32Array(variables).fill(-1);
  kept.forEach((variable, i) => (place[variable] = i));
  return place;
}

/** The limits of a candidate; undefined where they are not what a slack variable has. */
function limitsOf(
  problem: Problem,
  element: number,
  variable: number,
  count: number,
  rowsOf: Int32Array,
): SlackVariable | undefined {
  if (count === 0) return undefined;
  const bounded = boundAt(problem.lower, element, variable, -Infinity) > -Infinity;
  if (count === MOST_ROWS && bounded) return undefined;
  const first = rowsOf[MOST_ROWS * variable];
  if (count === MOST_ROWS) return { variable, first, second: rowsOf[MOST_ROWS * variable + 1] };
  return { variable, first, second: bounded ? LOWER_BOUND : NOTHING };
}

function ruleOut(M: Matrix, isCandidate: Uint8Array): void {
  for (let i = 0; i < M.rows; i++) {
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = firstOf(M, i); k < last; k++) {
      if (M.value[k] !== 0) isCandidate[columnAt(M, k, shift)] = 0;
    }
  }
}
