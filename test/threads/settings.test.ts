/** Every setting works with threads and in a worker, with the bits of `solve`, or is refused by name. */
import type { IterationReport, ProblemInput, SettingsInput } from "optnet";
import { SETTINGS, solve } from "optnet";
import { afterAll, expect, test } from "vitest";
import { batchOf, cotangentsOf, differences, gradientDifferences } from "./batch.js";
import { poolOn, watched, workerOn } from "./hosts.js";

const pool = poolOn(watched().host);
const worker = workerOn(watched().host);
afterAll(() => {
  pool.dispose();
  worker.dispose();
});

const B = 100;
const problem = batchOf(5, B);
const feasible = batchOf(6, B, false);
const cotangents = cotangentsOf(B);

/** All combinations of these choices. */
function combinations(names: readonly (keyof typeof SETTINGS)[]): SettingsInput[] {
  let all: SettingsInput[] = [{}];
  for (const name of names) {
    const setting = SETTINGS[name];
    const values: readonly unknown[] = setting.kind === "choice" ? setting.choices : [];
    all = all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return all;
}

const COMBINATIONS: readonly SettingsInput[] = [
  ...combinations(["gradient", "infeasible", "unsolvedGradient"]),
  ...combinations(["backend", "form"]),
  ...combinations(["backend", "form"]).map((one) => ({ ...one, infeasible: "closestFeasible" as const })),
];
const NUMBERS: SettingsInput[] = [
  { tolerance: 1e-4 },
  { maxIterations: 3 },
  { maxIterations: 3, infeasible: "closestFeasible", backend: "reference" },
  { gradient: "smoothed", smoothing: 0.3 },
  { timeLimit: 1e6 },
  { timeLimit: 1e6, infeasible: "closestFeasible" },
];

/** What somebody gives, or says against it. */
async function outcomeOf<Result>(work: () => Result | Promise<Result>): Promise<Result | string> {
  try {
    return await work();
  } catch (error) {
    return (error as Error).message;
  }
}

async function expectSame(input: ProblemInput, settings: SettingsInput): Promise<void> {
  const one = await outcomeOf(() => solve(input, settings));
  for (const other of [
    await outcomeOf(() => pool.solve(input, settings)),
    await outcomeOf(() => pool.solveAsync(input, settings)),
    await outcomeOf(() => worker.solve(input, settings)),
  ]) {
    if (typeof one === "string" || typeof other === "string") {
      expect(other).toBe(one);
      continue;
    }
    expect(differences(one, other)).toEqual([]);
    const gradients = await outcomeOf(() => one.vjp(cotangents));
    const found = await outcomeOf(() => other.vjp(cotangents));
    if (typeof gradients === "string" || typeof found === "string") expect(found).toBe(gradients);
    else expect(gradientDifferences(gradients, found)).toEqual([]);
    const moved = await outcomeOf(() => one.jvp({ p: input.p }));
    expect(await outcomeOf(() => other.jvp({ p: input.p }))).toEqual(moved);
    other.dispose();
  }
}

test.each([...COMBINATIONS, ...NUMBERS])("%j", async (settings) => {
  await expectSame(problem, settings);
  if (settings.unsolvedGradient === "throw") await expectSame(feasible, settings);
});

test("an observer hears the same of every element, wherever it is solved", async () => {
  const reports = async (work: (settings: SettingsInput) => unknown): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    await work({
      onIteration: ({ element, iteration, primalResidual }: IterationReport) => {
        found[`${element} ${iteration}`] = primalResidual;
      },
    });
    return found;
  };
  const one = await reports((settings) => solve(problem, settings));
  expect(Object.keys(one).length).toBeGreaterThan(B);
  expect(await reports((settings) => pool.solve(problem, settings))).toEqual(one);
  expect(await reports((settings) => pool.solveAsync(problem, settings))).toEqual(one);
  expect(await reports((settings) => worker.solve(problem, settings))).toEqual(one);
});

test("an observer that throws ends the call with its error, and the next goes on", async () => {
  const onIteration = (): void => {
    throw new Error("enough");
  };
  for (const attempt of [
    () => pool.solve(problem, { onIteration }),
    () => pool.solveAsync(problem, { onIteration }),
    () => worker.solve(problem, { onIteration }),
  ]) {
    expect(await outcomeOf(attempt as () => unknown)).toBe("enough");
  }
  const one = solve(problem);
  expect(differences(one, await pool.solveAsync(problem))).toEqual([]);
  expect(differences(one, await worker.solve(problem))).toEqual([]);
});

test.each([
  ["an unknown setting", { tolerence: 1 }, "settings.tolerence"],
  ["a time limit that is none", { timeLimit: -1 }, "settings.timeLimit"],
  ["a signal that is none", { signal: 5 }, "settings.signal"],
])("%s is refused", async (_name, settings, field) => {
  for (const attempt of [
    () => pool.solveAsync(problem, settings as SettingsInput),
    () => worker.solve(problem, settings as SettingsInput),
  ]) {
    expect(await outcomeOf(attempt as () => unknown)).toContain(field);
  }
});

test("what blocks refuses a signal, and says what there is instead", async () => {
  const settings = { signal: new AbortController().signal } as SettingsInput;
  for (const attempt of [() => solve(problem, settings), () => pool.solve(problem, settings)]) {
    const said = await outcomeOf(attempt as () => unknown);
    expect(said).toContain("settings.signal");
    expect(said).toContain("Set timeLimit here.");
  }
});
