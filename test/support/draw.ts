/** Random problems whose outcome is known before they are solved. */
import type { Qp } from "./qp.js";
import { boundOf, inner, multiply, multiplyTransposed, quadraticTimes } from "./qp.js";
import type { Random } from "./random.js";

export type QuadraticKind = "dense" | "diagonal" | "absent";
export type BoundsKind = "none" | "lower scalar" | "both" | "partly infinite" | "fixed variables";

export const QUADRATIC_KINDS: readonly QuadraticKind[] = ["dense", "diagonal", "absent"];
export const BOUNDS_KINDS: readonly BoundsKind[] = [
  "none",
  "lower scalar",
  "both",
  "partly infinite",
  "fixed variables",
];

/** What a problem looks like, before any number is drawn. */
export interface Family {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly quadratic: QuadraticKind;
  readonly bounds: BoundsKind;
  /** Rank of a dense Q, or number of non-zeros of a diagonal one; full by default. */
  readonly rank?: number | undefined;
}

type Bounds = Pick<Qp, "lower" | "upper">;

/** L Lᵀ of the rank asked for, symmetric to the bit; positive definite where the rank is full. */
export function drawQuadratic(random: Random, { variables: n, quadratic, rank = n }: Family): Qp["Q"] {
  if (quadratic === "absent") return undefined;
  if (quadratic === "diagonal") {
    return random.permutation(n).map((place) => (place < rank ? random.uniform(0.5, 2) : 0));
  }
  const L = random.matrix(n, rank, () => random.normal() / Math.sqrt(n));
  const ridge = rank >= n ? 0.1 : 0;
  const Q = L.map((row, i) => L.map((other, j) => inner(row, other) + (i === j ? ridge : 0)));
  return Q.map((row, i) => row.map((value, j) => (j <= i ? value : Q[j][i])));
}

/** Bounds that z meets, strictly but for fixed variables. */
function boundsAround(random: Random, z: readonly number[], kind: BoundsKind): Bounds {
  const below = z.map((value) => value - random.uniform(0.1, 1));
  const above = z.map((value) => value + random.uniform(0.1, 1));
  switch (kind) {
    case "none":
      return {};
    case "lower scalar":
      return { lower: Math.min(...below) };
    case "both":
      return { lower: below, upper: above };
    case "partly infinite":
      return {
        lower: below.map((value, i) => (i % 3 === 0 ? -Infinity : value)),
        upper: above.map((value, i) => (i % 3 === 1 ? Infinity : value)),
      };
    case "fixed variables":
      return {
        lower: below.map((value, i) => (i % 3 === 0 ? z[i] : value)),
        upper: above.map((value, i) => (i % 3 === 0 ? z[i] : value)),
      };
  }
}

/**
 * A problem with an interior point and a point that meets stationarity, so that it has a solution, not known
 * in advance. `p` is drawn by {@link drawCost}, so that elements of a batch may share everything else.
 */
export function drawFeasible(random: Random, family: Family): Qp {
  const { variables: n, equalities: e, inequalities: m } = family;
  const z = random.vector(n);
  const constraints = {
    ...(e > 0 ? withEqualities(random.matrix(e, n), z) : {}),
    ...(m > 0
      ? withInequalities(
          random.matrix(m, n),
          z,
          random.vector(m, () => random.uniform(0.1, 1)),
        )
      : {}),
    ...boundsAround(random, z, family.bounds),
  };
  const Q = drawQuadratic(random, family);
  const qp: Qp = { ...(Q && { Q }), p: z, ...constraints };
  return { ...qp, p: drawCost(random, qp) };
}

/** A linear cost for which some multipliers meet stationarity: the objective is bounded. */
export function drawCost(random: Random, qp: Qp): number[] {
  const n = qp.p.length;
  const sometimes = (): number => Math.max(0, random.normal());
  const lambdaLower = qp.p.map((_, i) => (boundOf(qp.lower, i, -Infinity) > -Infinity ? sometimes() : 0));
  const lambdaUpper = qp.p.map((_, i) => (boundOf(qp.upper, i, Infinity) < Infinity ? sometimes() : 0));
  return costFor(qp, {
    z: random.vector(n),
    nu: random.vector(qp.b?.length ?? 0),
    lambda: random.vector(qp.h?.length ?? 0, sometimes),
    lambdaLower,
    lambdaUpper,
  });
}

function withEqualities(A: number[][], z: readonly number[]): Pick<Qp, "A" | "b"> {
  return { A, b: multiply(A, z) };
}

function withInequalities(
  G: number[][],
  z: readonly number[],
  slack: readonly number[],
): Pick<Qp, "G" | "h"> {
  return { G, h: multiply(G, z).map((value, i) => value + slack[i]) };
}

