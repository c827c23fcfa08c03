import { describe, expect, it } from "vitest";
import { solve } from "../index.js";
import { OptNetError } from "../problem/errors.js";
import { readJson } from "./json.js";

function errorOf(text: string): OptNetError {
  try {
    readJson(text, "bad.json");
  } catch (error) {
    if (error instanceof OptNetError) return error;
    throw error;
  }
  throw new Error("the file was accepted");
}

describe("readJson", () => {
  it("reads every input with its shape, and null bounds as infinite", () => {
    const read = readJson(
      JSON.stringify({
        name: "one",
        constant: 3,
        Q: [
          [2, 0],
          [0, 4],
        ],
        p: [1, -1],
        A: [[1, 1]],
        b: [1],
        G: [[1, 0]],
        h: [0.5],
        lower: [0, null],
        upper: [null, 2],
      }),
      "one.json",
    );
    expect(read).toMatchObject({
      name: "one",
      constant: 3,
      sense: "minimise",
      variableNames: ["z[0]", "z[1]"],
      equalityNames: ["A[0]"],
      inequalities: [{ row: "G[0]", side: "upper" }],
    });
    expect(read.problem).toEqual({
      Q: { data: Float64Array.of(2, 0, 0, 4), shape: [2, 2] },
      p: { data: Float64Array.of(1, -1), shape: [2] },
      A: { data: Float64Array.of(1, 1), shape: [1, 2] },
      b: { data: Float64Array.of(1), shape: [1] },
      G: { data: Float64Array.of(1, 0), shape: [1, 2] },
      h: { data: Float64Array.of(0.5), shape: [1] },
      lower: { data: Float64Array.of(0, -Infinity), shape: [2] },
      upper: { data: Float64Array.of(Infinity, 2), shape: [2] },
    });
  });

  it("leaves out inputs that are null or empty, and keeps a bound that is one number", () => {
    const { name, problem } = readJson(
      '{"p":[1,2],"Q":null,"A":[],"b":[],"lower":0,"upper":null}',
      "two.json",
    );
    expect(name).toBe("two.json");
    expect(problem).toEqual({ p: { data: Float64Array.of(1, 2), shape: [2] }, lower: 0 });
  });

  it("reads a batch", () => {
    const { problem, variableNames } = readJson(
      '{"p":[[1,2],[3,4],[5,6]],"upper":[[1,null],[2,3],[4,5]]}',
      "b",
    );
    expect(problem.p).toEqual({ data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] });
    expect(problem.upper).toEqual({ data: Float64Array.of(1, Infinity, 2, 3, 4, 5), shape: [3, 2] });
    expect(variableNames).toEqual(["z[0]", "z[1]"]);
  });

  it.each([
    ['{\n "p": [1, 2],\n "Q": [[1, 2],,\n}', 3, ","],
    ['{\n "p": [1,\n\n', 2, "the end of the file"],
    ["", 1, "the end of the file"],
    ['{"p": [1]}\n}', 2, "}"],
    ['{"p": [1],\n}', 2, "}"],
    ['{"p":\n[1, 2,\n]}', 3, "]}"],
    ['{"p"\n[1]}', 2, "[1]}"],
    ['{"p": [1\n2]}', 2, "2]}"],
    ['{"p":\n[01]}', 2, "1]}"],
    ['{"p":\n[1}]}', 2, "}]}"],
    ["{\np: [1]}", 2, "p: [1]}"],
    ['{"p":\n[NaN]}', 2, "NaN]}"],
    ['{"p": [1],\n"name": "a\nb"}', 2, '"a'],
  ])("names the line of a syntax error in %j", (text, line, got) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ field: `bad.json:${line}`, expected: "JSON" });
    expect([got, `"${got}"`]).toContain(error.got);
  });

  it.each([
    ["[1]", "bad.json", "an array of 1"],
    ['{"p":[1],"lamda":[1]}', "bad.json", '"lamda"'],
    ["{}", "bad.json: p", "nothing"],
    ['{"p":1}', "bad.json: p", "1"],
    ['{"p":[1],"name":7}', "bad.json: name", "7"],
    ['{"p":[1],"constant":"7"}', "bad.json: constant", '"7"'],
    ['{"p":[1,"x"]}', "bad.json: p[1]", '"x"'],
    ['{"p":[1,null]}', "bad.json: p[1]", "null"],
    ['{"p":[1,2],"Q":[[1,2],[3]]}', "bad.json: Q[1]", "an array of 1"],
    ['{"p":[1,2],"Q":[[1,2],3]}', "bad.json: Q[1]", "3"],
    ['{"p":[1,2],"h":[[1,2],[3,{}]]}', "bad.json: h[1][1]", "an object"],
    ['{"p":[1,2],"lower":[0,"-inf"]}', "bad.json: lower[1]", '"-inf"'],
    ['{"p":[1,2],"lower":"0"}', "bad.json: lower", '"0"'],
  ])("refuses %s", (text, field, got) => {
    expect(errorOf(text)).toMatchObject({ field, got });
  });

  it("reads { data, shape }, a batch without elements among them, and { diagonal }", () => {
    const { problem, variableNames, equalityNames } = readJson(
      JSON.stringify({
        Q: { diagonal: { shape: [0, 2], data: [] } },
        p: { data: [], shape: [0, 2] },
        A: [[1, 1]],
        b: { shape: [0, 1], data: [] },
        lower: { data: [0, null], shape: [2] },
      }),
      "none.json",
    );
    const none = (...shape: number[]) => ({ data: new Float64Array(0), shape });
    expect(problem).toEqual({
      Q: { diagonal: none(0, 2) },
      p: none(0, 2),
      A: { data: Float64Array.of(1, 1), shape: [1, 2] },
      b: none(0, 1),
      lower: { data: Float64Array.of(0, -Infinity), shape: [2] },
    });
    expect([variableNames, equalityNames]).toEqual([["z[0]", "z[1]"], ["A[0]"]]);
    expect(solve(problem).shape).toMatchObject({ batch: 0, variables: 2, equalities: 1 });
    expect(readJson('{"Q":{"diagonal":[[1,2],[3,4]]},"p":[[1,2],[3,4]]}', "q.json").problem.Q).toEqual({
      diagonal: { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] },
    });
  });

  it.each([
    ['{"p":{"data":[1],"shape":[2]}}', "bad.json: p.data", "1 numbers"],
    ['{"p":{"data":[1,null],"shape":[2]}}', "bad.json: p.data", "null"],
    ['{"p":{"data":[1],"shape":[1,1,1,1]}}', "bad.json: p", "shape [1,1,1,1]"],
    ['{"p":{"data":[],"shape":[4294967296,0],"more":1}}', "bad.json: p", "an object"],
    ['{"p":[1],"A":{"diagonal":[1]},"b":[1]}', "bad.json: A", "an object"],
    ['{"p":[1],"Q":{"diagonal":7}}', "bad.json: Q", "7"],
    ['{"p":[1],"Q":{"diagonal":{"diagonal":[1]}}}', "bad.json: Q", "an object"],
  ])("refuses %s", (text, field, got) => {
    expect(errorOf(text)).toMatchObject({ field, got });
  });

  const deep = (open: string, close: string, depth: number): string =>
    open.repeat(depth) + close.repeat(depth);
  it.each([
    ["arrays in p", `{"p":${deep("[", "]", 5000)}}`, "bad.json: p"],
    ["very many arrays in p", `{"p":${deep("[", "]", 1_000_000)}}`, "bad.json: p"],
    ["arrays alone", deep("[", "]", 5000), "bad.json"],
    ["objects", `{"p":${'{"p":'.repeat(5000)}1${"}".repeat(5000)}}`, "bad.json: p"],
    ["diagonals", `{"p":[1],"Q":${'{"diagonal":'.repeat(1e5)}1${"}".repeat(1e5)}}`, "bad.json: Q"],
    ["arrays that never end", `{"p":${"[".repeat(1_000_000)}`, "bad.json:1"],
  ])("refuses deep nesting: %s", (_what, text, field) => {
    expect(errorOf(text)).toMatchObject({ field });
  });

  it("says how much memory rows of different lengths would take, and takes none", () => {
    const rows = [`[${"1,".repeat(99_999)}1]`, ...new Array<string>(99_999).fill("[1]")];
    const error = errorOf(`{"p":[1],"A":[${rows.join()}],"b":[1]}`);
    expect(error.field).toBe("bad.json: A");
    expect(error.got).toContain("[100000,100000], which takes 80000000000 bytes (74.5 GiB)");
  });

  it.each(["x", "\\n"])("finds the error behind a long string of %j", (part) => {
    const error = errorOf(`{"name":"${part.repeat(3e6)}",\n"p":[1],}`);
    expect(error).toMatchObject({ field: "bad.json:2", got: '"}"' });
  });

  it("repeats little of what it refuses, and nothing that a terminal obeys", () => {
    const nasty = `\u001b[31m${"x".repeat(1e6)}`;
    for (const content of [{ [nasty]: 1 }, { p: nasty }, { p: [1, nasty] }, { p: [1], constant: nasty }]) {
      const { message } = errorOf(JSON.stringify(content));
      expect(message.length).toBeLessThan(500);
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(errorOf(`{"p":\u001b[31m}`).message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
