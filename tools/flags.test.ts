import { expect, it } from "vitest";
import { explainFlags, numberFlag, parseFlags, wordFlag } from "./flags.js";

const FLAGS = {
  epochs: { value: "N", meaning: "passes" },
  quick: { meaning: "a small run" },
  help: { meaning: "this text" },
} as const;

it("reads values and switches, and -h for help", () => {
  expect({ ...parseFlags("try", FLAGS, ["--epochs", "3", "--quick"]) }).toEqual({ epochs: "3", quick: true });
  expect(parseFlags("try", FLAGS, ["-h"]).help).toBe(true);
  expect(explainFlags(FLAGS)).toMatch(/^ {2}--epochs N +passes\n {2}--quick +a small run\n/);
});

it("refuses flags that are not in the table, and says where to look", () => {
  expect(() => parseFlags("try", FLAGS, ["--epoch", "3"])).toThrow(
    /command line: expected flags out of --epochs, --quick, --help, got '--epoch'.*npm run try -- --help/,
  );
});

it("checks numbers and words", () => {
  const range = { least: 1, most: 10, integer: true };
  expect(numberFlag("try", "epochs", undefined, 7, range)).toBe(7);
  expect(numberFlag("try", "epochs", "3", 7, range)).toBe(3);
  for (const wrong of ["0", "11", "2.5", "", "x"]) {
    expect(() => numberFlag("try", "epochs", wrong, 7, range)).toThrow(
      /--epochs: expected an integer from 1 to 10/,
    );
  }
  expect(wordFlag("try", "net", "b", "a", ["a", "b"])).toBe("b");
  expect(() => wordFlag("try", "net", "c", "a", ["a", "b"])).toThrow(/--net: expected one of a, b, got "c"/);
});
