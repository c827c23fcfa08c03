import { OptNetError, type DenseArray, type NestedNumbers } from "../../index.js";
import { describe, excerpt, requireRoom } from "../../problem/errors.js";
import {
  LAYER_FIELDS,
  type Fixed,
  type LayerFieldName,
  type OptNetLayerConfig,
  type PointKind,
  type WeightName,
} from "./config.js";
import type { Parametrisation, Source } from "../../reduction/feasible-point.js";
import { at } from "../../reduction/feasible-point.js";

/** A checked configuration: everything about the problem, nothing about Keras. */
export interface Blueprint extends Parametrisation {
  readonly equalities: number;
  readonly inequalities: number;
  /** Fields that are inputs of the layer, in order. */
  readonly fed: readonly LayerFieldName[];
  /** Shapes of the weights that the sources call for, in the order in which they are saved. */
  readonly weights: { readonly [Name in WeightName]?: number[] };
}

const DEFAULT_SOURCES = {
  Q: "learned",
  p: "fed",
  A: "learned",
  b: "feasible",
  G: "learned",
  h: "feasible",
} as const;

/**
 * Checks a configuration and works out which weights it needs.
 *
 * @throws OptNetError for sizes, sources, constants or bounds that make no problem.
 */
export function resolveConfig(config: OptNetLayerConfig): Blueprint {
  const sizes = {
    variables: count("variables", config.variables, 1),
    equalities: count("equalities", config.equalities ?? 0, 0),
    inequalities: count("inequalities", config.inequalities ?? 0, 0),
  };
  const sources = Object.fromEntries(
    LAYER_FIELDS.map((field) => [field, sourceOf(field, config, sizes)]),
  ) as Record<LayerFieldName, Source>;
  const fed = LAYER_FIELDS.filter((field) => sources[field].kind === "fed");
  if (fed.length === 0) {
    throw nothingFed("p", LAYER_FIELDS.join(", "), "qp");
  }
  const bounds = boundsOf(config, sizes.variables);
  const epsilon = config.epsilon ?? 1e-4;
  requireEpsilon(epsilon, "a learned Q");
  const weights = weightsOf(sources, sizes);
  for (const [name, shape] of Object.entries(weights)) {
    const numbers = shape.reduce((size, length) => size * length, 1);
    requireRoom(name, numbers, `a weight of shape [${shape.join(", ")}]`, "Matrices are dense here.");
  }
  return {
    ...sizes,
    ...bounds,
    epsilon,
    point: pointOf(config, bounds, "z0" in weights),
    sources,
    fed,
    weights,
  };
}

/** A layer without inputs. */
export function nothingFed(field: string, names: string, operation: "qp" | "model"): OptNetError {
  return new OptNetError({
    field,
    expected: `at least one of ${names} to be "fed"`,
    got: "none",
    hint: `A layer needs an input. To learn one constant solution use ${operation}() with variables.`,
  });
}

/** @param what epsilon is added to the diagonal of. */
export function requireEpsilon(epsilon: number, what: string): void {
  if (Number.isFinite(epsilon) && epsilon >= 0) return;
  throw new OptNetError({
    field: "epsilon",
    expected: "a number ≥ 0",
    got: describe(epsilon),
    hint: `It is added to the diagonal of ${what}.`,
  });
}

interface Sizes {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
}

interface Bounds {
  readonly lower: number | readonly number[];
  readonly upper: number | readonly number[];
}

function count(field: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new OptNetError({
    field,
    expected: `an integer ≥ ${least}`,
    got: describe(value),
    hint: "It is the size of the problem.",
  });
}

function sourceOf(field: LayerFieldName, config: OptNetLayerConfig, sizes: Sizes): Source {
  const given = config[field];
  const owner =
    field === "A" || field === "b"
      ? "equalities"
      : field === "G" || field === "h"
        ? "inequalities"
        : "variables";
  if (sizes[owner] === 0) {
    if (given === undefined) return { kind: "absent" };
    throw new OptNetError({
      field: owner,
      expected: `the number of rows that ${field} has`,
      got: "0",
      hint: `Set ${owner}, or leave ${field} out.`,
    });
  }
  const source = given ?? DEFAULT_SOURCES[field];
  if (source === "learned" || source === "fed") return { kind: source };
  if (source === "feasible" && (field === "b" || field === "h")) return { kind: source };
  if (typeof source === "object" && source !== null && "fixed" in source) {
    return { kind: "fixed", value: constant(field, source, sizes) };
  }
  throw new OptNetError({
    field,
    expected: `"learned", "fed", { fixed: … }${field === "b" || field === "h" ? ` or "feasible"` : ""}`,
    got: describe(source),
    hint: "It says where the numbers come from.",
  });
}

/** Shapes a constant may have; for Q the diagonal form comes first, being the cheaper. */
function shapesOf(
  field: LayerFieldName,
  { variables: n, equalities: e, inequalities: m }: Sizes,
): number[][] {
  switch (field) {
    case "Q":
      return [[n], [n, n]];
    case "p":
      return [[n]];
    case "A":
      return [[e, n]];
    case "b":
      return [[e]];
    case "G":
      return [[m, n]];
    case "h":
      return [[m]];
  }
}

