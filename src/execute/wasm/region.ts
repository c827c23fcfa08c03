import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import type { Address } from "./module.js";

/** Holders that nobody disposed of end their leases once they are garbage. */
const forgotten = new FinalizationRegistry<Lease>((lease) => lease.end());

/** One program's part in a region. */
export class Lease {
  readonly region: Region;
  readonly #leases: Set<Lease>;

  constructor(region: Region, leases: Set<Lease>) {
    this.region = region;
    this.#leases = leases;
    leases.add(this);
  }

  /** May be called again, to no effect. */
  end(): void {
    forgotten.unregister(this);
    if (this.#leases.delete(this) && this.#leases.size === 0) this.region.free();
  }
}

/** Memory that holds factors for one or more programs; free again when the last of them lets go, or when it is evicted. */
export class Region {
  readonly at: Address;
  /** One if shared, else one per pair of elements; made when first needed. */
  readonly factors: DualFactors[] = [];
  readonly #leases = new Set<Lease>();
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

  /** @param holder who, when it is garbage, needs the region no longer. */
  lease(holder?: object): Lease {
    const lease = new Lease(this, this.#leases);
    if (holder) forgotten.register(holder, lease, lease);
    return lease;
  }

  /** Runs `work`, which reads or writes the region, so that it is not evicted meanwhile. */
  pinned(work: () => void): void {
    this.#pins++;
    try {
      work();
    } finally {
      this.#pins--;
    }
  }

  /** Takes the memory away from those who share it, unless somebody is at work on it; they can make the factors again. */
  evict(): void {
    if (this.#pins > 0) return;
    // Or else registrations of garbage would gather in a program that never comes to rest.
    for (const lease of this.#leases) forgotten.unregister(lease);
    this.#leases.clear();
    this.free();
  }

  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.factors.length = 0;
    this.#release();
  }
}

/** Regions kept beyond the call that made them take at most this many bytes, … */
const MOST_BYTES = 2 ** 28;
/** … and are at most this many, so that small ones stay in the processor's cache. */
const MOST_REGIONS = 2 ** 10;

/**
 * The regions that solutions keep for their derivatives, the least recently used first. Who never disposes of a solution
 * cannot be waited for: garbage is only told of when a program comes to rest, and one that solves in a loop does not.
 * So the oldest give way to new ones.
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
