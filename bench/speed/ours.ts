/** Ways to call optnet on a batch, everything included: the build of today or another. */
import type { Solution } from "optnet";
import { elementOf, onlyOf, toInput, type BatchProblem } from "../../tools/problems/problem.js";
import { measureOneByOne, type Contender, type Limits, type Measurement } from "./contender.js";
import { TODAY, type Library } from "./library.js";

/** Nothing is kept from call to call: every repetition validates, plans, factors and solves anew. */
export function ours(problem: BatchProblem, library: Library = TODAY): Contender {
  const input = toInput(problem);
  return repeated(problem, library, "", () => library.solve(input, library.settings));
}

/**
 * The same batch through a `QpSolver` that was made, untimed, with all but p: for comparison with the peers' ways to
 * keep a solver. It is listed, and no ratio to a peer is taken of it.
 */
export function oursKept(problem: BatchProblem, library: Library = TODAY): Contender {
  const { p, ...constants } = toInput(problem);
  const solver = new library.QpSolver({ ...sizeOf(problem), ...constants }, library.settings);
  return repeated(problem, library, " (QpSolver, kept)", () => solver.solve({ p }));
}

function repeated(problem: BatchProblem, library: Library, way: string, call: () => Solution): Contender {
  return contender(library, way, async ({ seconds: limit, repeats }) => {
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
  });
}

/**
 * The same problems, one call for each: what a call costs beside the solving. With shared data a `QpSolver` holds
 * all but p; with distinct data it is `solve`.
 */
export function oursOneByOne(problem: BatchProblem, library: Library = TODAY): Contender {
  const { batch, variables, shared } = problem;
  const inputs = Array.from({ length: batch }, (_, i) => ({
    ...toInput(onlyOf(problem, i)),
    p: { data: elementOf(problem, "p", i), shape: [variables] },
  }));
  const solver = new library.QpSolver({ ...sizeOf(problem), ...inputs[0] }, library.settings);
  const call = shared
    ? ({ p }: (typeof inputs)[number]) => solver.solve({ p })
    : (input: (typeof inputs)[number]) => library.solve(input, library.settings);
  return contender(library, ", one by one", async (limits) => {
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
  });
}

/** @param way how the library is called, after its name. */
export function contender(
  { name, kind, tolerance }: Library,
  way: string,
  measure: (limits: Limits) => Promise<Measurement>,
): Contender {
  return { name: name + way, kind, tolerance, measure };
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

export function sizeOf({ variables, equalities, inequalities }: BatchProblem) {
  return { variables, equalities, inequalities };
}
