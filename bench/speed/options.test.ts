import { expect, it } from "vitest";
import { readFlags } from "../../tools/flags.js";
import { FLAGS, type Options } from "./options.js";

const read = (...flags: string[]) =>
  readFlags({ name: "bench", about: "", flags: FLAGS }, flags, "/here") as Options;

it("has defaults, and shorter ones for --quick", () => {
  const full = read();
  expect(full.sizes).toHaveLength(8);
  expect(full.sizes[4]).toEqual({ variables: 50, equalities: 25, inequalities: 50 });
  expect(full.peers).toEqual(expect.arrayContaining(["npm-quadprog", "npm-highs", "piqp", "qpth"]));
  const quick = read("--quick");
  expect(quick.sizes).toHaveLength(2);
  expect(quick.rounds * quick.seconds).toBeLessThan(full.rounds * full.seconds);
});

it("reads lists and folders", () => {
  const options = read(
    "--sizes",
    "5,0,3 8,2,4",
    "--peers",
    "piqp,daqp",
    "--parts",
    "table",
    "--against",
    "a",
  );
  expect(options.sizes.map(({ variables }) => variables)).toEqual([5, 8]);
  expect(options.peers).toEqual(["piqp", "daqp"]);
  expect(options.parts).toEqual(["table"]);
  expect(options.against).toBe("/here/a");
  expect(read("--peers", "none").peers).toEqual([]);
});

it.each([
  [["--sizes", "10,0"], /--sizes: expected triples n,e,m .*, got "10,0"/],
  [["--sizes", "10,0,0"], /--sizes/],
  [["--peers", "gurobi"], /--peers: .*got "gurobi"/],
  [["--parts", "tables"], /--parts/],
  [["--rounds", "2.5"], /--rounds/],
])("refuses %j", (flags, message) => {
  expect(() => read(...flags)).toThrow(message);
});
