import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import type { Address } from "./module.js";

/** Memory that holds factors for one or more programs; free again when the last of them lets go. */
export class Region {
  readonly at: Address;
  readonly #arena: Arena;
  readonly #bytes: number;
  #users = 1;
  /** One if shared, else one per pair of elements; made when first needed. */
  readonly factors: DualFactors[] = [];

  constructor(arena: Arena, at: Address, bytes: number) {
    this.at = at;
    this.#arena = arena;
    this.#bytes = bytes;
  }

  get inUse(): boolean {
    return this.#users > 0;
  }

  share(): Region {
    this.#users++;
    return this;
  }

  release(): void {
    this.#users--;
    if (this.#users === 0) this.#arena.release(this.at, this.#bytes);
  }
}
