/**
 * The rules that a problem has to keep, and what to do where it breaks one: disciplined parametrised programming, with what
 * a quadratic program can express. Messages quote the smallest sub-expression that breaks a rule.
 */
import { OptNetError } from "../problem/errors.js";
import type { Constraint } from "./constraint.js";
import type { Curvature, Node, PrimitiveAtom } from "./node.js";
import { isAffine, isConcave, isConvex } from "./rules.js";
import { shown, shownShape } from "./shapes.js";

/** What to do where parameters alone curve the wrong way. */
const OF_PARAMETERS =
  "Data are affine in the parameters, and this one curves in them: make one parameter of its value.";

/** @throws OptNetError for what cannot be minimised, or maximised. */
export function requireObjective(sense: "minimize" | "maximize", objective: Node): void {
  const wanted = sense === "minimize" ? "convex" : "concave";
  if (objective.size !== 1) {
    throw new OptNetError({
      field: "objective",
      expected: "one number",
      got: shownShape(objective),
      hint: "Use sum, mean or max of it.",
    });
  }
  requireKnown("objective", objective);
  requireProgram("objective", objective);
  const fits = wanted === "convex" ? isConvex : isConcave;
  if (fits(objective.jointCurvature)) return;
  const part = partThat(objective, (curvature) => !fits(curvature));
  throw new OptNetError({
    field: "objective",
    expected: `a ${wanted} expression to ${sense}`,
    got: `${shown(part)}, which is ${part.jointCurvature}${part === objective ? "" : `, in ${shown(objective)}`}`,
    hint: !part.hasVariables
      ? OF_PARAMETERS
      : wanted === "convex"
        ? "What is concave has many low points at its edges. Check its sign, or maximise it."
        : "What is convex has many high points at its edges. Check its sign, or minimise it.",
  });
}

/** @throws OptNetError for a constraint that does not describe a polyhedron. */
export function requireConstraint(field: string, constraint: Constraint): void {
  const { relation, residuals, sides } = constraint;
  for (const residual of residuals) {
    if (!residual.hasVariables) throw withoutVariables(field, constraint, residual);
    requireKnown(field, residual);
    requireProgram(field, residual);
    if (residual.quadratic) {
      const part = smallest(residual, ({ quadratic }) => quadratic);
      throw new OptNetError({
        field,
        expected: "constraints that are affine, or made of abs, max, norm1 and the like",
        got: `${shown(part)}, a quadratic, in ${shown(constraint)}`,
        hint: part.hasVariables
          ? "A quadratic program has quadratics in its objective only: move it there with a weight, or limit norm1 or normInf instead."
          : OF_PARAMETERS,
      });
    }
    const fits = relation === "eq" ? isAffine : isConvex;
    if (fits(residual.jointCurvature)) continue;
    const odd = sides.find((side) => !isAffine(side.jointCurvature)) ?? residual;
    throw new OptNetError({
      field,
      expected:
        relation === "eq"
          ? "affine expressions on both sides of =="
          : "a convex expression that is at most a concave one",
      got: `${shown(constraint)}, where ${shown(odd)} is ${odd.jointCurvature}`,
      hint: !odd.hasVariables
        ? OF_PARAMETERS
        : relation === "eq"
          ? "The points where a curved expression equals something are no convex set: use le or ge on the side that curves the right way."
          : "Points beyond a convex expression are no convex set: check the direction, or bound it by an affine expression.",
    });
  }
}

function withoutVariables(field: string, constraint: Constraint, residual: Node): OptNetError {
  return new OptNetError({
    field,
    expected: "a constraint on variables",
    got: `${shown(constraint)}, which is the same whatever they are`,
    hint: residual.hasParameters
      ? "Of parameters say it where they are made (nonneg, nonpos, psd), or check their values before solve."
      : "Leave it out where it is true; where it is false, no point can meet it.",
  });
}

/** The smallest sub-expression for which this holds, as it does for the whole. */
function smallest(node: Node, holds: (node: Node) => boolean): Node {
  let at = node;
  for (;;) {
    const parts = at.expansion && !at.args.some(holds) ? [at.expansion] : at.args;
    const next = parts.find(holds);
    // What an atom is short for is not what the user wrote.
    if (next === undefined || next === at.expansion) return at;
    at = next;
  }
}

/** The part of a sum that is to blame. */
function partThat(node: Node, isWrong: (curvature: Curvature) => boolean): Node {
  let part = node;
  for (let next: Node | undefined = node; next !== undefined;) {
    part = next;
    next = part.atom.name === "add" ? part.args.find((arg) => isWrong(arg.jointCurvature)) : undefined;
  }
  return part;
}

/** @throws OptNetError where no rule says how an expression curves. */
function requireKnown(field: string, node: Node): void {
  if (node.jointCurvature !== "unknown") return;
  const isUnknown = ({ jointCurvature }: Node): boolean => jointCurvature === "unknown";
  let part = smallest(node, isUnknown);
  const written = part;
  while (part.expansion) part = deepest(part.expansion, isUnknown);
  throw new OptNetError({ field, ...broken(part, written) });
}

