/** A batch whose slack variables are eliminated: solved by pivoting with soft rows, lifted, and judged as a whole. */
import { sharesOf } from "../../form/active.js";
import { ClearLook } from "../../form/clear.js";
import { objectiveOf } from "../../form/residuals.js";
import { Constraints } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import { assess } from "../../form/verdict.js";
import { fillRows, newSolutionData, newVectors, vectorsOf, withStatus } from "../../problem/batch.js";
import type { KktVectors, NumericData, SolutionData, SolvedBy, Status } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Reuse, SolvedBatch } from "../executor.js";
import { solveSoft } from "../wasm/index.js";
import { liftKkt, liftSolution, restrictRight } from "./lift.js";
import { ReducedProblem } from "./reduced.js";
import type { SlackGroup } from "./structure.js";
import { withSparseRows } from "./sparse-copy.js";

type Inner = NonNullable<ReturnType<typeof solveSoft>>;

/** The elements of one structure. */
interface Part {
  readonly reduced: ReducedProblem;
  readonly inner: Inner;
}

/** Share of the largest below which a slack and a multiplier are both none: the row is weakly active. */
const WEAK = 1e-8;

export class SoftBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly unfinished: number[] = [];
  readonly #status: Status[];
  readonly #problem: Problem;
  /** The same with rows that are sparse, where the batch shares them: what the verdict looks at. */
  readonly #judged: Problem;
  readonly #settings: Settings;
  readonly #parts: readonly Part[];
  readonly #units: ProblemUnits;
  #look: ClearLook | undefined;
  #weaklyActive: Int32Array | undefined;

  constructor(problem: Problem, settings: Settings, parts: readonly Part[], into: NumericData | undefined) {
    this.#problem = problem;
    this.#judged = withSparseRows(problem);
    this.#settings = settings;
    this.#parts = parts;
    this.#units = new ProblemUnits(this.#judged);
    this.#status = new Array<Status>(problem.batch);
    this.data = withStatus(into ?? newSolutionData(problem), this.#status);
    this.#takeAnswers();
  }

  again(warmStart: boolean): void {
    for (const { reduced, inner } of this.#parts) {
      reduced.takeVectors();
      inner.again(warmStart, false);
    }
    this.data.iterations.fill(0);
    for (const name of ["lambda", "lambdaLower", "lambdaUpper"] as const) this.data[name].fill(0);
    this.#takeAnswers();
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  #takeAnswers(): void {
    this.#weaklyActive = undefined;
    this.#status.fill("numericalError");
    for (const part of this.#parts) {
      part.reduced.elements.forEach((element, i) => {
        this.data.iterations[element] = part.inner.data.iterations[i];
        const solved = part.reduced.valid[i] === 1 && part.inner.data.status[i] === "solved";
        if (solved && this.#accepts(part, i, element)) this.#status[element] = "solved";
      });
    }
    this.unfinished.length = 0;
    this.#status.forEach((status, i) => {
      if (status === "numericalError") this.unfinished.push(i);
    });
  }

  /** Writes the answer of element i of a part; whether the verdict on the whole problem accepts it. */
  #accepts({ reduced, inner }: Part, i: number, element: number): boolean {
    const { data } = this;
    liftSolution(reduced, i, inner.statesOf(i), inner.data, this.#problem, data);
    const candidate = vectorsOf(this.#problem, data, element);
    const { tolerance, absoluteTolerance } = this.#settings;
    const look = (this.#look ??= new ClearLook(this.#judged));
    if (absoluteTolerance === Infinity && look.accepts(element, candidate, tolerance)) {
      data.slack.set(look.slack, element * look.slack.length);
      data.objective[element] = look.objective;
      data.primalResidual[element] = look.primalResidual;
      data.dualResidual[element] = look.dualResidual;
      data.dualityGap[element] = Math.abs(look.signedGap);
      return true;
    }
    const judged = this.#judged;
    const verdict = assess(
      judged,
      element,
      candidate,
      this.#units.of(element),
      this.#settings,
      absoluteTolerance < Infinity,
    );
    if (!(verdict.merit <= 1)) return false;
    const { inequality } = verdict.residuals;
    const at = element * inequality.length;
    for (let k = 0; k < inequality.length; k++) data.slack[at + k] = Math.max(0, -inequality[k]);
    data.objective[element] = objectiveOf(judged, element, candidate.z);
    data.primalResidual[element] = verdict.primalResidual;
    data.dualResidual[element] = verdict.dualResidual;
    data.dualityGap[element] = verdict.dualityGap;
    return true;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    for (const element of this.unfinished) fillRows({ ...out }, element, batch, 0);
    for (const { reduced, inner } of this.#parts) {
      const given = newVectors(reduced.problem);
      const answer = newVectors(reduced.problem);
      reduced.elements.forEach((_, i) =>
        restrictRight(reduced, i, inner.statesOf(i), right, this.#problem, given),
      );
      inner.solveKkt(given, answer);
      reduced.elements.forEach((element, i) => {
        if (this.#status[element] !== "solved") return;
        liftKkt(reduced, i, inner.statesOf(i), right, answer, this.#problem, out);
      });
    }
  }

  weaklyActive(): Int32Array {
    return (this.#weaklyActive ??= Int32Array.from(this.#status, (status, element) =>
      status === "solved" ? this.#countWeak(element) : 0,
    ));
  }

  #countWeak(element: number): number {
    const problem = this.#judged;
    const constraints = new Constraints(problem, element);
    const solution = vectorsOf(problem, this.data, element);
    const { slack, multiplier } = sharesOf(problem, element, constraints, solution, this.#units.of(element));
    let count = 0;
    for (let row = 0; row < slack.length; row++) if (slack[row] <= WEAK && multiplier[row] <= WEAK) count++;
    return count;
  }

  certificate(): undefined {}

  solvedBy(): SolvedBy {
    return "pivoting";
  }

  keepFactors(): () => void {
    const ends = this.#parts.map(({ inner }) => inner.keepFactors());
    return () => {
      for (const end of ends) end();
    };
  }

  dispose(): void {
    for (const { inner } of this.#parts) inner.dispose();
  }
}

/** Solves the elements of these groups; undefined where the kernels have no room for them. */
export function solveGroups(
  problem: Problem,
  groups: readonly SlackGroup[],
  settings: Settings,
  { earlier, warmStart, into }: Reuse,
): SoftBatch | undefined {
  const before = earlier instanceof SoftBatch ? earlier.parts : [];
  const parts: Part[] = [];
  for (const [k, group] of groups.entries()) {
    const known = before.length === groups.length ? before[k] : undefined;
    const same = known?.reduced.structure.key === group.structure.key ? known : undefined;
    const reduced = new ReducedProblem(problem, group, same?.reduced);
    const inner = solveSoft(reduced.problem, reduced.caps, settings, { earlier: same?.inner, warmStart });
    if (inner === undefined) {
      for (const part of parts) part.inner.dispose();
      return undefined;
    }
    parts.push({ reduced, inner });
  }
  return new SoftBatch(problem, settings, parts, into);
}
