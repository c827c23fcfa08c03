/** Full Jacobians: one solve per number of the output, or per number of the input, whichever are fewer. */
import { written } from "../problem/json.js";
import type { DenseArray, FieldName, Operand, Problem } from "../problem/problem.js";
import { formatShape, sizeOf } from "../problem/positions.js";
import { requireRoom } from "../problem/room.js";
import type { OutputName } from "../problem/solution.js";
import type { Moves } from "./inputs.js";
import type { OutputVectors } from "./arguments.js";
import { outputSizes } from "./arguments.js";

/** One block `[outputs, inputs]` per element, row-major, and its shape as users see it. */
export interface Blocks {
  readonly outputs: number;
  readonly inputs: number;
  readonly jacobian: DenseArray<Float64Array>;
}

/** All 0. */
export function newBlocks(problem: Problem, output: OutputName, input: FieldName): Blocks {
  const { batch, batched } = problem;
  const operand = problem[input]!;
  const size = outputSizes(problem)[output];
  const outputs = size ?? 1;
  const inputs = operand.size;
  const inner = operand.stride > 0 || operand.ofOne ? operand.shape.slice(1) : operand.shape;
  const shape = [...(batched ? [batch] : []), ...(size === undefined ? [] : [size]), ...inner];
  const hint = "Take vjp or jvp, whose results have the size of an input or an output.";
  requireRoom("jacobian", sizeOf(shape), `∂${output}/∂${input} of shape ${formatShape(shape)}`, hint);
  return { outputs, inputs, jacobian: written({ data: new Float64Array(batch * outputs * inputs), shape }) };
}

/** Column by column: the outputs' movement along every unit direction of the input. */
export function forwardJacobian(
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
export function reverseJacobian(
  problem: Problem,
  output: OutputName,
  input: FieldName,
  pullBack: (cotangents: OutputVectors, apart: Problem) => Float64Array,
): DenseArray<Float64Array> {
  const { outputs, inputs, jacobian } = newBlocks(problem, output, input);
  if (jacobian.data.length === 0) return jacobian;
  const apart = withoutSharing(problem, input);
  const sizes = outputSizes(problem);
  const cotangents = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, new Float64Array(problem.batch * (size ?? 1))]),
  ) as unknown as OutputVectors;
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
