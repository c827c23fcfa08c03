import { describe, expect, it } from "vitest";
import { HELP, readOptions } from "./options.js";

describe("readOptions", () => {
  it("defaults to the paper's training", () => {
    const options = readOptions([], "/here");
    expect(options).toMatchObject({
      data: undefined,
      puzzles: 10_000,
      seed: 1,
      batch: 150,
      learningRate: 0.1,
      resume: false,
    });
    expect(options.out).toMatch(/sudoku[\\/]results[\\/]generated$/);
  });

  it("takes paths from where the command was typed, and names results after the data", () => {
    const options = readOptions(["--data", "a/my.csv", "--evaluate=layer"], "/here");
    expect(options.data).toBe("/here/a/my.csv");
    expect(options.evaluate).toBe("/here/layer");
    expect(options.out).toMatch(/results[\\/]my$/);
    expect(readOptions(["--out", "o"], "/here").out).toBe("/here/o");
  });

  it("lets flags overrule --quick", () => {
    const options = readOptions(["--quick", "--puzzles", "300", "--learning-rate", "1e-2"], "/here");
    expect(options).toMatchObject({ puzzles: 300, epochs: 8, learningRate: 0.01 });
    expect(options.out).toMatch(/quick-generated$/);
  });

  it.each([
    [["--epoch", "3"], /got '--epoch'/],
    [["3"], /got Unexpected argument '3'/],
    [["--epochs"], /got .*'--epochs <value>' argument missing/],
    [["--epochs", "zero"], /--epochs: expected an integer from 1 to 100000, got "zero"/],
    [["--epochs", "1.5"], /--epochs: .*got "1.5"/],
    [["--epochs", ""], /--epochs: .*got ""/],
    [["--learning-rate", "0"], /--learning-rate: expected a number from/],
    [["--quick=yes"], /got .*'--quick' does not take an argument/],
  ])("explains what is wrong with %j", (flags, message) => {
    expect(() => readOptions(flags, "/here")).toThrow(message);
  });

  it("has a help text with every flag", () => {
    for (const flag of [
      "data",
      "epochs",
      "seed",
      "batch",
      "learning-rate",
      "quick",
      "out",
      "resume",
      "evaluate",
    ])
      expect(HELP).toContain(`--${flag}`);
  });
});
