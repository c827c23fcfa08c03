/** Who solves sparse cases: optnet, and native solvers behind Python, each in a process of its own. */
import { fileURLToPath } from "node:url";
import { QpSolver, SparseMatrix, solve, sparse, type ProblemInput, type Solution } from "optnet";
import type { Answer } from "../../robustness/check.js";
import { encodeArray, decodeArray } from "../native.js";
import { Worker, type Launch } from "../worker.js";
import { problemOf, type Pass, type SparseSolver } from "./compare.js";
import type { Change, SparseCase } from "./problems.js";

const NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/** Answers of a solution's elements, copied. */
function answersOf(solution: Solution): Answer[] {
  const { batch } = solution.shape;
  return Array.from({ length: batch }, (_, i) => {
    const row = (values: Float64Array): Float64Array => {
      const length = values.length / batch;
      return values.slice(i * length, i * length + length);
    };
    const [z, nu, lambda, lambdaLower, lambdaUpper] = NAMES.map((name) => row(solution[name]));
    return { z, nu, lambda, lambdaLower, lambdaUpper };
  });
}

/** All elements as one batch. */
function batchOf({ problem, elements }: SparseCase): ProblemInput {
  const names = Object.keys(elements[0]) as (keyof Change)[];
  const stacked = names.map((name) => {
    const rows = elements.map((element) => element[name]!);
    const data = Float64Array.from(rows.flatMap((row) => [...row]));
    return [name, { data, shape: [rows.length, rows[0].length] }] as const;
  });
  return { ...problem, ...Object.fromEntries(stacked) };
}

const seconds = (run: () => void): number => {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1e3;
};

/** One problem, or a batch, in one call; a loop call by call. */
function inOneCall(of: SparseCase, timeLimit: number): Pass {
  const input = of.kind === "batch" ? batchOf(of) : of.problem;
  let solution: Solution | undefined;
  const taken = seconds(() => (solution = solve(input, { timeLimit })));
  const answers = answersOf(solution!);
  const [status, iterations] = [[...solution!.status], mean(solution!.iterations)];
  solution!.dispose();
  return { seconds: answers.map(() => taken / answers.length), answers, status, iterations };
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function inLoop(of: SparseCase, warmStart: boolean, timeLimit: number): Pass {
  const { Q, A, G, lower, upper } = of.problem;
  const variables = (of.problem.p as Float64Array).length;
  const constants = Object.fromEntries(
    Object.entries({ Q, A, G, lower, upper }).filter(([, value]) => value !== undefined),
  );
  const solver = new QpSolver({ variables, ...constants }, { timeLimit });
  const pass = { seconds: [] as number[], answers: [] as Answer[], status: [] as string[] };
  let iterations = 0;
  of.elements.forEach((_, i) => {
    const { p, b, h } = problemOf(of, i);
    const values = Object.fromEntries(Object.entries({ p, b, h }).filter(([, value]) => value !== undefined));
    let solution: Solution | undefined;
    pass.seconds.push(seconds(() => (solution = solver.solve(values, { warmStart, inPlace: true }))));
    pass.answers.push(...answersOf(solution!));
    pass.status.push(...solution!.status);
    iterations += solution!.iterations[0];
  });
  solver.dispose();
  return { ...pass, iterations: iterations / of.elements.length };
}

/** optnet; of a loop warm and cold. */
export function oursFor(of: SparseCase): SparseSolver[] {
  const named = (name: string, run: SparseSolver["solve"]): SparseSolver => ({
    ...{ name, version: "", solve: run, close: () => undefined },
  });
  if (of.kind !== "loop") return [named("optnet", inOneCall)];
  return [
    named("optnet", (loop, limit) => inLoop(loop, true, limit)),
    named("optnet, cold", (loop, limit) => inLoop(loop, false, limit)),
  ];
}

/** Classes of bench/peers/sparse_worker.py. */
export const SPARSE_PEERS = ["piqp", "piqp-multistage", "proxqp", "daqp", "osqp", "clarabel", "highs"];

/** What a whole batch may take, in time limits of one problem. */
const WHOLE_BATCH = 4;

/** @throws Error where the interpreter or the solver's package is missing. */
export async function startSparsePeer(
  python: string,
  name: string,
  limitSeconds: number,
): Promise<SparseSolver> {
  const path = fileURLToPath(new URL("../../peers/sparse_worker.py", import.meta.url));
  const launch: Launch = {
    ...{ command: python, arguments: [path, name], timeLimitSeconds: WHOLE_BATCH * limitSeconds + 5 },
  };
  let worker = new Worker(launch);
  let version: string;
  try {
    version = String((await worker.ask({ do: "hello" }))["version"]);
  } catch (error) {
    worker.close();
    throw error;
  }
  return {
    ...{ name, version },
    async solve(of, limit) {
      if (!worker.alive) worker = new Worker(launch);
      const reply = (await worker.ask({ do: "solve", problem: encodeCase(of), limit })) as {
        seconds: number[];
        answers: Record<(typeof NAMES)[number], string>[];
        status: string[];
      };
      const answers = reply.answers.map((answer) => {
        const [z, nu, lambda, lambdaLower, lambdaUpper] = NAMES.map((part) =>
          decodeArray({ shape: [], data: answer[part] }),
        );
        return { z, nu, lambda, lambdaLower, lambdaUpper };
      });
      return { seconds: reply.seconds, answers, status: reply.status };
    },
    close: () => worker.close(),
  };
}

/** A case as the worker reads it. */
export function encodeCase({ problem, elements }: SparseCase): object {
  const p = vector(problem.p, 0);
  const n = p.length;
  const text = (values: Float64Array): string => encodeArray(values, [values.length]).data;
  const matrix = (given: unknown): object | undefined => {
    if (given === undefined) return undefined;
    const own = given instanceof SparseMatrix ? given : sparse.diagonal(given as Float64Array);
    const { shape, indptr, indices, data } = own;
    return { shape, indptr: [...indptr], indices: [...indices], data: text(data as Float64Array) };
  };
  return {
    n,
    ...{ Q: matrix(problem.Q), A: matrix(problem.A), G: matrix(problem.G), p: text(p) },
    ...{ b: text(vector(problem.b, 0)), h: text(vector(problem.h, 0)) },
    lower: text(bound(problem.lower, n, -Infinity)),
    upper: text(bound(problem.upper, n, Infinity)),
    elements: elements.map((element) =>
      Object.fromEntries(Object.entries(element).map(([name, values]) => [name, text(values)])),
    ),
  };
}

function vector(given: unknown, absent: number): Float64Array {
  return given === undefined ? new Float64Array(absent) : Float64Array.from(given as ArrayLike<number>);
}

function bound(given: unknown, n: number, absent: number): Float64Array {
  if (given === undefined || typeof given === "number") return new Float64Array(n).fill(given ?? absent);
  return vector(given, n);
}
