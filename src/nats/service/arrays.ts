/** Arrays that requests name by their hashes: the last used are kept, others come from the object store. */
import { textOf } from "../errors.js";
import type { WireArray, WireArrays } from "../wire/arrays.js";
import { Refused } from "./refused.js";

/** Where arrays are by their hashes. */
export interface ArraySource {
  /** @returns undefined where it is not, or is not what its name says. @throws where it cannot be asked. */
  get(hash: string, numbers: number): Promise<Float64Array | undefined>;
}

export class KnownArrays {
  readonly #source: ArraySource | undefined;
  readonly #most: number;
  readonly #kept = new Map<string, Float64Array>();
  /** Several requests wait for the same array. */
  readonly #coming = new Map<string, Promise<Float64Array | undefined>>();
  #bytes = 0;

  /** @param most bytes that are kept. */
  constructor(source: ArraySource | undefined, most: number) {
    this.#source = source;
    this.#most = most;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The same arrays with their numbers. What has the same hash is the same object.
   *
   * @throws Refused for one that is nowhere.
   */
  async complete(arrays: WireArrays): Promise<WireArrays> {
    if (![...arrays.values()].some(({ data }) => data === undefined)) return arrays;
    const entries = [...arrays].map(async ([name, array]) => [name, await this.#find(name, array)] as const);
    return new Map(await Promise.all(entries));
  }

  async #find(name: string, array: WireArray): Promise<WireArray> {
    const { hash, length } = array;
    if (hash === undefined) return array;
    const data = await this.#getOrRefuse(name, hash, length);
    if (data?.length === length) return { ...array, data };
    throw new Refused("unknownArray", {
      field: name,
      expected: `${length} numbers in the object store, named ${hash}`,
      got: data === undefined ? "none" : `${data.length} numbers`,
      hint: "Send it again.",
    });
  }

  async #getOrRefuse(name: string, hash: string, length: number): Promise<Float64Array | undefined> {
    try {
      return await this.#get(hash, length);
    } catch (error) {
      throw new Refused("unreachable", {
        field: name,
        expected: "an object store that answers",
        got: textOf(error),
        hint: "Send it with the request, or later.",
      });
    }
  }

  #get(hash: string, length: number): Promise<Float64Array | undefined> | Float64Array {
    const kept = this.#kept.get(hash);
    if (kept !== undefined) {
      this.#kept.delete(hash);
      this.#kept.set(hash, kept);
      return kept;
    }
    // Who asks for another length under the same name asks for something else.
    const key = `${hash} ${length}`;
    let coming = this.#coming.get(key);
    if (coming === undefined) {
      coming = (this.#source?.get(hash, length) ?? Promise.resolve(undefined))
        .then((data) => {
          if (data !== undefined) this.#keep(hash, data);
          return data;
        })
        .finally(() => this.#coming.delete(key));
      this.#coming.set(key, coming);
    }
    return coming;
  }

  #keep(hash: string, data: Float64Array): void {
    this.#kept.set(hash, data);
    this.#bytes += data.byteLength;
    for (const [oldest, { byteLength }] of this.#kept) {
      if (this.#bytes <= this.#most) break;
      this.#kept.delete(oldest);
      this.#bytes -= byteLength;
    }
  }
}
