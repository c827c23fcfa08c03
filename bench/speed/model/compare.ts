/**
 * Compiling and solving models: ours and cvxjs's in turn, on the same data. cvxjs has no parameters, so that other data
 * are another problem for it: its time is that of stating and solving. Ours is taken both ways.
 */
import { QpSolver, type ProblemInput, type SolverValues } from "optnet";
import { summarise, type Summary } from "../../../tools/statistics.js";
import type { Rounds } from "../compare.js";
import { loadCvxjs, ourProblem, valuesOf, type OurProblem } from "./languages.js";
import type { ModelProblem } from "./problems.js";

export type Cvxjs = Awaited<ReturnType<typeof loadCvxjs>>;

/**
 * How far an answer may be from ours, relative to the largest entry. Not nearer: cvxjs minimises the norm where the square
 * of more than a variable is asked for, which has the same minimiser where it stands alone, but tells it to half the digits.
 */
const AGREEMENT = 1e-3;

export interface ModelComparison {
  readonly name: string;
  /** Microseconds to state, compile and solve a new problem. */
  readonly fresh: Summary;
  /** Microseconds to solve a compiled problem with other values. */
  readonly solve: Summary;
  /** Microseconds of a `QpSolver` for the same quadratic programs, whose changing inputs are at hand as plain arrays. */
  readonly byHand: Summary;
  /** Microseconds of cvxjs to state and solve, where it took part. */
  readonly cvxjs: Summary | undefined;
  /** How far its answer is from ours, relative to the largest entry of ours. */
  readonly difference: number | undefined;
  /** Why cvxjs does not count. */
  readonly failure: string | undefined;
}

export async function compareModels(
  one: ModelProblem,
  cvxjs: Cvxjs | undefined,
  rounds: Rounds,
  onVisit: (name: string) => void = () => undefined,
): Promise<ModelComparison> {
  const times = {
    fresh: [] as number[],
    solve: [] as number[],
    byHand: [] as number[],
    cvxjs: [] as number[],
  };
  const kept = ourProblem(one, 0);
  const hand = byHand(one, kept);
  let failure: string | undefined;
  let difference: number | undefined;
  // As everywhere, the first round warms up and does not count.
  for (let round = 0; round <= rounds.rounds; round++) {
    const note = (way: keyof typeof times, microseconds: number): void => {
      if (round > 0) times[way].push(microseconds);
    };
    onVisit("optnet/model, a new problem");
    note(
      "fresh",
      await timed(rounds, (seed) => () => {
        const { problem, values } = ourProblem(one, seed);
        requireSolved(problem.solve(values).status);
      }),
    );
    onVisit("optnet/model, other values");
    note(
      "solve",
      await timed(rounds, (seed) => {
        const values = valuesOf(one, seed);
        return () => requireSolved(kept.problem.solve(values).status);
      }),
    );
    onVisit("QpSolver, other values");
    note(
      "byHand",
      await timed(rounds, (seed) => {
        const inputs = hand.inputsOf(seed);
        return () => requireSolved(hand.solver.solve(inputs).status);
      }),
    );
    if (cvxjs === undefined || failure !== undefined) continue;
    onVisit("cvxjs");
    try {
      difference ??= apart(await cvxjs.make(one, 1).solve(), one);
      if (!(difference < AGREEMENT)) failure = `its answer is off by ${difference.toExponential(1)}`;
      else
        note("cvxjs", await timed(rounds, (seed) => async () => void (await cvxjs.make(one, seed).solve())));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
  return {
    name: one.name,
    fresh: summarise(times.fresh),
    solve: summarise(times.solve),
    byHand: summarise(times.byHand),
    cvxjs: times.cvxjs.length === 0 ? undefined : summarise(times.cvxjs),
    difference,
    failure,
  };
}

/** The quadratic programs that a model becomes, as one writes them without it: what never changes is given once. */
function byHand(one: ModelProblem, { problem, values }: OurProblem) {
  const [some, other] = [problem.inputs(values), problem.inputs(valuesOf(one, 1))];
  const names = Object.keys(some) as (keyof SolverValues)[];
  const changing = names.filter((name) => JSON.stringify(some[name]) !== JSON.stringify(other[name]));
  const of = (input: ProblemInput, chosen: readonly string[]): SolverValues =>
    Object.fromEntries(Object.entries(input).filter(([name]) => chosen.includes(name)));
  const size = (input: unknown): number => (input as { readonly length: number } | undefined)?.length ?? 0;
  const solver = new QpSolver({
    ...{ variables: size(some.p), equalities: size(some.b), inequalities: size(some.h) },
    ...of(some, names.filter((name) => !changing.includes(name))), // prettier-ignore
  });
  return { solver, inputsOf: (seed: number) => of(problem.inputs(valuesOf(one, seed)), changing) };
}

/** Microseconds per call, each with another seed; what makes the call ready is not timed. */
async function timed(
  { seconds, fewest }: Rounds,
  prepare: (seed: number) => () => void | Promise<void>,
): Promise<number> {
  let [spent, calls] = [0, 0];
  while (calls < fewest || spent < seconds * 1000) {
    const call = prepare(1 + calls);
    const start = performance.now();
    const result = call();
    if (result !== undefined) await result;
    spent += performance.now() - start;
    calls++;
  }
  return (1000 * spent) / calls;
}

function requireSolved(status: readonly string[]): void {
  if (status.some((one) => one !== "solved")) throw new Error(`optnet/model: ${status.join(", ")}`);
}

function apart(answer: Float64Array, one: ModelProblem): number {
  const { problem, values, unknown } = ourProblem(one, 1);
  const solution = problem.solve(values);
  requireSolved(solution.status);
  const data = solution.value(unknown);
  const scale = data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - answer[i])), 0) / scale;
}
