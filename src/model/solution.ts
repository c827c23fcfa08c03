/// <reference lib="esnext.disposable" preserve="true" />
import type { DenseArray, Solution, SolvedBy, Status } from "../index.js";
import { OptNetError, describe } from "../problem/errors.js";
import { written } from "../problem/fields.js";
import type { ArrayInput } from "../problem/problem.js";
import type { ModelCertificate } from "./certificate.js";
import { inWords } from "./certificate.js";
import { Constraint } from "./constraint.js";
import { ModelDerivatives } from "./derivatives.js";
import { evaluateAt } from "./evaluate.js";
import type { Expression } from "./expression.js";
import { Parameter, Variable } from "./leaves.js";
import { Node } from "./node.js";
import type { GradientOptions, Output, OutputArrays } from "./outputs.js";
import { findOutput, findParameter, isByObject, nameOfOutput, readOutputs, readWrt } from "./outputs.js";
import type { Program } from "./program.js";
import * as reduction from "./reduction.js";
import { shown } from "./shapes.js";
import type { Theta, Values } from "./theta.js";
import { readTheta } from "./theta.js";

/** Gradients by the parameters' names, or by the parameters where cotangents were given by object. */
export type ParameterGradients = { readonly [name: string]: DenseArray<Float64Array> };

/** What a solution needs of its problem. */
export interface Solved {
  readonly program: Program;
  readonly sense: 1 | -1;
  readonly constraints: readonly Constraint[];
}

/**
 * The answer to a problem, in its words: values of variables and expressions, duals of constraints, and derivatives with
 * respect to parameters.
 *
 * @example
 * ```ts
 * const solution = problem.solve({ mu });
 * solution.value(w); // Float64Array
 * solution.vjp({ w: [1, 0, 0] }).mu; // { data, shape }
 * ```
 */
export class ModelSolution {
  readonly #solved: Solved;
  #theta: Theta;
  /** The solution of the quadratic program: statuses, residuals, multipliers as the solver has them. */
  readonly qp: Solution;
  #objective: Float64Array | undefined;

  constructor(solved: Solved, theta: Theta, qp: Solution) {
    this.#solved = solved;
    this.#theta = theta;
    this.qp = qp;
  }

  /**
   * Takes over what the solver has overwritten in place.
   *
   * @internal
   */
  renew(theta: Theta, qp: Solution): boolean {
    if (qp !== this.qp) return false;
    this.#theta = theta;
    this.#objective = undefined;
    return true;
  }

  /** B, the number of elements; 1 where no value has a batch axis. */
  get batch(): number {
    return this.#theta.batch;
  }

  /** Whether any value has a batch axis; one of length 1 counts. */
  get batched(): boolean {
    return this.#theta.batched;
  }

  /** What became of every element. */
  get status(): readonly Status[] {
    return this.qp.status;
  }

