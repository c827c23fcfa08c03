/** Solves and checks one problem after another, in a process of its own: a crash or a hang ends only this. */
import { solve, type ProblemInput } from "optnet";
import { readProblemFile } from "optnet/io/node";
import { NO_RESIDUALS, type Attempt, type Expected } from "./attempt.js";
import { residualsOf } from "./check.js";
import { faultOf } from "./proof.js";

/** What the runner asks for. */
export interface Request {
  readonly path: string;
  readonly problem: string;
  readonly tolerance: number;
  readonly expected: Expected;
  readonly maxIterations: number | undefined;
}

/** Solves shorter than this are repeated, and their median time is reported. */
const SHORT_SECONDS = 0.05;
const REPEATS = 5;

process.on("message", (request: Request) => {
  void attempt(request).then((result) => process.send!(result));
});

async function attempt(request: Request): Promise<Attempt> {
  const { path, problem: name, tolerance, expected, maxIterations } = request;
  const start = performance.now();
  try {
    const { problem } = await readProblemFile(path);
    const settings = { tolerance, absoluteTolerance: tolerance, maxIterations };
    const first = timed(problem, settings);
    const times = [first.seconds];
    while (first.seconds < SHORT_SECONDS && times.length < REPEATS)
      times.push(timed(problem, settings).seconds);
    times.sort((a, b) => a - b);
    const { solution } = first;
    if (solution.shape.batch !== 1)
      throw new Error("the file holds a batch; give every problem a file of its own");
    return {
      problem: name,
      tolerance,
      expected,
      outcome: solution.status[0],
      message: solution.status[0] === "primalInfeasible" ? faultOf(problem, first.certificate) : "",
      iterations: solution.iterations[0],
      seconds: times[times.length >> 1],
      residuals: residualsOf(problem, solution),
    };
  } catch (error) {
    return {
      problem: name,
      tolerance,
      expected,
      outcome: "error",
      message: String((error as Error).message ?? error).split("\n")[0],
      iterations: 0,
      seconds: (performance.now() - start) / 1000,
      residuals: NO_RESIDUALS,
    };
  }
}

function timed(problem: ProblemInput, settings: Parameters<typeof solve>[1]) {
  const start = performance.now();
  const solution = solve(problem, settings);
  const seconds = (performance.now() - start) / 1000;
  const certificate = solution.certificate(0);
  solution.dispose();
  return { solution, certificate, seconds };
}
