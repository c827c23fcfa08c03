import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { means, NOTHING } from "./measure.js";
import { Progress } from "./progress.js";

const some = { ...means(NOTHING), boards: 10, loss: 0.0123, error: 0.032 };
const record = (epoch: number) => ({
  ...{
    epoch,
    training: some,
    validation: some,
    test: { ...some, error: 0.003, unsolved: 2 },
    testUnseen: some,
  },
  ...{ trainingSeconds: 5, evaluationSeconds: 1 },
});

describe("Progress", () => {
  it("writes one plain line per epoch where there is no terminal", () => {
    const stream = new PassThrough();
    const progress = new Progress(stream, { epochs: 2, training: 20, evaluation: 10 });
    for (const epoch of [1, 2]) {
      for (let batch = 0; batch < 3; batch++) progress.onBatch(epoch, 10, some);
      progress.onEpoch(record(epoch), epoch === 1);
    }
    progress.stop();
    const text = String(stream.read());
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^\* +1\/2 +0\.01230 +3\.20 % +3\.20 % +0\.30 % +3\.20 % +2 +6\.0 s +\d/);
    expect(lines[2]).toMatch(/^ +2\/2 .* 0\.0 s$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});
