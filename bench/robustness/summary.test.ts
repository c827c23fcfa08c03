import { describe, expect, it } from "vitest";
import { isWrong, NO_RESIDUALS, reasonOf, succeeded, violations, type Attempt } from "./attempt.js";
import { failureLines, scoreOf, shiftedGeometricMean, toMarkdown, type ProblemSet } from "./summary.js";

function attempt(change: Partial<Attempt> = {}): Attempt {
  return {
    problem: "ONE",
    tolerance: 1e-6,
    expected: "solved",
    outcome: "solved",
    message: "",
    iterations: 10,
    seconds: 0.02,
    residuals: { primal: 1e-7, dual: 1e-7, gap: 1e-6, objective: 5 },
    ...change,
  };
}

const far = { primal: 1e-7, dual: 3e-5, gap: 2e-3, objective: 5 };

describe("judging one attempt", () => {
  it("needs both the word of the solver and the check", () => {
    expect(succeeded(attempt())).toBe(true);
    expect(succeeded(attempt({ outcome: "maxIterations" }))).toBe(false);
    expect(succeeded(attempt({ residuals: far }))).toBe(false);
    expect(succeeded(attempt({ residuals: NO_RESIDUALS }))).toBe(false);
  });

  it("calls only a refused answer that was said to be solved wrong", () => {
    expect(isWrong(attempt({ residuals: far }))).toBe(true);
    expect(isWrong(attempt({ residuals: NO_RESIDUALS }))).toBe(true);
    expect(isWrong(attempt({ residuals: far, outcome: "maxIterations" }))).toBe(false);
    expect(isWrong(attempt())).toBe(false);
  });

  it("names each residual that is too large, and by how much", () => {
    expect(violations(attempt({ residuals: far }))).toEqual(["dual residual 3.0e-5", "duality gap 2.0e-3"]);
    expect(reasonOf(attempt({ residuals: far }))).toMatch(/^WRONG: said solved, but dual residual 3.0e-5/);
    expect(reasonOf(attempt({ residuals: far, outcome: "numericalError" }))).toBe(
      "numericalError after 10 iterations: dual residual 3.0e-5, duality gap 2.0e-3",
    );
    expect(reasonOf(attempt({ outcome: "maxIterations" }))).toContain("passes the check");
    expect(reasonOf(attempt({ outcome: "crash", message: "out of memory" }))).toBe("crash: out of memory");
    expect(reasonOf(attempt({ outcome: "timeLimit", seconds: 600 }))).toBe("stopped after 600 s");
  });
});

describe("scores", () => {
  const set: ProblemSet = {
    name: "small",
    problems: [
      { name: "ONE", variables: 2, equalities: 1, inequalities: 0 },
      { name: "TWO", variables: 3, equalities: 0, inequalities: 4 },
    ],
    attempts: [
      attempt(),
      attempt({ problem: "TWO", residuals: far, seconds: 12 }),
      attempt({ tolerance: 1e-3 }),
      attempt({ problem: "TWO", tolerance: 1e-3, iterations: 20 }),
    ],
  };

  it("counts per tolerance", () => {
    expect(scoreOf(set, 1e-6)).toMatchObject({ problems: 2, solved: 1, successPercent: 50, wrong: 1 });
    expect(scoreOf(set, 1e-6).failures.map(({ problem }) => problem)).toEqual(["TWO"]);
    expect(scoreOf(set, 1e-3)).toMatchObject({
      successPercent: 100,
      wrong: 0,
      meanIterations: 15,
      maxIterations: 20,
    });
  });

  it("takes the shifted geometric mean of times", () => {
    expect(shiftedGeometricMean([0.02, 0.02])).toBeCloseTo(0.02, 14);
    expect(shiftedGeometricMean([0, 0.03])).toBeCloseTo(0.01, 14);
    expect(shiftedGeometricMean([1, 3], 1)).toBeCloseTo(Math.sqrt(8) - 1, 14);
  });

  it("writes a report with scores, failures, slow problems and every problem", () => {
    const markdown = toMarkdown([set], [1e-3, 1e-6]);
    expect(markdown).toMatch(/\| small +\| 1e-6 +\| 1 of 2 +\| 50\.0 % +\| 1 /);
    expect(markdown).toContain(
      "- TWO at 1e-6: WRONG: said solved, but dual residual 3.0e-5, duality gap 2.0e-3",
    );
    expect(markdown).toContain("Slower than 10 s: TWO at 1e-6 (12.0 s).");
    expect(markdown).toMatch(/\| TWO +\| 3 \| 0 \| 4 \| 1e-6 +\| WRONG /);
    expect(failureLines([scoreOf(set, 1e-3)])).toEqual(["None."]);
  });
});

describe("a problem that has no solution", () => {
  const infeasible = {
    expected: "primalInfeasible",
    outcome: "primalInfeasible",
    residuals: NO_RESIDUALS,
  } as const;

  it("is a success with a proof, and worse than a failure with a wrong one", () => {
    expect(succeeded(attempt(infeasible))).toBe(true);
    const unproved = attempt({ ...infeasible, message: "there is no certificate" });
    expect(succeeded(unproved)).toBe(false);
    expect(isWrong(unproved)).toBe(true);
    expect(reasonOf(unproved)).toContain("there is no certificate");
  });

  it("is a failure among those that have one, and a solution a failure among those that have none", () => {
    const proved = attempt({ outcome: "primalInfeasible" });
    expect([succeeded(proved), isWrong(proved)]).toEqual([false, false]);
    expect(succeeded(attempt({ expected: "primalInfeasible" }))).toBe(false);
  });
});
