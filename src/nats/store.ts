/**
 * Arrays in NATS's object store, named by the SHA-256 of their bytes: whoever has the name can check what it gets, and
 * the same array is stored once, whoever sends it.
 */
import type { NatsConnection } from "@nats-io/nats-core";
import { Objm, type ObjectStore } from "@nats-io/obj";
import { StorageType } from "@nats-io/jetstream";
import { OptNetError } from "../problem/errors.js";
import { readNumbers } from "./numbers.js";
import type { ArraySource } from "./service/arrays.js";
import { toHex } from "./wire/arrays.js";

/** Where arrays that many requests share are stored. */
export interface StoreOptions {
  /** Name of the bucket. Default: `optnet-arrays`. */
  readonly bucket?: string | undefined;
  /** Seconds for which arrays stay; those in use are sent again. Default: a day. */
  readonly seconds?: number | undefined;
  /** Bytes of all arrays; what does not fit goes with its request. Default 1 GiB. */
  readonly bytes?: number | undefined;
}

const LIMITS = { seconds: { usual: 86_400, least: 1 }, bytes: { usual: 2 ** 30, least: 1 } } as const;

function requireBucket(bucket: unknown): string {
  if (typeof bucket === "string" && /^[\w-]+$/.test(bucket)) return bucket;
  throw new OptNetError({
    field: "store.bucket",
    expected: "letters, digits, - and _",
    got: String(bucket),
    hint: "It names a bucket of NATS's object store; clients and workers need the same.",
  });
}

/** A name is believed for this share of the time that arrays stay. */
const BELIEVED = 0.5;
/** A download that is broken off by a server's end may never come to one of its own, in milliseconds. */
const PATIENCE = 30_000;
/** Where there was no store, nothing is put there for so many milliseconds. */
const RETRY = 10_000;

export class ArrayStore implements ArraySource {
  readonly #connection: NatsConnection;
  readonly #bucket: string;
  readonly #limits: { readonly seconds: number; readonly bytes: number };
  #store: Promise<ObjectStore> | undefined;
  #failed = -Infinity;
  /** Until when a name is known to be there, by `performance.now()`. */
  readonly #known = new Map<string, number>();
  readonly #mistrusted = new Set<string>();

  /** @throws OptNetError for options out of range. */
  constructor(connection: NatsConnection, options: StoreOptions = {}) {
    this.#connection = connection;
    this.#bucket = requireBucket(options.bucket ?? "optnet-arrays");
    this.#limits = readNumbers(LIMITS, options, { field: (name) => `store.${name}`, others: ["bucket"] });
  }

  /**
   * @param isSure looks whether it is there even where it was a while ago, for those who cannot send it again.
   * @returns whether it is there now: not without JetStream, and not where the store is full.
   */
  async put(hash: string, data: Uint8Array, isSure = false): Promise<boolean> {
    if (!isSure && (this.#known.get(hash) ?? 0) > performance.now()) return true;
    if (performance.now() - this.#failed < RETRY) return false;
    try {
      const store = await this.#open();
      const found = this.#mistrusted.delete(hash) ? null : await store.info(hash);
      if (found === null || found.deleted || found.size !== data.byteLength || this.#isOld(found.mtime)) {
        await store.putBlob({ name: hash }, data);
      }
      this.#known.set(hash, performance.now() + 1000 * BELIEVED * this.#limits.seconds);
      return true;
    } catch {
      return false;
    }
  }

  /** A worker did not find it, or found something else: the next time it is stored anew. */
  forget(hash: string): void {
    this.#known.delete(hash);
    this.#mistrusted.add(hash);
  }

  async get(hash: string, numbers: number): Promise<Float64Array | undefined> {
    const bytes = await this.getBytes(hash, 8 * numbers);
    if (bytes?.length !== 8 * numbers) return undefined;
    const data = new Float64Array(numbers);
    new Uint8Array(data.buffer).set(bytes);
    return data;
  }

  /**
   * @returns undefined where it is not, is larger than `most`, or is not what its name says.
   * @throws where the store cannot be asked now: what it would say is not known.
   */
  getBytes(hash: string, most: number): Promise<Uint8Array | undefined> {
    return within(PATIENCE, async () => {
      const store = await this.#open();
      const found = await store.info(hash);
      if (!found || found.deleted || found.size > most) return undefined;
      const bytes = await store.getBlob(hash);
      return bytes && (await hashOf(bytes)) === hash ? bytes : undefined;
    });
  }

  #isOld(time: string): boolean {
    const age = Date.now() - Date.parse(time);
    return !(age < 1000 * (1 - BELIEVED) * this.#limits.seconds);
  }

  /** @throws where the server has no JetStream, does not let us, or is away. */
  #open(): Promise<ObjectStore> {
    this.#store ??= this.#create().catch((error: unknown) => {
      this.#store = undefined;
      this.#failed = performance.now();
      throw error;
    });
    return this.#store;
  }

  async #create(): Promise<ObjectStore> {
    const manager = new Objm(this.#connection);
    const { seconds, bytes } = this.#limits;
    return manager.create(this.#bucket, { ttl: seconds * 1e9, max_bytes: bytes, storage: StorageType.File });
  }
}

/** @throws where `work` takes longer than so many milliseconds. */
async function within<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the object store took over ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined in pages that are not served securely: they cannot hash. */
export async function hashOf(data: Uint8Array): Promise<string | undefined> {
  const { crypto } = globalThis as { crypto?: { subtle?: SubtleCrypto } };
  if (crypto?.subtle === undefined) return undefined;
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(data))));
}

export function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
