import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { duration, percent, Progress } from "./progress.js";

describe("Progress", () => {
  it("writes lines alone where there is no terminal, and counts down to nothing left", () => {
    const stream = new PassThrough();
    const progress = new Progress(stream, { total: 6, done: 1 });
    expect([progress.live, progress.count]).toEqual([false, "[1/6]"]);
    expect(progress.secondsLeft()).toBeNaN();
    for (let tick = 0; tick < 2; tick++) progress.tick("loss 1");
    progress.line("epoch 1");
    expect(progress.secondsLeft()).toBeGreaterThan(0);
    for (let tick = 0; tick < 3; tick++) progress.tick("loss 0");
    progress.stop();
    expect([progress.secondsLeft(), progress.count]).toEqual([0, "[6/6]"]);
    expect(String(stream.read())).toBe("epoch 1\n");
  });

  it("draws a bar with the time left on a terminal, and takes it away for a line", () => {
    const stream = Object.assign(new PassThrough(), {
      ...{ isTTY: true, columns: 100, cursorTo: () => true, clearLine: () => true, moveCursor: () => true },
    });
    const progress = new Progress(stream, { total: 4 });
    progress.note("starting");
    progress.tick("loss 0.5", "1/2");
    progress.line("done");
    const text = String(stream.read());
    expect(text).toMatch(/0\/4 .* 0 % +starting/);
    expect(text).toMatch(/1\/2 .*25 % +loss 0\.5 .* left/);
    expect(text).toMatch(/done\n$/);
  });
});

describe("duration", () => {
  it.each([
    [0.04, "0.0 s"],
    [59.94, "59.9 s"],
    [59.96, "1:00"],
    [125.4, "2:05"],
    [7209, "2:00:09"],
    [NaN, "?"],
  ])("writes %d s as %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

it("writes shares as percentages", () => {
  expect(percent(0.0035)).toBe("0.35 %");
});
