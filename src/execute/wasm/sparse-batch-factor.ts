/** Factors of four sparse matrices of one pattern at a time, one in each lane (kernel/sparse/batch.ts). */
import type { EliminationProgram } from "../../matrix/elimination-program.js";
import { eliminationProgram } from "../../matrix/elimination-program.js";
import { SMALL_PIVOT, TINY_PIVOT } from "../../matrix/multifrontal.js";
import type { Symbolic } from "../../matrix/symbolic.js";
import type { Address } from "./layout.js";
import { Cursor, LAYOUT, NUMBER, writeStruct } from "./layout.js";
import type { Arena } from "./memory.js";
import type { Kernels } from "./module.js";

/** How many matrices are factored at a time. Number k of lane i is number LANES · k + i. */
export const LANES = 4;

function listsOf(
  { lower, order, supernodes, panelStart }: Symbolic,
  { entryPlace, entryStart, entryOf, supernodeOf, target, targetStart }: EliminationProgram,
) {
  const { start, index } = lower;
  const { first, rowStart, row, parent, ofColumn } = supernodes;
  return {
    ...{ start, index, order, first, rowStart, row, parent, ofColumn, panelStart },
    ...{ entryPlace, entryStart, entryOf, supernodeOf, target, targetStart },
  };
}

/** Where everything is, from `at` on. */
function place(symbolic: Symbolic, cursor: Cursor) {
  const { size, supernodes, entryPlace, panelStart } = symbolic;
  const program = eliminationProgram(symbolic);
  const struct = cursor.take(1, LAYOUT.SparseBatch.bytes);
  const lists = listsOf(symbolic, program);
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const addresses = Object.fromEntries(
    names.map((name) => [name, cursor.take(lists[name].length, 4)]),
  ) as Record<keyof typeof lists, Address>;
  const [signs, changed, wrongPivots] = [size, supernodes.count, supernodes.count].map((count) =>
    cursor.take(count, 1),
  );
  const counts = [entryPlace.length, panelStart[supernodes.count], size, size, program.largestPart];
  const [values, panels, x, y, scaled] = counts.map((count) => cursor.take(count, LANES * NUMBER));
  return { struct, ...addresses, ...{ signs, changed, wrongPivots, values, panels, x, y, scaled } };
}

/** Bytes that a {@link SparseBatchFactor} takes. */
export function sparseBatchBytes(symbolic: Symbolic): number {
  const cursor = new Cursor(0);
  place(symbolic, cursor);
  return cursor.at;
}

export class SparseBatchFactor {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #symbolic: Symbolic;
  readonly #at: ReturnType<typeof place>;

  /**
   * @param start of sparseBatchBytes(symbolic) that are its own.
   * @param signs of the pivots, by unknown, in all lanes.
   */
  constructor(kernels: Kernels, arena: Arena, symbolic: Symbolic, start: Address, signs: Int8Array) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#symbolic = symbolic;
    this.#at = place(symbolic, new Cursor(start));
    const { words, bytes } = arena;
    const { struct, ...addresses } = this.#at;
    const lists = listsOf(symbolic, eliminationProgram(symbolic));
    for (const name of Object.keys(lists) as (keyof typeof lists)[])
      words.set(lists[name], this.#at[name] / 4);
    const { size, supernodes, entryPlace, order } = symbolic;
    const counts = { size, supernodes: supernodes.count, entries: entryPlace.length };
    writeStruct(words, struct, "SparseBatch", { ...counts, ...addresses });
    for (let i = 0; i < size; i++) bytes[this.#at.signs + i] = signs[order[i]];
    this.noteChange();
  }

  /** Where `values` begin. Who writes there says so, by `noteChange`. */
  get valuesAt(): Address {
    return this.#at.values;
  }

  /** Any number may be another than before. */
  noteChange(): void {
    const { changed } = this.#at;
    this.#arena.bytes.fill(1, changed, changed + this.#symbolic.supernodes.count);
  }

  /** Values of the matrices by entry of the pattern, in lanes, to be written. The view ends when the memory grows. */
  get values(): Float64Array {
    this.noteChange();
    return this.#numbers(this.#at.values, this.#symbolic.entryPlace.length);
  }

  /** A right-hand side by unknown, in lanes; after `solve` the solution. The view ends when the memory grows. */
  get x(): Float64Array {
    return this.#numbers(this.#at.x, this.#symbolic.size);
  }

  #numbers(at: Address, count: number): Float64Array {
    return this.#arena.heap.subarray(at / NUMBER, at / NUMBER + LANES * count);
  }

  /** Factors the matrices; returns bits of the lanes where a pivot is not finite, which disturbs no other. */
  factor(): number {
    return this.#kernels.factorSparseBatch(this.#at.struct, TINY_PIVOT, SMALL_PIVOT);
  }

  /** x ← K⁻¹ x. */
  solve(): void {
    this.#kernels.solveSparseBatch(this.#at.struct);
  }
}
