/** Solves the elements of a chunk, and packs what is to be written. */
import {
  OptNetError,
  QpSolver,
  type Cotangents,
  type DenseArray,
  type ErrorDetails,
  type FieldName,
  type OutputName,
  type ProblemInput,
  type SettingsInput,
  type Solution,
} from "../../index.js";
import { STATUS_CODES } from "../../io/contents.js";
import { littleEndian, type WritableData } from "../../io/dtype.js";
import { validateProblem } from "../../problem/validate.js";
import { onPatterns, type BatchInput } from "./input.js";
import { chunkChecksums, type ChunkChecksums } from "./numbers.js";
import { bufferOffsets, widthOf, type OutputRows } from "./plan.js";
import { TreeSum, type TreeNode } from "./tree.js";

/** What a thread is told at its start. */
export interface SolverTerms {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly shared: { readonly [Name in FieldName]?: DenseArray<Float64Array> };
  readonly patterns: BatchInput["patterns"];
  readonly own: readonly Numbers<FieldName>[];
  readonly cotangents: readonly Numbers<OutputName>[];
  readonly settings: SettingsInput;
  readonly outputs: readonly OutputRows[];
  readonly sums: readonly { readonly field: FieldName }[];
  readonly wrt: readonly FieldName[];
  readonly leaf: number;
  readonly leaves: number;
  /** Whether it computes checksums too. */
  readonly checks: boolean;
}

interface Numbers<Name> {
  readonly name: Name;
  readonly shape: readonly number[];
  readonly size: number;
}

/** A chunk; the buffers go back and forth. */
export interface SolverTask {
  readonly first: number;
  readonly count: number;
  /** The elements' numbers, one array behind the other. */
  readonly input: ArrayBuffer;
  /** Room for the outputs, as `bufferOffsets` has them. */
  readonly output: ArrayBuffer;
}

export interface SolverReply extends SolverTask {
  /** Why nothing was solved. */
  readonly failure?: { readonly misuse: ErrorDetails } | { readonly crash: string } | undefined;
  /** How many elements have each status. */
  readonly statuses: readonly number[];
  /** Where the thread was asked for them. */
  readonly checksums: ChunkChecksums | undefined;
  readonly nodes: readonly (TreeNode & { readonly sums: readonly Float64Array[] })[];
}

type Cut = { readonly [Name in string]?: DenseArray<Float64Array> };

export class WorkingSolver {
  readonly #terms: SolverTerms;
  readonly #solver: QpSolver;

  constructor(terms: SolverTerms) {
    this.#terms = terms;
    const { variables, equalities, inequalities, shared, own, patterns, settings } = terms;
    // Own entries need the solver to know their pattern: these zeros are never solved with.
    const zeros = own
      .filter(({ name }) => patterns[name] !== undefined)
      .map(({ name, size, shape }) => [name, { data: new Float64Array(size), shape }]);
    const constants = onPatterns({ ...shared, ...Object.fromEntries(zeros) }, patterns);
    this.#solver = new QpSolver({ variables, equalities, inequalities, ...constants }, settings);
  }

