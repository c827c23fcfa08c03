import { OptNetError } from "../problem/errors.js";
import type { Problem } from "../problem/problem.js";
import { hasFewRows } from "../problem/quadratic.js";
import type { Settings } from "../problem/settings.js";
import type { Structure } from "./structure.js";
import { structureOf } from "./structure.js";

export type KktForm = "primal" | "dual" | "nullSpace" | "sparse";

/** What an interior point factors. */
export type InteriorForm = Exclude<KktForm, "dual">;

/** How a problem will be solved, and why. */
export interface Plan {
  readonly form: KktForm;
  /** What the interior point factors: `form`, or where that is "dual", the form for elements that pivoting leaves. */
  readonly interiorForm: InteriorForm;
  readonly structure: Structure;
  /** Multiplications and additions of each form: once to prepare, then per iteration. Sparse ones count for more. */
  readonly flops: Readonly<Record<KktForm, Flops>>;
}

interface Flops {
  readonly prepare: number;
  readonly iteration: number;
}

/** Iterations over which preparation is spread: what a typical problem takes. */
const TYPICAL_ITERATIONS = 12;

/** The plan for a problem. */
export function planFor(problem: Problem, settings: Settings): Plan {
  const structure = structureOf(problem, settings.form === "sparse");
  const { form, backend } = settings;
  if (last?.form === form && last.backend === backend && isSame(last.plan.structure, structure)) {
    return last.plan;
  }
  const plan = makePlan(structure, settings);
  last = { plan, form, backend };
  return plan;
}

/** The last one, and the settings that it is for: programs solve many problems of one structure. */
let last: ({ readonly plan: Plan } & Pick<Settings, "form" | "backend">) | undefined;

function isSame(a: Structure, b: Structure): boolean {
  return (
    a.variables === b.variables &&
    a.equalities === b.equalities &&
    a.inequalities === b.inequalities &&
    a.quadratic === b.quadratic &&
    a.bounded === b.bounded &&
    a.sharedMatrices === b.sharedMatrices &&
    a.sparse === b.sparse
  );
}

/**
 * Chooses the KKT form by counting flops.
 *
 * It looks at the structure alone, never at the size of the batch, so that an element has the same bits alone
 * and in any batch.
 */
export function makePlan(structure: Structure, settings: Settings): Plan {
  const flops = {
    primal: primalFlops(structure),
    dual: dualFlops(structure),
    nullSpace: nullSpaceFlops(structure),
    sparse: sparseFlops(structure),
  };
  const { form } = settings;
  if (form === "nullSpace" && structure.equalities === 0) {
    throw unsuited(form, `"auto" or "primal"`, "The null-space form eliminates Az = b, and there is none.");
  }
  if (form === "dual" && settings.backend === "reference") {
    throw unsuited(form, `"auto", "primal" or "nullSpace"`, "The reference backend has no dual form.");
  }
  if (form === "sparse" && structure.sparse === undefined) {
    throw unsuited(form, `"auto"`, "Declare the zeros, with sparse.fromDense: these arrays are dense.");
  }
  if (form === "primal" || form === "nullSpace" || form === "sparse") {
    return { form, interiorForm: form, structure, flops };
  }
  const interiorForm = cheapestInterior(flops, structure);
  const dual =
    form === "dual" ||
    (settings.backend !== "reference" &&
      dualPays({ ...flops, dual: inRounds(flops.dual, structure) }, interiorForm, structure.variables));
  return { form: dual ? "dual" : interiorForm, interiorForm, structure, flops };
}

/** The share of variables with curvature below which pivoting takes as many rounds as for linear programs. */
const NEARLY_LINEAR = 0.5;

function inRounds({ prepare, iteration }: Flops, { sparse, quadratic, variables }: Structure): Flops {
  const isNearlyLinear = quadratic !== "zero" && sparse && sparse.curved < NEARLY_LINEAR * variables;
  return { prepare, iteration: isNearlyLinear ? LINEAR_ROUNDS * iteration : iteration };
}

function unsuited(form: KktForm, expected: string, hint: string): OptNetError {
  return new OptNetError({ field: "settings.form", expected, got: `"${form}" for this problem`, hint });
}

function cheapestInterior(flops: Plan["flops"], { variables, equalities, sparse }: Structure): InteriorForm {
  const dense = equalities > 0 && total(flops.nullSpace) < total(flops.primal) ? "nullSpace" : "primal";
  const denseCost = total(flops[dense]) + DENSE_PER_VARIABLE * variables;
  return sparse && total(flops.sparse) < denseCost ? "sparse" : dense;
}

function total({ prepare, iteration }: Flops): number {
  return prepare + TYPICAL_ITERATIONS * iteration;
}

/**
 * What the iterations of a dense interior point take besides their flops, for every variable: all of it where Q is diagonal
 * and there are few rows. What a sparse one takes for its unknowns is counted with its flops.
 */
