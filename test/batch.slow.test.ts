/** `optnet batch`, as its users run it: files in, files out, however it is cut and whenever it is killed. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { solve, type ProblemInput } from "../src/index.js";
import {
  problemArrays,
  readArrays,
  readSolution,
  writeArrays,
  type ArrayCollection,
  type FileFormat,
} from "../src/io/index.js";
import { buildCommand, type BuiltCommand, type Ended } from "./support/command.js";
import { Random } from "./support/random.js";

let command: BuiltCommand;
beforeAll(() => {
  command = buildCommand();
});
afterAll(() => command.remove());

const [B, n, e, m] = [2500, 5, 1, 4];
const random = new Random(11);
const draw = (...shape: number[]) => ({
  data: Float64Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, () =>
    random.uniform(-0.5, 0.5),
  ),
  shape,
});
const L = draw(n, n).data;
const Q = Float64Array.from({ length: n * n }, (_, k) => {
  const [i, j] = [Math.floor(k / n), k % n];
  let sum = i === j ? 0.5 : 0;
  for (let l = 0; l < n; l++) sum += L[i * n + l] * L[j * n + l];
  return sum;
});
/** Shared and own inputs of each kind; element 17 has no solution. */
const problem = {
  Q: { data: Q, shape: [n, n] },
  p: draw(B, n),
  A: draw(e, n),
  b: draw(B, e),
  G: draw(m, n),
  h: {
    data: Float64Array.from({ length: B * m }, (_, i) => (Math.floor(i / m) === 17 ? -1000 : 1)),
    shape: [B, m],
  },
  lower: -2,
} satisfies ProblemInput;
problem.G.data.fill(0, 0, n);
const cotangents = { z: draw(B, n), nu: draw(B, e), objective: draw(B) };

const DERIVED = ["--cotangents", "loss.npz"];
/** One run that others are compared with; its result is in all.npz. */
let whole: Ended;

const path = (name: string): string => join(command.folder, name);
const bytes = (name: string): Buffer => readFileSync(path(name));

async function save(name: string, collection: ArrayCollection, format: FileFormat = "npz", compress = false) {
  writeFileSync(path(name), await writeArrays(collection, { format, compress }));
}

beforeAll(async () => {
  await save("in.npz", problemArrays(problem));
  await save("loss.npz", { arrays: cotangents });
  whole = await command.run(["batch", "in.npz", "--out", "all.npz", ...DERIVED]);
});

