/** What takes part in a comparison, and how its time is taken. */
import type { BatchProblem } from "../../tools/problems/problem.js";
import type { Answers } from "./verify.js";

/** A "build" is another version of optnet. */
export type Kind = "ours" | "build" | "javascript" | "native";

/** How long one visit to a contender lasts. */
export interface Limits {
  /** About this long, but at least one repetition. */
  readonly seconds: number;
  /** Elements that also a slow solver solves; it need not do the whole batch. */
  readonly fewest: number;
  /** Most repetitions of the batch. */
  readonly repeats: number;
}

/** One visit: the batch, or its first elements, solved several times over. */
export interface Measurement {
  readonly elements: number;
  /** Seconds per problem, one entry per repetition. */
  readonly seconds: readonly number[];
  /** Of the last repetition. */
  readonly answers: Answers;
}

/** One way to call one solver on one batch. */
export interface Contender {
  readonly name: string;
  readonly kind: Kind;
  /** What the solver is asked for. */
  readonly tolerance: number;
  measure(limits: Limits): Promise<Measurement>;
}

/** A solver. `enter` makes it ready for a batch; what it was ready for before may be forgotten. */
export interface Peer {
  readonly name: string;
  readonly kind: Kind;
  readonly version: string;
  enter(problem: BatchProblem): Promise<Contender[]>;
  close(): void;
}

/**
 * A solver in JavaScript.
 *
 * @param contender one way to call it, anew for every problem or keeping what a batch shares.
 */
export function javascriptPeer(
  name: string,
  version: string,
  contender: (problem: BatchProblem, reuse: boolean) => Pick<Contender, "measure">,
): Peer {
  const way = (problem: BatchProblem, reuse: boolean): Contender => ({
    ...{ name: reuse ? `${name} (reuse)` : name, kind: "javascript", tolerance: 1e-8 },
    ...contender(problem, reuse),
  });
  return {
    ...{ name, kind: "javascript", version },
    enter: async (problem) => (problem.shared ? [false, true] : [false]).map((reuse) => way(problem, reuse)),
    close: () => undefined,
  };
}

/**
 * Takes the time of a solver that does one problem at a time. `prepare` and `read` are not timed, `solve` is; what it
 * throws goes to the caller.
 */
export function measureOneByOne<Prepared, Result, Raw = Result>(
  batch: number,
  { seconds: limit, fewest, repeats }: Limits,
  prepare: (element: number) => Prepared,
  solve: (prepared: Prepared) => Result,
  begin: () => void = () => undefined,
  read: (result: Result) => Raw = (result) => result as unknown as Raw,
): { elements: number; seconds: number[]; raw: Raw[] } {
  const start = performance.now();
  const spent = (): number => (performance.now() - start) / 1000;
  let elements = batch;
  let raw: Raw[] = [];
  const seconds: number[] = [];
  while (seconds.length === 0 || (seconds.length < repeats && spent() < limit)) {
    raw = [];
    const began = performance.now();
    begin();
    let milliseconds = performance.now() - began;
    for (let i = 0; i < elements; i++) {
      const prepared = prepare(i);
      const before = performance.now();
      const result = solve(prepared);
      milliseconds += performance.now() - before;
      raw.push(read(result));
      if (seconds.length === 0 && raw.length >= fewest && spent() > limit) break;
    }
    elements = raw.length;
    seconds.push(milliseconds / 1000 / elements);
  }
  return { elements, seconds, raw };
}
