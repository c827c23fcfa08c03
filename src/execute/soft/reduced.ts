/**
 * The problem without its slack variables (structure.ts). With u_i = (g_iᵀx − h_i) / a_i a slack variable is
 * t = max(u₁, u₂), and its cost
 *
 *     c t = c u₂ + c max(0, u₁ − u₂):
 *
 * a linear cost in x, and a soft row wᵀx ≤ d with w = g₁/a₁ − g₂/a₂, d = h₁/a₁ − h₂/a₂, whose multiplier y is at most c.
 * (A lower bound l is a limit with g₂ = 0, a₂ = 1, h₂ = −l; without a second limit c t = c u₁ and there is no row.) Back in
 * the whole problem the multipliers of the limits are y / a₁ and (c − y) / a₂.
 *
 * For derivatives, the KKT system of the active rows loses the same unknowns. Let limit k be one that is active: the
 * first one where the row is saturated or alone, else the second. From the rows −a₁ dλ₁ − a₂ dλ₂ = r_t and
 * g_kᵀdx − a_k dt = r_k come
 *
 *     dt = (g_kᵀdx − r_k) / a_k,   and a right-hand side r_x + g_k r_t / a_k for dx;
 *
 * where both are active, the row wᵀdx = r₁/a₁ − r₂/a₂ with multiplier mu too, dλ₁ = mu / a₁, dλ₂ = −(r_t + mu) / a₂.
 * Restricting and lifting are transposes of each other, so that the whole operator is as symmetric as the inner one.
 */
import { columnAt, firstOf, lastOf, shiftOf } from "../../matrix/operator.js";
import type { Matrix } from "../../matrix/operator.js";
import { selectOperand } from "../../problem/batch.js";
import { costMatrix, rowMatrix } from "../../problem/matrices.js";
import type { Operand, Problem, QuadraticKind } from "../../problem/problem.js";
import { elementOf, sharesMatrices } from "../../problem/problem.js";
import type { SlackGroup, SlackStructure } from "./structure.js";
import { NOTHING, placesOf } from "./structure.js";
import { Terms, sideOf } from "./terms.js";

/** What depends on the matrices alone. */
interface Prepared {
  /** One for all elements where they share their matrices. */
  readonly terms: readonly Terms[];
  readonly quadratic: QuadraticKind;
  readonly Q: Operand | undefined;
  readonly A: Operand | undefined;
  readonly G: Operand | undefined;
}

export class ReducedProblem {
  readonly structure: SlackStructure;
  readonly elements: readonly number[];
  readonly problem: Problem;
  /** Upper bounds of the multipliers of its rows, `[batch, inequalities]`. */
  readonly caps: Float64Array;
  /** Whether an element's slack variables all have a cost; others the reduced problem says nothing of. */
  readonly valid: Uint8Array;
  readonly #whole: Problem;
  readonly #prepared: Prepared;

  /** @param earlier of the same structure: it serves again what it has of the same matrices. */
  constructor(whole: Problem, { structure, elements }: SlackGroup, earlier: ReducedProblem | undefined) {
    this.structure = structure;
    this.elements = elements;
    this.#whole = whole;
    const known = earlier?.preparedFor(whole, elements);
    this.#prepared = known ?? prepare(whole, structure, elements);
    this.problem = this.#makeProblem();
    this.caps = new Float64Array(elements.length * this.problem.inequalities);
    this.valid = new Uint8Array(elements.length);
    this.takeVectors();
  }

