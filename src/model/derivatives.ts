/** Derivatives of a solution in the words of its problem: those of the quadratic program between two linear maps. */
import type { Cotangents, DenseArray, Solution, Tangents } from "../index.js";
import { formatShape, requireRoom, sizeOf } from "../problem/errors.js";
import { written } from "../problem/fields.js";
import type { ArrayInput } from "../problem/problem.js";
import type { Output } from "./outputs.js";
import { shapeOfOutput } from "./outputs.js";
import type { Program } from "./program.js";
import * as reduction from "./reduction.js";
import type { Theta } from "./theta.js";

export class ModelDerivatives {
  readonly #program: Program;
  readonly #sense: 1 | -1;
  readonly #theta: Theta;
  readonly #qp: Solution;

  constructor(program: Program, sense: 1 | -1, theta: Theta, qp: Solution) {
    this.#program = program;
    this.#sense = sense;
    this.#theta = theta;
    this.#qp = qp;
  }

  /**
   * Gradients in these parameters, one array each; of the program's inputs only those are computed that they are in.
   *
   * @param positions of the parameters; all others are left out, and undefined.
   */
  vjp(
    cotangents: ReadonlyMap<Output, Float64Array>,
    positions: readonly number[],
  ): readonly (Float64Array | undefined)[] {
    const { compiled, moving } = this.#program;
    const theta = this.#theta;
    const into: { -readonly [Name in keyof Cotangents]?: Float64Array } = {};
    for (const [output, cotangent] of cotangents) {
      if (output === "objective") into.objective = cotangent.map((value) => this.#sense * value);
      else reduction.restrict(compiled, output, cotangent, into, theta.batch);
    }
    const shaped = Object.fromEntries(
      Object.entries(into).map(([name, data]) => [name, this.#outputArray(name, data)]),
    ) as Cotangents;
    const arrays = compiled.parameters.map((_, i) =>
      positions.includes(i) ? new Float64Array(sizeOf(theta.shapeOf(i))) : undefined,
    );
    const wrt = moving
      .filter(({ parameters }) => parameters.some((position) => arrays[position]))
      .map(({ name }) => name);
    reduction.pullBack(this.#program, theta, this.#qp.vjp(shaped, { wrt }), arrays);
    if (into.objective && compiled.offset.length > 0) {
      const weights = this.#solvedOnly(into.objective);
      reduction.addOffsetGradient(compiled, theta, weights, arrays);
    }
    return arrays;
  }

  /** Numbers of elements that are not solved become 0, or NaN as the setting says. */
  #solvedOnly(numbers: Float64Array): Float64Array {
    const unsolved = this.#program.settings.unsolvedGradient === "nan" ? NaN : 0;
    return numbers.map((number, i) => (this.#qp.status[i] === "solved" ? number : unsolved));
  }

  #outputArray(name: string, data: Float64Array): ArrayInput {
    const { batch } = this.#theta;
    const { n, equalities, inequalities } = this.#program.compiled;
    const width = name === "nu" ? equalities : name === "lambda" ? inequalities : n;
    return { data, shape: name === "objective" ? [batch] : [batch, width] };
  }

  /** How outputs move with the parameters. */
  jvp(move: Theta): (output: Output) => Float64Array {
    const { compiled, moving } = this.#program;
    const inputs = reduction.pushForward(this.#program, this.#theta, move);
    const tangents: Partial<Record<string, unknown>> = {};
    for (const one of moving) {
      tangents[one.name] = this.#program.shaped(one, inputs[one.name]!, this.#theta);
    }
    const moved = this.#qp.jvp(tangents as Tangents);
    return (output) => {
      if (output !== "objective") return reduction.lift(compiled, output, moved, this.#theta.batch);
      const own = moved.objective.map((_, i) =>
        compiled.offset.length === 0
          ? 0
          : reduction.offsetMove(compiled.offset, this.#theta.row(i), move.row(i)),
      );
      const kept = this.#solvedOnly(own);
      return moved.objective.map((value, i) => this.#sense * (value + kept[i]));
    };
  }

  /** ∂output/∂parameter of every element: see {@link jacobians}. */
  jacobian(output: Output, position: number): DenseArray<Float64Array> {
    return this.jacobians([output], [position])[0][0];
  }

  /**
   * ∂output/∂parameter of every element, for all outputs and parameters (by position) at once: column by column, or row by
   * row where those are fewer. A column moves all outputs, and a row has the gradients of all parameters.
   */
  jacobians(outputs: readonly Output[], positions: readonly number[]): DenseArray<Float64Array>[][] {
    const { batch, batched } = this.#theta;
    const leaves = positions.map((position) => this.#program.compiled.parameters[position].leaf);
    const sizes = outputs.map((output) => sizeOf(shapeOfOutput(output)));
    const jacobians = outputs.map((output) =>
      leaves.map((leaf) => {
        const shape = [...(batched ? [batch] : []), ...shapeOfOutput(output), ...leaf.shape];
        requireRoom(
          "jacobian",
          sizeOf(shape),
          `a Jacobian of shape ${formatShape(shape)}`,
          "Take vjp or jvp, whose results have the size of a parameter or an output.",
        );
        return written({ data: new Float64Array(sizeOf(shape)), shape });
      }),
    );
    const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
    if (batch === 1 && total(sizes) < total(leaves.map(({ size }) => size))) {
      outputs.forEach((output, k) => {
        for (let row = 0; row < sizes[k]; row++) {
          const unit = new Float64Array(sizes[k]);
          unit[row] = 1;
          const gradients = this.vjp(new Map([[output, unit]]), positions);
          positions.forEach((position, l) =>
            jacobians[k][l].data.set(gradients[position]!, row * leaves[l].size),
          );
        }
      });
      return jacobians;
    }
    positions.forEach((position, l) => {
      const columns = leaves[l].size;
      for (let column = 0; column < columns; column++) {
        const moved = this.jvp(this.#theta.unit(position, column));
        outputs.forEach((output, k) => {
          const { data } = jacobians[k][l];
          moved(output).forEach((value, row) => (data[row * columns + column] = value));
        });
      }
    });
    return jacobians;
  }
}
