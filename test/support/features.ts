/** What a solution may be asked for, each as something that can be tried in every way to solve. */
import type { FieldName, ProblemInput } from "optnet";
import { OptNetError, solve, sparse } from "optnet";
import type { AnySettings, AnySolution, Way } from "./ways.js";

type Seen = Readonly<Record<string, ArrayLike<number | string | boolean>>>;

export interface Feature {
  /** As the page's table calls it. */
  readonly name: string;
  /** The same elements so many times over. */
  readonly problem?: (times: number) => ProblemInput;
  readonly settings?: () => AnySettings;
  /** What shows that it works. */
  look?(solution: AnySolution, problem: ProblemInput): Promise<Seen> | Seen;
  /** Whether that is so: of what `solve` gives, with which all others are compared, or of each where `solve` refuses. */
  holds?(seen: Seen): boolean | Promise<boolean>;
  /** The promise is to be rejected with this. */
  readonly reason?: string;
}

/** Vectors of two elements, one behind the other, so many times over. */
function pairs(times: number, ...numbers: number[]): { data: Float64Array; shape: number[] } {
  const data = Float64Array.from({ length: times * numbers.length }, (_, i) => numbers[i % numbers.length]);
  return { data, shape: [2 * times, numbers.length / 2] };
}

/** Two elements that share Q, A and G; pivoting takes them several rounds. */
const problem = (times: number): ProblemInput => ({
  Q: [
    [4, 1, 0],
    [1, 2, 0.5],
    [0, 0.5, 3],
  ],
  p: pairs(times, -9, 1, 7, 4, -8, 2),
  A: [[1, 1, 1]],
  b: pairs(times, 0.5, 0.25),
  G: [
    [1, -1, 0.5],
    [0, 1, 2],
  ],
  h: pairs(times, 1, 1.5, 1, 1.5),
  lower: -1,
  upper: 1,
});
/** Its matrices as sparse ones. */
const withSparse = ({ Q, A, G, ...vectors }: ProblemInput): ProblemInput => ({
  ...vectors,
  Q: sparse.fromDense(Q as number[][]),
  A: sparse.fromDense(A as number[][]),
  G: sparse.fromDense(G as number[][]),
});
/** The second element has no feasible point. */
const infeasible = (times: number): ProblemInput => ({ ...problem(times), b: pairs(times, 0.5, 7) });
/** A bound is active with a multiplier of 0 in the first element. */
const kink = (times: number): ProblemInput => ({
  Q: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  p: pairs(times, 1, 3, -5, 4, -8, 2),
  lower: -1,
  upper: 1,
});

/** A solution does not say how often its two elements are in it, but its length does. */
const timesIn = ({ z }: AnySolution): number => (z as Float64Array).length / 6;

/** What a solution can do, by its name or by that of the method that waits for the GPU. */
async function ask(solution: AnySolution, name: string, ...args: unknown[]): Promise<unknown> {
  const method = solution[name] ?? solution[`${name}Async`];
  if (typeof method !== "function") throw new NoSuchMethod();
  return await method.apply(solution, args);
}
class NoSuchMethod extends Error {}

const numbers = ({ z, nu, lambda, status }: AnySolution): Seen => ({ z, nu, lambda, status }) as Seen;

async function gradients(solution: AnySolution): Promise<Seen> {
  const found = (await ask(solution, "vjp", {
    z: pairs(timesIn(solution), 1, -2, 0.5, 0.25, 1, -1),
  })) as Record<FieldName, { data: Float64Array }>;
  return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, data]));
}

const moves = async (solution: AnySolution): Promise<Seen> =>
  (await ask(solution, "jvp", { p: pairs(timesIn(solution), 1, 0, -1, 2, 1, 1) })) as Seen;

const isSolved = ({ status }: Seen): boolean => Array.from(status).every((one) => one === "solved");
const isMoved = (seen: Seen): boolean => Object.values(seen).some((array) => Array.from(array).some(Boolean));

/** Whether a mode gives other gradients than the exact ones of the same problem. */
async function isOther(seen: Seen, input: typeof problem, settings: AnySettings = {}): Promise<boolean> {
  return !isSame(seen, await gradients(solve(input(1), settings) as unknown as AnySolution));
}

/** How often `onIteration` was called. */
let reports = 0;

const CLOSEST = { infeasible: "closestFeasible" } as const;

