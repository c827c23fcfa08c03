/** Proofs that there is no solution, from how the iterates diverge. */
import { tryContradiction, tryDescent } from "../../form/certificate.js";
import type { InteriorProblem } from "./interior-problem.js";
import { addA, addATransposed, addC, addCTransposed, multiplyQ, newBlocks } from "./interior-problem.js";
import type { Blocks } from "../../form/standard.js";
import { newUserVectors } from "../../form/standard.js";
import { dot, maxAbs, nonnegative } from "../../matrix/dense.js";
import { rangeMultipliers } from "../../matrix/orthogonal.js";
import type { Certificate } from "../../problem/fields.js";
import type { Element } from "./element.js";
import { equilibratedDual, expand, forEachBound, reducedDual } from "./element.js";
import type { State } from "./state.js";
import { KktSystem, RowSystem } from "./kkt.js";

/** A direction in the interior point's unknowns that may prove that there is no solution. */
interface Direction extends Blocks {
  readonly kind: Certificate["kind"];
}

/** Remainder of a direction, relative to its gain, that makes it worth a try in the user's own numbers. */
const PROMISING = 1e-9;
/** A residual this small is itself the proof that there is a feasible point. */
const FEASIBLE = 1e-10;
/** Share of a residual that is left from one iterate to the next where it falls fast. */
const FALLS = 0.5;

/**
 * Looks for a proof first in the equilibrated problem, then in the user's own numbers. Where there is no solution the
 * iterates diverge along such a proof: the iterate shows its direction in the end, the last step often much sooner,
 * because it is free of the bounded part of the iterate.
 */
export class CertificateSearch {
  readonly #element: Element;
  readonly #tolerance: number;
  /** A contradiction whose remainder has fallen to this part of its gain is worth sharpening. */
  #sharpenContradictionBelow = 1e-2;
  /** The same for a direction of descent, relative to its slope. */
  #sharpenDescentBelow = 1e-3;
  /** Residuals when an iterate was looked at last. */
  #lastPrimal = Infinity;
  #lastDual = Infinity;
  /** A contradiction that gains less than the tolerance: what it excludes may be solved within the tolerance all the same. */
  weak: Certificate | undefined;

  constructor(element: Element, tolerance: number) {
    this.#element = element;
    this.#tolerance = tolerance;
  }

