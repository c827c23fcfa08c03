/**
 * That both sides of the table of structs read it alike: AssemblyScript's compiler lays fields out by its own rules.
 */
import asc from "assemblyscript/asc";
import { expect, test } from "vitest";
import { read, sourceFiles } from "../../../test/imports.js";
import type { StructName } from "./layout.js";
import { CODES, LAYOUT, LCP_VECTORS, RHO_ZERO, STRUCTS } from "./layout.js";

const KERNEL = "src/execute/wasm/kernel/";

/** What expressions come to in a module that has the kernels' structs. */
async function evaluate(expressions: readonly string[]): Promise<number[]> {
  const cases = expressions.map((text, i) => `if (i == ${i}) return ${text};`);
  const files: Record<string, string> = {
    "structs.ts": read(`${KERNEL}layout.generated.ts`),
    "index.ts": [
      `import * as s from "./structs";`,
      `export function value(i: i32): f64 { ${cases.join("\n")} return NaN; }`,
    ].join("\n"),
  };
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    ["index.ts", "--outFile", "out.wasm", "--runtime", "stub", "--enable", "simd"],
    {
      readFile: (name) => files[name] ?? null,
      writeFile: (_, contents) => void (binary = Uint8Array.from(contents as Uint8Array)),
      listFiles: () => [],
    },
  );
  expect(error, stderr.toString()).toBeNull();
  const { instance } = await WebAssembly.instantiate(binary, {
    env: { abort: () => undefined },
  });
  const { value } = instance.exports as { readonly value: (i: number) => number };
  return expressions.map((_, i) => value(i));
}

test("every field is where the kernels have it, and every number is theirs", async () => {
  const expected = new Map<string, number>();
  for (const struct of Object.keys(STRUCTS) as StructName[]) {
    const { fields, offsets, bytes } = LAYOUT[struct];
    for (const field of fields) {
      const offset = (offsets as Readonly<Record<string, number>>)[field];
      expected.set(`<f64>offsetof<s.${struct}>("${field}")`, offset);
    }
    expected.set(`<f64>((offsetof<s.${struct}>() + 15) & ~15)`, bytes);
  }
  for (const [name, value] of Object.entries({ ...CODES, RHO_ZERO })) expected.set(`<f64>s.${name}`, value);
  for (const [i, name] of LCP_VECTORS.entries()) expected.set(`<f64>s.${name}`, i);
  expect(expected.size).toBeGreaterThan(100);
  const found = await evaluate([...expected.keys()]);
  expect(new Map([...expected.keys()].map((name, i) => [name, found[i]]))).toEqual(expected);
});

test("the kernels have no struct besides", () => {
  const written = sourceFiles(KERNEL).filter((path) => !path.endsWith(".generated.ts"));
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((path) => /@unmanaged|\bclass\b/.test(read(path)))).toEqual([]);
});
