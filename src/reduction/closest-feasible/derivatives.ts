import type { SolvedBatch } from "../../execute/executor.js";
import type { OutputVectors } from "../../derivative/arguments.js";
import {
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/arguments.js";
import type { Moves } from "../../derivative/inputs.js";
import { fillUnsolved, refuseUnsolved } from "../../derivative/inputs.js";
import { forwardJacobian } from "../../derivative/jacobian.js";
import { derivativesOf } from "../../derivative/index.js";
import type { DenseArray, FieldName, Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Gradients, SolutionData, SolutionSource, Tangents } from "../../problem/solution.js";
import { OUTPUT_NAMES } from "../../problem/solution.js";
import { gatherRows, selectOperand } from "../../problem/part.js";
import { addRows, scatterRows } from "./batch.js";
import { isConstraint, narrowGradient, shiftMoves } from "./shift-problem.js";
import type { Shifted } from "./shifted.js";

/** Derivatives of a batch of which a part was shifted. */
export class ClosestFeasible implements SolutionSource {
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #data: SolutionData;
  readonly #plainSolved: SolvedBatch;
  readonly #shifted: Shifted;
  readonly #plain: SolutionSource;
  readonly #first: SolutionSource;
  readonly #second: SolutionSource;

  constructor(
    problem: Problem,
    settings: Settings,
    plain: SolvedBatch,
    shifted: Shifted,
    data: SolutionData,
  ) {
    this.#problem = problem;
    this.#settings = settings;
    this.#data = data;
    this.#plainSolved = plain;
    this.#shifted = shifted;
    // What unsolved elements contribute is decided here, for the whole batch.
    const rest: Settings = { ...settings, unsolvedGradient: "zero" };
    this.#plain = derivativesOf(problem, plain, rest);
    const { firstProblem, first, feasible, second } = shifted;
    this.#first = derivativesOf(firstProblem, first, { ...rest, gradient: "leastSquares" });
    this.#second = derivativesOf(feasible, second, rest);
  }

  vjp(...[cotangents, options]: Parameters<SolutionSource["vjp"]>): Gradients {
    const problem = this.#problem;
    const names = wantedFields(problem, options);
    const given = readCotangents(problem, cotangents);
    refuseUnsolved(this.#data.status, this.#settings);
    const { elements, second, shifts } = this.#shifted;
    const { equalities: e, inequalities: m, variables: n, batch } = problem;

    const gradients = this.#plain.vjp(cotangents, { wrt: names });
    const part = (name: keyof OutputVectors): DenseArray<Float64Array> | undefined => {
      const whole = given[name];
      if (whole === undefined) return undefined;
      const size = whole.length / batch;
      const shape = name === "objective" ? [elements.length] : [elements.length, size];
      return this.#rows(gatherRows(whole, size, elements), shape);
    };
    const sides = (["b", "h"] as const).filter((name) => problem[name] !== undefined);
    const fromSecond = this.#second.vjp(Object.fromEntries(OUTPUT_NAMES.map((name) => [name, part(name)])), {
      wrt: [...new Set<FieldName>([...names, ...sides])],
    });
    // ∂l/∂shift: what moves b and h of the second problem, and what the loss says of the shift itself.
    const wide = n + e + m;
    const toFirst = new Float64Array(shifts * wide);
    for (const [side, output, size, start] of [
      ["b", "shiftB", e, n] as const,
      ["h", "shiftH", m, n + e] as const,
    ]) {
      const moved = fromSecond[side]?.data ?? new Float64Array(0);
      moved.forEach((value, k) => (toFirst[Math.floor(k / size) * wide + start + (k % size)] += value));
      const direct = given[output];
      if (direct === undefined) continue;
      elements.forEach((element, i) => {
        if (second.data.status[i] !== "solved") return;
        for (let k = 0; k < size; k++) {
          toFirst[(shifts === 1 ? 0 : i) * wide + start + k] += direct[element * size + k];
        }
      });
    }
    const constraints = names.filter(isConstraint);
    const z = { data: toFirst, shape: this.#shifted.firstProblem.batched ? [shifts, wide] : [wide] };
    const fromFirst = this.#first.vjp({ z }, { wrt: constraints });
    for (const name of names) {
      const target = gradients[name]!.data;
      const operand = problem[name]!;
      addRows(fromSecond[name]!.data, elements, target, operand);
      if (!isConstraint(name)) continue;
      addRows(narrowGradient(problem, name, fromFirst[name]!), elements, target, operand);
    }
    if (this.#settings.unsolvedGradient === "nan") this.#fillNaN(names, gradients);
    return gradients;
  }

  jvp(tangents: Tangents): OutputVectors {
    const moves = readTangents(this.#problem, tangents);
    refuseUnsolved(this.#data.status, this.#settings);
    return this.#pushForward(moves);
  }

  jacobian(...[output, input]: Parameters<SolutionSource["jacobian"]>): DenseArray<Float64Array> {
    requireJacobianNames(this.#problem, output, input);
    refuseUnsolved(this.#data.status, this.#settings);
    return forwardJacobian(this.#problem, output, input, (moves) => this.#pushForward(moves));
  }

  weaklyActive(): Int32Array {
    const { elements } = this.#shifted;
    const counts = this.#plain.weaklyActive().slice();
    const second = this.#second.weaklyActive();
    elements.forEach((element, i) => (counts[element] = second[i]));
    return counts;
  }

  atRounding(element: number): boolean {
    const shifted = this.#shifted.elements.indexOf(element);
    return shifted < 0 ? this.#plain.atRounding(element) : this.#second.atRounding(shifted);
  }

  certificate(element: number) {
    return this.#plainSolved.certificate(element);
  }

  dispose(): void {
    for (const source of [this.#plain, this.#first, this.#second]) source.dispose();
  }

  #pushForward(moves: Moves): OutputVectors {
    const problem = this.#problem;
    const { elements, shifts, feasible } = this.#shifted;
    const { variables: n, equalities: e, inequalities: m, batch } = problem;
    const wide = n + e + m;
    const mine: Moves = Object.fromEntries(
      Object.entries(moves).map(([name, move]) => [name, selectOperand(move, elements)]),
    );
    const shift = this.#first.jvp(tangentsFrom(shiftMoves(problem, mine))).z;
    const toSecond = { ...tangentsFrom(mine) } as Record<string, DenseArray<Float64Array>>;
    const shiftB = new Float64Array(elements.length * e);
    const shiftH = new Float64Array(elements.length * m);
    for (const [side, size, start, out] of [["b", e, n, shiftB] as const, ["h", m, n + e, shiftH] as const]) {
      const sides = feasible[side];
      if (sides === undefined) continue;
      const data = new Float64Array(sides.data.length);
      const direct = mine[side];
      for (let i = 0; i * size < data.length; i++) {
        for (let k = 0; k < size; k++) {
          data[i * size + k] = shift[i * wide + start + k];
          if (direct) data[i * size + k] += direct.data[i * direct.stride + k];
        }
      }
      toSecond[side] = { data, shape: sides.shape };
      for (let i = 0; i < elements.length; i++) {
        const from = (shifts === 1 ? 0 : i) * wide + start;
        out.set(shift.subarray(from, from + size), i * size);
      }
    }
    const moved = { ...this.#second.jvp(toSecond), shiftB, shiftH };
    const result = this.#plain.jvp(tangentsFrom(moves));
    for (const name of OUTPUT_NAMES) {
      scatterRows(moved[name], elements, result[name], result[name].length / batch);
    }
    fillUnsolved(this.#data.status, this.#settings, { ...result });
    return result;
  }

  /** An array of the part, with or without a batch axis as the problem has one. */
  #rows(data: Float64Array, shape: readonly number[]): DenseArray<Float64Array> {
    return { data, shape: this.#problem.batched ? shape : shape.slice(1) };
  }

  #fillNaN(names: readonly FieldName[], gradients: Gradients): void {
    this.#data.status.forEach((status, i) => {
      if (status === "solved") return;
      for (const name of names) {
        const { stride, size } = this.#problem[name]!;
        gradients[name]!.data.fill(NaN, i * stride, i * stride + size);
      }
    });
  }
}

function tangentsFrom(moves: Moves): Tangents {
  return Object.fromEntries(Object.entries(moves).map(([name, { data, shape }]) => [name, { data, shape }]));
}
