/** Every way to solve a batch, behind one signature, so that what works in one can be tried in all. */
import type { ProblemInput, SettingsInput, Solution, SolveOptions } from "optnet";
import { QpSolver, solve, SparseMatrix } from "optnet";
import { solveAsync } from "optnet/webgpu";
import { SolverWorker, ThreadPool } from "../../src/execute/threads/node.js";

/** Settings as a program without types may write them: those of one way may be given to another. */
export type AnySettings = SettingsInput & { readonly [name: string]: unknown };

/** A solution, or one whose derivatives are promises or have other names. */
export type AnySolution = { readonly [name: string]: unknown };

/** What a way gives: the solution, and whether that is less than was asked for. */
export interface Solved {
  readonly solution: AnySolution;
  readonly less?: "no effect" | "a new solution" | undefined;
}

export interface Way {
  /** As the page's table calls it. */
  readonly name: string;
  /** How often the elements of a problem must be in it for all threads to have some. Default: once. */
  readonly times?: number;
  solve(problem: ProblemInput, settings: AnySettings): Promise<Solved>;
}

/** Workers start with the first batch, and do not keep the process alive. */
const pool = new ThreadPool({ threads: 2 });
const worker = new SolverWorker();
const ENOUGH = 150;

/** The ways that need nothing but Node. */
export const WAYS: readonly Way[] = [
  way("`solve`", solve),
  kept("`QpSolver`", {}),
  kept("`warmStart`", { warmStart: true }),
  kept("`inPlace`", { inPlace: true }),
  { ...way("`pool.solve`", (problem, settings) => pool.solve(problem, settings)), times: ENOUGH },
  { ...way("`pool.solveAsync`", (problem, settings) => pool.solveAsync(problem, settings)), times: ENOUGH },
  way("`SolverWorker`", (problem, settings) => worker.solve(problem, settings)),
];

export function endThreads(): void {
  pool.dispose();
  worker.dispose();
}

export function gpuWay(device: () => GPUDevice): Way {
  return way("GPU", (problem, settings) => solveAsync(problem, settings, device()));
}

function way(name: string, solveWith: (problem: ProblemInput, settings: AnySettings) => unknown): Way {
  return {
    name,
    solve: async (problem, settings) => ({ solution: (await solveWith(problem, settings)) as AnySolution }),
  };
}

/** The second call of a kept solver, which has something to be kept from the first. */
function kept(name: string, own: SolveOptions): Way {
  return {
    name,
    async solve({ Q, A, G, lower, upper, ...values }, { warmStart, inPlace, ...settings }) {
      const { shape } = values.p as { readonly shape: readonly number[] };
      const sizes = { variables: shape[1], equalities: rowsOf(A), inequalities: rowsOf(G) };
      const solver = new QpSolver({ ...sizes, Q, A, G, lower, upper }, settings);
      const asked = { ...own, ...given({ warmStart, inPlace }) } as SolveOptions;
      const first = solver.solve(values, given({ inPlace: asked.inPlace }));
      const cold = sum(first.iterations);
      const started = first.status.includes("solved");
      if (asked.inPlace) first.z.fill(NaN);
      const solution = solver.solve(values, asked);
      return { solution: solution as unknown as AnySolution, less: less(solution) };

      function less(second: Solution): Solved["less"] {
        if (asked.inPlace && second !== first) return "a new solution";
        return asked.warmStart && started && sum(second.iterations) >= cold ? "no effect" : undefined;
      }
    },
  };
}

const rowsOf = (matrix: unknown): number =>
  matrix instanceof SparseMatrix
    ? matrix.shape[0]
    : ((matrix as readonly unknown[] | undefined)?.length ?? 0);

const sum = (numbers: Int32Array): number => numbers.reduce((total, number) => total + number, 0);

function given<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}