export const FEATURES: readonly Feature[] = [
  { name: "a batch: statuses, z, multipliers", look: numbers, holds: isSolved },
  { name: "`vjp`", look: gradients, holds: isMoved },
  { name: "`jvp`", look: moves, holds: isMoved },
  {
    name: "`jacobian`",
    look: async (solution) => ({
      data: ((await ask(solution, "jacobian", "z", "p")) as { data: Float64Array }).data,
    }),
    holds: isMoved,
  },
  {
    name: '`gradient: "smoothed"`',
    settings: () => ({ gradient: "smoothed", smoothing: 0.1 }),
    look: gradients,
    holds: (seen) => isOther(seen, problem),
  },
  {
    name: '`gradient: "leastSquares"`',
    problem: kink,
    settings: () => ({ gradient: "leastSquares" }),
    look: gradients,
    holds: (seen) => isOther(seen, kink),
  },
  {
    name: "`weaklyActive`, `atRounding`",
    problem: kink,
    look: async (solution) => ({
      weaklyActive: solution.weaklyActive as Int32Array,
      atRounding: [await ask(solution, "atRounding", 0), await ask(solution, "atRounding", 1)] as boolean[],
    }),
    holds: ({ weaklyActive, atRounding }) => weaklyActive[0] === 1 && atRounding.length === 2,
  },
  {
    name: "`certificate`",
    problem: infeasible,
    look: async (solution) => {
      const proof = (await ask(solution, "certificate", 1)) as { kind: string; nu: Float64Array } | undefined;
      return {
        status: solution.status as string[],
        kind: [String(proof?.kind)],
        nu: [Math.sign(proof?.nu[0] ?? 0)],
      };
    },
    holds: ({ kind }) => kind[0] === "primalInfeasible",
  },
  {
    name: '`infeasible: "closestFeasible"`, with `vjp`',
    problem: infeasible,
    settings: () => CLOSEST,
    look: async (solution) => ({
      ...numbers(solution),
      shiftB: solution.shiftB as Float64Array,
      ...(await gradients(solution)),
    }),
    holds: (seen) => isSolved(seen) && seen.shiftB[0] === 0 && Number(seen.shiftB[1]) < -1,
  },
  {
    name: "… with `jvp`",
    problem: infeasible,
    settings: () => CLOSEST,
    look: moves,
    holds: isMoved,
  },
  {
    name: '… with `gradient: "smoothed"`',
    problem: infeasible,
    settings: () => ({ ...CLOSEST, gradient: "smoothed", smoothing: 0.1 }),
    look: gradients,
    holds: (seen) => isOther(seen, infeasible, CLOSEST),
  },
  {
    name: "rows that are absent: `h` = Infinity",
    problem: (times) => ({ ...problem(times), h: pairs(times, 1, Infinity, 1, 1.5) }),
    look: async (solution) => ({
      ...numbers(solution),
      slack: solution.slack as Float64Array,
      ...(await gradients(solution)),
    }),
    holds: (seen) => isSolved(seen) && seen.slack[1] === Infinity,
  },
  {
    name: "sparse `Q`, `A` and `G`, with `vjp`",
    problem: (times) => withSparse(problem(times)),
    look: async (solution) => ({ ...numbers(solution), ...(await gradients(solution)) }),
    holds: (seen) => isSolved(seen) && seen.Q.length === 7,
  },
  {
    name: "… with `jvp`, `jacobian`",
    problem: (times) => withSparse(problem(times)),
    look: async (solution) => ({
      ...(await moves(solution)),
      data: ((await ask(solution, "jacobian", "z", "G")) as { data: Float64Array }).data,
    }),
    holds: isMoved,
  },
  {
    name: '… with `infeasible: "closestFeasible"`',
    problem: (times) => withSparse(infeasible(times)),
    settings: () => CLOSEST,
    look: async (solution) => ({
      ...numbers(solution),
      shiftB: solution.shiftB as Float64Array,
      ...(await gradients(solution)),
    }),
    holds: (seen) => isSolved(seen) && Number(seen.shiftB[1]) < -1,
  },
  {
    name: '`invalid: "status"`',
    problem: (times) => ({ ...problem(times), p: pairs(times, -9, 1, 7, 4, NaN, 2) }),
    settings: () => ({ invalid: "status" }),
    look: numbers,
    holds: ({ status }) => status[0] === "solved" && status[1] === "invalid",
  },
  {
    name: '`unsolvedGradient: "throw"`',
    problem: infeasible,
    settings: () => ({ unsolvedGradient: "throw" }),
    look: async (solution) => {
      const error: unknown = await gradients(solution).catch((reason: unknown) => reason);
      return { thrown: [error instanceof OptNetError] };
    },
    holds: ({ thrown }) => thrown[0] === true,
  },
  {
    name: "`absoluteTolerance`",
    settings: () => ({ absoluteTolerance: 1e-10 }),
    look: (solution) => ({
      status: solution.status as string[],
      met: Array.from(solution.dualResidual as Float64Array, (residual) => residual <= 1e-10),
    }),
    holds: isSolved,
  },
  {
    name: "`timeLimit`",
    // Threads hear a few milliseconds later that the time is up, and keep what they have solved by then.
    problem: (times) => problem(40 * times),
    settings: () => ({ timeLimit: 0 }),
    look: (solution) => {
      const status = solution.status as readonly string[];
      return {
        stopped: [status.includes("timeLimit")],
        known: [status.every((one) => one === "timeLimit" || one === "solved")],
      };
    },
    holds: ({ stopped, known }) => stopped[0] === true && known[0] === true,
  },
  {
    name: "`signal`",
    settings: () => ({ signal: AbortSignal.abort("called off") }),
    reason: "called off",
  },
  {
    name: "`onIteration`",
    settings: () => {
      reports = 0;
      return { onIteration: () => void (reports += 1) };
    },
    look: () => ({ called: [reports > 0] }),
    holds: ({ called }) => called[0] === true,
  },
  {
    name: '`backend: "reference"`',
    settings: () => ({ backend: "reference" }),
    look: numbers,
    holds: isSolved,
  },
  { name: '`form: "primal"`', settings: () => ({ form: "primal" }), look: numbers, holds: isSolved },
  { name: "`warmStart: true`", settings: () => ({ warmStart: true }), look: numbers, holds: isSolved },
  { name: "`inPlace: true`", settings: () => ({ inPlace: true }), look: numbers, holds: isSolved },
  {
    name: "`transfer: true`",
    settings: () => ({ transfer: true }),
    look: (solution, { p }) => ({ ...numbers(solution), left: [(p as { data: Float64Array }).data.length] }),
    holds: (seen) => isSolved(seen) && seen.left[0] === 0,
  },
  {
    name: "inputs in shared memory",
    problem: (times) => {
      const { data: numbers, shape } = pairs(times, -9, 1, 7, 4, -8, 2);
      const data = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
      data.set(numbers);
      return { ...problem(times), p: { data, shape } };
    },
    look: numbers,
    holds: isSolved,
  },
];

