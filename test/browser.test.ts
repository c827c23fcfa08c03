/** The build in headless Chromium: the core on the CPU, and the GPU through the browser's own WebGPU. */
import type { Solution } from "optnet";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage } from "./installed-package.js";
import { CHROMIUM, describeWith } from "./support/needs.js";
import { ORACLES } from "./support/oracles.js";
import type { Qp } from "./support/qp.js";
import type { BrowserPage, PageGlobals } from "./webgpu/browser.js";
import { openPage } from "./webgpu/browser.js";

interface Request {
  readonly problem: Qp;
  readonly settings: Record<string, unknown>;
  readonly cotangent?: readonly number[];
}

interface Outcome {
  readonly where: string;
  readonly status: readonly string[];
  readonly z: number[];
  readonly gradients: Record<string, number[]>;
}

describeWith(CHROMIUM, "in Chromium", () => {
  let installed: InstalledPackage;
  let browser: BrowserPage;
  let hasGpu = false;
  beforeAll(async () => {
    installed = installPackage();
    browser = await openPage(installed.build);
    hasGpu = await browser.page.evaluate(
      async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null,
    );
    if (!hasGpu) console.log("Chromium offers no WebGPU adapter: only the fallback is tested.");
  });
  afterAll(async () => {
    await browser?.close();
    installed?.remove();
  });

  const solveThere = (request: Request): Promise<Outcome> =>
    browser.page.evaluate(async ({ problem, settings, cotangent }) => {
      const { solveAsync } = (globalThis as unknown as PageGlobals).webgpu;
      const solution: Solution<"later"> = await solveAsync(problem, settings);
      const gradients = cotangent ? await solution.vjp({ z: [...cotangent] }) : {};
      return {
        where: solution.solvedBy(),
        status: solution.status,
        z: Array.from(solution.z),
        gradients: Object.fromEntries(
          Object.entries(gradients).map(([name, { data }]) => [name, Array.from(data)]),
        ),
      };
    }, request);

  it("the core solves in the page", async () => {
    const z = await browser.page.evaluate(() => {
      const { solve } = (globalThis as unknown as PageGlobals).optnet;
      const solution: Solution = solve({ Q: [4, 2], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
      return Array.from(solution.z);
    });
    expect(z[0] + z[1]).toBeCloseTo(1, 9);
  });

  it("threads solve in the page's workers, with the bits of one", async () => {
    const outcome = await browser.page.evaluate(async () => {
      const { optnet, threads } = globalThis as unknown as PageGlobals;
      const p = { data: Float64Array.from({ length: 120 }, (_, i) => Math.sin(i)), shape: [40, 3] };
      const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0, upper: 0.8 };
      const pool = new threads.ThreadPool({ threads: 2 });
      const one: Solution = optnet.solve(problem);
      const two: Solution = await pool.solveAsync(problem);
      const differs = (a: Float64Array, b: Float64Array): boolean =>
        a.some((value, i) => !Object.is(value, b[i]));
      const gradients = [one, two].map((solution) => solution.vjp({ z: p }, { wrt: ["A"] }).A!.data);
      let refusal = "";
      try {
        pool.solve(problem);
      } catch (error) {
        refusal = (error as { hint: string }).hint;
      }
      pool.dispose();
      return {
        solved: two.status.every((status) => status === "solved"),
        differs: differs(one.z, two.z) || differs(gradients[0], gradients[1]),
        refusal,
      };
    });
    expect(outcome).toEqual({ solved: true, differs: false, refusal: "Use solveAsync here." });
  });

  // One precision, so that few pipelines are compiled; both run in webgpu.slow.test.ts.
  const settings = { precision: "float32", tolerance: 1e-6 };

  for (const { name, qp, z, cotangent, gradients } of ORACLES) {
    it(`oracle ${name}`, async () => {
      const outcome = await solveThere({ problem: qp, settings, cotangent });
      expect(outcome.where === "GPU").toBe(hasGpu);
      expect(outcome.status).toEqual(["solved"]);
      z.forEach((value, i) => expect(outcome.z[i]).toBeCloseTo(value, 6));
      for (const [field, found] of Object.entries(outcome.gradients)) {
        const expected = [gradients[field as keyof typeof gradients] ?? []].flat(2);
        found.forEach((value, i) => expect(value, field).toBeCloseTo(expected[i] ?? 0, 5));
      }
    });
  }

  it("an infeasible problem has its status", async () => {
    const problem: Qp = { Q: [1, 1], p: [0, 0], G: [[-1, -1]], h: [-3], upper: 1 };
    expect((await solveThere({ problem, settings })).status).toEqual(["primalInfeasible"]);
  });
});
