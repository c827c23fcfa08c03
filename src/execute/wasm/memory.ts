/** The module's memory: handed out in parts, and what the parts are in which batches keep their factors. */
import type { Address } from "./layout.js";
import { LAYOUT, NUMBER } from "./layout.js";

const PAGE = 65536;
/**
 * Memory at least doubles when it grows, but by no more than this beyond what is needed: every growth takes its time.
 */
const MOST_GROWTH = 2 ** 26;
const ALIGNMENT = 64;
/** More than this is not kept for the next who borrows as much. */
const LARGEST_SPARE = 2 ** 20;
/** The kernels keep no data of their own below this. */
const START = 1024;

interface Range {
  readonly at: Address;
  readonly bytes: number;
}

/** What was borrowed last. */
interface Spare extends Range {
  /** What whoever gave it back has left there. */
  readonly contents: unknown;
}

function sizeOf(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Hands out parts of the module's memory. First fit; neighbouring free parts merge. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #free: Range[];
  /** What was borrowed last, and is not in use. */
  #spare: Spare | undefined;
  /** What is in the memory that was borrowed last, as those said who gave it back; undefined where others were there since. */
  contents: unknown;
  #heap: Float64Array;
  #words: Int32Array;
  #bytes: Int8Array;
  #end: number;
  /** Bytes that are handed out. */
  used = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
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
    const size = sizeOf(bytes);
    let index = this.#free.findIndex((range) => range.bytes >= size);
    if (index < 0 && this.#dropSpare()) index = this.#free.findIndex((range) => range.bytes >= size);
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
    const size = sizeOf(bytes);
    this.used -= size;
    let index = this.#free.findIndex((range) => range.at > at);
    if (index < 0) index = this.#free.length;
    this.#free.splice(index, 0, { at, bytes: size });
    this.#merge(index);
    if (index > 0) this.#merge(index - 1);
  }

  /**
   * As `allocate`, for the time of a call: who borrows as much as the last one gets the same place, if nobody has it, and
   * finds what depends on places made already.
   */
  borrow(bytes: number): Address | undefined {
    const spare = this.#spare;
    this.contents = undefined;
    if (spare?.bytes !== bytes) {
      this.#dropSpare();
      return this.allocate(bytes);
    }
    this.#spare = undefined;
    this.contents = spare.contents;
    this.used += sizeOf(bytes);
    return spare.at;
  }

  /** @param contents what is there, for the next who borrows it. */
  giveBack(at: Address, bytes: number, contents?: unknown): void {
    this.#dropSpare();
    if (bytes > LARGEST_SPARE) return this.release(at, bytes);
    this.#spare = { at, bytes, contents };
    this.used -= sizeOf(bytes);
  }

  #dropSpare(): boolean {
    const spare = this.#spare;
    if (spare === undefined) return false;
    this.#spare = undefined;
    this.used += sizeOf(spare.bytes);
    this.release(spare.at, spare.bytes);
    return true;
  }

  #merge(index: number): void {
    const range = this.#free[index];
    const next = this.#free[index + 1] as Range | undefined;
    if (next === undefined || range.at + range.bytes !== next.at) return;
    this.#free.splice(index, 2, { at: range.at, bytes: range.bytes + next.bytes });
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

/** What the dual form prepares from Q, A and G (kernel/pivot/prepare.ts), for a batch or for a pair of elements. */
export interface Factors {
  readonly at: Address;
  /**
   * Bits of the lanes whose Q is singular, so that something was added to its diagonal. Solving then takes proximal
   * steps (pair.ts), whose limit it does not change.
   */
  readonly singular: number;
  /** Bits of the lanes whose Q is not even semidefinite. */
  readonly unusable: number;
}

/** The factors that a kernel has prepared at `at`. */
export function factorsAt({ heap, words }: Arena, at: Address): Factors {
  const { singular0, singular1, unusable } = LAYOUT.Factors.offsets;
  const singular = (lane: number): number => (heap[(at + lane) / NUMBER] > 0 ? 1 : 0);
  return {
    at,
    singular: singular(singular0) | (singular(singular1) << 1),
    unusable: words[(at + unusable) / 4],
  };
}

