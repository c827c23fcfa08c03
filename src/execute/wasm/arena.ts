import type { Address, Kernels } from "./module.js";

const PAGE = 65536;
/** Memory at least doubles when it grows, but by no more than this beyond what is needed: every growth takes its time. */
const MOST_GROWTH = 2 ** 26;
const ALIGNMENT = 64;
/** The kernels keep no data of their own below this. */
const START = 1024;

interface Block {
  readonly at: Address;
  readonly bytes: number;
}

/** Hands out parts of the module's memory. First fit; neighbouring free parts merge. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #free: Block[];
  #heap: Float64Array;
  #words: Int32Array;
  #bytes: Int8Array;
  #end: number;
  /** Bytes that are handed out. */
  used = 0;

  constructor(kernels: Kernels) {
    this.#memory = kernels.memory;
    if (this.#memory.buffer.byteLength === 0) this.#memory.grow(1);
    this.#end = this.#memory.buffer.byteLength;
    this.#free = [{ at: START, bytes: this.#end - START }];
    this.#heap = new Float64Array(this.#memory.buffer);
    this.#words = new Int32Array(this.#memory.buffer);
    this.#bytes = new Int8Array(this.#memory.buffer);
  }

  /** The whole memory as numbers. Growing the memory replaces it: never keep it across an allocation. */
  get heap(): Float64Array {
    if (this.#heap.length === 0) this.#heap = new Float64Array(this.#memory.buffer);
    return this.#heap;
  }

  /** The whole memory as 32-bit whole numbers; likewise. */
  get words(): Int32Array {
    if (this.#words.length === 0) this.#words = new Int32Array(this.#memory.buffer);
    return this.#words;
  }

  /** The whole memory as signed bytes; likewise. */
  get bytes(): Int8Array {
    if (this.#bytes.length === 0) this.#bytes = new Int8Array(this.#memory.buffer);
    return this.#bytes;
  }

  /** @returns the address of `bytes` unused bytes, or undefined where the engine gives no more memory. */
  allocate(bytes: number): Address | undefined {
    const size = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    let index = this.#free.findIndex((block) => block.bytes >= size);
    if (index < 0) {
      if (!this.#grow(size)) return undefined;
      index = this.#free.length - 1;
    }
    const { at, bytes: available } = this.#free[index];
    if (available === size) this.#free.splice(index, 1);
    else this.#free[index] = { at: at + size, bytes: available - size };
    this.used += size;
    return at;
  }

  release(at: Address, bytes: number): void {
    const size = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    this.used -= size;
    let index = this.#free.findIndex((block) => block.at > at);
    if (index < 0) index = this.#free.length;
    this.#free.splice(index, 0, { at, bytes: size });
    this.#merge(index);
    if (index > 0) this.#merge(index - 1);
  }

  #merge(index: number): void {
    const block = this.#free[index];
    const next = this.#free[index + 1] as Block | undefined;
    if (next === undefined || block.at + block.bytes !== next.at) return;
    this.#free.splice(index, 2, { at: block.at, bytes: block.bytes + next.bytes });
  }

  #grow(size: number): boolean {
    const last = this.#free.at(-1);
    const open = last !== undefined && last.at + last.bytes === this.#end ? last.bytes : 0;
    const needed = Math.ceil((size - open) / PAGE);
    const pages =
      this.#growBy(Math.max(needed, Math.min(this.#end, MOST_GROWTH) / PAGE)) ?? this.#growBy(needed);
    if (pages === undefined) return false;
    const grown = pages * PAGE;
    if (open > 0) this.#free[this.#free.length - 1] = { at: last!.at, bytes: open + grown };
    else this.#free.push({ at: this.#end, bytes: grown });
    this.#end += grown;
    return true;
  }

  /** @returns the pages, or undefined where the engine gives no more. */
  #growBy(pages: number): number | undefined {
    try {
      this.#memory.grow(pages);
      return pages;
    } catch {
      return undefined;
    }
  }
}
