/**
 * Native solvers behind Python, each in a process of its own, so that one that crashes takes nobody with it.
 *
 * What Python adds to a solver's time is not the solver's fault: where it reports its own time for set-up and
 * solve, the smaller of that and the time by the clock counts.
 */
import { fileURLToPath } from "node:url";
import type { Contender, Limits, Measurement, Peer } from "./contender.js";
import { shapeOf, type BatchProblem, type Field } from "../../tools/problems/problem.js";
import type { Answers } from "./verify.js";
import { Worker, type Launch } from "./worker.js";

/** Modules of bench/peers/solvers. */
export const NATIVE_PEERS = [
  "piqp",
  "proxqp",
  "proxqp_scalar",
  "osqp",
  "clarabel",
  "quadprog",
  "daqp",
  "cvxopt",
  "moreau",
  "qpth",
];

/** Every peer gets the same text. */
const encoded = new WeakMap<BatchProblem, object>();

interface EncodedArray {
  readonly shape: readonly number[];
  /** Base64 of little-endian float64. */
  readonly data: string;
}

/** How to start the worker of one solver. */
export function pythonWorker(python: string, solver: string): Launch {
  const path = fileURLToPath(new URL("../peers/worker.py", import.meta.url));
  return { command: python, arguments: [path, solver], timeLimitSeconds: 300 };
}

/**
 * Starts a solver's worker.
 *
 * @throws Error where the interpreter or the solver's package is missing.
 */
export async function startNative(name: string, launch: Launch): Promise<NativePeer> {
  const worker = new Worker(launch);
  try {
    const { version } = await worker.ask({ do: "hello" });
    return new NativePeer(name, String(version), launch, worker);
  } catch (error) {
    worker.close();
    throw error;
  }
}

export class NativePeer implements Peer {
  readonly name: string;
  readonly kind = "native";
  readonly version: string;
  readonly #launch: Launch;
  #worker: Worker;
  #problem: object | undefined;

  constructor(name: string, version: string, launch: Launch, worker: Worker) {
    this.name = name;
    this.version = version;
    this.#launch = launch;
    this.#worker = worker;
  }

  async enter(problem: BatchProblem): Promise<Contender[]> {
    this.#problem = encoded.get(problem) ?? encodeProblem(problem);
    encoded.set(problem, this.#problem);
    const { variants } = await this.ask({ do: "load", problem: this.#problem });
    return (variants as { name: string; tolerance: number }[]).map((variant) => ({
      name: `${this.name} (${variant.name})`,
      kind: "native",
      tolerance: variant.tolerance,
      measure: (limits) => this.#measure(variant.name, limits),
    }));
  }

  /** Asks the worker; one that has died is replaced first, and loads the problem again. */
  async ask(question: { do: string; [key: string]: unknown }): Promise<Record<string, unknown>> {
    if (!this.#worker.alive) {
      this.#worker = new Worker(this.#launch);
      if (this.#problem !== undefined && question.do !== "load") {
        await this.#worker.ask({ do: "load", problem: this.#problem });
      }
    }
    return this.#worker.ask(question);
  }

  close(): void {
    this.#worker.close();
  }

  async #measure(variant: string, limits: Limits): Promise<Measurement> {
    const reply = (await this.ask({ do: "run", variant, ...limits })) as {
      elements: number;
      wall: number[];
      own: (number | null)[];
      answers: Record<keyof Answers, EncodedArray | null>;
    };
    const { z, nu, lambda, lambdaLower } = reply.answers;
    return {
      elements: reply.elements,
      seconds: reply.wall.map((seconds, i) => Math.min(seconds, reply.own[i] ?? Infinity)),
      answers: {
        z: decodeArray(z!),
        nu: nu && decodeArray(nu),
        lambda: lambda && decodeArray(lambda),
        lambdaLower: lambdaLower && decodeArray(lambdaLower),
      },
    };
  }
}

export function encodeProblem(problem: BatchProblem): object {
  const { variables: n, equalities: e, inequalities: m, batch, shared, sequence, lower } = problem;
  const names = Object.keys(problem.fields) as Field[];
  const fields = Object.fromEntries(
    names.map((field) => [field, encodeArray(problem.fields[field], shapeOf(problem, field))]),
  );
  return {
    n,
    e,
    m,
    batch,
    shared,
    sequence: sequence === true,
    fields,
    ...(lower === undefined ? {} : { lower }),
  };
}

export function encodeArray(data: Float64Array, shape: readonly number[]): EncodedArray {
  return { shape, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64") };
}

export function decodeArray({ data }: EncodedArray): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(data, "base64"));
  return new Float64Array(bytes.buffer);
}