describe("the result", () => {
  test("is what solve and vjp give", async () => {
    const { code, out } = whole;
    expect(code).toBe(1); // One has no solution.
    expect(out).toMatch(/solved +2,499\n +primalInfeasible +1\n/);
    const expected = solve(problem);
    const { status, ...stored } = await readSolution(bytes("all.npz"));
    expect(status).toEqual(expected.status);
    for (const name of ["z", "nu", "lambda", "slack", "lambdaLower", "objective", "dualityGap"] as const) {
      expect(stored[name], name).toEqual(expected[name]);
    }
    expect(stored).not.toHaveProperty("lambdaUpper");
    expect(stored.iterations).toEqual(Float64Array.from(expected.iterations));
    const gradients = expected.vjp(cotangents);
    const { arrays } = await readArrays(bytes("all.npz"));
    for (const name of ["p", "b", "h"] as const)
      expect(arrays[`gradient.${name}`].data, name).toEqual(gradients[name]!.data);
    for (const name of ["Q", "A", "G", "lower"] as const) {
      const { data, shape } = arrays[`gradient.${name}`];
      expect(shape).toEqual(gradients[name]!.shape);
      data.forEach((value, i) => expect(Math.abs(value - gradients[name]!.data[i])).toBeLessThan(1e-9));
    }
    expect(
      readdirSync(command.folder)
        .filter((name) => name.startsWith("all"))
        .sort(),
    ).toEqual(["all.npz"]);
  });

  test.each([
    ["one thread", ["--threads", "1"]],
    ["three threads", ["--threads", "3"]],
    ["small chunks", ["--chunk", "1", "--threads", "2"]],
    ["one chunk", ["--chunk", "1000000"]],
  ])("has the same bytes with %s", async (_name, options) => {
    await command.run(["batch", "in.npz", "--out", "cut.npz", "--fresh", ...DERIVED, ...options]);
    expect(bytes("cut.npz").equals(bytes("all.npz"))).toBe(true);
  });

  test.each([1, 2, 7, 30])("has the same bytes from %d shards", async (count) => {
    for (let i = 0; i < count; i++) {
      const { code } = await command.run([
        "batch",
        "in.npz",
        "--out",
        "sh.npz",
        "--shard",
        `${i}/${count}`,
        ...DERIVED,
        "--accept-unsolved",
      ]);
      expect(code).toBe(0);
    }
    const { code, out } = await command.run(["merge", "--out", "sh.npz"]);
    expect(code).toBe(1);
    expect(out).toContain("2,500 problems joined");
    expect(bytes("sh.npz").equals(bytes("all.npz"))).toBe(true);
    for (let i = 0; i < count; i++) rmSync(path(`sh.${i}-of-${count}.npz`));
    rmSync(path("sh.npz"));
  });

  test.each<[FileFormat, boolean]>([
    ["safetensors", false],
    ["parquet", false],
    ["npz", true],
  ])(
    "has the same numbers as %s (compressed: %j), in and out, whole and in shards",
    async (format, compress) => {
      const extra = compress ? ["--compress"] : [];
      await save(`in2.${format}`, problemArrays(problem), format, compress);
      await save(`loss2.${format}`, { arrays: cotangents, rows: Object.keys(cotangents) }, format, compress);
      const files = [`in2.${format}`, "--cotangents", `loss2.${format}`, "--out", `out2.${format}`, ...extra];
      await command.run(["batch", ...files]);
      const { arrays } = await readArrays(bytes(`out2.${format}`));
      const { arrays: expected } = await readArrays(bytes("all.npz"));
      expect(Object.keys(arrays).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, { data, shape }] of Object.entries(expected)) {
        expect(arrays[name].data, name).toEqual(data);
        expect(arrays[name].shape, name).toEqual(shape);
      }
      for (const i of [0, 1, 2]) await command.run(["batch", ...files, "--shard", `${i}/3`]);
      await command.run([
        "merge",
        "--out",
        `merged.${format}`,
        ...extra,
        ...[2, 0, 1].map((i) => `out2.${i}-of-3.${format}`),
      ]);
      expect(bytes(`merged.${format}`).equals(bytes(`out2.${format}`))).toBe(true);
    },
  );

  test("comes from several files, one behind the other, that share what they share", async () => {
    const part = (first: number, last: number) => {
      const rows = (name: "p" | "b" | "h") => {
        const { data, shape } = problem[name];
        return { data: data.slice(first * shape[1], last * shape[1]), shape: [last - first, shape[1]] };
      };
      return { p: rows("p"), b: rows("b"), h: rows("h") };
    };
    const { Q, A, G, lower } = problemArrays(problem).arrays;
    await save("shared.npz", { arrays: { Q, A, G, lower } });
    await save("part1.safetensors", { arrays: { ...part(0, 700), Q } }, "safetensors");
    await save("part2.npz", { arrays: part(700, 701) }, "npz", true);
    await save("part3.parquet", { arrays: part(701, B), rows: ["p", "b", "h"] }, "parquet");
    const files = ["part1.safetensors", "part2.npz", "shared.npz", "part3.parquet"];
    await command.run(["batch", ...files, "--out", "parts.npz", ...DERIVED]);
    const { arrays } = await readArrays(bytes("parts.npz"));
    const { arrays: expected } = await readArrays(bytes("all.npz"));
    expect(arrays).toEqual(expected);
  });

  test("has only what is asked for", async () => {
    await command.run([
      "batch",
      "in.npz",
      "--out",
      "some.npz",
      "--save",
      "z,weaklyActive",
      "--wrt",
      "p,Q",
      ...DERIVED,
    ]);
    const { arrays } = await readArrays(bytes("some.npz"));
    expect(Object.keys(arrays).sort()).toEqual(["gradient.Q", "gradient.p", "status", "weaklyActive", "z"]);
    expect(arrays.weaklyActive.data).toEqual(Float64Array.from(solve(problem).weaklyActive));
  });

  test("of one problem, and of inputs that are all shared", async () => {
    const alone = { Q: [2, 2], p: [1, -4], upper: 1 };
    await save("one.npz", problemArrays(alone));
    await save("one-loss.npz", { arrays: { z: { data: Float64Array.of(1, 1), shape: [1, 2] } } });
    const { code } = await command.run([
      "batch",
      "one.npz",
      "--out",
      "one-out.npz",
      "--cotangents",
      "one-loss.npz",
    ]);
    expect(code).toBe(0);
    const { arrays } = await readArrays(bytes("one-out.npz"));
    expect(arrays.z).toEqual({ data: solve(alone).z, shape: [1, 2] });
    expect(arrays["gradient.p"].shape).toEqual([2]);
  });

  test("of a diagonal Q for as many elements as there are variables", async () => {
    const [count, size] = [300, 3];
    const batch = {
      Q: {
        data: Float64Array.from({ length: count * size }, (_, i) => 1 + (i % 5)),
        shape: [count, 1, size],
      },
      p: draw(count, size),
    };
    await save("diagonal.npz", problemArrays(batch));
    await command.run(["batch", "diagonal.npz", "--out", "diagonal-out.npz", "--chunk", "1"]);
    const { arrays } = await readArrays(bytes("diagonal-out.npz"));
    expect(arrays.z.data).toEqual(solve(batch).z);
  });

  test("takes settings", async () => {
    await command.run([
      "batch",
      "in.npz",
      "--out",
      "closest.npz",
      "--infeasible",
      "closestFeasible",
      "--save",
      "z,shiftH",
    ]);
    const { arrays } = await readArrays(bytes("closest.npz"));
    const expected = solve(problem, { infeasible: "closestFeasible" });
    expect(arrays.shiftH.data).toEqual(expected.shiftH);
    expect(arrays.status.data[17]).toBe(0);
  });
});

