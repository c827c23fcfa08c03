/** The two steps: the smallest shift, then the solution of the problem that it makes feasible. */
import type { SolvedBatch } from "../../execute/executor.js";
import { LeastSquares } from "../../derivative/least-squares.js";
import { newSolutionData, selectElements, vectorsOf } from "../../problem/batch.js";
import type { SolutionData, SolvedBy, Status } from "../../problem/fields.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { faceProblem, multipliersFrom } from "./face-problem.js";
import { ProblemUnits } from "../../form/free-variables.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import type { Steps } from "../steps.js";
import { ShiftReduction } from "./shift-problem.js";

/** A part of the batch whose constraints were shifted. */
export interface Shifted {
  /** Positions in the batch. */
  readonly elements: readonly number[];
  /** As given, and with shifted right-hand sides. */
  readonly given: Problem;
  readonly feasible: Problem;
  readonly reduction: ShiftReduction;
  /** The solution of the reduction, and that of the feasible problem. */
  readonly first: SolvedBatch;
  readonly second: SolvedBatch;
}

/** @returns undefined where not even the shift can be found. */
export function* solveShifted(
  problem: Problem,
  candidates: readonly number[],
  settings: Settings,
): Steps<Shifted | undefined> {
  const quiet: Settings = { ...settings, form: "auto", onIteration: undefined };
  const all = new ShiftReduction(problem, candidates, selectElements(problem, candidates));
  const trial = yield { problem: all.problem, settings: quiet };
  const found = candidates.filter((_, i) => trial.data.status[all.shifts === 1 ? 0 : i] === "solved");
  if (found.length === 0) return undefined;

  const given = selectElements(problem, found);
  const complete = found.length === candidates.length;
  const reduction = complete ? all : new ShiftReduction(problem, found, given);
  const first = complete ? trial : yield { problem: reduction.problem, settings: quiet };
  const feasible = withFeasibleSides(given, reduction.problem, first.data.z, reduction.shifts);
  const second = yield* solveOnFaces(feasible, first.data, reduction.shifts, quiet);
  return { elements: found, given, feasible, reduction, first, second };
}

/** The shifted problem's solution, found where the shift says that it must lie. */
function* solveOnFaces(
  feasible: Problem,
  first: SolutionData,
  shifts: number,
  settings: Settings,
): Steps<SolvedBatch> {
  const { variables: n, equalities: e, inequalities: m, batch } = feasible;
  const wide = first.z.length / shifts;
  const status: Status[] = [];
  const solvers: SolvedBy[] = [];
  const data = { ...newSolutionData(feasible), status };
  const weaklyActive = new Int32Array(batch);
  const units = new ProblemUnits(feasible);
  for (let shift = 0; shift < shifts; shift++) {
    const part = shifts === 1 ? feasible : selectElements(feasible, [shift]);
    const bounds = shift * wide;
    const face = faceProblem(part, {
      nu: first.nu.subarray(shift * e, shift * e + e),
      lambda: first.lambda.subarray(shift * m, shift * m + m),
      bound: first.lambdaLower
        .subarray(bounds, bounds + n)
        .map((value, i) => value - first.lambdaUpper[bounds + i]),
    });
    const solved = yield { problem: face.problem, settings };
    for (let i = 0; i < part.batch; i++) {
      const element = shift + i;
      const mine = vectorsOf(feasible, data, element);
      multipliersFrom(face, vectorsOf(face.problem, solved.data, i), mine);
      const residuals = assess(feasible, element, mine, units.of(element), settings, true);
      data.primalResidual[element] = residuals.primalResidual;
      data.dualResidual[element] = residuals.dualResidual;
      data.dualityGap[element] = residuals.dualityGap;
      data.objective[element] = solved.data.objective[i];
      data.iterations[element] = solved.data.iterations[i] + first.iterations[shift];
      weaklyActive[element] = solved.weaklyActive()[i];
      solvers[element] = solved.solvedBy(i);
      status[element] = confirmed(solved.data.status[i], residuals);
      if (feasible.G && feasible.h) {
        const sides = elementOf(feasible.h, element);
        const used = product(elementOf(feasible.G, element), m, mine.z);
        for (let k = 0; k < m; k++) data.slack[element * m + k] = Math.max(0, sides[k] - used[k]);
      }
    }
    solved.dispose();
  }
  const system = new LeastSquares(feasible, data);
  return {
    data,
    solveKkt: (right, out) => system.solveKkt(right, out),
    weaklyActive: () => weaklyActive,
    solvedBy: (element) => solvers[element],
    certificate: () => undefined,
    keepFactors: () => () => undefined,
    dispose: () => system.dispose(),
  };
}

/** On the face it was solved; is it for the whole problem? */
function confirmed(status: Status, { merit, roundingMerit }: Assessment): Status {
  return status === "solved" && merit > 1 && roundingMerit > 1 ? "numericalError" : status;
}

/** The problem whose right-hand sides are met by the first step's z to the last digit. */
function withFeasibleSides(given: Problem, wide: Problem, found: Float64Array, shifts: number): Problem {
  const { variables: n, equalities: e, inequalities: m } = given;
  const b = new Float64Array(shifts * e);
  const h = new Float64Array(shifts * m);
  for (let i = 0; i < shifts; i++) {
    const z = found
      .subarray(i * wide.variables, i * wide.variables + n)
      .map((value, j) =>
        Math.min(
          Math.max(value, boundAt(given.lower, i, j, -Infinity)),
          boundAt(given.upper, i, j, Infinity),
        ),
      );
    if (given.A) b.set(product(elementOf(given.A, i), e, z), i * e);
    if (given.G && given.h) {
      const sides = elementOf(given.h, i);
      product(elementOf(given.G, i), m, z).forEach((value, k) => (h[i * m + k] = Math.max(sides[k], value)));
    }
  }
  const operand = (data: Float64Array, size: number): Operand =>
    wide.batched
      ? { data, size, stride: size, shape: [shifts, size] }
      : { data, size, stride: 0, shape: [size] };
  return { ...given, b: given.b && operand(b, e), h: given.h && operand(h, m) };
}

function product(M: Float64Array, rows: number, x: Float64Array): Float64Array {
  const n = x.length;
  return Float64Array.from({ length: rows }, (_, i) =>
    x.reduce((sum, value, j) => sum + M[i * n + j] * value, 0),
  );
}
