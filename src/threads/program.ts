import type { GradientThreads, KktVectors, Program } from "../backend/backend.js";
import type { FieldName } from "../problem/problem.js";
import type { Certificate, SolutionData } from "../problem/solution.js";
import type { Recycler } from "./memory.js";
import { copyToShared, isShared, readText, sharedIntegers, sharedNumbers, sharedText } from "./memory.js";
import type { Job, Request } from "./protocol.js";
import { solutionOf } from "./protocol.js";
import type { Thread } from "./thread.js";
import type { Share } from "./work.js";
import { chunkOf } from "./work.js";

/** Who solved a job: this thread, if it took part, and others, by their owners' numbers. */
export interface Team {
  /** What others know the job by. */
  readonly number: number;
  readonly own: Share | undefined;
  readonly others: ReadonlyMap<number, Thread>;
  /** Memory that is used again. */
  readonly memory: Recycler;
  /** What of it the job has, for as long as anybody needs it. */
  readonly buffers: readonly SharedArrayBuffer[];
}

/** Jobs that nobody disposed of end once their programs are garbage. */
const forgotten = new FinalizationRegistry<Team>(endJob);

export function endJob({ number, own, others, memory, buffers }: Team): void {
  own?.dispose();
  for (const thread of others.values()) thread.tell(number, { kind: "dispose" });
  memory.giveBack(buffers);
}

/** A batch that was solved, and is differentiated, by several threads. */
export class ThreadedProgram implements Program {
  readonly data: SolutionData;
  readonly threads: GradientThreads = {
    allocate: sharedNumbers,
    borrow: (length) => {
      const numbers = this.#team.memory.take(length).fill(0);
      this.#borrowed.push(numbers.buffer as SharedArrayBuffer);
      return numbers;
    },
    addGradients: (u, objective, names, targets) => {
      const { problem } = this.#job;
      const forAll = (name: FieldName): boolean => problem[name]!.stride === 0;
      const size = (name: FieldName): number => problem[name]!.size;
      this.#together({
        ...{
          kind: "gradients",
          u,
          objective: objective && copyToShared(objective),
          next: sharedIntegers(1),
          targets,
        },
        own: names.filter((name) => !forAll(name)),
        // The largest first, so that all end together.
        shared: names.filter(forAll).sort((a, b) => size(b) - size(a)),
      });
      this.#team.memory.giveBack(this.#borrowed.splice(0));
    },
  };
  readonly #job: Job;
  readonly #team: Team;
  readonly #borrowed: SharedArrayBuffer[] = [];
  #disposed = false;

  constructor(job: Job, team: Team) {
    this.#job = job;
    this.#team = team;
    this.data = solutionOf(job);
    forgotten.register(this, team, this);
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const sent = mapVectors(right, (numbers) => (isShared(numbers) ? numbers : copyToShared(numbers)));
    const results = mapVectors(out, (numbers) =>
      isShared(numbers) ? numbers : sharedNumbers(numbers.length),
    );
    this.#together({ kind: "kkt", right: sent, out: results });
    mapVectors(out, (numbers, name) => {
      if (results[name] !== numbers) numbers.set(results[name]);
      return numbers;
    });
  }

  /** Every thread does its share. */
  #together(request: Extract<Request, { kind: "kkt" | "gradients" }>): void {
    const { number, own, others } = this.#team;
    const waits = [...others.values()].map((thread) => thread.ask(number, request));
    if (request.kind === "kkt") own?.solveKkt(request.right, request.out);
    else own?.addGradients(request);
    for (const wait of waits) wait();
  }

  weaklyActive(): Int32Array {
    return this.#job.out.weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    const { number, own, others } = this.#team;
    const thread = others.get(this.#job.owners[chunkOf(this.#job.bounds, element)] - 1);
    if (thread === undefined) return own?.certificate(element);
    const { variables, equalities, inequalities } = this.#job.problem;
    const out = sharedText(200 + 30 * (3 * variables + equalities + inequalities));
    thread.ask(number, { kind: "certificate", element, out })();
    return certificateFrom(readText(out));
  }

  /** Factors stay with their threads; another batch makes its own. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    forgotten.unregister(this);
    endJob(this.#team);
  }
}

function mapVectors(
  vectors: KktVectors,
  map: (numbers: Float64Array, name: keyof KktVectors) => Float64Array,
): KktVectors {
  const { z, nu, lambda, lambdaLower, lambdaUpper } = vectors;
  return {
    z: map(z, "z"),
    nu: map(nu, "nu"),
    lambda: map(lambda, "lambda"),
    lambdaLower: map(lambdaLower, "lambdaLower"),
    lambdaUpper: map(lambdaUpper, "lambdaUpper"),
  };
}

function certificateFrom(text: string): Certificate | undefined {
  const parsed = JSON.parse(text) as Record<string, unknown> | null;
  if (parsed === null) return undefined;
  const entries = Object.entries(parsed).map(([name, value]) => [
    name,
    Array.isArray(value) ? Float64Array.from(value as number[]) : value,
  ]);
  return Object.fromEntries(entries) as Certificate;
}