/**
 * Regions whose leases nobody ended are free once those are garbage. What is registered is the mark that the leases of a
 * region have in common, and not who holds them: a registered object outlives every small garbage collection, with all
 * that it refers to.
 */
const forgotten = new FinalizationRegistry<Region>((region) => region.free());

/** One batch's part in a region. */
export class Lease {
  readonly region: Region;
  readonly #mark: object;
  #ended = false;

  constructor(region: Region, mark: object) {
    this.region = region;
    this.#mark = mark;
    region.leases++;
  }

  /** Another one in the same region. */
  share(): Lease {
    return new Lease(this.region, this.#mark);
  }

  /** May be called again, to no effect. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (--this.region.leases === 0) this.region.free();
  }
}

/**
 * Memory that holds factors for one or more batches; free again when the last of them lets go, or when it is evicted.
 */
export class Region {
  readonly at: Address;
  /** One if shared, else one per pair of elements; made when first needed. */
  readonly factors: Factors[] = [];
  /** How many have not ended. */
  leases = 0;
  readonly #release: () => void;
  #freed = false;
  #pins = 0;

  /** @param release gives the memory back. */
  constructor(at: Address, release: () => void) {
    this.at = at;
    this.#release = release;
  }

  /** Whether its memory is its own. */
  get inUse(): boolean {
    return !this.#freed;
  }

  /**
   * The first lease, of which all others are shares.
   *
   * @param forgettable whether it may be left to the garbage collection.
   */
  lease(forgettable: boolean): Lease {
    const mark = {};
    if (forgettable) forgotten.register(mark, this, this);
    return new Lease(this, mark);
  }

  /** Whoever reads or writes the region pins it, so that it is not evicted meanwhile. */
  pin(): void {
    this.#pins++;
  }

  unpin(): void {
    this.#pins--;
  }

  /**
   * Takes the memory away from those who share it, unless somebody is at work on it; they can make the factors again.
   */
  evict(): void {
    if (this.#pins === 0) this.free();
  }

  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    // Or else registrations of garbage would gather in a program that never comes to rest.
    forgotten.unregister(this);
    this.factors.length = 0;
    this.#release();
  }
}

/** Regions kept beyond the call that made them take at most this many bytes, … */
const MOST_BYTES = 2 ** 28;
/** … and are at most this many, so that small ones stay in the processor's cache. */
const MOST_REGIONS = 2 ** 10;

/**
 * The regions that solutions keep for their derivatives, the least recently used first. Who never disposes of a
 * solution cannot be waited for: garbage is only told of when a program comes to rest, and one that solves in a loop
 * does not. So the oldest give way to new ones.
 */
export class KeptRegions {
  readonly arena: Arena;
  /** With the bytes that each has. */
  readonly #regions = new Map<Region, number>();
  #bytes = 0;
  #latest: Region | undefined;

  constructor(arena: Arena) {
    this.arena = arena;
  }

  /** A region of this size, or undefined where there is no room for it, whatever gives way. */
  reserve(bytes: number): Region | undefined {
    if (bytes > MOST_BYTES) return undefined;
    this.#makeRoom(bytes);
    if (this.#bytes + bytes > MOST_BYTES) return undefined;
    const at = this.arena.allocate(bytes);
    if (at === undefined) return undefined;
    const region = new Region(at, () => {
      this.#regions.delete(region);
      this.#bytes -= bytes;
      this.arena.release(at, bytes);
    });
    this.#regions.set(region, bytes);
    this.#bytes += bytes;
    this.#latest = region;
    return region;
  }

  /** Makes it the last to give way. */
  touch(region: Region): void {
    if (region === this.#latest) return;
    const bytes = this.#regions.get(region);
    if (bytes === undefined) return;
    this.#regions.delete(region);
    this.#regions.set(region, bytes);
    this.#latest = region;
  }

  #makeRoom(bytes: number): void {
    for (const region of this.#regions.keys()) {
      if (this.#regions.size < MOST_REGIONS && this.#bytes + bytes <= MOST_BYTES) return;
      region.evict();
    }
  }
}
