/**
 * Derivatives of the solution by the implicit function theorem.
 *
 * At a solution with active rows C (rows of G, −I for lower and I for upper bounds, right-hand sides d) the KKT
 * conditions are the equations
 *
 *     F₁ = Qz + p + Aᵀnu + Cᵀlambda = 0
 *     F₂ = Az − b                   = 0
 *     F₃ = Cz − d                   = 0          (lambda = 0 on inactive rows)
 *
 * Their Jacobian in (z, nu, lambda) is the symmetric KKT matrix K = [Q Aᵀ Cᵀ; A 0 0; C 0 0], so a change of the
 * inputs that changes F by dF moves the solution by −K⁻¹ dF. For a loss l with gradients g in (z, nu, lambda),
 *
 *     dl = −gᵀ K⁻¹ dF = uᵀ dF     with     K u = −g.
 *
 * One solve for u, then one outer product per input; writing u = (dz, dnu, dlambda):
 *
 *     ∂l/∂p = dz          ∂l/∂Q = ½ (dz zᵀ + z dzᵀ)
 *     ∂l/∂b = −dnu        ∂l/∂A = dnu zᵀ + nu dzᵀ
 *     ∂l/∂h = −dlambda    ∂l/∂G = dlambda zᵀ + lambda dzᵀ
 *     ∂l/∂lower = dlambdaLower,  ∂l/∂upper = −dlambdaUpper
 *
 * Here dlambda stands for the paper's lambda ∘ dλ̃. The formula for ∂l/∂G that the paper prints multiplies both
 * its terms by lambda, which is wrong for the second.
 *
 * Source: Amos & Kolter 2017, eq. 6–8.
 */
import type { KktVectors, Program } from "./backend/backend.js";
import { outerProductsFor } from "./backend/select.js";
import { OptNetError } from "./problem/errors.js";
import type { ArrayInput, DenseArray, FieldName, Operand, Problem } from "./problem/problem.js";
import { elementOf, FIELD_NAMES } from "./problem/problem.js";
import type { Settings } from "./problem/settings.js";
import type {
  Cotangents,
  Gradients,
  OutputTangents,
  SolutionSource,
  Tangents,
  VjpOptions,
} from "./problem/solution.js";
import { readLike, readOutputArray } from "./problem/validate.js";

export function derivativesOf(problem: Problem, program: Program, settings: Settings): SolutionSource {
  return {
    vjp: (cotangents, options) => vjp(problem, program, settings, cotangents, options),
    jvp: (tangents) => jvp(problem, program, settings, tangents),
    weaklyActive: () => program.weaklyActive(),
    certificate: (element) => program.certificate(element),
    dispose: () => program.dispose(),
  };
}

const OUTPUT_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;

function vjp(
  problem: Problem,
  program: Program,
  settings: Settings,
  cotangents: Cotangents,
  options: VjpOptions,
): Gradients {
  const names = wantedFields(problem, options);
  requireKnown("cotangents", cotangents, OUTPUT_NAMES);
  refuseUnsolved(program, settings);

  const right = newVectors(problem);
  const objective = readCotangents(problem, cotangents, right);
  addObjectiveGradient(problem, program, objective, right.z);
  for (const vector of Object.values(right) as Float64Array[]) {
    for (let i = 0; i < vector.length; i++) vector[i] = -vector[i];
  }
  const u = newVectors(problem);
  program.solveKkt(right, u);

  const gradients: Partial<Record<FieldName, DenseArray<Float64Array>>> = {};
  for (const name of names) {
    const operand = problem[name]!;
    const data = new Float64Array(operand.shape.reduce((product, length) => product * length, 1));
    gradients[name] = { data, shape: operand.shape };
    if (operand.stride === 0 && addSharedGradient(name, problem, program, settings, u, objective, data)) {
      continue;
    }
    for (let i = 0; i < problem.batch; i++) {
      const target = data.subarray(i * operand.stride, i * operand.stride + operand.size);
      const solved = program.data.status[i] === "solved";
      if (solved) addGradient(name, problem, program, u, objective[i], i, target);
      else if (settings.unsolvedGradient === "nan") target.fill(NaN);
    }
  }
  return gradients;
}

/**
 * The gradient of a matrix that the batch shares: its outer products as one matrix product over the batch. False
 * where that does not apply: for vectors, without a fast product, and where an element has no numbers to trust.
 */
function addSharedGradient(
  name: FieldName,
  problem: Problem,
  program: Program,
  settings: Settings,
  u: KktVectors,
  objective: Float64Array,
  target: Float64Array,
): boolean {
  const { batch, variables: n, quadratic } = problem;
  const { z, nu, lambda, status } = program.data;
  const addOuterProducts = outerProductsFor(settings);
  if (addOuterProducts === undefined || batch === 1 || status.some((element) => element !== "solved"))
    return false;
  const add = (left: Float64Array, right: Float64Array): boolean => {
    if (addOuterProducts(target, left, right, batch)) return true;
    target.fill(0);
    return false;
  };
  if (name === "A") return add(u.nu, z) && add(nu, u.z);
  if (name === "G") return add(u.lambda, z) && add(lambda, u.z);
  if (name !== "Q" || quadratic !== "dense") return false;
  const left = u.z.map((dz, i) => dz + 0.5 * objective[Math.floor(i / n)] * z[i]);
  if (!add(left, z)) return false;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      target[i * n + j] = target[j * n + i] = 0.5 * (target[i * n + j] + target[j * n + i]);
    }
  }
  return true;
}

