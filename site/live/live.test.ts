import { describe, expect, it } from "vitest";
import { preambleOf, runsInBrowser } from "../build/live-code.js";
import { numbersOf, written } from "./qp-numbers.js";

describe("numbers that are typed", () => {
  it.each([
    ["4 1\n1 2", [[0]], [[4, 1], [1, 2]]],
    ["[4, 1],\n[1, 2]", [[0]], [[4, 1], [1, 2]]],
    ["1  −2.5", [0], [1, -2.5]],
    ["1\n2", [0], [1, 2]],
    ["∞ 1e-3", [0], [Infinity, 1e-3]],
    ["1 -", [0], undefined],
    ["", [0], undefined],
  ])("%j", (text, like, expected) => expect(numbersOf(text, like)).toEqual(expected)); // prettier-ignore

  it("are read as they are written", () => {
    for (const numbers of [[1, -2.5], [[1, 2], [3, 4]]]) expect(numbersOf(written(numbers), numbers)).toEqual(numbers); // prettier-ignore
  });
});

describe("programs of a page", () => {
  it.each([
    ['import { solve } from "optnet";', true],
    ['import * as tf from "@tensorflow/tfjs";\nimport { qp } from "optnet/tfjs";', true],
    ['import {\n  solve,\n} from "optnet";', true],
    ['import { readFileSync } from "node:fs";\nimport { solve } from "optnet";', false],
    ['import { ThreadPool } from "optnet/threads";', false],
    ["console.log(1);", false],
  ])("%j runs in a browser: %s", (code, expected) => expect(runsInBrowser(code)).toBe(expected));

  it("have what earlier blocks say before them", () => {
    const page =
      '```ts\nimport { solve } from "optnet";\n```\ntext\n```ts\nconsole.log(solve);\n```\n```ts no-run\nimport "optnet";\n```\n';
    expect(preambleOf(page, 'import { solve } from "optnet";\n')).toBe("");
    expect(preambleOf(page, "console.log(solve);\n")).toBe('import { solve } from "optnet";\n');
    expect(preambleOf(page, 'import "optnet";\n')).toBeUndefined();
    expect(preambleOf(page, "none")).toBeUndefined();
  });
});
