/** The package in pages whose Content-Security-Policy forbids WebAssembly, and in workers whose own does. */
import type { Solution } from "optnet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";
import { CHROMIUM, describeWith } from "../support/needs.js";
import type { BrowserPage, PageGlobals } from "../webgpu/browser.js";
import { openPage } from "../webgpu/browser.js";

const POLICY = "content-security-policy";
const FORBIDDEN = { [POLICY]: "script-src 'self'" };
const ALLOWED = { [POLICY]: "script-src 'self' 'wasm-unsafe-eval'" };

describeWith(CHROMIUM, "in Chromium", () => {
  let installed: InstalledPackage;
  beforeAll(() => {
    installed = installPackage();
  });
  afterAll(() => installed?.remove());

  /** What the page of the tests in a group says, in its workers too. */
  function usePage(headersOf: (path: string) => Record<string, string>): {
    page: BrowserPage;
    said: string[];
  } {
    const opened = { page: undefined as unknown as BrowserPage, said: [] as string[] };
    beforeAll(async () => {
      opened.page = await openPage(installed.build, headersOf);
      opened.page.page.on("console", (message) => opened.said.push(message.text()));
    });
    afterAll(() => opened.page?.close());
    return opened;
  }

  const solveInPage = ({ page }: BrowserPage) =>
    page.evaluate(() => {
      const { explain, solve } = (globalThis as unknown as PageGlobals).optnet;
      const problem = {
        Q: [
          [4, 1],
          [1, 2],
        ],
        p: [1, 1],
        lower: 0,
        A: [[1, 1]],
        b: [1],
      };
      const solution: Solution = solve(problem);
      return {
        numbers: [...solution.z, ...solution.vjp({ z: [1.3, 0.5] }).p!.data],
        executor: /executor +(.*)/.exec(explain(problem))![1],
      };
    });

  /** Whether a pool's answers are those of one thread: to the bit, and as numbers. */
  const solveOnThreads = ({ page }: BrowserPage) =>
    page.evaluate(async () => {
      const { optnet, threads } = globalThis as unknown as PageGlobals;
      const p = { data: Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i)), shape: [1000, 3] };
      const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 };
      const pool = new threads.ThreadPool({ threads: 2 });
      const one: Solution = optnet.solve(problem);
      const many: Solution = await pool.solveAsync(problem);
      const distance = Math.max(...one.z.map((value, i) => Math.abs(value - many.z[i])));
      const gradients = [one, many].map((solution) => solution.vjp({ z: p }, { wrt: ["A"] }).A!.data);
      pool.dispose();
      return {
        solved: many.status.every((status) => status === "solved"),
        distance,
        gradientDistance: Math.max(...gradients[0].map((value, i) => Math.abs(value - gradients[1][i]))),
      };
    });

  const expectExample = (numbers: readonly number[]): void =>
    [0.25, 0.75, -0.2, 0.2].forEach((value, i) => expect(numbers[i]).toBeCloseTo(value, 7));

  describe("under script-src 'self'", () => {
    const opened = usePage(() => FORBIDDEN);

    test("TypeScript solves and differentiates, and explain says so", async () => {
      const { numbers, executor } = await solveInPage(opened.page);
      expectExample(numbers);
      expect(executor).toMatch(/^TypeScript, because/);
    });

    test("so do threads", async () => {
      expect(await solveOnThreads(opened.page)).toEqual({ solved: true, distance: 0, gradientDistance: 0 });
    });

    test("it was said once what is slower, and which directive helps", () => {
      const notes = opened.said.filter((text) => text.startsWith("optnet: "));
      expect(notes).toHaveLength(1);
      expect(notes[0]).toMatch(/CompileError.*TypeScript.*slower.*'wasm-unsafe-eval'.*script-src/s);
    });

    test("the backend wasm is refused with the directive that helps", async () => {
      const error = await opened.page.page.evaluate(() => {
        const { OptNetError, solve } = (globalThis as unknown as PageGlobals).optnet;
        try {
          solve({ p: [1], lower: 0 }, { backend: "wasm" });
        } catch (thrown) {
          if (thrown instanceof OptNetError) return { field: thrown.field, hint: thrown.hint };
        }
        return undefined;
      });
      expect(error?.field).toBe("settings.backend");
      expect(error?.hint).toMatch(/'wasm-unsafe-eval'/);
    });
  });

  describe("under script-src 'self' 'wasm-unsafe-eval'", () => {
    const opened = usePage(() => ALLOWED);

    test("WebAssembly solves, and nothing is said", async () => {
      const { numbers, executor } = await solveInPage(opened.page);
      expectExample(numbers);
      expect(executor).toBe("WebAssembly");
      expect(await solveOnThreads(opened.page)).toEqual({ solved: true, distance: 0, gradientDistance: 0 });
      expect(opened.said.filter((text) => text.startsWith("optnet: "))).toEqual([]);
    });
  });

  describe("where only the workers have a policy that forbids it", () => {
    const opened = usePage((path) => (path.includes("worker") ? FORBIDDEN : ALLOWED));

    test("TypeScript solves in them", async () => {
      const { solved, distance, gradientDistance } = await solveOnThreads(opened.page);
      expect(solved).toBe(true);
      expect(distance).toBeLessThan(1e-6);
      expect(gradientDistance).toBeLessThan(1e-4);
      expect(distance).toBeGreaterThan(0);
    });
  });
});
