/** The playground, driven as a visitor would; the numbers that it shows are checked. */
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { solve } from "optnet";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { toLink } from "../../site/demos/editor/link.js";
import { EXAMPLES } from "../../site/demos/editor/examples.js";
import { isAsPromised, promisesIn } from "../../tools/snippets.js";
import { problemOf, SCENES } from "../../site/demos/plane/scene.js";
import { CHROMIUM, describeWith } from "../support/needs.js";
import { openVisitor, SITE, type Visit, type Visitor } from "./site.js";

const number = (text: string | null): number => Number(text?.replace("−", "-"));

describeWith(CHROMIUM, "in Chromium", () => {
  describeWith(SITE, "the playground", () => {
    let visitor: Visitor;
    let visit: Visit;
    beforeAll(async () => {
      visitor = await openVisitor();
    });
    afterAll(() => visitor?.close());
    beforeEach(async () => {
      visit = await visitor.visit("/playground", {
        viewport: { width: 1280, height: 900 },
        acceptDownloads: true,
      });
      visit.page.setDefaultTimeout(120_000);
    });
    afterEach(async () => {
      expect(visit.faults).toEqual([]);
      await visit.close();
    });

    /** A demonstration that has been scrolled to and is there. */
    async function shown(name: string): Promise<Locator> {
      const demo = visit.page.locator(`demo-${name}`);
      await demo.scrollIntoViewIfNeeded();
      await demo.locator(".ox-demo").waitFor();
      await demo.scrollIntoViewIfNeeded();
      return demo;
    }

    test("the plane: what it shows is what solve says", async () => {
      const plane = await shown("plane");
      const { page } = visit;
      await page.waitForSelector('demo-plane[data-status="solved"]');
      const multipliers = async (): Promise<number[]> =>
        (await plane.locator("tbody tr td:nth-child(2)").allInnerTexts()).map(number);
      const expected = solve(problemOf(Object.values(SCENES)[0]));
      (await multipliers()).forEach((lambda, i) => expect(lambda).toBeCloseTo(expected.lambda[i], 2));

      const centre = plane.locator('[data-handle="centre-0"]');
      const place = (await centre.locator(".plane-knob").boundingBox())!;
      const picture = (await plane.locator("svg").boundingBox())!;
      await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
      await page.mouse.down();
      // To (-1, -1), where nothing is active.
      await page.mouse.move(picture.x + (picture.width * 3.5) / 9, picture.y + (picture.height * 5.5) / 9, {
        steps: 5,
      });
      await page.mouse.up();
      await expect.poll(multipliers).toEqual([0, 0, 0, 0]);
      expect(await plane.locator(".plane-z").innerText()).toMatch(
        /z = \(−(1\.0\d|0\.9\d+), −(1\.0\d|0\.9\d+)\)/,
      );

      await centre.focus();
      for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowRight");
      await expect.poll(async () => (await multipliers())[0]).toBeGreaterThan(0.1);

      await plane.locator("button", { hasText: "Interior point" }).click();
      await plane.locator(".plane-iterate").nth(2).waitFor();
      const loss = async (): Promise<number> =>
        number(/= ([^ ]+)$/.exec(await plane.locator(".plane-z").innerText())![1]);
      const before = await loss();
      await plane.locator(".learn").click();
      await expect.poll(loss).toBeLessThan(before);
    });

    test("the plane: statuses with their proofs", async () => {
      const plane = await shown("plane");
      for (const [scene, status] of [
        ["No feasible point", "primalInfeasible"],
        ["Without end", "dualInfeasible"],
      ] as const) {
        await plane.locator("select").selectOption(scene);
        await visit.page.waitForSelector(`demo-plane[data-status="${status}"]`);
        expect(await plane.locator(".plane-status").innerText()).toContain("Proof");
      }
      await plane.locator('button[aria-label="Remove half-plane 1"]').click();
      await expect.poll(() => plane.locator("tbody tr").count()).toBe(1);
      await plane.locator('button[aria-label="Remove half-plane 1"]').click();
      await expect.poll(() => plane.locator("tbody tr").count()).toBe(0);
      await plane.locator("button", { hasText: "No quadratic" }).click();
      await visit.page.waitForSelector('demo-plane[data-status="solved"]');
      await plane.locator("button", { hasText: "As it was" }).click();
      await expect.poll(() => plane.locator("tbody tr").count()).toBe(2);
    });

    test("mini-Sudoku: learns, is saved and loaded", async () => {
      const sudoku = await shown("sudoku");
      const error = async (): Promise<number> => Number(await sudoku.getAttribute("data-error"));
      await expect.poll(error).toBeGreaterThan(0.9);
      await sudoku.locator(".sudoku-step").click();
      await expect.poll(() => sudoku.getAttribute("data-step")).toBe("1");
      await sudoku.locator(".sudoku-run").click();
      // However quickly it is clicked, it learns once.
      for (let click = 0; click < 4; click++) await sudoku.locator(".sudoku-run").click();
      await expect.poll(error, { timeout: 120_000 }).toBeLessThan(0.2);
      await sudoku.locator(".sudoku-run").click();
      await expect.poll(() => sudoku.locator(".sudoku-run").innerText()).toBe("Learn");
      expect(Number(await sudoku.getAttribute("data-distance"))).toBeLessThan(0.4);
      const [download] = await Promise.all([
        visit.page.waitForEvent("download"),
        sudoku.locator("button", { hasText: "Save" }).click(),
      ]);
      const saved = readFileSync(await download.path(), "utf8");
      expect((JSON.parse(saved) as { A: number[] }).A).toHaveLength(40 * 64);
      await sudoku.locator("button", { hasText: "Begin anew" }).click();
      await expect.poll(error).toBeGreaterThan(0.9);
      await sudoku.locator("input[type=file]").setInputFiles({ name: "layer.json", mimeType: "application/json", buffer: Buffer.from(saved) }); // prettier-ignore
      await expect.poll(error).toBeLessThan(0.2);
      const other = join(tmpdir(), "no-layer.json");
      writeFileSync(other, "{}");
      await sudoku.locator("input[type=file]").setInputFiles(other);
      await expect.poll(() => sudoku.locator("[role=alert]").innerText()).toContain("no layer");
      writeFileSync(other, "neither is this");
      await sudoku.locator("input[type=file]").setInputFiles(other);
      await expect.poll(() => sudoku.locator("[role=alert]").innerText()).toContain("no layer");
    });

    test("denoising: a drawn signal, and lambda that is learned", async () => {
      const denoising = await shown("denoising");
      const value = async (name: string): Promise<number> =>
        Number(await denoising.getAttribute(`data-${name}`));
      await expect.poll(() => value("loss")).toBeGreaterThan(0);
      const first = await value("loss");
      const line = (): Promise<string | null> => denoising.locator(".denoised").getAttribute("points");
      const before = await line();
      const picture = (await denoising.locator(".denoising-signal").boundingBox())!;
      await visit.page.mouse.move(picture.x + 100, picture.y + 40);
      await visit.page.mouse.down();
      await visit.page.mouse.move(picture.x + 300, picture.y + 200, { steps: 8 });
      await visit.page.mouse.up();
      await expect.poll(line).not.toBe(before);
      const pen = denoising.locator(".pen");
      await pen.focus();
      const drawn = (): Promise<string | null> => denoising.locator(".clean").getAttribute("points");
      const sample = async (): Promise<number> => Number(/sample (\d+) /.exec((await pen.getAttribute("aria-label"))!)![1]); // prettier-ignore
      const [untouched, start, penAt] = [await drawn(), Number(await pen.getAttribute("aria-valuenow")), await sample()]; // prettier-ignore
      await visit.page.keyboard.press("ArrowRight");
      await expect.poll(sample).toBe(penAt + 1);
      expect(await drawn()).toBe(untouched);
      await visit.page.keyboard.press(start > 60 ? "PageDown" : "PageUp");
      await visit.page.keyboard.press("Shift+ArrowRight");
      await expect.poll(sample).toBe(penAt + 2);
      await expect.poll(drawn).not.toBe(untouched);
      /** How much neighbours in a row differ, on average. */
      const roughness = (canvas: string): Promise<number> =>
        denoising.locator(canvas).evaluate((element: HTMLCanvasElement) => {
          if (element.width < 2) return Infinity;
          const { data } = element.getContext("2d")!.getImageData(0, 0, element.width, element.height);
          let total = 0;
          for (let i = 4; i < data.length; i += 4) total += Math.abs(data[i] - data[i - 4]);
          return (4 * total) / data.length;
        });
      const noise = await roughness(".denoising-before");
      expect(noise).toBeGreaterThan(10);
      await expect.poll(() => roughness(".denoising-after")).toBeLessThan(0.4 * noise);
      await denoising.locator(".denoising-learn").click();
      await expect
        .poll(() => denoising.locator(".denoising-learn").innerText(), { timeout: 60_000 })
        .toBe("Learn lambda");
      expect(await value("loss")).toBeLessThan(first);
      // Where the slope of the error on the forty signals is zero: site/demos/denoising/tv.ts says 21.4.
      expect(await value("lambda")).toBeGreaterThan(19);
      expect(await value("lambda")).toBeLessThan(24);
    });

    test("the cart: stays upright when pushed, and learns from the expert", async () => {
      const cart = await shown("cart-pole");
      const value = async (name: string): Promise<number> =>
        Number((await cart.getAttribute(`data-${name}`)) ?? NaN);
      await cart.locator(".cart-pole-learn").click();
      await expect.poll(() => value("error"), { timeout: 60_000 }).toBeLessThan(0.05);
      await cart.locator(".push-right").click();
      await expect.poll(async () => Math.abs(await value("angle"))).toBeGreaterThan(0.01);
      await expect.poll(async () => Math.abs(await value("angle")) < 0.02 && Math.abs(await value("position")) < 0.1, { timeout: 30_000 }).toBe(true); // prettier-ignore
    });

    test("the cart: time can be held, and does not run for those who want no motion", async () => {
      const cart = await shown("cart-pole");
      const plan = (): Promise<string | null> => cart.locator(".planned").first().getAttribute("cx");
      await cart.locator(".planned").first().waitFor();
      await cart.locator(".push-right").click();
      await cart.locator(".cart-pole-pause").click();
      await expect.poll(() => cart.locator(".cart-pole-pause").innerText()).toBe("Let time go on");
      await visit.page.waitForTimeout(200);
      const held = await plan();
      await visit.page.waitForTimeout(500);
      expect(await plan()).toBe(held);
      await cart.locator(".cart-pole-pause").click();
      await expect.poll(plan).not.toBe(held);

      const still = await visitor.visit("/playground", { reducedMotion: "reduce" });
      const other = still.page.locator("demo-cart-pole");
      await other.scrollIntoViewIfNeeded();
      await other.locator(".ox-demo").waitFor();
      await still.page.waitForTimeout(500);
      expect(await other.locator(".planned").count()).toBe(0);
      await other.locator(".push-left").click();
      await other.locator(".planned").first().waitFor();
      await still.close();
    });

    test("the portfolio: a price of moving, and investors that learn", async () => {
      const portfolio = await shown("portfolio");
      const turnover = async (): Promise<number> =>
        Number((await portfolio.getAttribute("data-turnover")) || NaN);
      await expect.poll(turnover).toBeGreaterThan(0);
      const slide = async (selector: string, to: string): Promise<void> => {
        await portfolio.locator(selector).evaluate((input: HTMLInputElement, value) => {
          input.value = value;
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }, to);
      };
      await slide(".portfolio-cost", "0");
      await expect.poll(turnover).toBeGreaterThan(0.1);
      // What is no number, or none of that size, changes nothing.
      for (const text of ["", "1e9"]) await portfolio.locator("input[type=number]").first().fill(text);
      await slide(".portfolio-cost", "5");
      await expect.poll(turnover).toBeLessThan(0.05);
      await portfolio.locator(".portfolio-learn").click();
      const regrets = async (): Promise<number[]> =>
        ((await portfolio.getAttribute("data-regrets")) ?? "").split(" ").map(Number);
      await expect.poll(async () => {
        const [predicts, decides] = await regrets();
        return decides < 0.8 * predicts && decides < 0.5;
      }, { timeout: 120_000 }).toBe(true); // prettier-ignore
    });

    test("the editor: examples run, and a link brings a program back", async () => {
      const editor = await shown("editor");
      const { page } = visit;
      await page.waitForSelector('demo-editor[data-ready="true"]');
      for (const name of Object.keys(EXAMPLES)) {
        await editor.locator(".editor-example").selectOption(name);
        await editor.locator(".editor-run").click();
        await expect
          .poll(() => editor.getAttribute("data-outcome"), { timeout: 60_000, message: name })
          .toBe("done");
        const lines = (await editor.locator(".ox-output").innerText()).trim().split("\n");
        const prints = promisesIn(EXAMPLES[name]);
        expect(lines.length, name).toBeGreaterThan(0);
        if (prints.length > 0) expect(lines.length, `${name}: ${lines.join("; ")}`).toBe(prints.length);
        prints.forEach((text, i) =>
          expect(isAsPromised(text, lines[i].trim()), `${name}: ${lines[i]}`).toBe(true),
        );
        await editor.evaluate((element) => element.removeAttribute("data-outcome"));
      }
      const write = async (text: string): Promise<void> => {
        await editor.locator(".cm-content").click();
        await page.keyboard.press("Control+a");
        await page.keyboard.insertText(text);
      };
      await write('import { solve } from "optnet";\nsolve({ Q: [1], p: [1] }).zz;');
      const wrong = editor.locator(".cm-lintRange-error");
      await expect.poll(() => wrong.allInnerTexts(), { timeout: 60_000 }).toEqual(["zz"]);
      // Types are no part of what runs.
      await write("const answer: number = 6 * 7;\nconsole.log(answer);");
      await expect.poll(() => wrong.count(), { timeout: 60_000 }).toBe(0);
      const output = editor.locator(".ox-output");
      for (const [program, said] of [
        ["const = 1;", /^line 1: SyntaxError/],
        ["const a = 1;\nenum Colour { Red }", /^line 2: `enum Colour/],
        ["throw new Error('of mine');", /^line 1: Error: of mine/],
      ] as const) {
        await write(program);
        await editor.locator(".editor-run").click();
        await expect.poll(() => output.innerText()).toMatch(said);
        expect(await editor.locator(".ox-failed-line").count()).toBe(1);
      }
      await write("const answer: number = 6 * 7;\nconsole.log(answer);");
      await editor.locator(".editor-share").click();
      await expect.poll(() => page.url()).toContain("#program=");
      const second = await visitor.visit(page.url().slice(visitor.address.length));
      const linked = second.page.locator("demo-editor");
      await linked.scrollIntoViewIfNeeded();
      await second.page.waitForSelector('demo-editor[data-ready="true"]');
      await linked.locator(".editor-run").click();
      await expect.poll(() => linked.locator(".ox-output").innerText()).toContain("42");
      // Another link while the page is there, and one that was cut off.
      await second.page.evaluate(
        (held) => (location.hash = `program=${held}`),
        await toLink("console.log('second');"),
      );
      await expect.poll(() => linked.locator(".cm-content").innerText()).toContain("second");
      await second.page.evaluate(() => (location.hash = "program=AAAA"));
      await expect.poll(() => linked.locator("[role=status]").innerText()).toContain("no whole program");
      await second.close();
    });

    test("the editor: who comes with a program sees it", async () => {
      const { page, close } = await visitor.visit(`/playground#program=${await toLink("console.log(1);")}`, {
        viewport: { width: 1280, height: 900 },
      });
      const text = page.locator("demo-editor .cm-content");
      await text.waitFor();
      expect(await text.innerText()).toBe("console.log(1);");
      await expect.poll(async () => (await text.boundingBox())!.y).toBeLessThan(850);
      await close();
    });

    test("all that is moved, drawn and written can be reached and left by keyboard", async () => {
      const { page } = visit;
      for (const demo of ["plane", "sudoku", "denoising", "cart-pole", "portfolio", "editor"])
        await shown(demo);
      await page.waitForSelector('demo-editor[data-ready="true"]');
      await page.locator("#plane").scrollIntoViewIfNeeded();
      await page.locator("demo-plane svg [tabindex]").first().focus();
      const reachable =
        ".ox-demo :is(button, select, input, textarea, [tabindex='0'], [contenteditable='true'])";
      const left = (): Promise<string[]> =>
        page.evaluate(
          (selector) =>
            Array.from(document.querySelectorAll<HTMLElement>(selector))
              .filter((one) => one.getClientRects().length > 0 && !one.matches(":disabled"))
              .filter((one) => one.dataset.reached === undefined)
              .map((one) => one.outerHTML.slice(0, 120)),
          reachable,
        );
      const withoutRing: string[] = [];
      const presses = (await left()).length;
      expect(presses).toBeGreaterThan(50);
      // Between the demonstrations stand headings, with links to themselves.
      for (let press = 0; press < presses + 20; press++) {
        const bare = await page.evaluate(() => {
          const active = document.activeElement as HTMLElement;
          if (active.closest(".ox-demo") === null) return undefined;
          active.dataset.reached = "true";
          const ring = getComputedStyle(active.closest(".cm-editor") ?? active).outlineStyle !== "none";
          // These show it by themselves.
          return ring || active.matches(".plane-handle, .pen") ? undefined : active.outerHTML.slice(0, 120);
        });
        if (bare !== undefined) withoutRing.push(bare);
        await page.keyboard.press("Tab");
      }
      expect(await left()).toEqual([]);
      expect(withoutRing).toEqual([]);
      expect(await page.evaluate(() => document.activeElement!.closest(".ox-demo") === null)).toBe(true);
    });
  });
});