describe("a run that is repeated", () => {
  test("finds its result and does nothing", async () => {
    const { code, out } = await command.run(["batch", "in.npz", "--out", "all.npz", ...DERIVED, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: B,
      now: 0,
      statuses: { solved: B - 1, primalInfeasible: 1 },
    });
  });

  test.each([
    ["other settings", ["in.npz", "--tolerance", "1e-6", ...DERIVED], "settings"],
    ["other outputs", ["in.npz"], "outputs"],
    ["other inputs", ["other.npz", ...DERIVED], "numbers in the inputs"],
  ])("with %s does not touch the other's result", async (_name, args, got) => {
    await save(
      "other.npz",
      problemArrays({ ...problem, p: { ...problem.p, data: problem.p.data.map((x) => 2 * x) } }),
    );
    const before = bytes("all.npz");
    const { code, err } = await command.run(["batch", "--out", "all.npz", ...args]);
    expect(code).toBe(3);
    expect(err).toContain(`the same ${got}`);
    expect(bytes("all.npz").equals(before)).toBe(true);
  });

  test("begins anew where that is asked for, over any file", async () => {
    writeFileSync(path("fresh.npz"), "something else");
    expect((await command.run(["batch", "in.npz", "--out", "fresh.npz"])).code).toBe(3);
    expect((await command.run(["batch", "in.npz", "--out", "fresh.npz", "--fresh"])).code).toBe(1);
  });
});

describe("merge refuses", () => {
  beforeAll(async () => {
    for (const i of [0, 1, 2]) await command.run(["batch", "in.npz", "--out", "m.npz", "--shard", `${i}/3`]);
    for (const i of [0, 1])
      await command.run(["batch", "in.npz", "--out", "t.npz", "--shard", `${i}/2`, "--tolerance", "1e-6"]);
  });

  test.each([
    ["a part that is missing", ["m.0-of-3.npz", "m.2-of-3.npz"], "a part is missing"],
    ["the last part missing", ["m.0-of-3.npz", "m.1-of-3.npz"], "parts with 2500 problems"],
    ["a part twice", ["m.0-of-3.npz", "m.0-of-3.npz", "m.1-of-3.npz", "m.2-of-3.npz"], "twice"],
    ["parts of other settings", ["m.0-of-3.npz", "t.1-of-2.npz"], "the same settings"],
    ["whole results", ["all.npz"], "another file"],
    ["problems", ["in.npz"], "an optnet problem file"],
  ])("%s", async (_name, parts, got) => {
    const { code, err } = await command.run(["merge", ...parts, "--out", "never.npz"]);
    expect(code).toBe(3);
    expect(err).toContain(got);
    expect(readdirSync(command.folder)).not.toContain("never.npz");
  });

  test("nothing to merge", async () => {
    expect((await command.run(["merge", "--out", "nothing.npz"])).code).toBe(2);
  });
});

