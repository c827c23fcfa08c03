/** Factors of sparse matrices: the kernels' where this engine runs them, TypeScript's elsewhere. */
import type { SparseFactor } from "../../matrix/multifrontal.js";
import { MultifrontalFactor, SMALL_PIVOT, TINY_PIVOT } from "../../matrix/multifrontal.js";
import type { Symbolic } from "../../matrix/symbolic.js";
import { inBytes, OptNetError } from "../../problem/errors.js";
import type { Address } from "./layout.js";
import { Cursor, LAYOUT, NUMBER, writeStruct } from "./layout.js";
import type { Arena } from "./memory.js";
import type { Kernels } from "./module.js";
import { theInstance } from "./module.js";

/** What WebAssembly can address. */
const MOST_BYTES = 2 ** 32;

/**
 * Room for the factors of one matrix at a time. Dispose of it.
 *
 * @throws OptNetError where it does not fit into the memory of WebAssembly, before any is taken.
 */
export function newSparseFactor(symbolic: Symbolic): SparseFactor {
  const instance = theInstance();
  if (instance === undefined) return new MultifrontalFactor(symbolic);
  const { kernels, arena } = instance;
  return new KernelFactor(kernels, arena, symbolic);
}

/** Lists of whole numbers that the kernels read. */
function listsOf({ order, supernodes, firstChild, rowOfParent, ...symbolic }: Symbolic) {
  const { first, rowStart, row, parent } = supernodes;
  const { panelStart, entryPlace, updateStart } = symbolic;
  return {
    ...{ order, first, rowStart, row, parent, firstChild, rowOfParent },
    ...{ panelStart, entryPlace, updateStart },
  };
}

/** Where everything is, from `at` on. */
function place(symbolic: Symbolic, packBytes: number, cursor: Cursor) {
  const { size, supernodes, entryPlace, panelStart, updateNumbers, largestFront } = symbolic;
  const struct = cursor.take(1, LAYOUT.Multifrontal.bytes);
  const lists = listsOf(symbolic);
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const addresses = Object.fromEntries(
    names.map((name) => [name, cursor.take(lists[name].length, 4)]),
  ) as Record<keyof typeof lists, Address>;
  const signs = cursor.take(size, 1);
  const [values, panels, updates, x, y, front] = [
    ...[entryPlace.length, panelStart[supernodes.count], updateNumbers],
    ...[size, size, largestFront],
  ].map((count) => cursor.take(count, NUMBER));
  const pack = cursor.take(packBytes, 1);
  return { struct, ...addresses, ...{ signs, values, panels, updates, x, y, front, pack } };
}

/** Factors that nobody disposed of give their memory back once they are garbage. */
const forgotten = new FinalizationRegistry<() => void>((release) => release());

class KernelFactor implements SparseFactor {
  replaced = 0;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #symbolic: Symbolic;
  readonly #at: ReturnType<typeof place>;
  readonly #release: () => void;

  constructor(kernels: Kernels, arena: Arena, symbolic: Symbolic) {
    const packBytes = kernels.packBytes(symbolic.largestFront) >>> 0;
    const cursor = new Cursor(0);
    place(symbolic, packBytes, cursor);
    const bytes = cursor.at;
    const start = bytes < MOST_BYTES ? arena.allocate(bytes) : undefined;
    if (start === undefined) throw noRoom(bytes);
    this.#kernels = kernels;
    this.#arena = arena;
    this.#symbolic = symbolic;
    this.#at = place(symbolic, packBytes, new Cursor(start));
    let released = false;
    this.#release = () => {
      if (!released) arena.release(start, bytes);
      released = true;
    };
    forgotten.register(this, this.#release, this);
    this.#write();
  }

  #write(): void {
    const { words } = this.#arena;
    const { struct, ...addresses } = this.#at;
    const lists = listsOf(this.#symbolic);
    for (const name of Object.keys(lists) as (keyof typeof lists)[])
      words.set(lists[name], this.#at[name] / 4);
    const { size, supernodes, entryPlace } = this.#symbolic;
    const counts = { size, supernodes: supernodes.count, entries: entryPlace.length };
    writeStruct(words, struct, "Multifrontal", { ...counts, ...addresses });
  }

  factor(values: Float64Array, signs: Int8Array): boolean {
    const { heap, bytes } = this.#arena;
    const { order } = this.#symbolic;
    heap.set(values, this.#at.values / NUMBER);
    const at = this.#at.signs;
    for (let i = 0; i < order.length; i++) bytes[at + i] = signs[order[i]];
    const replaced = this.#kernels.factorSparse(this.#at.struct, TINY_PIVOT, SMALL_PIVOT);
    this.replaced = Math.max(0, replaced);
    return replaced >= 0;
  }

  solve(x: Float64Array): void {
    const at = this.#at.x / NUMBER;
    this.#arena.heap.set(x, at);
    this.#kernels.solveSparse(this.#at.struct);
    x.set(this.#arena.heap.subarray(at, at + x.length));
  }

  dispose(): void {
    forgotten.unregister(this);
    this.#release();
  }
}

function noRoom(bytes: number): OptNetError {
  return new OptNetError({
    field: "problem",
    expected: `sparse factors that fit into the memory of WebAssembly, at most ${inBytes(MOST_BYTES)}`,
    got: `factors that take ${inBytes(bytes)}`,
    hint: "In every order of elimination that was tried the factors fill in. Fewer variables, or fewer in common, would help.",
  });
}