/** Adds one element's gradient; a shared input's target is the same for all, so that it sums over the batch. */
function addGradient(
  name: FieldName,
  problem: Problem,
  program: Program,
  u: KktVectors,
  objective: number,
  element: number,
  target: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (vectors: Float64Array, length: number): Float64Array =>
    vectors.subarray(element * length, element * length + length);
  const { data } = program;
  const z = row(data.z, n);
  const dz = row(u.z, n);
  switch (name) {
    case "p":
      for (let i = 0; i < n; i++) target[i] += dz[i] + objective * z[i];
      return;
    case "Q":
      if (problem.quadratic === "diagonal") {
        for (let i = 0; i < n; i++) target[i] += (dz[i] + 0.5 * objective * z[i]) * z[i];
        return;
      }
      for (let i = 0; i < n; i++) {
        const left = 0.5 * (dz[i] + objective * z[i]);
        const half = 0.5 * z[i];
        for (let j = 0; j < n; j++) target[i * n + j] += left * z[j] + half * dz[j];
      }
      return;
    case "b":
      return addScaled(target, -1, row(u.nu, e));
    case "h":
      return addScaled(target, -1, row(u.lambda, m));
    case "A":
      return addOuterProducts(target, row(u.nu, e), z, row(data.nu, e), dz);
    case "G":
      return addOuterProducts(target, row(u.lambda, m), z, row(data.lambda, m), dz);
    case "lower":
      return addScaled(target, 1, row(u.lambdaLower, n));
    case "upper":
      return addScaled(target, -1, row(u.lambdaUpper, n));
  }
}

/** target += scale · values; a scalar bound's target collects the sum. */
function addScaled(target: Float64Array, scale: number, values: Float64Array): void {
  const step = target.length === values.length ? 1 : 0;
  for (let i = 0; i < values.length; i++) target[i * step] += scale * values[i];
}

/** target += a xᵀ + b yᵀ. */
function addOuterProducts(
  target: Float64Array,
  a: Float64Array,
  x: Float64Array,
  b: Float64Array,
  y: Float64Array,
): void {
  const n = x.length;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < n; j++) target[i * n + j] += a[i] * x[j] + b[i] * y[j];
  }
}

/** Forward mode: K (dz, dnu, dlambda) = −dF. */
function jvp(problem: Problem, program: Program, settings: Settings, tangents: Tangents): OutputTangents {
  requireKnown("tangents", tangents, FIELD_NAMES);
  refuseUnsolved(program, settings);
  const { batch, variables: n } = problem;
  const moves = readTangents(problem, tangents);
  const right = newVectors(problem);
  const objective = new Float64Array(batch);
  for (let i = 0; i < batch; i++) addInputChange(problem, program, moves, i, right, objective);
  const out = newVectors(problem);
  program.solveKkt(right, out);

  const gradient = new Float64Array(batch * n);
  addObjectiveGradient(problem, program, new Float64Array(batch).fill(1), gradient);
  for (let i = 0; i < batch; i++) {
    for (let j = i * n; j < i * n + n; j++) objective[i] += gradient[j] * out.z[j];
    if (program.data.status[i] !== "solved") fillUnsolved(problem, settings, i, out, objective);
  }
  return { ...out, objective };
}

type Moves = Partial<Record<FieldName, Operand>>;

/** right −= dF for one element, and the objective's direct dependence on Q and p. */
function addInputChange(
  problem: Problem,
  program: Program,
  moves: Moves,
  element: number,
  right: KktVectors,
  objective: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const { data } = program;
  const z = data.z.subarray(element * n, element * n + n);
  const r = right.z.subarray(element * n, element * n + n);
  if (moves.p) {
    const dp = elementOf(moves.p, element);
    for (let i = 0; i < n; i++) {
      r[i] -= dp[i];
      objective[element] += dp[i] * z[i];
    }
  }
  if (moves.Q) {
    const dQ = elementOf(moves.Q, element);
    for (let i = 0; i < n; i++) {
      let change = problem.quadratic === "diagonal" ? dQ[i] * z[i] : 0;
      if (problem.quadratic === "dense") {
        for (let j = 0; j < n; j++) change += 0.5 * (dQ[i * n + j] + dQ[j * n + i]) * z[j];
      }
      r[i] -= change;
      objective[element] += 0.5 * change * z[i];
    }
  }
  const rowsOf = (
    matrix: Operand | undefined,
    vector: Operand | undefined,
    rows: number,
    multipliers: Float64Array,
    target: Float64Array,
  ): void => {
    const dM = matrix && elementOf(matrix, element);
    const dv = vector && elementOf(vector, element);
    for (let i = 0; i < rows; i++) {
      const at = element * rows + i;
      if (dv) target[at] += dv[i];
      if (!dM) continue;
      for (let j = 0; j < n; j++) {
        target[at] -= dM[i * n + j] * z[j];
        r[j] -= dM[i * n + j] * multipliers[at];
      }
    }
  };
  rowsOf(moves.A, moves.b, e, data.nu, right.nu);
  rowsOf(moves.G, moves.h, m, data.lambda, right.lambda);
  for (let i = 0; i < n; i++) {
    if (moves.lower) right.lambdaLower[element * n + i] -= scalarOr(moves.lower, element, i);
    if (moves.upper) right.lambdaUpper[element * n + i] += scalarOr(moves.upper, element, i);
  }
}