/** A point and multipliers. */
export interface Triple {
  readonly z: number[];
  readonly nu: number[];
  readonly lambda: number[];
  readonly lambdaLower: number[];
  readonly lambdaUpper: number[];
}

/** The p that makes (z, multipliers) stationary. */
export function costFor(qp: Qp, { z, nu, lambda, lambdaLower, lambdaUpper }: Triple): number[] {
  const n = z.length;
  const fromQ = quadraticTimes(qp, z);
  const fromA = multiplyTransposed(qp.A ?? [], nu, n);
  const fromG = multiplyTransposed(qp.G ?? [], lambda, n);
  return z.map((_, i) => -(fromQ[i] + fromA[i] + fromG[i] - lambdaLower[i] + lambdaUpper[i]));
}

/** How a planted solution sits on its constraints. */
export interface Planting {
  /** Smallest slack of an inactive and multiplier of an active constraint. */
  readonly margin?: number;
  /** Active constraints, equalities and fixed variables included; at most the number of variables by default. */
  readonly active?: number;
  /** Chance that an active constraint has multiplier 0. */
  readonly weak?: number;
}

/** A problem and one of its solutions; the only one where Q is definite and at most n constraints are active. */
export interface Planted {
  readonly qp: Qp;
  readonly triple: Triple;
}

type Place = "lower" | "upper" | "fixed" | "inactive";

/** Draws the solution first, then the problem that has it: p from stationarity, b and h from feasibility. */
export function plant(random: Random, family: Family, planting: Planting = {}): Planted {
  const { variables: n, equalities: e, inequalities: m, bounds } = family;
  const { margin = 0.3, weak = 0 } = planting;
  const fixed = bounds === "fixed variables" ? Math.max(1, Math.floor((n - e) / 4)) : 0;
  let spare = Math.min(planting.active ?? n, n + m) - e - fixed;
  const away = (): number => margin + random.uniform();
  const multiplier = (): number => (random.chance(weak) ? 0 : away());

  const z = random.vector(n);
  const places: Place[] = z.map(() => "inactive");
  const variables = random.permutation(n);
  for (let i = 0; i < fixed; i++) places[variables[i]] = "fixed";
  const limited = bounds === "none" ? 0 : random.integer(0, Math.max(0, Math.min(spare, n - fixed)));
  for (let i = fixed; i < fixed + limited; i++) {
    const place = bounds === "lower scalar" || random.chance(0.5) ? "lower" : "upper";
    places[variables[i]] = place;
  }
  const box = drawBox(random, bounds, places, z, away);
  spare -= places.filter((place) => place === "lower" || place === "upper").length;

  const tight = Math.max(0, Math.min(m, planting.active === undefined ? random.integer(0, m) : m, spare));
  const order = random.permutation(m);
  const isTight = Array.from({ length: m }, (_, row) => order[row] < tight);
  const qp: Qp = {
    ...withOptional("Q", drawQuadratic(random, family)),
    p: z,
    ...(e > 0 ? withEqualities(random.matrix(e, n), z) : {}),
    ...(m > 0
      ? withInequalities(
          random.matrix(m, n),
          z,
          isTight.map((is) => (is ? 0 : away())),
        )
      : {}),
    ...box,
  };
  const signs = places.map(() => random.chance(0.5));
  const on = (side: "lower" | "upper"): number[] =>
    places.map((place, i) => {
      const here = place === side || (place === "fixed" && signs[i] === (side === "lower"));
      return here ? multiplier() : 0;
    });
  const triple: Triple = {
    z,
    nu: random.vector(e),
    lambda: isTight.map((is) => (is ? multiplier() : 0)),
    lambdaLower: on("lower"),
    lambdaUpper: on("upper"),
  };
  return { qp: { ...qp, p: costFor(qp, triple) }, triple };
}

function withOptional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

/** Bounds that put every variable in its place; a scalar bound moves the variables that touch it. */
function drawBox(
  random: Random,
  kind: BoundsKind,
  places: readonly Place[],
  z: number[],
  away: () => number,
): Bounds {
  if (kind === "none") return {};
  if (kind === "lower scalar") {
    const lower = -1;
    places.forEach((place, i) => (z[i] = place === "lower" ? lower : lower + away()));
    return { lower };
  }
  const infinite = (): boolean => kind === "partly infinite" && random.chance(0.5);
  return {
    lower: places.map((place, i) => {
      if (place === "lower" || place === "fixed") return z[i];
      return infinite() ? -Infinity : z[i] - away();
    }),
    upper: places.map((place, i) => {
      if (place === "upper" || place === "fixed") return z[i];
      return infinite() ? Infinity : z[i] + away();
    }),
  };
}
