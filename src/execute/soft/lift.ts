/** Between the reduced problem (reduced.ts, which has the derivation) and the whole one: solutions and KKT systems. */
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { ReducedProblem } from "./reduced.js";
import { LOWER_BOUND, NOTHING } from "./structure.js";
import { sideOf } from "./terms.js";

/** What a soft row's state is. */
export const ACTIVE = 1;
export const SATURATED = 2;

/** The vectors of one element of a batch, by where they begin. */
interface Starts {
  readonly n: number;
  readonly m: number;
}

/** Writes the solution of element i of the reduced problem to where it is in the whole. */
export function liftSolution(
  reduced: ReducedProblem,
  i: number,
  states: Int8Array,
  inner: KktVectors,
  whole: Problem,
  out: KktVectors,
): void {
  const element = reduced.elements[i];
  copyKept(reduced, i, inner, whole, out);
  const { slacks } = reduced.structure;
  const terms = reduced.termsOf(i);
  const { variables: n, inequalities: m } = reduced.problem;
  const at = startsOf(whole, element);
  let row = reduced.firstSoft;
  slacks.forEach(({ variable, first, second }, k) => {
    const valueOf = (limit: number, of: number): number =>
      (terms.times(inner.z, i * n, limit) - sideOf(whole, element, variable, of)) / terms.a[limit];
    let t = valueOf(2 * k, first);
    const c = whole.p.data[element * whole.p.stride + variable];
    let y = c;
    if (second !== NOTHING) {
      const state = states[row];
      const bound = second === LOWER_BOUND ? -sideOf(whole, element, variable, second) : -Infinity;
      // As other variables with active bounds are: where the bound is.
      if (bound > -Infinity) t = state === ACTIVE ? bound : Math.max(t, bound);
      else t = Math.max(t, valueOf(2 * k + 1, second));
      if (state !== SATURATED) y = state === ACTIVE ? Math.min(c, Math.max(0, inner.lambda[i * m + row])) : 0;
      row++;
      const rest = (c - y) / terms.a[2 * k + 1];
      if (second === LOWER_BOUND) out.lambdaLower[at.n + variable] = rest;
      else out.lambda[at.m + second] = rest;
    }
    out.lambda[at.m + first] = y / terms.a[2 * k];
    out.z[at.n + variable] = t;
  });
}

function startsOf({ variables, inequalities }: Problem, element: number): Starts {
  return { n: element * variables, m: element * inequalities };
}

/** Copies what both have: the kept variables and rows, and everything of A. */
function copyKept(
  reduced: ReducedProblem,
  i: number,
  from: KktVectors,
  whole: Problem,
  to: KktVectors,
): void {
  const { kept, rows } = reduced.structure;
  const { variables: n, equalities: e, inequalities: m } = reduced.problem;
  const element = reduced.elements[i];
  const at = startsOf(whole, element);
  for (const name of ["z", "lambdaLower", "lambdaUpper"] as const) {
    for (let j = 0; j < n; j++) to[name][at.n + kept[j]] = from[name][i * n + j];
  }
  for (let j = 0; j < e; j++) to.nu[element * e + j] = from.nu[i * e + j];
  for (let k = 0; k < rows.length; k++) to.lambda[at.m + rows[k]] = from.lambda[i * m + k];
}

/** Of a slack's limits the one that t follows. */
function followed(second: number, state: number): 0 | 1 {
  return second === NOTHING || state === SATURATED ? 0 : 1;
}

/** The right-hand side of the reduced problem's KKT system from that of the whole one. */
export function restrictRight(
  reduced: ReducedProblem,
  i: number,
  states: Int8Array,
  right: KktVectors,
  whole: Problem,
  inner: KktVectors,
): void {
  const { slacks, kept, rows } = reduced.structure;
  const terms = reduced.termsOf(i);
  const { variables: n, equalities: e, inequalities: m } = reduced.problem;
  const element = reduced.elements[i];
  const at = startsOf(whole, element);
  for (const name of ["z", "lambdaLower", "lambdaUpper"] as const) {
    for (let j = 0; j < n; j++) inner[name][i * n + j] = right[name][at.n + kept[j]];
  }
  for (let j = 0; j < e; j++) inner.nu[i * e + j] = right.nu[element * e + j];
  for (let k = 0; k < rows.length; k++) inner.lambda[i * m + k] = right.lambda[at.m + rows[k]];
  let row = reduced.firstSoft;
  slacks.forEach(({ variable, first, second }, k) => {
    const state = second === NOTHING ? 0 : states[row];
    const limit = 2 * k + followed(second, state);
    terms.addTo(inner.z, i * n, limit, right.z[at.n + variable] / terms.a[limit]);
    if (second === NOTHING) return;
    const r = right.lambda[at.m + first] / terms.a[2 * k];
    const other = second === LOWER_BOUND ? right.lambdaLower[at.n + variable] : right.lambda[at.m + second];
    inner.lambda[i * m + row++] = state === ACTIVE ? r - other / terms.a[2 * k + 1] : 0;
  });
}

/** The solution of the whole problem's KKT system from that of the reduced one. */
export function liftKkt(
  reduced: ReducedProblem,
  i: number,
  states: Int8Array,
  right: KktVectors,
  inner: KktVectors,
  whole: Problem,
  out: KktVectors,
): void {
  copyKept(reduced, i, inner, whole, out);
  const { slacks } = reduced.structure;
  const terms = reduced.termsOf(i);
  const { variables: n, inequalities: m } = reduced.problem;
  const at = startsOf(whole, reduced.elements[i]);
  let row = reduced.firstSoft;
  slacks.forEach(({ variable, first, second }, k) => {
    const state = second === NOTHING ? 0 : states[row];
    const side = followed(second, state);
    const limit = 2 * k + side;
    const bounded = second === LOWER_BOUND;
    const given =
      side === 0
        ? right.lambda[at.m + first]
        : bounded
          ? right.lambdaLower[at.n + variable]
          : right.lambda[at.m + second];
    out.z[at.n + variable] = (terms.times(inner.z, i * n, limit) - given) / terms.a[limit];
    const mu = second !== NOTHING && state === ACTIVE ? inner.lambda[i * m + row] : 0;
    if (second !== NOTHING) row++;
    const rest = -(right.z[at.n + variable] + mu);
    const [first1, other] = side === 0 ? [rest, 0] : [mu, rest];
    out.lambda[at.m + first] = first1 / terms.a[2 * k];
    if (bounded) out.lambdaLower[at.n + variable] = other / terms.a[2 * k + 1];
    else if (second !== NOTHING) out.lambda[at.m + second] = other / terms.a[2 * k + 1];
  });
}
