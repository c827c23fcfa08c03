/**
 * The GPU as a synchronous solver, so that the suites written for `solve` run on it unchanged: a worker waits for the
 * GPU, and the tests' thread for the worker.
 */
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from "node:worker_threads";
import type { Certificate, Cotangents, Gradients, ProblemInput, Solution, VjpOptions } from "optnet";
import type { WebGpuSettings } from "optnet/webgpu";
import type { KktVectors } from "../../src/problem/fields.js";
import { OptNetError } from "../../src/problem/errors.js";
import type { ErrorDetails } from "../../src/problem/errors.js";

interface Answer {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly message: string; readonly details?: ErrorDetails };
}

/** What `solve` on the GPU gives: a solution without the derivatives that the GPU does not offer. */
export type GpuSolution = Solution & {
  readonly notices: readonly string[];
  readonly where: string;
  readonly polished: readonly number[];
};

export interface Conditions {
  readonly limits?: Readonly<Record<string, number>>;
  readonly problems?: number;
  /** The most iterations, 0 for the start. */
  readonly iterations?: number;
  readonly arithmetic: "float32" | "compensated";
}

/** What is compared to the bit. */
export interface Bits {
  readonly status: readonly string[];
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly iterations: Int32Array;
  readonly primalResidual: Float64Array;
  readonly gradients: Readonly<Record<string, Float64Array>>;
  readonly chunks: number;
}

export class GpuThread {
  readonly #signal = new SharedArrayBuffer(4);
  readonly #flag = new Int32Array(this.#signal);
  readonly #channel = new MessageChannel();
  #worker: Worker | undefined;
  #next = 0;
  #alive: number[] = [];

  /**
   * @param build the package's modules.
   * @returns the name of the device.
   */
  open(build: string): string {
    const { port1, port2 } = this.#channel;
    port1.unref();
    const workerData = { folder: build, signal: this.#signal, port: port2 };
    this.#worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      workerData,
      transferList: [port2],
      env: SHARE_ENV, // the driver is found through it
    });
    return this.#call("open") as string;
  }

  solve(input: ProblemInput, settings: WebGpuSettings): GpuSolution {
    const id = this.#next++;
    this.#alive.push(id);
    // Old solutions of a test that is over hold memory for nothing.
    if (this.#alive.length > 64) this.#call("dispose", this.#alive.shift());
    const { certificates, ...data } = this.#call("solve", id, input, settings) as {
      readonly certificates: readonly (Certificate | undefined)[];
    } & GpuSolution;
    return {
      ...data,
      certificate: (element = 0) => certificates[element],
      vjp: (cotangents: Cotangents, options: VjpOptions = {}) =>
        this.#call("vjp", id, cotangents, options) as Gradients,
      dispose: () => undefined,
    } as unknown as GpuSolution;
  }

  /** As `solve`, with another device: a lost one, none at all, or one that claims limits below WebGPU's. */
  solveWith(device: "lost" | "none" | "poor", input: ProblemInput, settings: WebGpuSettings): GpuSolution {
    return this.#call("solveWith", device, input, settings) as GpuSolution;
  }

  /** The executor itself on a device with other limits, or with another number of problems in a workgroup. */
  solveAs(conditions: Conditions, input: ProblemInput, settings: object, dz?: Float64Array): Bits {
    return this.#call("solveAs", conditions, input, settings, dz) as Bits;
  }

  /** What the GPU's solved batch makes of right-hand sides of the KKT system. */
  solveKkt(
    input: ProblemInput,
    settings: WebGpuSettings,
    right: KktVectors,
  ): { readonly vectors: KktVectors; readonly status: readonly string[]; readonly weaklyActive: Int32Array } {
    return this.#call("solveKkt", input, settings, right) as ReturnType<GpuThread["solveKkt"]>;
  }

  /** Solves with every input in a GPU buffer and reads z and all gradients back from buffers. */
  roundTrip(
    input: ProblemInput,
    settings: WebGpuSettings,
    cotangent: readonly number[][],
  ): { status: string[]; z: number[]; gradients: Record<string, number[]> } {
    return this.#call("roundTrip", input, settings, cotangent) as ReturnType<GpuThread["roundTrip"]>;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #call(method: string, ...args: unknown[]): unknown {
    Atomics.store(this.#flag, 0, 0);
    this.#channel.port1.postMessage({ method, args });
    Atomics.wait(this.#flag, 0, 0);
    const { value, error } = this.#receive();
    if (error === undefined) return value;
    throw error.details ? new OptNetError(error.details) : new Error(error.message);
  }

  /** On a busy machine the answer may come a moment after the flag. */
  #receive(): Answer {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let attempt = 0; attempt < 2000; attempt++) {
      const received = receiveMessageOnPort(this.#channel.port1) as { message: Answer } | undefined;
      if (received) return received.message;
      Atomics.wait(pause, 0, 0, 5);
    }
    throw new Error("The thread of the GPU does not answer");
  }
}