const DENSE_PER_VARIABLE = 12_000;

/**
 * Pivoting runs in kernels that do several times as many flops in the same time as an interior point, which takes some
 * besides for every problem. Measured from n = 2 to 1000. Preparation counts in full, because the batch need not be large.
 */
const KERNEL_ADVANTAGE = { factor: 4, flops: 200_000 };

function dualPays(flops: Plan["flops"], interior: InteriorForm, variables: number): boolean {
  const { factor, flops: fixed } = KERNEL_ADVANTAGE;
  const besides = interior === "sparse" ? 0 : DENSE_PER_VARIABLE * variables;
  return total(flops.dual) < factor * (total(flops[interior]) + besides) + fixed;
}

/** Sizes of a problem without its slack variables (soft/structure.ts), and the entries of the whole one's rows. */
interface WithoutSlacks {
  readonly variables: number;
  readonly inequalities: number;
  readonly entries: number;
}

/**
 * What it takes to make and lift a reduced problem and to judge the answer, in flops of the kernels: for every element, every
 * variable and row of the whole, and every entry of its rows. Measured from 3 to 400 variables, one element at a time, which
 * takes some three times as long as in a batch.
 */
const LIFTING = { fixed: 21_000, perUnknown: 900, perEntry: 105 };
/** How many times as many rounds as others linear programs take, in the whole form. */
const LINEAR_ROUNDS = 5;

/**
 * Whether slack variables are better eliminated. As unknowns each of them has an active row of its own in every round;
 * and where a plan is to go sparse, pivoting on what is left may be cheaper.
 */
export function eliminatingPays(
  { form, interiorForm, flops, structure }: Plan,
  reduced: WithoutSlacks,
): boolean {
  const { variables, equalities, inequalities, quadratic } = structure;
  const slacks = variables - reduced.variables;
  const { variables: n, inequalities: m, entries } = reduced;
  const active = Math.min(m, Math.max(0, n - equalities)) / 2;
  const { fixed, perUnknown, perEntry } = LIFTING;
  const lifting = fixed + perUnknown * (variables + equalities + inequalities) + perEntry * entries;
  const left = dualFlops({ ...structure, variables: n, inequalities: m }, true);
  if (form !== "dual") {
    const dual = { ...left, prepare: left.prepare + lifting };
    return dualPays({ ...flops, dual }, interiorForm, variables);
  }
  // By the structure of few rows, active bounds cost a round hardly anything.
  if (isOfFewRows(structure)) return false;
  const rounds = TYPICAL_ITERATIONS * (quadratic === "zero" ? LINEAR_ROUNDS : 1);
  return lifting < (rounds * ((slacks + active) ** 3 - active ** 3)) / 3;
}

/** Beside the factors of a diagonal H, what its roots and all solves and residuals of an iteration take for an entry of A. */
const DIAGONAL_ENTRY = 150;

/** H = Q + rho I + D + GᵀWG, then A H⁻¹ Aᵀ. */
function primalFlops({ variables: n, equalities: e, inequalities: m, quadratic }: Structure) {
  const diagonal = quadratic !== "dense" && m === 0;
  const factorH = diagonal ? n + DIAGONAL_ENTRY * n * e : m * n * n + n ** 3 / 3;
  const schur = (diagonal ? n * e : n * n * e) + n * e * e + e ** 3 / 3;
  return { prepare: 0, iteration: factorH + schur };
}

/** What the rounds take beside the factor, for an entry of the rows and for a variable. */
const FEW_ROWS_COST = { entry: 6, variable: 40 };

/** Linear programs send bounds in one at a time in the end: so many variables for a round more. */
const LINEAR_VARIABLES = 24;

/** A round of pivoting on few rows beside bounds factors them in the free variables, here taken to be half of all. */
function fewRowsFlops({ variables: n, equalities: e, inequalities: m, quadratic }: Structure) {
  const r = e + m;
  const { entry, variable } = FEW_ROWS_COST;
  const times = quadratic === "zero" ? 1 + n / LINEAR_VARIABLES : 1;
  return {
    prepare: r * n + e * e * n + e * m * n,
    iteration: times * ((r * r * n) / 4 + r ** 3 / 6 + (entry * r + variable) * n),
  };
}

/**
 * K = C Q⁻¹ Cᵀ without the part that A takes, R×R, or where rows are many K = P Pᵀ, R×n; then a round of pivoting
 * factors the block of the active rows, here taken to be half of what there can be, and multiplies K by its
 * multipliers.
 */
function dualFlops(structure: Structure, soft = false) {
  const { variables: n, equalities: e, inequalities: m, quadratic, bounded } = structure;
  if (!soft && isOfFewRows(structure)) return fewRowsFlops(structure);
  const rows = m + (bounded ? n : 0);
  const all = e + rows;
  const factorQ = quadratic === "dense" ? n ** 3 / 3 + all * n * n : all * n;
  const formK = Math.min(all * all * n + rows * rows * e, all * e * n + rows * e * n);
  const active = Math.min(rows, Math.max(0, n - e)) / 2;
  return {
    prepare: factorQ + formK + e ** 3 / 3 + rows * e * e,
    iteration: active ** 3 / 3 + rows * Math.min(rows, n),
  };
}