  /** The objective as written, `[B]`: of a problem that maximises, the largest value. */
  get objective(): Float64Array {
    return (this.#objective ??= this.#objectives());
  }

  #objectives(): Float64Array {
    const { program, sense } = this.#solved;
    const { offset } = program.compiled;
    return this.qp.objective.map(
      (value, i) =>
        sense * (offset.length === 0 ? value : value + reduction.offsetAt(offset, this.#theta.row(i))),
    );
  }

  /**
   * The value of a variable, or of any expression in the problem's variables and parameters, row-major with one row per
   * element.
   */
  value(expression: Expression): Float64Array {
    if (expression instanceof Variable) {
      this.#requireKnown(expression);
      return reduction.lift(this.#solved.program.compiled, expression, this.qp, this.batch);
    }
    if (!(expression instanceof Node)) {
      throw new OptNetError({
        field: "value",
        expected: "a variable or an expression",
        got: describe(expression),
        hint: "The dual of a constraint is dual(constraint).",
      });
    }
    return this.#valueOf(expression);
  }

  #valueOf(expression: Node): Float64Array {
    const out = new Float64Array(this.batch * expression.size);
    for (let i = 0; i < this.batch; i++) out.set(this.#evaluate(expression, i), i * expression.size);
    return out;
  }

  #evaluate(expression: Node, element: number): Float64Array {
    const { compiled } = this.#solved.program;
    const row = this.#theta.row(element);
    return evaluateAt(
      expression,
      (leaf) => {
        if (leaf instanceof Parameter) {
          const located = compiled.parameters.find((one) => one.leaf === leaf);
          if (located) return row.slice(located.start, located.start + leaf.size);
        }
        if (leaf instanceof Variable) {
          this.#requireKnown(leaf);
          const at = element * compiled.n + reduction.startOf(compiled, leaf);
          return this.qp.z.slice(at, at + leaf.size);
        }
        if (leaf.leaf?.kind === "constant") return undefined;
        throw unknownObject(
          "value",
          leaf,
          compiled.parameters.map((one) => one.leaf),
        );
      },
      new Map(),
    );
  }

  /**
   * The dual of a constraint, of its shape, with one row per element. Of inequalities it is ≥ 0; of `a.eq(b)` it belongs
   * to a − b, and of a box it is that of the upper side less that of the lower one. Minimising f, f + dual · (a − b) is
   * stationary for `a ≤ b`; maximising, f − dual · (a − b) is, as in CVXPY.
   */
  dual(constraint: Constraint | string): Float64Array {
    const found = this.#constraint("dual", constraint);
    return reduction.lift(this.#solved.program.compiled, found, this.qp, this.batch);
  }

  #constraint(field: string, key: Constraint | string): Constraint {
    const found = findOutput(field, key, this.#solved.constraints);
    if (found instanceof Constraint) return found;
    throw new OptNetError({
      field,
      expected: "a constraint of the problem",
      got: nameOfOutput(found),
      hint: "Values of variables are value(x).",
    });
  }

  /**
   * Reverse mode: gradients of a loss with respect to parameters, given its gradients with respect to values of
   * variables, duals of constraints and the objective. That of a parameter that the batch shares is the sum.
   *
   * @param cotangents by name, shaped like the output; or a Map, or pairs, by object.
   * @param options `wrt` names the parameters, or lists them; what no gradient is asked for costs nothing. Default: all.
   * @returns by name; a Map by parameter where cotangents were given by object.
   * @throws OptNetError for outputs and parameters that the problem does not have.
   * @example
   * ```ts
   * const { mu } = solution.vjp({ w: [1, 0, 0] }, { wrt: ["mu"] });
   * ```
   */
  vjp(
    cotangents:
      ReadonlyMap<Output, ArrayInput | number> | readonly (readonly [Output, ArrayInput | number])[],
    options?: GradientOptions,
  ): Map<Parameter, DenseArray<Float64Array>>;
  vjp(
    cotangents: { readonly [name: string]: ArrayInput | number },
    options?: GradientOptions,
  ): ParameterGradients;
  vjp(
    cotangents: OutputArrays,
    options: GradientOptions = {},
  ): ParameterGradients | Map<Parameter, DenseArray<Float64Array>> {
    const known = this.#solved.program.compiled.parameters;
    const positions = readWrt(options, known);
    const read = readOutputs("cotangents", cotangents, this.#outputs(), this.#theta);
    const arrays = this.#derivatives.vjp(read, positions);
    const gradients = positions.map((i): [Parameter, DenseArray<Float64Array>] => [
      known[i].leaf,
      written({ data: arrays[i]!, shape: this.#theta.shapeOf(i) }),
    ]);
    if (isByObject(cotangents)) return new Map(gradients);
    return Object.fromEntries(
      gradients.flatMap(([{ name }, gradient]) => (name === undefined ? [] : [[name, gradient]])),
    );
  }

  /**
   * Forward mode: how variables, duals and the objective move when parameters move along `tangents`; what is left out stays.
   *
   * @param tangents shaped like the values; one without a batch axis is that of all elements.
   * @returns by name; a Map by object where tangents were given by object.
   * @throws OptNetError for parameters that the problem does not have, and for other shapes.
   */
  jvp(tangents: Exclude<Values, { readonly [name: string]: ArrayInput | number }>): Map<Output, Float64Array>;
  jvp(tangents: { readonly [name: string]: ArrayInput | number }): { readonly [name: string]: Float64Array };
  jvp(tangents: Values): Map<Output, Float64Array> | { readonly [name: string]: Float64Array } {
    const { program } = this.#solved;
    const move = readTheta(program.compiled, tangents, {
      field: "tangents",
      finite: true,
      checked: false,
      missing: 0,
    });
    this.#theta.requireTangents(move);
    const moved = this.#derivatives.jvp(move);
    const outputs = [...this.#outputs(), "objective" as const].map(
      (output) => [output, moved(output)] as const,
    );
    if (isByObject(tangents)) return new Map(outputs);
    return written(
      Object.fromEntries(
        outputs.flatMap(([output, data]) => {
          const name = output === "objective" ? output : output.name;
          return name === undefined ? [] : [[name, data]];
        }),
      ),
    );
  }

  /**
   * The whole Jacobian of an output with respect to a parameter, of every element.
   *
   * @returns shape: that of the output, then that of the parameter, behind the batch axis where there is one.
   */
  jacobian(output: Output | string, parameter: Parameter | string): DenseArray<Float64Array> {
    const position = findParameter("jacobian", parameter, this.#solved.program.compiled.parameters);
    return this.#derivatives.jacobian(findOutput("jacobian", output, this.#outputs()), position);
  }

  /**
   * The Jacobians of several outputs with respect to several parameters, from one pass: much less than one by one.
   *
   * @returns `jacobians[output][parameter]`, each as {@link jacobian} returns it.
   * @throws OptNetError for names that the problem does not have.
   * @example
   * ```ts
   * const { w, objective } = solution.jacobians(["w", "objective"], ["mu"]);
   * w.mu; // { data, shape: [3, 3] }
   * ```
   */
  jacobians(
    outputs: readonly string[],
    parameters: readonly string[],
  ): { readonly [output: string]: ParameterGradients } {
    const known = this.#solved.program.compiled.parameters;
    requireList("jacobians.outputs", outputs, '["w", "objective"]');
    requireList("jacobians.parameters", parameters, '["mu"]');
    const found = outputs.map((output) => findOutput("jacobians", output, this.#outputs()));
    const positions = parameters.map((parameter) => findParameter("jacobians", parameter, known));
    const blocks = this.#derivatives.jacobians(found, positions);
    return Object.fromEntries(
      outputs.map((output, k) => [
        output,
        Object.fromEntries(parameters.map((parameter, l) => [parameter, blocks[k][l]])),
      ]),
    );
  }

  get #derivatives(): ModelDerivatives {
    const { program, sense } = this.#solved;
    return new ModelDerivatives(program, sense, this.#theta, this.qp);
  }

  /** All that has a cotangent, besides the objective. */
  #outputs(): Exclude<Output, "objective">[] {
    const { program, constraints } = this.#solved;
    return [...program.compiled.variables.map(({ leaf }) => leaf), ...constraints];
  }

  /**
   * By how much each entry of a constraint is broken at the values found, of its shape: of inequalities ≥ 0, of `a.eq(b)`
   * a − b. It is for soft constraints; others are met to the tolerance.
   */
  violation(constraint: Constraint | string): Float64Array {
    const found = this.#constraint("violation", constraint);
    const [first, second] = found.residuals.map((residual) => this.#valueOf(residual));
    if (found.relation === "eq") return first;
    return first.map((value, i) => Math.max(0, value, second?.[i] ?? 0));
  }

  /**
   * With the setting `infeasible: "closestFeasible"`: by how much the right side of a constraint was moved, of its shape.
   * 0 where nothing was, and where it is a bound: those stay.
   */
  shift(constraint: Constraint | string): Float64Array {
    const found = this.#constraint("shift", constraint);
    const { compiled } = this.#solved.program;
    const none = new Float64Array(this.batch * compiled.n);
    const { shiftB: nu, shiftH: lambda } = this.qp;
    return reduction.lift(
      compiled,
      found,
      { z: none, nu, lambda, lambdaLower: none, lambdaUpper: none },
      this.batch,
    );
  }

  /** Why an element has no solution, in words; undefined where it has one. */
  certificate(element = 0): ModelCertificate | undefined {
    const { program, constraints, sense } = this.#solved;
    const certificate = this.qp.certificate(element);
    return certificate && inWords(certificate, program.compiled, constraints, sense);
  }

  #requireKnown(variable: Variable): void {
    const known = this.#solved.program.compiled.variables;
    if (known.some(({ leaf }) => leaf === variable)) return;
    throw unknownObject(
      "value",
      variable,
      known.map(({ leaf }) => leaf),
    );
  }

  /** Whether an element is solved only because floats can do no better: see `Solution.atRounding`. */
  atRounding(element = 0): boolean {
    return this.qp.atRounding(element);
  }

  /** What solved an element. */
  solvedBy(element = 0): SolvedBy {
    return this.qp.solvedBy(element);
  }

  /** Returns this solution if every element is solved. @throws OptNetError naming the first that is not. */
  assertSolved(): this {
    this.qp.assertSolved();
    return this;
  }

  /** Frees what is kept for derivatives. The numbers stay readable. */
  dispose(): void {
    this.qp.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function requireList(field: string, names: unknown, example: string): void {
  if (Array.isArray(names)) return;
  throw new OptNetError({
    field,
    expected: "an array of names",
    got: describe(names),
    hint: `For example ${example}; of one output and one parameter, jacobian(output, parameter).`,
  });
}

function unknownObject(field: string, node: Node, known: readonly Node[]): OptNetError {
  return new OptNetError({
    field,
    expected: "variables and parameters of the problem",
    got: `${shown(node)}, which is not in it`,
    hint: `It has ${known.length === 0 ? "none" : known.map(String).join(", ")}. Another object of the same name is another variable.`,
  });
}