function constant(
  field: LayerFieldName,
  { fixed }: Fixed<number | NestedNumbers>,
  sizes: Sizes,
): DenseArray<Float64Array> {
  const shapes = shapesOf(field, sizes);
  if (field === "Q" && typeof fixed === "number") {
    return finite(field, { data: new Float64Array(sizes.variables).fill(fixed), shape: [sizes.variables] });
  }
  const { shape, data } = numbersIn(fixed);
  const expected = shapes.find((one) => one.join() === shape.join());
  const fits = expected !== undefined && data.length === expected.reduce((size, length) => size * length, 1);
  if (!fits || !data.every((value) => typeof value === "number")) {
    throw new OptNetError({
      field,
      expected: `{ fixed: nested numbers of shape ${shapes.map((one) => `[${one.join(", ")}]`).join(" or ")} }`,
      got: Array.isArray(fixed) ? `shape [${shape.join(", ")}], ${data.length} numbers` : describe(fixed),
      hint: "A constant is shared by the batch, so it has no batch axis.",
    });
  }
  return finite(field, { data: Float64Array.from(data), shape: expected });
}

/** Nested arrays of at most two axes, whose rows may be typed arrays; deeper ones fit no shape. */
function numbersIn(fixed: unknown): { shape: number[]; data: unknown[] } {
  const plain = (value: unknown): unknown[] | undefined => {
    if (Array.isArray(value)) return value;
    return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : undefined;
  };
  const outer = plain(fixed) ?? [];
  const first = plain(outer[0]);
  if (first === undefined) return { shape: [outer.length], data: outer };
  const rows = outer.map((row) => plain(row) ?? []);
  const ragged = rows.some((row) => row.length !== first.length);
  return { shape: [outer.length, first.length], data: ragged ? [] : rows.flat() };
}

function finite(field: string, array: DenseArray<Float64Array>): DenseArray<Float64Array> {
  const position = array.data.findIndex((value) => !Number.isFinite(value));
  if (position < 0) return array;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${array.data[position]} at position ${position}`,
    hint: "Only bounds may be infinite.",
  });
}

function boundsOf(config: OptNetLayerConfig, variables: number): Bounds {
  const { lower = -Infinity, upper = Infinity } = config;
  for (const [field, bound] of Object.entries({ lower, upper })) {
    const numbers = typeof bound === "number" ? [bound] : Array.isArray(bound) ? (bound as number[]) : [];
    const fits = typeof bound === "number" || numbers.length === variables;
    if (fits && numbers.every((value) => typeof value === "number" && !Number.isNaN(value))) continue;
    throw new OptNetError({
      field,
      expected: `a number, or ${variables} numbers`,
      got: Array.isArray(bound)
        ? `[${excerpt(numbers.slice(0, 100).map(describe).join(", "))}]`
        : describe(bound),
      hint: "Use ±Infinity where a variable has no bound.",
    });
  }
  for (let i = 0; i < variables; i++) {
    if (at(lower, i) <= at(upper, i) && at(lower, i) < Infinity && at(upper, i) > -Infinity) continue;
    throw new OptNetError({
      field: "lower",
      expected: "lower ≤ upper, lower < Infinity and upper > −Infinity",
      got: `lower ${at(lower, i)} and upper ${at(upper, i)} for variable ${i}`,
      hint: "No point satisfies these bounds.",
    });
  }
  return { lower, upper };
}

function pointOf(config: OptNetLayerConfig, { lower, upper }: Bounds, needed: boolean): PointKind {
  const numbers = (bound: number | readonly number[]) => (typeof bound === "number" ? [bound] : bound);
  const bounded = [...numbers(lower), ...numbers(upper)].some((value) => Number.isFinite(value));
  const point = config.point ?? (bounded ? "inside" : "free");
  if (point !== "free" && point !== "positive" && point !== "inside") {
    throw new OptNetError({
      field: "point",
      expected: `"free", "positive" or "inside"`,
      got: describe(point),
      hint: "It says what z0 may be.",
    });
  }
  const positiveFits =
    numbers(lower).every((value) => value <= 0) && numbers(upper).every((value) => value === Infinity);
  if (needed && point === "positive" && !positiveFits) {
    throw new OptNetError({
      field: "point",
      expected: `"inside" for these bounds`,
      got: `"positive"`,
      hint: "A positive point may lie outside the bounds, and then nothing makes the layer feasible.",
    });
  }
  return point;
}

function weightsOf(
  sources: { readonly [Name in LayerFieldName]: Source },
  { variables: n, equalities: e, inequalities: m }: Sizes,
): { [Name in WeightName]?: number[] } {
  const learned = (field: LayerFieldName) => sources[field].kind === "learned";
  const feasible = (field: LayerFieldName) => sources[field].kind === "feasible";
  return {
    ...(learned("Q") && { L: [n, n] }),
    ...(learned("p") && { p: [n] }),
    ...(learned("A") && { A: [e, n] }),
    ...(learned("b") && { b: [e] }),
    ...(learned("G") && { G: [m, n] }),
    ...(learned("h") && { h: [m] }),
    ...((feasible("b") || feasible("h")) && { z0: [n] }),
    ...(feasible("h") && { s0: [m] }),
  };
}
