import { expect, it } from "vitest";
import { readOptions } from "./options.js";

it("has defaults, and shorter ones for --quick", () => {
  const full = readOptions([]);
  expect(full.sizes).toHaveLength(8);
  expect(full.sizes[4]).toEqual({ variables: 50, equalities: 25, inequalities: 50 });
  expect(full.peers).toEqual(expect.arrayContaining(["npm-quadprog", "npm-highs", "piqp", "qpth"]));
  expect(full.python).toBe("python3");
  const quick = readOptions(["--quick"]);
  expect(quick.sizes).toHaveLength(2);
  expect(quick.rounds * quick.seconds).toBeLessThan(full.rounds * full.seconds);
});

it("reads lists, and finds the interpreter", () => {
  const options = readOptions(["--sizes", "5,0,3 8,2,4", "--peers", "piqp,daqp", "--parts", "table"], {
    OPTNET_BENCH_PYTHON: "py",
  });
  expect(options.sizes.map(({ variables }) => variables)).toEqual([5, 8]);
  expect(options.peers).toEqual(["piqp", "daqp"]);
  expect(options.parts).toEqual(["table"]);
  expect(options.python).toBe("py");
  expect(readOptions(["--python", "other"], { OPTNET_BENCH_PYTHON: "py" }).python).toBe("other");
  expect(readOptions(["--peers", "none"]).peers).toEqual([]);
});

it.each([
  [["--sizes", "10,0"], /--sizes/],
  [["--sizes", "10,0,0"], /--sizes/],
  [["--peers", "gurobi"], /--peers .*not "gurobi"/],
  [["--parts", "tables"], /--parts/],
  [["--rounds", "0"], /--rounds/],
  [["--rounds", "2.5"], /--rounds/],
  [["--seconds", "soon"], /--seconds/],
  [["--fast"], /--fast/],
])("refuses %j", (flags, message) => {
  expect(() => readOptions(flags)).toThrow(message);
});
