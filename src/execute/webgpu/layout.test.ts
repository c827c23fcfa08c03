import { describe, expect, test } from "vitest";
import { describeWith, WEBGPU } from "../../../test/support/needs.js";
import * as shaders from "./kernel.generated.js";
import { BINDINGS } from "./kernels.js";
import type { Sizes } from "./layout.js";
import {
  ADJOINT,
  bytesOf,
  KEPT_UNTIL,
  lengthOf,
  lengthsOf,
  NONE,
  PARAMS,
  RESULT,
  startOf,
  startsSource,
  TRANSPOSE,
  typesSource,
  VECTORS,
  wordsOf,
} from "./layout.js";
import { nodeDevice } from "./node.js";

const SIZES: Sizes = { variables: 3, equalities: 1, inequalities: 2, lower: true, upper: false };

/** What people wrote; the generated text is apart. */
const { transpose, ...solving } = shaders;
const written = withoutComments(Object.values(solving).join("\n"));

function withoutComments(source: string): string {
  return source.replace(/\/\/.*/g, "");
}

/** Names of the words of a struct, as the generated text has them. */
function wordsIn(struct: string): { path: string; type: string }[] {
  const [, body] = new RegExp(`struct ${struct} \\{([^}]*)\\}`).exec(typesSource)!;
  return Array.from(body.matchAll(/(\w+): (\w+),/g)).flatMap(([, name, type]) =>
    type === "Operand"
      ? wordsIn("Operand").map((word) => ({ path: `${name}.${word.path}`, type: word.type }))
      : [{ path: name, type }],
  );
}

describe("the words of the uniforms", () => {
  test("are all read by the shaders, which read no others", () => {
    const known = wordsIn("Params").map(({ path }) => path.split(".")[0]);
    const read = Array.from((written + startsSource).matchAll(/params\.(\w+)/g), ([, name]) => name);
    expect([...new Set(read)].sort()).toEqual([...new Set(known)].sort());
    for (const { path } of wordsIn("Operand")) expect(written).toMatch(new RegExp(`\\.${path}\\b`));
    const readThere = Array.from(withoutComments(transpose).matchAll(/params\.(\w+)/g), ([, name]) => name);
    expect([...new Set(readThere)].sort()).toEqual(
      wordsIn("Transpose")
        .map(({ path }) => path)
        .sort(),
    );
  });

  test("are all written, each in a place of its own", () => {
    for (const struct of [PARAMS, TRANSPOSE]) {
      const { values, expected } = distinctValues(struct);
      const words = [...new Uint32Array(wordsOf(struct, values as never))];
      expect(words.slice(0, expected.length)).toEqual(expected.map(({ bits }) => bits));
      expect(words.slice(expected.length).every((word) => word === 0)).toBe(true);
      expect(words.length - expected.length).toBeLessThan(4);
    }
  });
});

test("every constant and every function that is generated is used", () => {
  const all = written + withoutComments(transpose) + startsSource;
  const names = Array.from(
    (typesSource + startsSource).matchAll(/^(?:const|fn) (\w+)/gm),
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(50);
  const unused = names.filter((name) => all.split(new RegExp(`(?<!fn )\\b${name}\\b`)).length < 2);
  expect(unused).toEqual([]);
});

test("a name has one binding in all modules", () => {
  const declared = Array.from(
    (written + withoutComments(transpose)).matchAll(/@binding\((\d+)\) var<[^>]+> (\w+)/g),
    ([, number, name]) => [name, Number(number)] as const,
  );
  for (const [name, number] of declared) {
    if (name !== "faults") expect([name, number]).toEqual([name, BINDINGS[name as keyof typeof BINDINGS]]);
  }
  expect(new Set(Object.values(BINDINGS)).size).toBe(7);
});

describe("lengths", () => {
  const lengths = lengthsOf(SIZES, "float32");

  test("of what a problem has", () => {
    const [rows, order, unknowns] = [5, 4, 9];
    expect(lengths).toEqual({ n: 3, e: 1, m: 2, rows, order, unknowns, iterate: 18, matrix: 10 });
    expect(lengthsOf(SIZES, "compensated").iterate).toBe(9);
  });

  test("of sections, and where they begin", () => {
    expect(startOf(RESULT, lengths, "z")).toBe(0);
    expect(startOf(RESULT, lengths, "lambda")).toBe(4);
    expect(lengthOf(RESULT.report, lengths)).toBe(8);
    expect(startOf(RESULT, lengths)).toBe(3 + 1 + 2 + 3 + 3 + 2 + 8);
    expect(startOf(ADJOINT, lengths, "objective")).toBe(12);
    expect(startOf(VECTORS, lengths, KEPT_UNTIL)).toBe(5 + 6 + 1);
  });
});

/** A value for each word of a struct that no other has, and its bits. */
function distinctValues(struct: typeof PARAMS | typeof TRANSPOSE) {
  const values: Record<string, number | Record<string, number>> = {};
  const expected: { path: string; bits: number }[] = [];
  const words = wordsIn(struct === PARAMS ? "Params" : "Transpose");
  words.forEach(({ path, type }, i) => {
    const value = type === "f32" ? i + 0.5 : i === 40 ? NONE : 1000 + i;
    const [name, part] = path
      .split(".")
      .map((word) => word.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
    if (part === undefined) values[name] = value;
    else (values[name] = (values[name] ?? {}) as Record<string, number>)[part] = value;
    const bits = type === "f32" ? new Uint32Array(Float32Array.of(value).buffer)[0] : value;
    expected.push({ path, bits });
  });
  return { values, expected };
}

describeWith(WEBGPU, "on a device", () => {
  test.each([
    ["Params", PARAMS],
    ["Transpose", TRANSPOSE],
  ] as const)("the shaders find every word of %s where the host put it", async (name, struct) => {
    const device = await nodeDevice({ software: true });
    const { values, expected } = distinctValues(struct);
    const echo = expected.map(({ path }, i) => `  out[${i}] = bitcast<u32>(params.${path});\n`).join("");
    const code = `${typesSource}
@group(0) @binding(0) var<uniform> params: ${name};
@group(0) @binding(1) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(1) fn main() {\n${echo}}`;
    const pipeline = await device.createComputePipelineAsync({
      layout: "auto",
      compute: { module: device.createShaderModule({ code }) },
    });
    const newBuffer = (size: number, usage: number): GPUBuffer => device.createBuffer({ size, usage });
    const uniform = newBuffer(bytesOf(struct), GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    device.queue.writeBuffer(uniform, 0, wordsOf(struct, values as never));
    const size = 4 * expected.length;
    const out = newBuffer(size, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    const staging = newBuffer(size, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [uniform, out].map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(out, 0, staging, 0, size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    expect([...new Uint32Array(staging.getMappedRange())]).toEqual(expected.map(({ bits }) => bits));
    device.destroy();
  });
});