  /** Never throws. */
  solve(task: SolverTask): SolverReply {
    const { first, count, input, output } = task;
    try {
      return { ...task, ...this.#solveAll(task) };
    } catch (error) {
      const failure =
        error instanceof OptNetError
          ? { misuse: { field: error.field, expected: error.expected, got: error.got, hint: error.hint } }
          : { crash: (error as Error).stack ?? String(error) };
      return { first, count, input, output, failure, statuses: [], checksums: undefined, nodes: [] };
    }
  }

  #solveAll({
    first,
    count,
    input,
    output,
  }: SolverTask): Pick<SolverReply, "statuses" | "checksums" | "nodes"> {
    const { outputs, sums, leaf, leaves, cotangents, own } = this.#terms;
    const numbers = new Float64Array(input);
    const { offsets } = bufferOffsets(outputs, count);
    const rows = outputs.map((one, i) => new Uint8Array(output, offsets[i], count * widthOf(one)));
    const statuses = Object.keys(STATUS_CODES).map(() => 0);
    // A node of each sum; nodes are added up as they come.
    const trees = sums.map(() => new TreeSum(leaves));
    const step = sums.length > 0 ? leaf : count;
    for (let at = 0; at < count; at += step) {
      const length = Math.min(step, count - at);
      const values = cut(own, numbers, 0, count, at, length);
      const solution = this.#solveOne(first + at, values);
      for (const status of solution.status) statuses[codeOf(status)]++;
      const before = own.reduce((sum, { size }) => sum + size, 0) * count;
      const given = cut(cotangents, numbers, before, count, at, length);
      const gradients = cotangents.length === 0 ? {} : this.#gradients(solution, given as Cotangents);
      outputs.forEach((one, i) => {
        const data = outputOf(one.name, solution, gradients);
        rows[i].set(littleEndian(data), at * widthOf(one));
      });
      sums.forEach(({ field }, i) => {
        trees[i].add({ level: 0, index: (first + at) / leaf }, gradients[field]!.data);
      });
    }
    const nodes = (trees[0]?.nodes ?? []).map(({ node }, k) => ({
      ...node,
      sums: trees.map((tree) => tree.nodes[k].sum),
    }));
    const checksums = this.#terms.checks ? chunkChecksums(this.#terms, { count, input, output }) : undefined;
    return { statuses, checksums, nodes };
  }

  #gradients(solution: Solution, cotangents: Cotangents) {
    return solution.vjp(cotangents, { wrt: this.#terms.wrt });
  }

  /** @throws OptNetError that names the element at fault. */
  #solveOne(first: number, values: Cut): Solution {
    try {
      return this.#solver.solve(this.#onPatterns(values), { inPlace: true });
    } catch (error) {
      if (error instanceof OptNetError) this.#blame(first, values);
      throw error;
    }
  }

  #onPatterns(values: Cut): ProblemInput {
    return onPatterns(values, this.#terms.patterns);
  }

  /** Finds the first element that alone is refused: for the numbers in it, or when it is solved. */
  #blame(first: number, values: Cut): void {
    const { own, shared } = this.#terms;
    const count = own.length === 0 ? 0 : values[own[0].name]!.shape[0];
    const elementOf = (i: number) =>
      Object.fromEntries(
        own.map(({ name, shape, size }) => {
          const { data } = values[name]!;
          return [name, { data: data.slice(i * size, (i + 1) * size), shape }];
        }),
      );
    const checks = [
      (element: Cut): unknown => validateProblem(this.#onPatterns({ ...shared, ...element })),
      (element: Cut): unknown => this.#solver.solve(this.#onPatterns(element)).dispose(),
    ];
    for (const check of checks) {
      for (let i = 0; i < count; i++) {
        try {
          check(elementOf(i));
        } catch (error) {
          if (!(error instanceof OptNetError)) throw error;
          const { field, expected, got, hint } = error;
          const isShared = field in shared;
          const named = isShared ? field : `${field} of element ${first + i}`;
          throw new OptNetError({ field: named, expected, got, hint });
        }
      }
    }
  }
}

/** The rows of some elements, with the shape that `solve` and `vjp` expect. */
function cut(
  arrays: readonly Numbers<string>[],
  numbers: Float64Array,
  start: number,
  count: number,
  at: number,
  length: number,
): Cut {
  let begin = start;
  return Object.fromEntries(
    arrays.map(({ name, shape, size }) => {
      const data = numbers.subarray(begin + at * size, begin + (at + length) * size);
      begin += count * size;
      return [name, { data, shape: [length, ...shape] }];
    }),
  );
}

/**
 * The position of a status in files.
 *
 * @throws Error for a status that is not final: what time or a cancelled run cut short is no result.
 */
function codeOf(status: string): number {
  const code = (STATUS_CODES as Readonly<Record<string, number>>)[status];
  if (code !== undefined && status !== "timeLimit") return code;
  throw new Error(`an element ended as "${status}", which is not final`);
}

function outputOf(name: string, solution: Solution, gradients: Cut): WritableData {
  if (name === "status") return Uint8Array.from(solution.status, codeOf);
  if (name.startsWith("gradient.")) return gradients[name.slice("gradient.".length)]!.data;
  return solution[name as "z" | "iterations"];
}