  /** What it has prepared, if these elements of a problem have the same matrices. */
  preparedFor({ Q, A, G }: Problem, elements: readonly number[]): Prepared | undefined {
    const mine = this.#whole;
    if (Q !== mine.Q || A !== mine.A || G !== mine.G) return undefined;
    const same =
      elements.length === this.elements.length &&
      elements.every((element, i) => element === this.elements[i]);
    return same || (this.#prepared.terms.length === 1 && sharesMatrices(mine)) ? this.#prepared : undefined;
  }

  /** The numbers of the limits of element i. */
  termsOf(i: number): Terms {
    const { terms } = this.#prepared;
    return terms[terms.length === 1 ? 0 : i];
  }

  /** Where the row of slack k is, of those that have one: in their order behind the rows that stay. */
  get firstSoft(): number {
    return this.structure.rows.length;
  }

  #makeProblem(): Problem {
    const { kept, rows, slacks } = this.structure;
    const whole = this.#whole;
    const { elements } = this;
    const { Q, A, G, quadratic } = this.#prepared;
    const batch = elements.length;
    const n = kept.length;
    const m = rows.length + slacks.filter(({ second }) => second !== NOTHING).length;
    const vector = (size: number, shared: boolean): Operand => ({
      ...{ data: new Float64Array((shared ? 1 : batch) * size), size, stride: shared ? 0 : size },
      shape: shared ? [size] : [batch, size],
    });
    const shared = sharesMatrices(whole);
    const sharesH = whole.h!.stride === 0 && (whole.lower?.stride ?? 0) === 0;
    const bounds = (operand: Operand | undefined): Operand | undefined =>
      operand && (operand.size === 1 ? ownNumbers(operand, elements) : vector(n, operand.stride === 0));
    return {
      ...{ batch, batched: whole.batched, quadratic, Q, A, G: m > 0 ? G : undefined },
      positions: elements.map((element) => whole.positions?.[element] ?? element),
      ...{ variables: n, equalities: whole.equalities, inequalities: m },
      p: vector(n, shared && whole.p.stride === 0),
      b: whole.b && ownNumbers(whole.b, elements),
      h: m > 0 ? vector(m, shared && sharesH) : undefined,
      lower: bounds(whole.lower),
      upper: bounds(whole.upper),
    };
  }

  /** Takes the numbers of p, b, h and bounds, which may have changed in place. */
  takeVectors(): void {
    const { p, b, h, lower, upper } = this.problem;
    const whole = this.#whole;
    const { kept, rows, slacks } = this.structure;
    for (const [mine, name] of [
      [b, "b"],
      [lower, "lower"],
      [upper, "upper"],
    ] as const) {
      if (mine) this.#copy(mine, whole[name]!);
    }
    const m = this.problem.inequalities;
    this.elements.forEach((element, i) => {
      const terms = this.termsOf(i);
      const cost = elementOf(whole.p, element);
      // What is shared is the same for every element.
      const writesP = i === 0 || p.stride > 0;
      const writesH = h !== undefined && (i === 0 || h.stride > 0);
      const atP = i * p.stride;
      const atH = h ? i * h.stride : 0;
      if (writesP) for (let j = 0; j < kept.length; j++) p.data[atP + j] = cost[kept[j]];
      if (writesH) {
        const sides = elementOf(whole.h!, element);
        for (let k = 0; k < rows.length; k++) h.data[atH + k] = sides[rows[k]];
      }
      this.caps.fill(Infinity, i * m, i * m + rows.length);
      let valid = true;
      let row = rows.length;
      for (let k = 0; k < slacks.length; k++) {
        const { variable, first, second } = slacks[k];
        const c = cost[variable];
        valid &&= c > 0;
        const base = second === NOTHING ? 2 * k : 2 * k + 1;
        if (writesP) terms.addTo(p.data, atP, base, c / terms.a[base]);
        if (second === NOTHING) continue;
        if (writesH) {
          const d = sideOf(whole, element, variable, first) / terms.a[2 * k];
          h.data[atH + row] = d - sideOf(whole, element, variable, second) / terms.a[2 * k + 1];
        }
        this.caps[i * m + row++] = c;
      }
      this.valid[i] = valid ? 1 : 0;
      if (!valid) this.caps.fill(Infinity, i * m, i * m + m);
    });
  }

  /** Copies bounds of the kept variables, or numbers that there are as many of as in the whole. */
  #copy(mine: Operand, whole: Operand): void {
    const { kept } = this.structure;
    const count = mine.stride === 0 ? 1 : this.elements.length;
    const chosen = whole.size === mine.size ? undefined : kept;
    for (let i = 0; i < count; i++) {
      const from = mine.stride === 0 ? 0 : this.elements[i] * whole.stride;
      for (let j = 0; j < mine.size; j++) {
        mine.data[i * mine.stride + j] = whole.data[from + (chosen ? chosen[j] : j)];
      }
    }
  }
}

