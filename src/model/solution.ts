/// <reference lib="esnext.disposable" preserve="true" />
import type { DenseArray, Solution, SolvedBy, Status, Cotangents, Tangents } from "../index.js";
import { OptNetError, describe, excerpt, formatShape, requireFinite, sizeOf } from "../problem/errors.js";
import { written } from "../problem/fields.js";
import type { ArrayInput } from "../problem/problem.js";
import { describeNumbers, readNumbers } from "../problem/read.js";
import { Constraint } from "./constraint.js";
import { evaluateAt } from "./evaluate.js";
import type { Expression } from "./expression.js";
import { Parameter, Variable } from "./leaves.js";
import { Node } from "./node.js";
import type { Program } from "./program.js";
import type { Output } from "./reduction.js";
import * as reduction from "./reduction.js";
import { sameShape, shown } from "./shapes.js";
import type { Values } from "./theta.js";
import { Theta, readTheta } from "./theta.js";

/** Arrays for outputs by name (variables, constraints, `objective`), or by the objects themselves. */
export type OutputArrays =
  | { readonly [name: string]: ArrayInput | number }
  | ReadonlyMap<Output, ArrayInput | number>
  | readonly (readonly [Output, ArrayInput | number])[];

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
  readonly #theta: Theta;
  /** The solution of the quadratic program: statuses, residuals, multipliers as the solver has them. */
  readonly qp: Solution;
  #objective: Float64Array | undefined;

  constructor(solved: Solved, theta: Theta, qp: Solution) {
    this.#solved = solved;
    this.#theta = theta;
    this.qp = qp;
  }

  /** B, the number of elements; 1 where no value has a batch axis. */
  get batch(): number {
    return this.#theta.batch;
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
    const found = this.#output("dual", constraint);
    if (found instanceof Constraint) {
      return reduction.lift(this.#solved.program.compiled, found, this.qp, this.batch);
    }
    throw new OptNetError({
      field: "dual",
      expected: "a constraint of the problem",
      got: typeof found === "string" ? `"${found}"` : shown(found),
      hint: "Values of variables are value(x).",
    });
  }

  /**
   * Reverse mode: gradients of a loss with respect to all parameters, given its gradients with respect to values of
   * variables, duals of constraints and the objective. That of a parameter that the batch shares is the sum.
   *
   * @param cotangents by name, shaped like the output; or a Map, or pairs, by object.
   * @returns by name; a Map by parameter where cotangents were given by object.
   */
  vjp(
    cotangents:
      ReadonlyMap<Output, ArrayInput | number> | readonly (readonly [Output, ArrayInput | number])[],
  ): Map<Parameter, DenseArray<Float64Array>>;
  vjp(cotangents: { readonly [name: string]: ArrayInput | number }): ParameterGradients;
  vjp(cotangents: OutputArrays): ParameterGradients | Map<Parameter, DenseArray<Float64Array>> {
    const { program } = this.#solved;
    const arrays = this.#vjp(this.#readOutputs("cotangents", cotangents));
    const gradients = program.compiled.parameters.map(({ leaf }, i) => [
      leaf,
      written({ data: arrays[i], shape: this.#theta.shapeOf(i) }),
    ]) as [Parameter, DenseArray<Float64Array>][];
    if (isByObject(cotangents)) return new Map(gradients);
    return Object.fromEntries(
      gradients.flatMap(([{ name }, gradient]) => (name === undefined ? [] : [[name, gradient]])),
    );
  }

  #vjp(cotangents: ReadonlyMap<Output, Float64Array>): Float64Array[] {
    const { program, sense } = this.#solved;
    const { compiled, moving } = program;
    const into: { -readonly [Name in keyof Cotangents]?: Float64Array } = {};
    const arrays = compiled.parameters.map((_, i) => new Float64Array(sizeOf(this.#theta.shapeOf(i))));
    for (const [output, cotangent] of cotangents) {
      if (output === "objective") into.objective = cotangent.map((value) => sense * value);
      else reduction.restrict(compiled, output, cotangent, into, this.batch);
    }
    const wrt = moving.map(({ name }) => name);
    const shaped = Object.fromEntries(
      Object.entries(into).map(([name, data]) => [name, this.#shaped(data)]),
    ) as Cotangents;
    reduction.pullBack(program, this.#theta, this.qp.vjp(shaped, { wrt }), arrays);
    if (into.objective && compiled.offset.length > 0) {
      reduction.addOffsetGradient(compiled, this.#theta, into.objective, this.status, arrays);
    }
    return arrays;
  }

  /** An output of the program as it takes it: with its batch axis where it has one. */
  #shaped(data: Float64Array): ArrayInput {
    return { data, shape: [this.batch, ...(data.length === this.batch ? [] : [data.length / this.batch])] };
  }

  /**
   * Forward mode: how variables, duals and the objective move when parameters move along `tangents`; what is left out stays.
   *
   * @returns by name; a Map by object where tangents were given by object.
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
    const moved = this.#jvp(move);
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

  #jvp(move: Theta): (output: Output) => Float64Array {
    const { program, sense } = this.#solved;
    const { compiled } = program;
    const inputs = reduction.pushForward(program, this.#theta, move);
    const tangents = Object.fromEntries(
      program.moving.map(({ name, map }) => {
        const data = inputs[name]!;
        const batched = data.length !== map.size || !this.#theta.sharesAll(parametersOf(program, name));
        const array = { data, shape: batched ? [data.length / map.size, ...map.shape] : map.shape };
        return [name, name === "Q" && compiled.diagonal && batched ? { diagonal: array } : array];
      }),
    ) as Tangents;
    const moved = this.qp.jvp(tangents);
    return (output) => {
      if (output !== "objective") return reduction.lift(compiled, output, moved, this.batch);
      return moved.objective.map((value, i) => {
        const solved = this.status[i] === "solved";
        const own = solved ? reduction.offsetMove(compiled.offset, this.#theta.row(i), move.row(i)) : 0;
        return sense * (value + own);
      });
    };
  }

  /** All that has a cotangent, besides the objective. */
  #outputs(): Exclude<Output, "objective">[] {
    const { program, constraints } = this.#solved;
    return [...program.compiled.variables.map(({ leaf }) => leaf), ...constraints];
  }

  #readOutputs(field: string, given: OutputArrays): Map<Output, Float64Array> {
    const entries: [Output | string, ArrayInput | number][] = isByObject(given)
      ? [...(given as Iterable<[Output, ArrayInput | number]>)]
      : Object.entries(given);
    const read = new Map<Output, Float64Array>();
    for (const [key, value] of entries) {
      if ((value as unknown) === undefined) continue;
      const output = this.#output(field, key);
      read.set(output, this.#readOutput(`${field}.${nameOf(output)}`, output, value));
    }
    return read;
  }

  #readOutput(field: string, output: Output, value: ArrayInput | number): Float64Array {
    const own = output === "objective" ? [] : output.shape;
    const whole = [this.batch, ...own];
    const numbers = readNumbers(field, value);
    const { data, shape } = numbers;
    const fits =
      shape === undefined
        ? data.length === sizeOf(whole)
        : sameShape(shape, whole) || (this.batch === 1 && sameShape(shape, own));
    if (!fits) {
      throw new OptNetError({
        field,
        expected: this.#theta.batched ? formatShape(whole) : own.length === 0 ? "a number" : formatShape(own),
        got: describeNumbers(numbers),
        hint: "It is shaped like the output itself.",
      });
    }
    requireFinite(field, data, whole, this.#theta.batched);
    return data;
  }

  /** An output by its name, or itself. */
  #output(field: string, key: unknown): Output {
    if (key === "objective") return key;
    const outputs = this.#outputs();
    const found = outputs.find(
      (output) => output === key || (output.name !== undefined && output.name === key),
    );
    if (found) return found;
    const names = outputs.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const text =
      typeof key === "string"
        ? `"${excerpt(key)}"`
        : key instanceof Node || key instanceof Constraint
          ? shown(key)
          : describe(key);
    throw new OptNetError({
      field,
      expected: "a variable or a constraint of the problem, or its name",
      got: text,
      hint:
        names.length === 0
          ? "None of them has a name: pass the object, in a Map or in pairs."
          : `Its names are ${[...names, "objective"].join(", ")}.`,
    });
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

function parametersOf(program: Program, name: string): readonly number[] {
  return program.moving.find((one) => one.name === name)!.parameters;
}

function nameOf(output: Output): string {
  return output === "objective" ? output : (output.name ?? shown(output));
}

function isByObject(given: object): boolean {
  return given instanceof Map || Array.isArray(given);
}

function unknownObject(field: string, node: Node, known: readonly Node[]): OptNetError {
  return new OptNetError({
    field,
    expected: "variables and parameters of the problem",
    got: `${shown(node)}, which is not in it`,
    hint: `It has ${known.map(String).join(", ")}. Another object of the same name is another variable.`,
  });
}