  /** The certificate that the iterate shows, in the user's units and normalised; undefined if there is none. */
  find(state: State): Certificate | undefined {
    const direction = this.#directionOf(state);
    if (direction === undefined) return undefined;
    if (direction.kind === "dualInfeasible") return descent(this.#element, direction.z, this.#tolerance);
    const found = contradiction(this.#element, direction, this.#tolerance);
    if (found === undefined) this.weak ??= contradiction(this.#element, direction, 0);
    return found;
  }

  #directionOf(state: State): Direction | undefined {
    const { iterate, step } = state;
    const primal = Math.max(maxAbs(state.equalityResidual), maxAbs(state.inequalityResidual));
    const dual = maxAbs(state.dualResidual);
    // Where there is no solution one of them stays; what falls fast needs no proof that it cannot.
    const falls = (now: number, before: number): boolean => state.kkt.isSparse && now <= FALLS * before;
    const [primalFalls, dualFalls] = [falls(primal, this.#lastPrimal), falls(dual, this.#lastDual)];
    this.#lastPrimal = primal;
    this.#lastDual = dual;
    if (primal > FEASIBLE && !primalFalls) {
      const found =
        this.#contradictionAlong(state, iterate.nu, iterate.lambda) ??
        this.#contradictionAlong(state, step.nu, step.lambda);
      if (found) return found;
    }
    if (!(dual > FEASIBLE) || dualFalls) return undefined;
    return this.#descentAlong(state, iterate.z) ?? this.#descentAlong(state, step.z);
  }

  /** Aᵀnu + Cᵀlambda = 0, lambda ≥ 0 with bᵀnu + dᵀlambda < 0 contradicts Az = b, Cz ≤ d. */
  #contradictionAlong(state: State, nu: Float64Array, multipliers: Float64Array): Direction | undefined {
    const { problem } = state;
    const lambda = nonnegative(multipliers);
    const gain = -dot(problem.b, 0, nu, 0, nu.length) - dot(problem.d, 0, lambda, 0, lambda.length);
    if (!(gain > 0)) return undefined;
    const remainder = new Float64Array(problem.n);
    addATransposed(problem, 1, nu, remainder);
    addCTransposed(problem, 1, lambda, remainder);
    const ratio = maxAbs(remainder) / gain;
    if (ratio <= PROMISING) return { ...newBlocks(problem), kind: "primalInfeasible", nu, lambda };
    if (!(ratio <= this.#sharpenContradictionBelow) || refuted(state, nu, lambda, gain)) return undefined;
    this.#sharpenContradictionBelow = ratio / 10;
    const sharp = sharpen(problem, nu, lambda);
    return sharp && this.#contradictionAlong(state, sharp.nu, sharp.lambda);
  }

  /** Qz = 0, Az = 0, Cz ≤ 0 with pᵀz < 0: the objective falls for ever along z. */
  #descentAlong(state: State, z: Float64Array): Direction | undefined {
    const { problem } = state;
    const slope = -dot(problem.p, 0, z, 0, z.length);
    if (!(slope > 0)) return undefined;
    // Mostly it is the bounds that a direction violates, and they cost the least to look at.
    const useful = Math.max(PROMISING, this.#sharpenDescentBelow) * slope;
    if (!(largestBoundViolation(problem, z) <= useful)) return undefined;
    const images = imagesOf(problem, z);
    let violation = Math.max(maxAbs(images.Qz), maxAbs(images.Az));
    for (const value of images.Cz) if (!(value <= violation)) violation = value;
    const ratio = violation / slope;
    if (ratio <= PROMISING) return { ...newBlocks(problem), kind: "dualInfeasible", z };
    let size = 0;
    for (const value of z) size += Math.abs(value);
    // Before the first step nothing has diverged; what `step` holds then belongs to the starting point.
    const isRefuted =
      (state.kkt.isSparse && state.iteration === 0) || maxAbs(state.dualResidual) * size < slope;
    if (!(ratio <= this.#sharpenDescentBelow) || isRefuted) return undefined;
    this.#sharpenDescentBelow = ratio / 10;
    const sharp = sharpenDescent(problem, z);
    return sharp && this.#descentAlong(state, sharp);
  }
}

/** Whether the iterate violates the constraints by less than the would-be proof says that every point does. */
function refuted(state: State, nu: Float64Array, lambda: Float64Array, gain: number): boolean {
  let weights = 0;
  for (const vector of [nu, lambda]) for (const value of vector) weights += Math.abs(value);
  return Math.max(maxAbs(state.equalityResidual), maxAbs(state.inequalityResidual)) * weights < gain;
}

/** Rows with a smaller share of the largest multiplier take no part in the contradiction. */
const SUPPORT = 1e-4;

/**
 * Along a diverging iterate the contradiction grows while the rest of the multipliers stays, so that its share
 * falls only as fast as the iterate diverges. Without the rest, the contradiction is near, in the span of its own
 * rows: the smallest change of their multipliers that makes Aᵀnu + Cᵀlambda = 0.
 */
function sharpen(
  problem: InteriorProblem,
  nu: Float64Array,
  lambda: Float64Array,
): { nu: Float64Array; lambda: Float64Array } | undefined {
  const least = SUPPORT * Math.max(maxAbs(nu), maxAbs(lambda));
  const support = Uint8Array.from(lambda, (value) => (value > least ? 1 : 0));
  const supported = lambda.map((value, i) => (support[i] ? value : 0));
  const right = new Float64Array(problem.n);
  addATransposed(problem, -1, nu, right);
  addCTransposed(problem, -1, supported, right);
  const step = newBlocks(problem);
  const rows = new RowSystem(problem);
  const isFactored = rows.factor(support);
  if (isFactored) rows.solve(right, step);
  rows.dispose();
  if (!isFactored) return undefined;
  return {
    nu: nu.map((value, i) => value + step.nu[i]),
    lambda: supported.map((value, i) => (support[i] ? Math.max(0, value + step.lambda[i]) : 0)),
  };
}

/** The largest of Cz, over the rows of bounds. */
function largestBoundViolation(
  { boxBasis, lowerIndex, upperIndex }: InteriorProblem,
  z: Float64Array,
): number {
  let largest = 0;
  if (boxBasis) return largest;
  for (const i of lowerIndex) if (!(-z[i] <= largest)) largest = -z[i];
  for (const i of upperIndex) if (!(z[i] <= largest)) largest = z[i];
  return largest;
}

interface Images {
  readonly Qz: Float64Array;
  readonly Az: Float64Array;
  readonly Cz: Float64Array;
}

function imagesOf(problem: InteriorProblem, z: Float64Array): Images {
  const Qz = new Float64Array(problem.n);
  multiplyQ(problem, z, Qz);
  const Az = new Float64Array(problem.e);
  addA(problem, 1, z, Az);
  const Cz = new Float64Array(problem.d.length);
  addC(problem, 1, z, Cz);
  return { Qz, Az, Cz };
}

/**
 * The nearest direction with Qz = 0, Az = 0 and Cz = 0 on the rows that a diverging iterate does not clearly recede
 * from: what the bounded part of the iterate adds to its direction goes away. Proximal steps on ½ zᵀQz subject to
 * these rows, each of which takes out all but the part rho of what has curvature.
 */
function sharpenDescent(problem: InteriorProblem, z: Float64Array): Float64Array | undefined {
  const kkt = new KktSystem(problem);
  const images = imagesOf(problem, z);
  const { Cz } = images;
  const least = SUPPORT * maxAbs(z);
  kkt.rho = PROJECTION_RHO;
  kkt.delta = PROJECTION_DELTA;
  for (let i = 0; i < Cz.length; i++) kkt.v[i] = Cz[i] > -least ? PROJECTION_DELTA : 1e30;
  const isFactored = kkt.factor();
  const right = newBlocks(problem);
  const step = newBlocks(problem);
  const nearest = z.slice();
  for (let round = 0; isFactored && round < PROJECTION_STEPS; round++) {
    // As a correction of what is left: its rounding is relative to that, so that what is to be 0 comes as near as it can.
    const { Qz, Az, Cz: left } = round === 0 ? images : imagesOf(problem, nearest);
    for (let i = 0; i < Qz.length; i++) right.z[i] = -Qz[i];
    for (let i = 0; i < Az.length; i++) right.nu[i] = -Az[i];
    for (let i = 0; i < left.length; i++) right.lambda[i] = kkt.v[i] === PROJECTION_DELTA ? -left[i] : 0;
    kkt.solve(right, step, 1e-14, 0, PROJECTION_RHO);
    for (let i = 0; i < nearest.length; i++) nearest[i] += step.z[i];
  }
  kkt.dispose();
  return isFactored ? nearest : undefined;
}

/** Small enough that a step leaves little of what it takes out; the rows may depend on each other. */
const PROJECTION_RHO = 1e-7;
const PROJECTION_DELTA = 1e-7;
const PROJECTION_STEPS = 4;

/** Corrections of a direction that nearly proves. */
const CORRECTIONS = 3;
/** Directions of descent that are tried: the given one, and it sharpened in either scale of the objective. */
const DIRECTIONS = 4;

/** Entries below this share of the largest, in canonical units, are rounding: in a proof they have to be 0. */
const NOTHING = 2 ** -46;

/** Sets to 0 what is rounding, given the units of all entries: dividing by them makes entries comparable. */
function dropRounding(vectors: readonly Float64Array[], units: readonly Float64Array[]): void {
  let largest = 0;
  vectors.forEach((vector, k) =>
    vector.forEach((value, i) => (largest = Math.max(largest, Math.abs(value / units[k][i])))),
  );
  vectors.forEach((vector, k) =>
    vector.forEach((value, i) => {
      if (Math.abs(value / units[k][i]) < NOTHING * largest) vector[i] = 0;
    }),
  );
}

/** A certificate is a direction: neither the linear cost nor the particular solution takes part. */
function offsetOf({ matrices }: Element): { z: Float64Array; right: Float64Array } {
  const n = matrices.free.length;
  return { z: new Float64Array(n), right: new Float64Array(n) };
}

export function descent(
  element: Element,
  direction: Float64Array,
  tolerance: number,
): Certificate | undefined {
  const { problem, index, interior } = element;
  const vectors = newUserVectors(problem);
  const blocks = newBlocks(interior);
  let z: Float64Array | undefined = direction;
  for (let round = 0; z && round < DIRECTIONS; round++) {
    blocks.z.set(z);
    expand(element, blocks, offsetOf(element), vectors);
    const free = Float64Array.from(element.matrices.free, (variable) => vectors.z[variable]);
    dropRounding([free], [element.units.z]);
    element.matrices.free.forEach((variable, i) => (vectors.z[variable] = free[i]));
    const certificate = tryDescent(problem, index, vectors.z, tolerance);
    if (certificate) return certificate;
    // The scale of the objective has no part in it, and where that makes Q small a step leaves much: without it, next.
    z = sharpenDescent(round % 2 === 0 ? interior : { ...interior, quadraticScale: 1 }, z);
  }
  return undefined;
}

/**
 * Shares of the largest multiplier below which rows of C take no part in a contradiction. Its own may be small, and what
 * the solver left of those of other rows may be large: the first share that suits.
 */
const SHARES = [SUPPORT, 1e-8, 1e-2];

/** The certificate that a direction, which is one to the accuracy of a solver, is near; undefined where there is none. */
export function contradiction(
  element: Element,
  direction: Direction,
  tolerance: number,
  shares: readonly number[] = SHARES,
): Certificate | undefined {
  const { problem, index, units, interior } = element;
  const vectors = newUserVectors(problem);
  expand(element, direction, offsetOf(element), vectors);
  dropRounding([vectors.nu, vectors.lambda], [units.A, units.G]);
  const trial = tryContradiction(problem, index, vectors, tolerance);
  if (trial.certificate || maxAbs(trial.remainder) === 0) return trial.certificate;
  const largest = Math.max(maxAbs(direction.nu), maxAbs(direction.lambda));
  const rows = new RowSystem(interior);
  let found: Certificate | undefined;
  for (const share of shares) found ??= contradictionOf(element, rows, direction, share * largest, tolerance);
  rows.dispose();
  return found;
}

/**
 * Without the rows of C that have least of a multiplier. What the others leave over variables that no bound makes up for is
 * taken out by the smallest change of their multipliers: the iterate has them to 1e-9, a proof to rounding.
 */
function contradictionOf(
  element: Element,
  rows: RowSystem,
  direction: Direction,
  least: number,
  tolerance: number,
): Certificate | undefined {
  const { problem, index, units } = element;
  const support = Uint8Array.from(direction.lambda, (value) => (value > least ? 1 : 0));
  const lambda = direction.lambda.map((value, i) => (support[i] ? value : 0));
  let isFactored = false;
  const vectors = newUserVectors(problem);
  expand(element, { ...direction, lambda }, offsetOf(element), vectors);
  const out = newBlocks(rows.problem);
  const step = newUserVectors(problem);
  for (let round = 0; ; round++) {
    dropRounding([vectors.nu, vectors.lambda], [units.A, units.G]);
    const { certificate, remainder } = tryContradiction(problem, index, vectors, tolerance);
    if (certificate || maxAbs(remainder) === 0 || round === CORRECTIONS) return certificate;
    // Nothing is left to bounds where the other side would have to take it.
    forEachBound(element, (row, variable) => {
      if (!support[row] || remainder[variable] === 0) return;
      support[row] = 0;
      isFactored = false;
    });
    if (!isFactored && !rows.factor(support)) return undefined;
    isFactored = true;
    const right = equilibratedDual(element, remainder);
    rows.solve(reducedDual(element, right), out);
    for (let i = 0; i < out.lambda.length; i++) if (!support[i]) out.lambda[i] = 0;
    out.z.fill(0);
    expand(element, out, { z: new Float64Array(right.length), right }, step);
    for (let i = 0; i < step.nu.length; i++) vectors.nu[i] += step.nu[i];
    for (let i = 0; i < step.lambda.length; i++) vectors.lambda[i] += step.lambda[i];
  }
}

/**
 * In the null-space form contradictory equalities show before any iteration: the part of b outside the range of A is
 * itself the certificate. Undefined where they do not contradict each other.
 */
export function inconsistencyCertificate(element: Element, tolerance: number): Certificate | undefined {
  const { problem, index, matrices, inconsistency, units } = element;
  if (!(maxAbs(inconsistency) > tolerance)) return undefined;
  const { e } = matrices;
  const n = matrices.free.length;
  const { space } = matrices.reduced!;
  const vectors = newUserVectors(problem);
  const nu = inconsistency.slice();
  for (let round = 0; round < CORRECTIONS; round++) {
    // Dependent rows are combinations of the others: what is left of Aᵀnu is taken out of the independent ones.
    const along = new Float64Array(n);
    addATransposed(element.equilibrated, 1, nu, along);
    const cancelling = rangeMultipliers(space, along, e, n);
    for (let i = 0; i < e; i++) nu[i] -= cancelling[i];
    for (let i = 0; i < e; i++) vectors.nu[i] = -nu[i] * units.A[i];
    const { certificate } = tryContradiction(problem, index, vectors, tolerance);
    if (certificate) return certificate;
  }
  return undefined;
}
