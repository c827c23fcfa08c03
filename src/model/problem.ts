/// <reference lib="esnext.disposable" preserve="true" />
import type { SettingsInput, SolveOptions } from "../index.js";
import { OptNetError, describe, quoted } from "../problem/errors.js";
import { negative } from "./atoms/arithmetic.js";
import type { Compiled } from "./compile.js";
import { compile } from "./compile.js";
import { Constraint } from "./constraint.js";
import { requireConstraint, requireObjective } from "./dpp.js";
import type { Expression, ExpressionInput } from "./expression.js";
import { expressionOf } from "./expression.js";
import { Parameter, Variable } from "./leaves.js";
import { Node } from "./node.js";
import { Program } from "./program.js";
import { ModelSolution } from "./solution.js";
import type { Values } from "./theta.js";
import { readTheta } from "./theta.js";

/**
 * A convex quadratic problem in words. It is compiled when it is first solved, and then solved for any values of its
 * parameters.
 *
 * @example
 * ```ts
 * const w = variable(3, "w");
 * const mu = parameter(3, "mu");
 * const budget = sum(w).eq(1);
 * const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w))).subjectTo([budget, w.ge(0)]);
 * const solution = problem.solve({ mu: [0.1, 0.2, 0.3] });
 * solution.value(w);
 * solution.dual(budget);
 * solution.vjp({ w: [1, 0, 0] }).mu;
 * ```
 */
export class Problem {
  readonly sense: "minimize" | "maximize";
  readonly objective: Expression;
  #constraints: readonly Constraint[] = [];
  #settings: SettingsInput = {};
  #program: Program | undefined;

  private constructor(sense: "minimize" | "maximize", objective: ExpressionInput) {
    this.sense = sense;
    this.objective = expressionOf("objective", objective);
    requireObjective(sense, this.objective);
  }

  /** @throws OptNetError for what is not one convex number. */
  static minimize(objective: ExpressionInput): Problem {
    return new Problem("minimize", objective);
  }

  /** @throws OptNetError for what is not one concave number. */
  static maximize(objective: ExpressionInput): Problem {
    return new Problem("maximize", objective);
  }

  /**
   * Adds constraints.
   *
   * @throws OptNetError naming the one that breaks a rule, its part, and the way out.
   */
  subjectTo(constraints: readonly Constraint[]): this {
    if (!Array.isArray(constraints)) throw notConstraints("constraints", constraints);
    const added = (constraints as unknown[]).map((constraint, i) => {
      const field = `constraints[${this.#constraints.length + i}]`;
      if (!(constraint instanceof Constraint)) throw notConstraints(field, constraint);
      requireConstraint(field, constraint);
      return constraint;
    });
    this.#constraints = [...new Set([...this.#constraints, ...added])];
    this.#forget();
    return this;
  }

  /** Settings of the solver, as `solve` of optnet takes them. */
  settings(settings: SettingsInput): this {
    this.#settings = settings;
    this.#forget();
    return this;
  }

  get constraints(): readonly Constraint[] {
    return this.#constraints;
  }

  /** Its variables, in the order in which they appear. */
  get variables(): readonly Variable[] {
    return this.#leaves().variables;
  }

  /** Its parameters, in the order in which they appear. */
  get parameters(): readonly Parameter[] {
    return this.#leaves().parameters;
  }

  /**
   * Solves for these values of the parameters, each one array for all or with a leading batch axis.
   *
   * @param values by name; or a Map, or pairs, by object.
   * @throws OptNetError for a value that is missing, has another shape or breaks what the parameter was declared as.
   */
  solve(values?: Values, options?: SolveOptions): ModelSolution {
    const program = this.#compiled();
    const theta = readTheta(program.compiled, values, {
      field: "values",
      finite: this.#settings.invalid !== "status",
      checked: true,
    });
    const solution = program.solver.solve(program.inputs(theta), options);
    const sense = this.sense === "minimize" ? 1 : -1;
    return new ModelSolution({ program, sense, constraints: this.#constraints }, theta, solution);
  }

  #compiled(): Program {
    return (this.#program ??= new Program(this.#compile(), this.#settings));
  }

  #compile(): Compiled {
    const cost = this.sense === "minimize" ? this.objective : new Node(negative, [this.objective]);
    const leaves = this.#leaves();
    requireNames([...leaves.variables, ...this.#constraints], "variables and constraints");
    requireNames(leaves.parameters, "parameters");
    return compile(cost, this.#constraints, leaves);
  }

  #leaves(): { variables: Variable[]; parameters: Parameter[] } {
    const nodes = [
      this.objective,
      ...this.#constraints.flatMap(({ sides, softness }) => [
        ...sides,
        ...(softness ? [softness.weight] : []),
      ]),
    ];
    const [variables, parameters] = [new Set<Variable>(), new Set<Parameter>()];
    const seen = new Set<Node>();
    const open: Node[] = nodes.reverse();
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node instanceof Variable) variables.add(node);
      if (node instanceof Parameter) parameters.add(node);
      open.push(...[...node.args].reverse());
    }
    return { variables: [...variables], parameters: [...parameters] };
  }

  #forget(): void {
    this.#program?.dispose();
    this.#program = undefined;
  }

  /** Frees what is kept from solve to solve. */
  dispose(): void {
    this.#forget();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function notConstraints(field: string, got: unknown): OptNetError {
  return new OptNetError({
    field,
    expected: field === "constraints" ? "an array of constraints" : "a constraint",
    got: describe(got),
    hint: "For example [x.ge(0), sum(x).eq(1)]: === compares objects, and makes none.",
  });
}

function requireNames(objects: readonly { readonly name: string | undefined }[], what: string): void {
  const seen = new Set<string>();
  for (const { name } of objects) {
    if (name === undefined) continue;
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    throw new OptNetError({
      field: "names",
      expected: `names that tell ${what} apart`,
      got: `two called ${quoted(name)}`,
      hint: "Give one of them another name, or none: then the object is its key.",
    });
  }
}