/** The numbers of these elements, in memory of their own: the whole's change in place. */
function ownNumbers(operand: Operand, elements: readonly number[]): Operand {
  const chosen = selectOperand(operand, elements);
  return { ...chosen, data: chosen.data.slice() };
}

function prepare(whole: Problem, structure: SlackStructure, elements: readonly number[]): Prepared {
  const ones = sharesMatrices(whole) ? [elements[0]] : elements;
  const terms = ones.map((element) => new Terms(whole, element, structure));
  const { kept, rows, slacks } = structure;
  const n = kept.length;
  const place = placesOf(structure, whole.variables);
  const stacked = (
    height: number,
    write: (element: number, to: Float64Array, i: number) => void,
  ): Operand => {
    const size = height * n;
    const data = new Float64Array(ones.length * size);
    ones.forEach((element, i) => write(element, data.subarray(i * size, (i + 1) * size), i));
    const shared = sharesMatrices(whole);
    return { data, size, stride: shared ? 0 : size, shape: shared ? [height, n] : [ones.length, height, n] };
  };
  const diagonal = isDiagonal(whole);
  const Q = whole.Q && quadraticPart(whole, ones, diagonal, place, stacked, n);
  const A =
    whole.A &&
    stacked(whole.equalities, (element, to) => {
      const M = rowMatrix(whole, "A", element)!;
      for (let i = 0; i < M.rows; i++) copyRowOf(M, i, place, to, i * n);
    });
  const soft = slacks.flatMap(({ second }, k) => (second === NOTHING ? [] : [k]));
  const G = stacked(rows.length + soft.length, (element, to, i) => {
    const M = rowMatrix(whole, "G", element)!;
    rows.forEach((row, k) => copyRowOf(M, row, place, to, k * n));
    soft.forEach((k, r) => {
      const at = (rows.length + r) * n;
      terms[i].addTo(to, at, 2 * k, 1 / terms[i].a[2 * k]);
      terms[i].addTo(to, at, 2 * k + 1, -1 / terms[i].a[2 * k + 1]);
    });
  });
  const quadratic = Q === undefined ? "zero" : diagonal ? "diagonal" : "dense";
  return { terms, quadratic, Q, A, G };
}

function quadraticPart(
  whole: Problem,
  ones: readonly number[],
  diagonal: boolean,
  place: Int32Array,
  stacked: (height: number, write: (element: number, to: Float64Array) => void) => Operand,
  n: number,
): Operand {
  if (!diagonal) {
    return stacked(n, (element, to) => {
      const M = costMatrix(whole, element)!;
      for (let i = 0; i < M.rows; i++) if (place[i] >= 0) copyRowOf(M, i, place, to, place[i] * n);
    });
  }
  const { data, stride } = stacked(1, (element, to) => {
    const M = costMatrix(whole, element)!;
    for (let i = 0; i < M.rows; i++) {
      const last = lastOf(M, i);
      for (let k = firstOf(M, i); k < last; k++) if (place[i] >= 0) to[place[i]] = M.value[k];
    }
  });
  const shared = stride === 0;
  return { data, size: n, stride, shape: shared ? [n] : [ones.length, n], diagonal: true };
}

/** Whether Q is one by the way it is stored. */
function isDiagonal({ Q, quadratic }: Problem): boolean {
  if (quadratic === "diagonal") return true;
  if (Q?.pattern === undefined) return false;
  const { rows, start, index } = Q.pattern;
  for (let i = 0; i < rows; i++)
    for (let k = start[i]; k < start[i + 1]; k++) if (index[k] !== i) return false;
  return true;
}

/** A row over the kept variables. */
function copyRowOf(M: Matrix, row: number, place: Int32Array, to: Float64Array, at: number): void {
  const last = lastOf(M, row);
  const shift = shiftOf(M, row);
  for (let k = firstOf(M, row); k < last; k++) {
    const j = place[columnAt(M, k, shift)];
    if (j >= 0) to[at + j] = M.value[k];
  }
}