/** z = z₀ + N w: k = n − e unknowns, with the bounds as rows of N. */
function nullSpaceFlops(structure: Structure) {
  const { variables: n, equalities: e, inequalities: m, quadratic, bounded } = structure;
  const k = Math.max(0, n - e);
  const basis = 4 * n * e * Math.min(n, e) + 4 * n * e * k;
  const reduceQ = quadratic === "zero" ? 0 : quadratic === "diagonal" ? n * k * k : 2 * n * n * k + n * k * k;
  const rows = m + (bounded ? n : 0);
  return { prepare: basis + reduceQ + 2 * m * n * k, iteration: rows * k * k + k ** 3 / 3 };
}

/**
 * In flops of a dense interior point: a multiplication of the factorisation; an entry of the factor, which all solves of an
 * iteration go through, the kernels' for four problems though there may be one; an unknown; and an entry of the matrix or its factor when the order is sought.
 * `npx tsx test/plan-cost.ts` measures the forms side by side: with these numbers the sparse form and dense interior points
 * run at about the same rate, 1000 to 2000 a microsecond, and pivoting at some 3500.
 */
const SPARSE_COST = { multiplication: 3, entry: 60, unknown: 300, analysis: 200 };

/** The KKT matrix as one sparse LDLᵀ. */
function sparseFlops({ sparse }: Structure): Flops {
  if (sparse === undefined) return { prepare: Infinity, iteration: Infinity };
  const { multiplication, entry, unknown, analysis } = SPARSE_COST;
  return {
    prepare: analysis * (sparse.entries + sparse.factorEntries),
    iteration:
      multiplication * sparse.multiplications +
      entry * (sparse.entries + sparse.factorEntries) +
      unknown * sparse.size,
  };
}

/** Whether the dual form goes by the structure of few rows beside bounds. */
function isOfFewRows({ variables, equalities, inequalities, quadratic, bounded }: Structure): boolean {
  const separable = quadratic !== "dense";
  return hasFewRows({ variables, equalities, inequalities, bounded, separable });
}

/** The plan in words: what is factored, its size, and what the other form would have cost. */
export function explainPlan(plan: Plan): string {
  const { structure, form, interiorForm, flops } = plan;
  const { variables: n, equalities: e, inequalities: m, quadratic, bounded, sharedMatrices } = structure;
  const dimension = form === "nullSpace" ? Math.max(0, n - e) : n;
  const rows = m + (bounded ? n : 0);
  const most = Math.min(rows, Math.max(0, n - e));
  const matrix =
    form === "sparse"
      ? `the whole KKT matrix, ${structure.sparse!.size} unknowns and ${structure.sparse!.entries} entries, as a sparse one`
      : form === "dual"
        ? isOfFewRows(structure)
          ? `A and the active rows of G in the free variables, at most ${e + m}×${e + m}, by pivoting`
          : `the active rows of C Q⁻¹ Cᵀ, at most ${most}×${most} of ${rows}×${rows}, by pivoting`
        : form === "nullSpace"
          ? `Nᵀ(Q + CᵀWC)N, ${dimension}×${dimension}, with N a basis of the null space of A`
          : quadratic !== "dense" && m === 0
            ? `Q + rho I + D, diagonal of ${n}${e > 0 ? `, then A H⁻¹ Aᵀ, ${e}×${e}` : ""}`
            : `Q + rho I + D + GᵀWG, ${n}×${n}${e > 0 ? `, then A H⁻¹ Aᵀ, ${e}×${e}` : ""}`;
  const cost = (name: KktForm): string =>
    `${Math.round(flops[name].iteration)} flops per iteration, ${Math.round(flops[name].prepare)} to prepare`;
  return [
    `problem     ${n} variables, ${e} equalities, ${m} inequalities, ${quadratic} Q, ${bounded ? "bounds" : "no bounds"}`,
    `batch       ${sharedMatrices ? "shares Q, A and G: they are prepared once" : "Q, A or G differ: prepared for every element"}`,
    `form        ${form}: factors ${matrix}`,
    `primal      ${cost("primal")}`,
    `dual        ${cost("dual")}`,
    ...(e > 0 ? [`null space  ${cost("nullSpace")}`] : []),
    ...(form === "dual"
      ? [`otherwise   elements that pivoting leaves unsolved: interior point, ${interiorForm} form`]
      : []),
    ...(structure.sparse
      ? [
          `sparse      ${cost("sparse")}, counted as dense ones: ${structure.sparse.factorEntries} entries in the factor`,
        ]
      : []),
  ].join("\n");
}
