/** What `optnet batch` makes of files that change between its runs, and of results that would take the place of inputs. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { solve } from "../src/index.js";
import { problemArrays, readArrays, writeArrays, type FileFormat } from "../src/io/index.js";
import { schemaOf } from "../src/io/parquet/columns.js";
import { buildCommand, type BuiltCommand } from "./support/command.js";

let command: BuiltCommand;
beforeAll(() => {
  command = buildCommand();
});
afterAll(() => command.remove());

const B = 700;
/** With other numbers for other seeds, of the same sizes. */
const problemWith = (seed: number) => ({
  Q: [2, 3],
  p: { data: Float64Array.from({ length: 2 * B }, (_, i) => Math.sin(seed + i)), shape: [B, 2] },
  lower: -0.5,
});

const path = (name: string): string => join(command.folder, name);
const bytes = (name: string): Buffer => readFileSync(path(name));

async function save(name: string, seed: number, format: FileFormat): Promise<void> {
  writeFileSync(path(name), await writeArrays(problemArrays(problemWith(seed)), { format }));
}

describe.each<FileFormat>(["npz", "safetensors", "parquet"])("%s", (format) => {
  const [input, out] = [`in.${format}`, `out-of.${format}`];

  test("that changed in its numbers alone has no result yet", async () => {
    await save(input, 1, format);
    expect((await command.run(["batch", input, "--out", out])).code).toBe(0);
    const repeated = await command.run(["batch", input, "--out", out, "--json"]);
    expect(JSON.parse(repeated.out)).toMatchObject({ now: 0, problems: B });
    const before = bytes(out);
    await save(input, 2, format);
    const { code, err } = await command.run(["batch", input, "--out", out]);
    expect(code).toBe(3);
    expect(err).toContain("the same numbers in the inputs");
    expect(bytes(out).equals(before)).toBe(true);
    expect((await command.run(["batch", input, "--out", out, "--fresh"])).code).toBe(0);
    expect((await readArrays(bytes(out))).arrays.z.data).toEqual(solve(problemWith(2)).z);
  });

  test("goes on when a number was mended that stopped it, and not when one was changed that it has read", async () => {
    const write = async (at: number, value: number): Promise<void> => {
      const problem = problemWith(4);
      problem.p.data[at] = value;
      const collection = { ...problemArrays(problemWith(4)), arrays: problemArrays(problemWith(4)).arrays };
      const arrays = { ...collection.arrays, p: problem.p };
      writeFileSync(path(input), await writeArrays({ ...collection, arrays }, { format }));
    };
    const args = ["batch", input, "--out", `mended.${format}`, "--threads", "1", "--chunk", "1", "--json"];
    await write(1200, NaN);
    const stopped = await command.run(args);
    expect(stopped.code).toBe(3);
    expect(stopped.err).toContain("p of element 600: expected finite numbers, got NaN at p[0]");
    await write(2, 5);
    const changed = await command.run(args);
    expect(changed.code).toBe(3);
    expect(changed.err).toContain("the inputs of the run so far");
    await write(1200, 0.25);
    const { code, out } = await command.run(args);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { now: number }).now).toBeLessThan(B);
    await command.run(["batch", input, "--out", `at-once.${format}`]);
    expect(bytes(`mended.${format}`).equals(bytes(`at-once.${format}`))).toBe(true);
  });

  test("has the same result from more shards than there is work for", async () => {
    await save(input, 3, format);
    await command.run(["batch", input, "--out", `whole.${format}`]);
    for (let i = 0; i < 9; i++) {
      const { code, err } = await command.run([
        "batch",
        input,
        "--out",
        `part.${format}`,
        "--shard",
        `${i}/9`,
      ]);
      expect([code, err]).toEqual([0, ""]);
    }
    expect((await command.run(["merge", "--out", `part.${format}`])).err).toBe("");
    expect(bytes(`part.${format}`).equals(bytes(`whole.${format}`))).toBe(true);
  });
});

test("a table without rows adds nothing to others", async () => {
  const schema = [{ name: "root", num_children: 1 }, ...schemaOf("p", "float64", true)];
  const empty = parquetWriteBuffer({ columnData: [{ name: "p", data: [] }], schema });
  writeFileSync(path("empty.parquet"), new Uint8Array(empty));
  await save("full.npz", 5, "npz");
  for (const files of [
    ["full.npz", "empty.parquet"],
    ["empty.parquet", "full.npz"],
  ]) {
    const { code, err } = await command.run(["batch", ...files, "--out", "days.npz", "--fresh"]);
    expect([code, err]).toEqual([0, ""]);
    expect((await readArrays(bytes("days.npz"))).arrays.z.data).toEqual(solve(problemWith(5)).z);
  }
});

describe("a result has a file of its own", () => {
  test.each([
    ["in.npz", []],
    ["./in.npz", ["--fresh"]],
    ["link.npz", ["--fresh"]],
    ["loss.npz", ["--fresh", "--cotangents", "loss.npz"]],
  ])("and not that of its input: %s %j", async (out, more) => {
    await save("in.npz", 1, "npz");
    rmSync(path("link.npz"), { force: true });
    symlinkSync("in.npz", path("link.npz"));
    const loss = { z: { data: new Float64Array(2 * B).fill(1), shape: [B, 2] } };
    writeFileSync(path("loss.npz"), await writeArrays({ arrays: loss }, { format: "npz" }));
    const before = bytes(out);
    const { code, err } = await command.run(["batch", "in.npz", "--out", out, ...more]);
    expect(code).toBe(3);
    expect(err).toContain("--out: expected a file of its own");
    expect(bytes(out).equals(before)).toBe(true);
  });

  test("parts of files that have changed meanwhile are not merged", async () => {
    for (const seed of [1, 2]) {
      await save("in.npz", seed, "npz");
      await command.run(["batch", "in.npz", "--out", "f.npz", "--shard", `${seed - 1}/2`]);
    }
    const { code, err } = await command.run(["merge", "--out", "f.npz"]);
    expect(code).toBe(3);
    expect(err).toContain("the same files");
  });

  test("nor that of a part that is merged into it", async () => {
    await save("in.npz", 1, "npz");
    const parts = [0, 1].map((i) => `m.${i}-of-2.npz`);
    for (const i of [0, 1]) await command.run(["batch", "in.npz", "--out", "m.npz", "--shard", `${i}/2`]);
    const before = bytes(parts[0]);
    const { code, err } = await command.run(["merge", ...parts, "--out", parts[0]]);
    expect(code).toBe(3);
    expect(err).toContain("--out: expected a file of its own");
    expect(bytes(parts[0]).equals(before)).toBe(true);
  });

  test.each([
    ["as the result", ["in.npz", "--out", "folder.npz"]],
    ["as the result, begun anew", ["in.npz", "--out", "folder.npz", "--fresh"]],
    ["as the problem", ["folder.npz", "--out", "x.npz"]],
    ["as the loss", ["in.npz", "--out", "x.npz", "--cotangents", "folder.npz"]],
  ])("a folder is none: %s", async (_name, args) => {
    await save("in.npz", 1, "npz");
    mkdirSync(path("folder.npz"), { recursive: true });
    const { code, err } = await command.run(["batch", ...args]);
    expect(err).toMatch(/folder\.npz: expected/);
    expect(err).not.toContain("    at ");
    expect(code).toBe(3);
    expect(readdirSync(command.folder).filter((name) => /^x\.|partial|journal/.test(name))).toEqual([]);
  });
});
