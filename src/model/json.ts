/** A problem as JSON, and back: expressions as a list of nodes, each of which refers to earlier ones. */
import type { SettingsInput } from "../index.js";
import { OptNetError, describe, quoted } from "../problem/errors.js";
import { ATOMS } from "./atoms/table.js";
import type { Penalty, Relation } from "./constraint.js";
import { Constraint } from "./constraint.js";
import type { Expression } from "./expression.js";
import { apply } from "./expression.js";
import { constant, parameter, variable } from "./leaves.js";
import type { Node, Options, Shape } from "./node.js";
import { soft } from "./functions.js";
import { isNonnegative, isNonpositive } from "./rules.js";

const FORMAT = "optnet-model";
const VERSION = 1;

/** What is known of a leaf besides its shape; what is false is left out. */
interface LeafJson {
  readonly shape: Shape;
  readonly name?: string;
  readonly nonneg?: true;
  readonly nonpos?: true;
  readonly psd?: true;
}

type NodeJson =
  | { readonly variable: LeafJson }
  | { readonly parameter: LeafJson }
  | { readonly constant: { readonly shape: Shape; readonly data: readonly number[] } }
  | { readonly atom: string; readonly args: readonly number[]; readonly options?: Options };

interface ConstraintJson {
  readonly relation: Relation;
  readonly sides: readonly number[];
  readonly name?: string;
  readonly soft?: { readonly weight: number; readonly penalty: Penalty };
}

/** A problem as `JSON.stringify` writes it, and `Problem.fromJSON` reads it. */
export interface ProblemJson {
  /** What the file is. */
  readonly format: typeof FORMAT;
  /** Of the format. */
  readonly version: typeof VERSION;
  /** Which way it goes. */
  readonly sense: "minimize" | "maximize";
  /** Expressions, each after those that it is made of. */
  readonly nodes: readonly NodeJson[];
  /** The position of the objective among the nodes. */
  readonly objective: number;
  /** In the order in which they were added. */
  readonly constraints: readonly ConstraintJson[];
  /** Of the solver. */
  readonly settings: SettingsInput;
}

/** What a problem is made of. */
export interface ProblemParts {
  readonly sense: "minimize" | "maximize";
  readonly objective: Expression;
  readonly constraints: readonly Constraint[];
  readonly settings: SettingsInput;
}

export function toJson({ sense, objective, constraints, settings }: ProblemParts): ProblemJson {
  const nodes: NodeJson[] = [];
  const positions = new Map<Node, number>();
  const positionOf = (root: Node): number => {
    const open = [root];
    while (open.length > 0) {
      const node = open[open.length - 1];
      const missing = node.args.filter((arg) => !positions.has(arg));
      if (missing.length > 0 && !positions.has(node)) {
        open.push(...missing.reverse());
        continue;
      }
      open.pop();
      if (positions.has(node)) continue;
      positions.set(node, nodes.length);
      nodes.push(nodeToJson(node, positions));
    }
    return positions.get(root)!;
  };
  const kept = Object.fromEntries(Object.entries(settings).filter(([name]) => name !== "onIteration"));
  return {
    format: FORMAT,
    version: VERSION,
    sense,
    objective: positionOf(objective),
    constraints: constraints.map(({ relation, sides, name, softness }) => ({
      relation,
      sides: sides.map(positionOf),
      ...(name !== undefined && { name }),
      ...(softness && { soft: { weight: positionOf(softness.weight), penalty: softness.penalty } }),
    })),
    nodes,
    settings: kept,
  };
}

function nodeToJson(node: Node, positions: ReadonlyMap<Node, number>): NodeJson {
  const { leaf, shape, options } = node;
  if (leaf === undefined) {
    const args = node.args.map((arg) => positions.get(arg)!);
    return { atom: node.atom.name, args, ...(Object.keys(options).length > 0 && { options }) };
  }
  if (leaf.kind === "constant") return { constant: { shape, data: Array.from(leaf.data) } };
  const known: LeafJson = {
    shape,
    ...(leaf.name !== undefined && { name: leaf.name }),
    ...(isNonnegative(leaf) && { nonneg: true }),
    ...(isNonpositive(leaf) && { nonpos: true }),
  };
  if (leaf.kind === "variable") return { variable: known };
  return { parameter: leaf.psd ? { ...known, psd: true } : known };
}

/** @throws OptNetError for what {@link toJson} has not written. */
export function fromJson(json: unknown): ProblemParts {
  const { format, version } = (json ?? {}) as Partial<Record<string, unknown>>;
  if (format !== FORMAT || version !== VERSION) {
    throw new OptNetError({
      field: "json",
      expected: `a problem in the format "${FORMAT}", version ${VERSION}`,
      got: format === FORMAT ? `version ${describe(version)}` : describe(json),
      hint:
        format === FORMAT
          ? "It was written by another version of the package."
          : "Pass what toJSON gave, read by JSON.parse.",
    });
  }
  try {
    return readParts(json as ProblemJson);
  } catch (error) {
    // Entries that are missing or of another kind, in a file that was edited.
    if (error instanceof OptNetError) throw error;
    throw new OptNetError({
      field: "json",
      expected: "a problem as toJSON gives it",
      got: `one that cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: "Write it anew.",
    });
  }
}

function readParts(json: ProblemJson): ProblemParts {
  const nodes: Expression[] = [];
  const at = (position: unknown): Expression => {
    const node = nodes[position as number];
    if (node !== undefined) return node;
    throw wrong(`the position of an earlier node of ${nodes.length}`, describe(position));
  };
  for (const node of json.nodes) nodes.push(readNode(node, at));
  if (json.sense !== "minimize" && json.sense !== "maximize") {
    throw wrong('the sense "minimize" or "maximize"', describe(json.sense));
  }
  const constraints = json.constraints.map((one) => {
    const sides = one.sides.map(at);
    const known = one.relation === "box" ? 3 : ["eq", "le", "ge"].includes(one.relation) ? 2 : 0;
    if (sides.length !== known) throw wrong("a relation with its sides", describe(one.relation));
    const hard = new Constraint(one.relation, sides, one.name);
    return one.soft ? soft(hard, at(one.soft.weight), one.soft.penalty) : hard;
  });
  return { sense: json.sense, objective: at(json.objective), constraints, settings: json.settings };
}

function readNode(node: NodeJson, at: (position: unknown) => Expression): Expression {
  if ("variable" in node) {
    const { shape, ...known } = node.variable;
    return variable(shape, known);
  }
  if ("parameter" in node) {
    const { shape, ...known } = node.parameter;
    return parameter(shape, known);
  }
  if ("constant" in node) return constant(node.constant);
  const known = ATOMS.get(node.atom);
  if (known === undefined) throw wrong("an atom that this version has", quoted(String(node.atom)));
  const args = node.args.map(at);
  const fits = known.arity === Infinity ? args.length > 0 : args.length === known.arity;
  if (!fits) throw wrong(`${known.arity} arguments of ${node.atom}`, String(args.length));
  return apply(known.atom, args, node.options ?? {});
}

function wrong(expected: string, got: string): OptNetError {
  return new OptNetError({ field: "json", expected, got, hint: "Write it anew by toJSON." });
}
