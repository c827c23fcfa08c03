import { describe, test } from "vitest";
import type { BadInput } from "../../test/bad-input.js";
import { checkComplaint, dense, zeros } from "../../test/bad-input.js";

const sparse = [1, 2, 3];
delete sparse[1];

const cyclic: unknown[] = [];
cyclic.push(cyclic);

const NOT_A_PROBLEM: BadInput[] = [
  { what: "nothing", input: undefined, field: "problem", expected: "an object", got: "undefined" },
  { what: "null", input: null, field: "problem", expected: "an object", got: "null" },
  { what: "an array", input: [1, 2], field: "problem", expected: "an object", got: "an array" },
  {
    what: "a typed array",
    input: new Float64Array(2),
    field: "problem",
    expected: "an object",
    got: "object",
  },
  { what: "no p", input: { Q: [1, 1] }, field: "p", expected: "[n] or [B,n]", got: "undefined", hint: "n)" },
  { what: "lower case q", input: { p: [1], q: [1] }, field: "q", expected: "one of Q, p, A", got: '"q"' },
  { what: "unknown C", input: { p: [1], C: [[1]] }, field: "C", expected: "lower, upper", got: '"C"' },
  {
    what: "A without b",
    input: { p: [1], A: [[1]] },
    field: "b",
    expected: "b, because A is given",
    got: "undefined",
    hint: "Az = b",
  },
  {
    what: "b without A",
    input: { p: [1], b: [1] },
    field: "A",
    expected: "A, because b is given",
    got: "undefined",
    hint: "leave b out",
  },
  {
    what: "G without h",
    input: { p: [1], G: [[1]] },
    field: "h",
    expected: "h, because G is given",
    got: "undefined",
    hint: "Gz ≤ h",
  },
  {
    what: "h without G",
    input: { p: [1], h: [1] },
    field: "G",
    expected: "G, because h is given",
    got: "undefined",
  },
];

const NOT_NUMBERS: BadInput[] = [
  { what: "null", input: { p: null }, field: "p", expected: "nested arrays of numbers", got: "null" },
  { what: "a string", input: { p: "1,2" }, field: "p", expected: "nested arrays", got: '"1,2"' },
  { what: "a function", input: { p: () => 1 }, field: "p", expected: "nested arrays", got: "a function" },
  { what: "a symbol", input: { p: Symbol("p") }, field: "p", expected: "nested arrays", got: "a symbol" },
  { what: "true", input: { p: [1], lower: true }, field: "lower", expected: "nested arrays", got: "true" },
  {
    what: "an Int32Array",
    input: { p: new Int32Array(3) },
    field: "p",
    expected: "Float64Array or Float32Array",
    got: "Int32Array of length 3",
    hint: "Float64Array.from(p, Number)",
  },
  {
    what: "a BigInt64Array",
    input: { p: new BigInt64Array(2) },
    field: "p",
    expected: "Float64Array",
    got: "BigInt64Array of length 2",
  },
  {
    what: "a DataView",
    input: { p: new DataView(new ArrayBuffer(8)) },
    field: "p",
    expected: "Float64Array",
    got: "DataView of length 8",
  },
  {
    what: "data without shape",
    input: { p: { data: new Float64Array(2) } },
    field: "p",
    expected: "{ data, shape }",
    got: "an object with data",
  },
  {
    what: "an empty object",
    input: { p: {} },
    field: "p",
    expected: "{ data, shape }",
    got: "an object without",
  },
  {
    what: "text among numbers",
    input: { p: [1, "2"] },
    field: "p",
    expected: "a number at p[1]",
    got: '"2"',
  },
  { what: "null among numbers", input: { p: [null, 1] }, field: "p", expected: "at p[0]", got: "null" },
  { what: "a bigint", input: { p: [1, 5n] }, field: "p", expected: "a number at p[1]", got: "5n" },
  {
    what: "a boxed number",
    input: { p: [Object(1)] },
    field: "p",
    expected: "a number at p[0]",
    got: "an object",
  },
  { what: "a hole", input: { p: sparse }, field: "p", expected: "a number at p[1]", got: "undefined" },
  {
    what: "a row among numbers",
    input: { p: [1, [2]] },
    field: "p",
    expected: "a number at p[1]",
    got: "an array of length 1",
  },
  {
    what: "text deep down",
    input: { p: [1, 1], G: [[[1, 2]], [[3, "x"]]], h: [1] },
    field: "G",
    expected: "a number at G[1][0][1]",
    got: '"x"',
  },
  {
    what: "a number among rows",
    input: { p: [[1, 2], 3] },
    field: "p",
    expected: "an array of length 2 at p[1], like p[0]",
    got: "3",
  },
  {
    what: "ragged rows",
    input: { p: [1, 1], Q: [[1, 2], [3]] },
    field: "Q",
    expected: "an array of length 2 at Q[1], like Q[0]",
    got: "an array of length 1",
  },
  {
    what: "ragged elements",
    input: {
      p: [1],
      A: [
        [[1], [2]],
        [[1], [2, 3]],
      ],
      b: [1, 1],
    },
    field: "A",
    expected: "an array of length 1 at A[1][1], like A[1][0]",
    got: "an array of length 2",
  },
  {
    what: "typed arrays as rows",
    input: { p: [1], A: [[1], new Float64Array(1)], b: [1, 1] },
    field: "A",
    expected: "an array of length 1 at A[1]",
    got: "Float64Array of length 1",
    hint: "{ data, shape }",
  },
  {
    what: "too deep nesting",
    input: { p: [[[[1]]]] },
    field: "p",
    expected: "at most 3 axes",
    got: "more than 3",
  },
  {
    what: "endless nesting",
    input: { p: cyclic },
    field: "p",
    expected: "at most 3 axes",
    got: "more than 3",
  },
  {
    what: "data that is not a typed array",
    input: { p: { data: [1, 2], shape: [2] } },
    field: "p.data",
    expected: "a Float64Array or Float32Array",
    got: "an array of length 2",
  },
  {
    what: "too few data",
    input: { p: dense([3], 1, 2) },
    field: "p.data",
    expected: "3 numbers for shape [3]",
    got: "2 numbers",
  },
  {
    what: "a negative length",
    input: { p: dense([-1]) },
    field: "p.shape",
    expected: "whole numbers that are not negative",
    got: "[-1]",
  },
  {
    what: "a fractional length",
    input: { p: dense([1.5, 2], 1, 2, 3) },
    field: "p.shape",
    expected: "whole numbers",
    got: "[1.5, 2]",
  },
  {
    what: "a length that is text",
    input: { p: dense(["2"], 1, 2) },
    field: "p.shape",
    expected: "whole numbers",
    got: '["2"]',
  },
  {
    what: "a shape that is a number",
    input: { p: { data: new Float64Array(2), shape: 2 } },
    field: "p.shape",
    expected: "an array",
    got: "2",
  },
  {
    what: "four axes",
    input: { p: zeros(1, 1, 1, 2) },
    field: "p",
    expected: "at most 3 axes",
    got: "[1,1,1,2]",
  },
];

describe("what is not a problem", () => test.each(NOT_A_PROBLEM)("$what", checkComplaint));
describe("what is not numbers", () => test.each(NOT_NUMBERS)("$what", checkComplaint));
