import { expect, it } from "vitest";
import {
  decimal,
  helpOf,
  integer,
  list,
  path,
  readFlags,
  recordedFlags,
  text,
  toggle,
  unrecorded,
  word,
  words,
  type FlagValues,
} from "./flags.js";

const COMMAND = {
  name: "try",
  about: "Tries.",
  flags: {
    epochs: integer("passes", { usual: 7, quick: 2, least: 1, most: 10 }),
    rate: decimal("of Adam", { usual: undefined, note: "by method", least: 1e-9, most: 1 }),
    net: word("a or b", ["a", "b"], { usual: "a" }),
    sizes: list("n,m n,m …", { usual: "1,2 3,4" }, "pairs n,m", (one) =>
      /^\d+,\d+$/.test(one) ? one.split(",").map(Number) : undefined,
    ),
    peers: words("of x, y", ["x", "y"]),
    python: text("PROGRAM", "interpreter", { usual: "python3" }),
    out: path("DIR", "where results go"),
    quick: toggle("a small run"),
  },
} as const;
type Values = FlagValues<typeof COMMAND.flags>;

const read = (...flags: string[]): Values => readFlags(COMMAND, flags, "/here") as Values;

it("reads values of every kind, and has usual ones, some of them smaller for --quick", () => {
  expect(read()).toEqual({
    ...{ epochs: 7, rate: undefined, net: "a", sizes: [[1, 2], [3, 4]], peers: ["x", "y"] }, // prettier-ignore
    ...{ python: "python3", out: undefined, quick: false },
  });
  expect(read("--quick")).toMatchObject({ epochs: 2, quick: true });
  expect(read("--peers", "none").peers).toEqual([]);
  const given = ["--epochs", "3", "--quick", "--rate", "1e-3", "--net=b", "--sizes", "5,6", "--peers", "y"];
  expect(read(...given, "--out", "o", "--python", "py")).toEqual({
    ...{ epochs: 3, rate: 1e-3, net: "b", sizes: [[5, 6]], peers: ["y"], python: "py", out: "/here/o" },
    quick: true,
  });
});

it("explains every flag and the usual values", () => {
  const help = helpOf({ ...COMMAND, notes: "And so on." });
  expect(help).toMatch(
    /^Tries\.\n\n {2}npm run try -- \[flags\]\n\n {2}--epochs N +passes \(7; --quick 2\)\n/,
  );
  expect(help).toMatch(/--rate X +of Adam \(by method\)\n/);
  expect(help).toMatch(/--quick +a small run\n {2}--help +this text\n\nAnd so on\.\n$/);
  for (const flag of ["-h", "--help"]) expect(readFlags(COMMAND, [flag], "/")).toBe("help");
});

it("says what was typed without where things lie, and without what changes no result", () => {
  const { flags } = COMMAND;
  const command = {
    ...COMMAND,
    flags: { ...flags, data: path("FILE", "puzzles"), out: unrecorded(flags.out) },
  };
  const typed = ["--out", "/home/me/o", "--quick", "--data=/home/me/my.csv", "--epochs", "3"];
  expect(recordedFlags(command, typed)).toEqual(["--epochs", "3", "--quick", "--data", "my.csv"]);
});

it.each([
  [["--epoch", "3"], /command line: expected flags out of --epochs, .*, --help, got '--epoch'.*npm run try -- --help/], // prettier-ignore
  [["3"], /got Unexpected argument '3'/],
  [["--epochs"], /got .*'--epochs <value>' argument missing/],
  [["--quick=yes"], /got .*'--quick' does not take an argument/],
  ...["0", "11", "2.5", "", "x"].map((wrong): [string[], RegExp] => [
    ["--epochs", wrong],
    new RegExp(`--epochs: expected an integer from 1 to 10, got "${wrong}"`),
  ]),
  [["--rate", "0"], /--rate: expected a number from 1e-9 to 1, got "0"/],
  [["--net", "c"], /--net: expected one of a, b, got "c"/],
  [["--sizes", "1,2 3"], /--sizes: expected pairs n,m, got "3"/],
  [["--peers", "x,z"], /--peers: expected some of x, y, or none, got "z"/],
] as [string[], RegExp][])("refuses %j, and says where to look", (flags, message) => {
  expect(() => read(...flags)).toThrow(message);
});
