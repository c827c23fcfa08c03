/** Says at the end of a run which tests were skipped for want of something, and how to get it. */
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

export default class SkippedReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = summaryOf(modules.flatMap((module) => [...module.children.allTests("skipped")]));
    if (this.#vitest?.projects.every(({ name }) => name !== "slow")) {
      lines.push("", "The slow tests have a run of their own: npm run test:slow");
    }
    if (lines.length > 0) console.log(lines.join("\n"));
  }
}

/** For every thing that is missing: why, how to get it, and what was not tested without it. */
function summaryOf(skipped: readonly TestCase[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const test of skipped) {
    const { lack } = test.meta();
    if (lack === undefined) continue;
    const { need, reason, remedy } = lack;
    const text = `  ${need}: ${reason}\n    to get it: ${remedy}`;
    // Tests of one file that lack the same are one line.
    places.set(text, (places.get(text) ?? new Set()).add(test.module.relativeModuleId));
  }
  if (places.size === 0) return [];
  const lines = [...places].flatMap(([text, files]) => [text, `    skipped in: ${[...files].join(", ")}`]);
  return ["", "Some tests were skipped, because this machine lacks what they need:", "", ...lines];
}