describe("bad input", () => {
  test.each<[string, string[], number, string]>([
    ["no file", [], 2, "at least one file"],
    ["no result", ["in.npz"], 2, "--out"],
    ["an unknown ending", ["in.npz", "--out", "x.csv"], 2, ".csv"],
    ["shard 3 of 3", ["in.npz", "--out", "x.npz", "--shard", "3/3"], 2, "from 0"],
    [
      "a shard without a variable",
      ["in.npz", "--out", "x.npz", "--shard", "auto/3"],
      2,
      "JOB_COMPLETION_INDEX",
    ],
    ["no threads", ["in.npz", "--out", "x.npz", "--threads", "0"], 2, "--threads"],
    ["an unknown option", ["in.npz", "--out", "x.npz", "--thread", "2"], 2, "--thread"],
    ["a setting out of range", ["in.npz", "--out", "x.npz", "--tolerance", "9"], 2, "tolerance"],
    ["gradients without a loss", ["in.npz", "--out", "x.npz", "--wrt", "p"], 2, "--cotangents"],
    [
      "gradients in what is no input",
      ["in.npz", "--out", "x.npz", "--wrt", "z", ...["--cotangents", "loss.npz"]],
      2,
      '"z"',
    ],
    [
      "gradients in what is not there",
      ["in.npz", "--out", "x.npz", "--wrt", "upper", ...["--cotangents", "loss.npz"]],
      3,
      "upper",
    ],
    ["an unknown output", ["in.npz", "--out", "x.npz", "--save", "y"], 3, '"y"'],
    ["a file that is not there", ["nothing.npz", "--out", "x.npz"], 3, "ENOENT"],
    ["a folder that is not there", ["in.npz", "--out", "no/x.npz"], 3, "no/x.npz"],
    ["a result as the problem", ["all.npz", "--out", "x.npz"], 3, "optnet solution"],
    ["a problem as the loss", ["in.npz", "--out", "x.npz", "--cotangents", "in.npz"], 3, '"Q"'],
    ["compression of safetensors", ["in.npz", "--out", "x.safetensors", "--compress"], 2, "--compress"],
  ])("%s", async (_name, args, code, got) => {
    const ended = await command.run(["batch", ...args]);
    expect(ended.err).toContain(got);
    expect(ended.code).toBe(code);
    expect(readdirSync(command.folder).filter((name) => name.startsWith("x."))).toEqual([]);
  });

  test.each<[string, Record<string, { data: Float64Array; shape: number[] }>, string]>([
    ["an unknown array", { p: draw(3, 2), q: draw(2) }, '"q"'],
    ["no cost", { Q: draw(2, 2) }, "an array p"],
    ["batches of two sizes", { p: draw(3, 2), lower: draw(4, 2) }, "mixed batch sizes"],
    ["matrices that do not fit", { p: draw(3, 2), A: draw(1, 3), b: draw(1) }, "A"],
    ["A without b", { p: draw(3, 2), A: draw(1, 2) }, "b"],
    ["an empty batch", { p: draw(0, 2) }, "at least one"],
  ])("%s", async (_name, arrays, got) => {
    await save("bad.npz", { arrays });
    const { code, err } = await command.run(["batch", "bad.npz", "--out", "x.npz"]);
    expect(err).toContain(got);
    expect(code).toBe(3);
  });

  test("in one element is named by its place in the file, and the rest can be done after it is mended", async () => {
    await save("nan.npz", problemArrays(problem));
    const spoiled = bytes("nan.npz");
    const at = spoiled.indexOf(Buffer.from(problem.p.data.buffer, 0, 64)) + 8 * (n * 1803 + 3);
    spoiled.writeDoubleLE(NaN, at);
    writeFileSync(path("nan.npz"), spoiled);
    const args = ["batch", "nan.npz", "--out", "nan-out.npz", "--chunk", "1", "--json"];
    const { code, err } = await command.run(args);
    expect(err).toContain("p of element 1803");
    expect(err).toContain("NaN at p[3]");
    expect(code).toBe(3);
    await save("nan.npz", problemArrays(problem));
    const mended = await command.run(args);
    expect(mended.code).toBe(1);
    expect(JSON.parse(mended.out).now).toBeLessThan(B);
    expect((await readArrays(bytes("nan-out.npz"))).arrays.z.data).toEqual(solve(problem).z);
  });
});
