/** Full Jacobians: one solve per number of the output, or per number of the input, whichever are fewer. */
import { newOutputs } from "../problem/batch.js";
import { formatShape, requireRoom, sizeOf } from "../problem/errors.js";
import type { OutputName, OutputVectors } from "../problem/fields.js";
import { sizeOfOutput, written } from "../problem/fields.js";
import type { DenseArray, FieldName, Operand, Problem } from "../problem/problem.js";
import { asGiven, entriesShape } from "./entries.js";
import type { Derivatives } from "./index.js";
import type { Moves } from "./inputs.js";

/** One block `[outputs, inputs]` per element, row-major, and its shape as users see it. */
interface Blocks {
  readonly outputs: number;
  readonly inputs: number;
  readonly jacobian: DenseArray<Float64Array>;
}

/** ∂output/∂input of every element. */
export function jacobianOf(
  derivatives: Derivatives,
  output: OutputName,
  input: FieldName,
): DenseArray<Float64Array> {
  const { problem } = derivatives;
  const { data, shape } = jacobianOfHeld(derivatives, output, input);
  const operand = problem[input]!;
  if (operand.given === undefined) return written({ data, shape });
  const entries = entriesShape(operand);
  const outer = shape.slice(0, -1);
  return written({ data: asGiven(operand, data), shape: [...outer, ...entries] });
}

/** By the entries of a sparse Q as the problem holds them. */
function jacobianOfHeld(
  derivatives: Derivatives,
  output: OutputName,
  input: FieldName,
): DenseArray<Float64Array> {
  const { problem, separable } = derivatives;
  if (!separable || problem[input]!.size < (sizeOfOutput(problem, output) ?? 1)) {
    return forwardJacobian(problem, output, input, (moves) => derivatives.pushForward(moves));
  }
  return reverseJacobian(
    problem,
    output,
    input,
    (cotangents, apart) => derivatives.pullBack(cotangents, [input], apart)[input]!,
  );
}

/** All 0. */
function newBlocks(problem: Problem, output: OutputName, input: FieldName): Blocks {
  const { batch, batched } = problem;
  const operand = problem[input]!;
  const size = sizeOfOutput(problem, output);
  const outputs = size ?? 1;
  const inputs = operand.size;
  const inner = operand.given ? [operand.size] : entriesShape(operand);
  const shape = [...(batched ? [batch] : []), ...(size === undefined ? [] : [size]), ...inner];
  const hint = "Take vjp or jvp, whose results have the size of an input or an output.";
  requireRoom("jacobian", sizeOf(shape), `∂${output}/∂${input} of shape ${formatShape(shape)}`, hint);
  return { outputs, inputs, jacobian: written({ data: new Float64Array(batch * outputs * inputs), shape }) };
}

/** Column by column: the outputs' movement along every unit direction of the input. */
function forwardJacobian(
  problem: Problem,
  output: OutputName,
  input: FieldName,
  pushForward: (moves: Moves) => OutputVectors,
): DenseArray<Float64Array> {
  const { inputs, jacobian } = newBlocks(problem, output, input);
  if (jacobian.data.length === 0) return jacobian;
  const operand = problem[input]!;
  const move: Operand = { ...operand, data: new Float64Array(operand.data.length) };
  for (let column = 0; column < inputs; column++) {
    for (let at = column; at < move.data.length; at += inputs) move.data[at] = 1;
    const moved = pushForward({ [input]: move })[output];
    for (let row = 0; row < moved.length; row++) jacobian.data[row * inputs + column] = moved[row];
    for (let at = column; at < move.data.length; at += inputs) move.data[at] = 0;
  }
  return jacobian;
}

/** Row by row: the gradient of every number of the output, each element's kept apart. */
function reverseJacobian(
  problem: Problem,
  output: OutputName,
  input: FieldName,
  pullBack: (cotangents: OutputVectors, apart: Problem) => Float64Array,
): DenseArray<Float64Array> {
  const { outputs, inputs, jacobian } = newBlocks(problem, output, input);
  if (jacobian.data.length === 0) return jacobian;
  const apart = withoutSharing(problem, input);
  const cotangents = newOutputs(problem);
  const unit = cotangents[output];
  for (let row = 0; row < outputs; row++) {
    for (let at = row; at < unit.length; at += outputs) unit[at] = 1;
    const gradients = pullBack(cotangents, apart);
    for (let element = 0; element < problem.batch; element++) {
      const start = element * inputs;
      jacobian.data.set(gradients.subarray(start, start + inputs), (element * outputs + row) * inputs);
    }
    for (let at = row; at < unit.length; at += outputs) unit[at] = 0;
  }
  return jacobian;
}

/** The same problem with a gradient per element for an input that the batch shares. */
function withoutSharing(problem: Problem, input: FieldName): Problem {
  const operand = problem[input]!;
  if (operand.stride > 0) return problem;
  const data = new Float64Array(problem.batch * operand.size);
  for (let i = 0; i < problem.batch; i++) data.set(operand.data, i * operand.size);
  return { ...problem, [input]: { ...operand, data, stride: operand.size } };
}