/** What becomes of a feature in a way to solve, in the words of the table. */
export async function outcome(feature: Feature, { solve: solveIn, times = 1 }: Way): Promise<string> {
  const { problem: input = problem, settings = () => ({}), look, holds, reason } = feature;
  try {
    const given = input(times);
    const { solution, less } = await solveIn(given, settings());
    const seen = await look!(solution, given);
    const right = await expected(feature, times);
    if (right ? isSame(seen, right) : await holds!(seen)) return less ?? "works";
    return `wrong: ${JSON.stringify({ seen, right })}`;
  } catch (error) {
    if (error instanceof OptNetError) return `\`${error.field}\``;
    if (error instanceof NoSuchMethod) return "no such method";
    if (reason !== undefined && error === reason) return "works";
    throw error;
  }
}

/** What `solve` gives; undefined where it refuses. */
export async function expected(feature: Feature, times = 1): Promise<Seen | undefined> {
  const { problem: input = problem, settings = () => ({}), look } = feature;
  const given = input(times);
  try {
    return await look!(solve(given, settings()) as unknown as AnySolution, given);
  } catch (error) {
    if (error instanceof OptNetError) return undefined;
    throw error;
  }
}

/** To what a GPU's numbers keep; between CPUs the bits are equal, which other tests show. */
const NEAR = 1e-6;

function isSame(one: Seen, other: Seen): boolean {
  return Object.keys({ ...one, ...other }).every((name) => {
    const [a, b] = [one[name], other[name]];
    return (
      a?.length === b?.length &&
      Array.from(a, (value, i) => {
        const to = b[i];
        if (typeof value !== "number" || typeof to !== "number" || Object.is(value, to))
          return Object.is(value, to);
        return Math.abs(value - to) <= NEAR * (1 + Math.abs(to));
      }).every(Boolean)
    );
  });
}
