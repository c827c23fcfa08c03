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

  /** Gradients in the parameters, one array each. */
  vjp(cotangents: ReadonlyMap<Output, Float64Array>): Float64Array[] {
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
    const wrt = moving.map(({ name }) => name);
    const arrays = compiled.parameters.map((_, i) => new Float64Array(sizeOf(theta.shapeOf(i))));
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
    return { data, shape: name === "objective" ? [batch] : [batch, data.length / batch] };
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

  /** ∂output/∂parameter of every element: column by column, or row by row where those are fewer. */
  jacobian(output: Output, position: number): DenseArray<Float64Array> {
    const { batch, batched } = this.#theta;
    const { leaf } = this.#program.compiled.parameters[position];
    const own = shapeOfOutput(output);
    const [rows, columns] = [sizeOf(own), leaf.size];
    const shape = [...(batched ? [batch] : []), ...own, ...leaf.shape];
    requireRoom(
      "jacobian",
      sizeOf(shape),
      `a Jacobian of shape ${formatShape(shape)}`,
      "Take vjp or jvp, whose results have the size of a parameter or an output.",
    );
    const data = new Float64Array(batch * rows * columns);
    if (batch === 1 && rows < columns) {
      for (let row = 0; row < rows; row++) {
        const unit = new Float64Array(rows);
        unit[row] = 1;
        data.set(this.vjp(new Map([[output, unit]]))[position], row * columns);
      }
      return written({ data, shape });
    }
    for (let column = 0; column < columns; column++) {
      const moved = this.jvp(this.#theta.unit(position, column))(output);
      for (let row = 0; row < moved.length; row++) data[row * columns + column] = moved[row];
    }
    return written({ data, shape });
  }
}