function scalarOr(operand: Operand, element: number, index: number): number {
  return operand.data[element * operand.stride + (operand.size === 1 ? 0 : index)];
}

function newVectors(problem: Problem): KktVectors {
  const { batch, variables, equalities, inequalities } = problem;
  return {
    z: new Float64Array(batch * variables),
    nu: new Float64Array(batch * equalities),
    lambda: new Float64Array(batch * inequalities),
    lambdaLower: new Float64Array(batch * variables),
    lambdaUpper: new Float64Array(batch * variables),
  };
}

/** gradient += weight · (Qz + p), the derivative of the objective in z. */
function addObjectiveGradient(
  problem: Problem,
  program: Program,
  weight: Float64Array,
  gradient: Float64Array,
): void {
  const { batch, variables: n, quadratic } = problem;
  for (let element = 0; element < batch; element++) {
    if (weight[element] === 0) continue;
    const start = element * n;
    const z = program.data.z.subarray(start, start + n);
    const p = elementOf(problem.p, element);
    const Q = problem.Q && elementOf(problem.Q, element);
    for (let i = 0; i < n; i++) {
      let slope = p[i];
      if (Q && quadratic === "diagonal") slope += Q[i] * z[i];
      else if (Q) for (let j = 0; j < n; j++) slope += Q[i * n + j] * z[j];
      gradient[start + i] += weight[element] * slope;
    }
  }
}

/** Copies the cotangents of the vectors into `out` and returns those of the objective. */
function readCotangents(problem: Problem, cotangents: Cotangents, out: KktVectors): Float64Array {
  const { batch, batched, variables, equalities, inequalities } = problem;
  const sizes = {
    z: variables,
    nu: equalities,
    lambda: inequalities,
    lambdaLower: variables,
    lambdaUpper: variables,
  };
  for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const) {
    const given = cotangents[name];
    if (given !== undefined) {
      out[name].set(readOutputArray(`cotangents.${name}`, given, batch, batched, sizes[name]));
    }
  }
  const { objective } = cotangents;
  if (objective === undefined) return new Float64Array(batch);
  return readOutputArray("cotangents.objective", objective, batch, batched, undefined);
}

function readTangents(problem: Problem, tangents: Tangents): Moves {
  const moves: Moves = {};
  for (const name of FIELD_NAMES) {
    const given: ArrayInput | number | undefined = tangents[name];
    if (given === undefined) continue;
    const operand = problem[name];
    if (operand === undefined) throw absentField(`tangents.${name}`, name);
    moves[name] = { ...operand, data: readLike(`tangents.${name}`, given, operand) };
  }
  return moves;
}

function wantedFields(problem: Problem, { wrt }: VjpOptions): readonly FieldName[] {
  const given = FIELD_NAMES.filter((name) => problem[name] !== undefined);
  if (wrt === undefined) return given;
  for (const name of wrt) {
    if (!FIELD_NAMES.includes(name)) requireKnown("wrt", { [name]: true }, FIELD_NAMES);
    if (!given.includes(name)) throw absentField("wrt", name);
  }
  return given.filter((name) => wrt.includes(name));
}

function absentField(field: string, name: string): OptNetError {
  return new OptNetError({
    field,
    expected: "inputs that the problem has",
    got: `"${name}", which was not given to solve`,
    hint: `Pass ${name} to solve, or leave it out here.`,
  });
}

function requireKnown(field: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new OptNetError({
      field: `${field}.${name}`,
      expected: `one of ${known.join(", ")}`,
      got: `"${name}"`,
      hint: "Check the spelling; an unknown name would have no effect.",
    });
  }
}

function refuseUnsolved(program: Program, settings: Settings): void {
  if (settings.unsolvedGradient !== "throw") return;
  const element = program.data.status.findIndex((status) => status !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved", because settings.unsolvedGradient is "throw"`,
    got: `"${program.data.status[element]}"`,
    hint: `Set unsolvedGradient to "zero" or "nan" to differentiate the rest of the batch.`,
  });
}

function fillUnsolved(
  problem: Problem,
  settings: Settings,
  element: number,
  out: KktVectors,
  objective: Float64Array,
): void {
  const value = settings.unsolvedGradient === "nan" ? NaN : 0;
  objective[element] = value;
  for (const vector of Object.values(out) as Float64Array[]) {
    const length = vector.length / problem.batch;
    vector.fill(value, element * length, element * length + length);
  }
}
