import {
  outputSizes,
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/arguments.js";
import { newBlocks } from "../../derivative/jacobian.js";
import { refuseUnsolved } from "../../derivative/inputs.js";
import { written } from "../../problem/json.js";
import { gatherRows, selectOperand } from "../../problem/part.js";
import type { DenseArray, FieldName, Operand, Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type {
  Certificate,
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Solution,
  SolutionSource,
  Status,
  Tangents,
  VjpOptions,
} from "../../problem/solution.js";
import { OUTPUT_NAMES } from "../../problem/solution.js";
import { selectRows, type Part } from "./split.js";

export interface SolvedPart extends Part {
  readonly solution: Solution;
}

/** Outputs and inputs that have an entry, or a row, for every row of G. */
const WITH_ROWS: readonly (OutputName | FieldName)[] = ["lambda", "shiftH", "G", "h"];

/** The derivatives of a batch from those of its parts; absent rows have none. */
export class PartsSource implements SolutionSource {
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #parts: readonly SolvedPart[];
  readonly #contradictions: ReadonlyMap<number, number>;
  readonly #status: readonly Status[];
  readonly #onDispose: () => void;

  constructor(
    problem: Problem,
    settings: Settings,
    parts: readonly SolvedPart[],
    contradictions: ReadonlyMap<number, number>,
    status: readonly Status[],
    onDispose: () => void,
  ) {
    this.#problem = problem;
    this.#settings = settings;
    this.#parts = parts;
    this.#contradictions = contradictions;
    this.#status = status;
    this.#onDispose = onDispose;
  }

  vjp(cotangents: Cotangents, options: VjpOptions): Gradients {
    const problem = this.#problem;
    const names = wantedFields(problem, options);
    const given = readCotangents(problem, cotangents);
    refuseUnsolved(this.#status, this.#settings);
    const gradients: { -readonly [Name in FieldName]?: DenseArray<Float64Array> } = {};
    for (const name of names) {
      const { data, shape } = problem[name]!;
      gradients[name] = written({ data: new Float64Array(data.length), shape });
    }
    for (const part of this.#parts) {
      const wrt = names.filter((name) => part.problem[name] !== undefined);
      const mine = Object.entries(given).map(([name, values]) => [
        name,
        this.#cotangentOf(part, name as OutputName, values),
      ]);
      const found = part.solution.vjp(Object.fromEntries(mine) as Cotangents, { wrt });
      for (const name of wrt) this.#addGradient(part, name, found[name]!.data, gradients[name]!.data);
    }
    if (this.#settings.unsolvedGradient === "nan") {
      for (const element of this.#contradictions.keys()) {
        for (const name of names) {
          const { stride, size } = problem[name]!;
          gradients[name]!.data.fill(NaN, element * stride, element * stride + size);
        }
      }
    }
    return gradients;
  }

  jvp(tangents: Tangents): OutputTangents {
    const moves = readTangents(this.#problem, tangents);
    refuseUnsolved(this.#status, this.#settings);
    const { batch } = this.#problem;
    const sizes = outputSizes(this.#problem);
    const out = Object.fromEntries(
      OUTPUT_NAMES.map((name) => [name, new Float64Array(batch * (sizes[name] ?? 1))]),
    ) as unknown as OutputTangents;
    for (const part of this.#parts) {
      const mine = Object.entries(moves).flatMap(([name, move]) => {
        if (part.problem[name as FieldName] === undefined) return [];
        const { data, shape } = this.#moveOf(part, name as FieldName, move);
        return [[name, { data, shape }]];
      });
      const moved = part.solution.jvp(Object.fromEntries(mine) as Tangents);
      for (const name of OUTPUT_NAMES) {
        const [width, own] = [sizes[name] ?? 1, moved[name].length / part.elements.length];
        const places = this.#places(part, name, own);
        part.elements.forEach((element, i) =>
          places.forEach((place, k) => (out[name][element * width + place] = moved[name][i * own + k])),
        );
      }
    }
    if (this.#settings.unsolvedGradient === "nan") {
      for (const element of this.#contradictions.keys()) {
        for (const name of OUTPUT_NAMES) {
          const width = sizes[name] ?? 1;
          out[name].fill(NaN, element * width, element * width + width);
        }
      }
    }
    return written(out);
  }

  jacobian(output: OutputName, input: FieldName): DenseArray<Float64Array> {
    requireJacobianNames(this.#problem, output, input);
    refuseUnsolved(this.#status, this.#settings);
    const { outputs, inputs, jacobian } = newBlocks(this.#problem, output, input);
    for (const part of this.#parts) {
      if (part.problem[input] === undefined) continue;
      const { data } = part.solution.jacobian(output, input);
      const ownInputs = part.problem[input].size;
      const ownOutputs = data.length / (part.elements.length * ownInputs);
      const rows = this.#places(part, output, ownOutputs);
      const columns = this.#places(part, input, ownInputs);
      part.elements.forEach((element, i) => {
        rows.forEach((row, r) => {
          const from = (i * ownOutputs + r) * ownInputs;
          const to = (element * outputs + row) * inputs;
          columns.forEach((column, c) => (jacobian.data[to + column] = data[from + c]));
        });
      });
    }
    if (this.#settings.unsolvedGradient === "nan") {
      const block = outputs * inputs;
      for (const element of this.#contradictions.keys()) {
        jacobian.data.fill(NaN, element * block, element * block + block);
      }
    }
    return jacobian;
  }

  weaklyActive(): Int32Array {
    const counts = new Int32Array(this.#problem.batch);
    for (const { elements, solution } of this.#parts) {
      const own = solution.weaklyActive;
      elements.forEach((element, i) => (counts[element] = own[i]));
    }
    return counts;
  }

  atRounding(element: number): boolean {
    const part = this.#parts.find(({ elements }) => elements.includes(element));
    return part?.solution.atRounding(part.elements.indexOf(element)) ?? false;
  }

  certificate(element: number): Certificate | undefined {
    const { variables: n, equalities: e, inequalities: m } = this.#problem;
    const impossible = this.#contradictions.get(element);
    if (impossible !== undefined) {
      const lambda = new Float64Array(m);
      lambda[impossible] = 1;
      const zeros = (): Float64Array => new Float64Array(n);
      const [lambdaLower, lambdaUpper, nu] = [zeros(), zeros(), new Float64Array(e)];
      return { kind: "primalInfeasible", nu, lambda, lambdaLower, lambdaUpper };
    }
    const part = this.#parts.find(({ elements }) => elements.includes(element))!;
    const proof = part.solution.certificate(part.elements.indexOf(element));
    if (proof?.kind !== "primalInfeasible") return proof;
    const lambda = new Float64Array(m);
    part.rows.forEach((row, k) => (lambda[row] = proof.lambda[k]));
    return { ...proof, lambda };
  }

  dispose(): void {
    for (const { solution } of this.#parts) solution.dispose();
    this.#onDispose();
  }

  /** Where the entries of one element of a part's output or input stand in those of the whole. */
  #places({ rows }: Part, name: OutputName | FieldName, own: number): number[] {
    if (!WITH_ROWS.includes(name)) return Array.from({ length: own }, (_, i) => i);
    const width = rows.length === 0 ? 1 : own / rows.length;
    return rows.flatMap((row) => Array.from({ length: width }, (_, k) => row * width + k));
  }

  #cotangentOf({ elements, rows }: Part, name: OutputName, values: Float64Array): DenseArray<Float64Array> {
    const { batch, batched } = this.#problem;
    const size = outputSizes(this.#problem)[name];
    const lead = batched ? [elements.length] : [];
    const mine = elements.length === batch ? values : gatherRows(values, size ?? 1, elements);
    if (size === undefined) return { data: mine, shape: lead };
    if (!WITH_ROWS.includes(name)) return { data: mine, shape: [...lead, size] };
    const whole: Operand = { data: mine, size, stride: size, shape: [elements.length, size] };
    if (size === 0) return { data: mine, shape: [...lead, 0] };
    return { data: selectRows(whole, rows, size).data, shape: [...lead, rows.length] };
  }

  #moveOf({ elements, rows }: Part, name: FieldName, move: Operand): Operand {
    const { batch, inequalities } = this.#problem;
    const mine = elements.length === batch ? move : selectOperand(move, elements);
    return WITH_ROWS.includes(name) ? selectRows(mine, rows, inequalities) : mine;
  }

  /** Adds a part's gradient: to the rows of its elements, or to the sum where the batch shares the input. */
  #addGradient(part: Part, name: FieldName, from: Float64Array, to: Float64Array): void {
    const { stride } = this.#problem[name]!;
    const own = part.problem[name]!.size;
    const places = this.#places(part, name, own);
    for (let i = 0; i * own < from.length; i++) {
      const start = part.elements[i] * stride;
      places.forEach((place, k) => (to[start + place] += from[i * own + k]));
    }
  }
}
