import { describe, expect, it } from "vitest";
import { Progress, statusCounts, summaryText } from "./progress.js";

function shown(isTTY: boolean, seconds: readonly number[]): string {
  let now = 0;
  let text = "";
  const progress = new Progress({ isTTY, write: (part: string) => (text += part) }, 10_000, 2000, () => now);
  for (const second of seconds) {
    now = 1000 * second;
    progress.add(1000);
  }
  progress.end();
  return text;
}

describe("progress", () => {
  it("says how much is done, how fast, and what is left", () => {
    expect(shown(true, [0.1, 2])).toBe(
      "\r40 % · 4,000 of 10,000 · 1,000 per second · 6 s left\u001b[K\r\u001b[K",
    );
  });

  it("is a line now and then where nobody looks", () => {
    expect(shown(false, [1, 12, 13])).toBe("optnet: 40 % · 4,000 of 10,000 · 167 per second · 36 s left\n");
    expect(shown(false, [1, 2])).toBe("");
  });

  it("counts what this run does, not what earlier ones did", () => {
    let now = 0;
    const progress = new Progress(undefined, 1e6, 5e5, () => now);
    now = 1000;
    progress.add(100);
    expect(progress.line()).toBe("50 % · 500,100 of 1,000,000 · 100 per second · 1 h 24 min left");
  });
});

describe("the summary", () => {
  it("has the statuses that occur", () => {
    const statuses = statusCounts([1234, 0, 5]);
    expect(summaryText({ out: "out.npz", problems: 1239, now: 239, seconds: 2, statuses })).toBe(
      "out.npz: 1,239 problems in 2.00 s, 120 per second; 1,000 were done before\n" +
        "  solved            1,234\n  primalInfeasible  5\n",
    );
    expect(summaryText({ out: "out.npz", problems: 1, seconds: 0.5, statuses: statusCounts([1]) })).toBe(
      "out.npz: 1 problem joined in 0.50 s\n  solved  1\n",
    );
  });
});
