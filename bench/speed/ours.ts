/** optnet, as installed: one call of `solve` for the whole batch, everything included. */
import { QpSolver, SETTINGS, solve, type SettingsInput, type Solution } from "optnet";
import { measureOneByOne, type Contender, type Limits, type Measurement } from "./contender.js";
import { elementOf, onlyOf, toInput, type BatchProblem } from "../../tools/problems/problem.js";

export const TOLERANCE = SETTINGS.tolerance.default;

/** The defaults, on one thread. */
export const ONE_THREAD: SettingsInput = Object.hasOwn(SETTINGS, "threads") ? ({ threads: 1 } as object) : {};

/** Nothing is kept from call to call: every repetition validates, plans, factors and solves anew. */
export function ours(problem: BatchProblem): Contender {
  const input = toInput(problem);
  const measure = repeated(problem, () => solve(input, ONE_THREAD));
  return { name: "optnet", kind: "ours", tolerance: TOLERANCE, measure };
}

function repeated(problem: BatchProblem, call: () => Solution): Contender["measure"] {
  return async ({ seconds: limit, repeats }) => {
    const seconds: number[] = [];
    const start = performance.now();
    for (;;) {
      const before = performance.now();
      const solution = call();
      solution.dispose();
      const after = performance.now();
      seconds.push((after - before) / 1000 / problem.batch);
      if (seconds.length < repeats && after - start < limit * 1000) continue;
      solution.assertSolved();
      return { elements: problem.batch, seconds, answers: solution };
    }
  };
}

/**
 * The same batch through a `QpSolver` that was made, untimed, with all but p: for comparison with the peers' ways to
 * keep a solver. It is listed, and no ratio is taken of it.
 */
export function oursKept(problem: BatchProblem): Contender {
  const { variables, equalities, inequalities } = problem;
  const { p, ...constants } = toInput(problem);
  const solver = new QpSolver({ variables, equalities, inequalities, ...constants }, ONE_THREAD);
  return {
    name: "optnet (QpSolver, kept)",
    kind: "ours",
    tolerance: TOLERANCE,
    measure: repeated(problem, () => solver.solve({ p })),
  };
}

/**
 * The same problems, one call for each: what a call costs beside the solving. With shared data a `QpSolver` holds
 * all but p; with distinct data it is `solve`.
 */
export function oursOneByOne(problem: BatchProblem): Contender {
  const { batch, variables, equalities, inequalities, shared } = problem;
  const inputs = Array.from({ length: batch }, (_, i) => ({
    ...toInput(onlyOf(problem, i)),
    p: { data: elementOf(problem, "p", i), shape: [variables] },
  }));
  const solver = new QpSolver({ variables, equalities, inequalities, ...inputs[0] }, ONE_THREAD);
  const call = shared
    ? ({ p }: (typeof inputs)[number]) => solver.solve({ p })
    : (input: (typeof inputs)[number]) => solve(input, ONE_THREAD);
  return {
    name: "optnet, one by one",
    kind: "ours",
    tolerance: TOLERANCE,
    async measure(limits: Limits): Promise<Measurement> {
      const { elements, seconds, raw } = measureOneByOne(
        batch,
        limits,
        (i) => inputs[i],
        (input) => {
          const solution = call(input);
          solution.dispose();
          return solution;
        },
      );
      return { elements, seconds, answers: gather(raw) };
    },
  };
}

/** Solutions of single problems as those of a batch. */
export function gather(
  solutions: readonly Pick<Solution, "z" | "nu" | "lambda" | "lambdaLower" | "status">[],
) {
  const unsolved = solutions.findIndex(({ status }) => status[0] !== "solved");
  if (unsolved >= 0) throw new Error(`problem ${unsolved}: ${solutions[unsolved].status[0]}`);
  const all = (name: "z" | "nu" | "lambda" | "lambdaLower") =>
    Float64Array.from(solutions.flatMap((solution) => [...solution[name]]));
  return { z: all("z"), nu: all("nu"), lambda: all("lambda"), lambdaLower: all("lambdaLower") };
}
