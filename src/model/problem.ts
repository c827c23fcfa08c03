/// <reference lib="esnext.disposable" preserve="true" />
import type { ProblemInput, SettingsInput, SolveOptions } from "../index.js";
import { OptNetError, describe, quoted } from "../problem/errors.js";
import { resolveSettings } from "../problem/settings.js";
import { minus } from "./atoms/arithmetic.js";
import type { Compiled } from "./compile.js";
import { compile } from "./compile.js";
import { Constraint } from "./constraint.js";
import { requireConstraint, requireObjective } from "./dpp.js";
import { explainCompiled } from "./explain.js";
import type { Expression, ExpressionInput } from "./expression.js";
import { expressionOf } from "./expression.js";
import { Parameter, Variable } from "./leaves.js";
import type { ProblemJson } from "./json.js";
import { fromJson, toJson } from "./json.js";
import type { Node } from "./node.js";
import { Program } from "./program.js";
import type { Solved } from "./solution.js";
import { ModelSolution } from "./solution.js";
import { isAffine } from "./rules.js";
import { shown } from "./shapes.js";
import type { Theta, Values } from "./theta.js";
import { readPlainTheta, readTheta } from "./theta.js";

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
  /** Which way it goes. */
  readonly sense: "minimize" | "maximize";
  /** What it goes for. */
  readonly objective: Expression;
  #constraints: readonly Constraint[] = [];
  #settings: SettingsInput = {};
  #program: Program | undefined;
  #solved: Solved | undefined;
  /** What calls with `inPlace` overwrite. */
  #inPlace: ModelSolution | undefined;

  private constructor(sense: "minimize" | "maximize", objective: ExpressionInput) {
    this.sense = sense;
    this.objective = expressionOf("objective", objective);
    requireObjective(sense, this.objective);
  }

  /**
   * A problem that looks for the smallest value.
   *
   * @throws OptNetError for what is not one convex number.
   */
  static minimize(objective: ExpressionInput): Problem {
    return new Problem("minimize", objective);
  }

  /**
   * A problem that looks for the largest value.
   *
   * @throws OptNetError for what is not one concave number.
   */
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

  /**
   * Settings of the solver, as `solve` of optnet takes them, in place of those before.
   *
   * @throws OptNetError for settings that there are not.
   */
  settings(settings: SettingsInput): this {
    resolveSettings(settings);
    this.#settings = { ...settings };
    this.#forget();
    return this;
  }

  /** The constraints, in the order in which they were added. */
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
    const theta = this.#read(program, values);
    const solution = program.solver.solve(program.inputs(theta), options);
    const before = this.#inPlace;
    if (options?.inPlace === true && before?.renew(theta, solution)) return before;
    const answer = new ModelSolution(this.#solved!, theta, solution);
    if (options?.inPlace === true) this.#inPlace = answer;
    return answer;
  }

  #read({ compiled, positions }: Program, values: Values | undefined): Theta {
    const plain = readPlainTheta(compiled, positions, values);
    if (plain) return plain;
    const finite = this.#settings.invalid !== "status";
    return readTheta(compiled, values, { field: "values", finite, checked: true });
  }

  #compiled(): Program {
    if (this.#program) return this.#program;
    const program = new Program(this.#compile(), this.#settings);
    this.#solved = { program, sense: this.sense === "minimize" ? 1 : -1, constraints: this.#constraints };
    return (this.#program = program);
  }

  #compile(): Compiled {
    if (this.#settings.infeasible === "closestFeasible") requireRows(this.#constraints);
    const cost = this.sense === "minimize" ? this.objective : minus(this.objective);
    const leaves = this.#leaves();
    if (leaves.variables.length === 0) {
      throw new OptNetError({
        field: "problem",
        expected: "a variable in the objective or in a constraint",
        got: `${this.sense} ${shown(this.objective)} without one`,
        hint: "Without a variable there is nothing to choose: make one by variable().",
      });
    }
    requireNames([...leaves.variables, ...this.#constraints], "variables and constraints");
    requireNames(leaves.parameters, "parameters");
    // Equal bounds leave no room for a central path, and bounds are what the closest feasible problem does not move.
    const { gradient, infeasible } = this.#settings;
    const fixes = gradient !== "smoothed" && infeasible !== "closestFeasible";
    return compile(cost, this.#constraints, leaves, fixes);
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
    this.#program = this.#solved = this.#inPlace = undefined;
  }

  /** The variable of this name; problems that come from a file are asked for theirs so. */
  variable(name: string): Variable {
    return named("variable", name, this.variables);
  }

  /** The parameter of this name. */
  parameter(name: string): Parameter {
    return named("parameter", name, this.parameters);
  }

  /** The constraint of this name. */
  constraint(name: string): Constraint {
    return named("constraint", name, this.#constraints);
  }

  /**
   * The inputs of the quadratic program that it becomes, for `solve`, `solveAsync` or a file; the user's variables are
   * the first entries of z. When it maximises they are those of minimising the negative.
   */
  inputs(values?: Values): ProblemInput {
    const program = this.#compiled();
    const { compiled } = program;
    const inputs = new Program(compiled, this.#settings).inputs(this.#read(program, values));
    return { ...program.constants(), ...inputs } as ProblemInput;
  }

  /**
   * The quadratic program that it becomes, in words: sizes, patterns, where each constraint went, and how it is solved.
   *
   * @param values without them nothing is said of how it is solved where matrices depend on parameters.
   */
  explain(values?: Values): string {
    const program = this.#compiled();
    const words = explainCompiled(program.compiled, `${this.sense}    ${shown(this.objective, 90)}`);
    const needed = program.moving.some(({ name }) => name !== "p" && name !== "b" && name !== "h");
    if (needed && values === undefined) return words;
    // Vectors decide nothing: any numbers will do.
    const theta = values === undefined ? program.zero() : this.#read(program, values);
    return `${words}\n${program.solver.explain(program.inputs(theta))}`;
  }

  /** For `JSON.stringify`: everything but an `onIteration`. */
  toJSON(): ProblemJson {
    return toJson({
      sense: this.sense,
      objective: this.objective,
      constraints: this.#constraints,
      settings: this.#settings,
    });
  }

  /**
   * A problem from what {@link toJSON} gave, parsed; it solves to the same bits.
   *
   * @throws OptNetError for anything else, and for another version of the format.
   * @example
   * ```ts
   * const problem = Problem.fromJSON(JSON.parse(text));
   * problem.solve({ mu }).value(problem.variable("w"));
   * ```
   */
  static fromJSON(json: unknown): Problem {
    const { sense, objective, constraints, settings } = fromJson(json);
    return new Problem(sense, objective).subjectTo(constraints).settings(settings);
  }

  /** Frees what is kept from solve to solve. */
  dispose(): void {
    this.#forget();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function named<Kind extends { readonly name: string | undefined }>(
  field: string,
  name: string,
  all: readonly Kind[],
): Kind {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.flatMap((one) => (one.name === undefined ? [] : [one.name]));
  throw new OptNetError({
    field,
    expected: names.length === 0 ? `a ${field} with a name` : `one of ${names.join(", ")}`,
    got: describe(name),
    hint: "Names are given where variables and parameters are made, and by named of constraints.",
  });
}

function notConstraints(field: string, got: unknown): OptNetError {
  return new OptNetError({
    field,
    expected: field === "constraints" ? "an array of constraints" : "a constraint",
    got: describe(got),
    hint: "For example [x.ge(0), sum(x).eq(1)]: === compares objects, and makes none.",
  });
}

/** @throws OptNetError for constraints that become several rows, of which only one could be moved. */
function requireRows(constraints: readonly Constraint[]): void {
  const odd = constraints.find(
    ({ residuals, softness }) =>
      softness === undefined && residuals.some(({ jointCurvature }) => !isAffine(jointCurvature)),
  );
  if (odd === undefined) return;
  throw new OptNetError({
    field: "settings.infeasible",
    expected: '"report", where constraints are made of abs, max and the like',
    got: `"closestFeasible" with ${shown(odd)}`,
    hint: "The closest problem moves the right sides of affine constraints. Let this one give way by soft(constraint, weight).",
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