function deepest(node: Node, holds: (node: Node) => boolean): Node {
  let part = node;
  for (let next = node.args.find(holds); next !== undefined; next = part.args.find(holds)) part = next;
  return part;
}

type Complaint = Pick<OptNetError, "expected" | "got" | "hint">;

/** Which rule an expression breaks, all of whose parts break none. */
function broken(part: Node, written: Node): Complaint {
  const [a, b] = part.args;
  switch (part.atom.name) {
    case "mul":
    case "matmul":
    case "dot":
    case "conv":
    case "kron":
      return brokenProduct(part, a, b);
    case "div":
      return {
        expected: "numbers as the denominator",
        got: `${shown(b)} in ${shown(part)}`,
        hint: b.hasVariables
          ? "Multiply the constraint or objective by the denominator where its sign is known."
          : "Quotients are not affine in a parameter: make one parameter of 1 / it, and multiply.",
      };
    case "add":
      return {
        expected: "a sum of expressions that curve the same way",
        got: `${shown(a)}, which is ${a.jointCurvature}, and ${shown(b)}, which is ${b.jointCurvature}`,
        hint:
          a.hasVariables && b.hasVariables
            ? "Check the signs: of convex and concave parts, one has to be turned round."
            : OF_PARAMETERS,
      };
    case "quadForm":
      return brokenForm(part, a, b);
    default: {
      const odd = part.args.find((arg) => !isAffine(arg.jointCurvature)) ?? a;
      return {
        expected: `arguments of ${written.atom.name} that keep it convex`,
        got: `${shown(odd)}, which is ${odd.jointCurvature}, in ${shown(written)}`,
        hint:
          part.atom.name === "abs" || part.atom.name === "square" || part.atom.name === "huber"
            ? `${part.atom.name} takes what is affine, or what is convex and never negative: put pos(…) around it, or an affine expression into it.`
            : `${written.atom.name} grows with its arguments, so these have to be convex (or affine).`,
      };
    }
  }
}

function brokenProduct(part: Node, a: Node, b: Node): Complaint {
  if (a.hasVariables && b.hasVariables) {
    return {
      expected: "a product of data and variables",
      got: `${shown(part)}, where ${shown(a)} and ${shown(b)} both have variables in them`,
      hint: "Products of variables are not convex. Squares are: square(x), sumSquares(x), quadForm(x, P).",
    };
  }
  const [data, other] = a.hasVariables ? [b, a] : [a, b];
  if (data.parametrised && other.parametrised) {
    return {
      expected: "data that are affine in the parameters",
      got: `${shown(part)}, where ${shown(data)} and ${shown(other)} both have parameters in them`,
      hint: other.hasVariables
        ? "Give the inner product a variable of its own, y.eq(…), and multiply y; or make one parameter of the product."
        : "Make one parameter of the product.",
    };
  }
  if (!isAffine(data.jointCurvature)) {
    return {
      expected: "data that are affine in the parameters",
      got: `${shown(data)}, which is ${data.jointCurvature} in its parameters, in ${shown(part)}`,
      hint: "Make a parameter of its value.",
    };
  }
  return {
    expected: `a factor of known sign beside what is ${other.jointCurvature}`,
    got: `${shown(data)} in ${shown(part)}`,
    hint: data.hasParameters
      ? "Declare it: parameter(shape, { nonneg: true })."
      : "Its numbers have both signs; split it into a part of each.",
  };
}

function brokenForm(part: Node, x: Node, P: Node): Complaint {
  if (!isAffine(x.jointCurvature)) {
    return {
      expected: "an affine x in quadForm(x, P)",
      got: `${shown(x)}, which is ${x.jointCurvature}`,
      hint: "Use a variable y with y.ge(…) in its place where P has no negative entries.",
    };
  }
  if (P.hasVariables) {
    return {
      expected: "data as the matrix of quadForm",
      got: shown(P),
      hint: "P is numbers, or a parameter with psd: true.",
    };
  }
  return {
    expected: "a positive (or negative) semidefinite matrix in quadForm",
    got: `${shown(P)} in ${shown(part)}`,
    hint: P.hasParameters
      ? "Declare it: parameter([n, n], { psd: true }); its sums and multiples by what is nonneg are semidefinite too."
      : "Its form has directions of both signs: build it as L Lᵀ, or add a multiple of the identity.",
  };
}

/** @throws OptNetError where something nonlinear is made of a quadratic. */
function requireProgram(field: string, node: Node): void {
  const seen = new Set<Node>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || !next.quadratic) continue;
    seen.add(next);
    const inner = next.args.find(({ quadratic }) => quadratic);
    if (inner && next.expansion === undefined && !(next.atom as PrimitiveAtom).affine) {
      throw new OptNetError({
        field,
        expected: "quadratics that are summed and weighed only",
        got: `${shown(inner)} inside of ${shown(next)}`,
        hint: "This takes a cone, which a quadratic program does not have: use abs, norm1 or normInf inside.",
      });
    }
    open.push(...(next.expansion ? [next.expansion] : next.args));
  }
}
