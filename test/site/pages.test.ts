/** Every page of the built site in Chromium: no errors, no barriers, and programs that print what they say. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAsPromised, promisesIn } from "../../tools/snippets.js";
import { ROOT } from "../imports.js";
import { CHROMIUM, describeWith } from "../support/needs.js";
import { DIST, docsAddresses, openVisitor, servedAt, SITE, type Visitor } from "./site.js";

/** Of the pages of the API, which one program writes, the first ones and some others. */
function someApiAddresses(): string[] {
  const all = readdirSync(join(DIST, "api"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) =>
      `/api/${name.replaceAll("\\", "/").replace(/(^|(?<=\/)index)?\.html$/, "")}`.replace(/\/index$/, "/"),
    );
  return all.filter((address, i) => address.endsWith("/") || i % 15 === 0);
}

/** What axe says, as far as it is read here. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Opens the search and waits for what it finds. The key is heard once the page has come alive. */
async function search(page: Page, words: string): Promise<void> {
  const box = page.locator(".VPLocalSearchBox input");
  for (; !(await box.isVisible()); await page.waitForTimeout(100)) await page.keyboard.press("Control+k");
  await box.fill(words);
  await page.locator(".VPLocalSearchBox .result").first().waitFor();
}

async function seriousFindings(page: Page): Promise<string[]> {
  const require = createRequire(join(ROOT, "site/package.json"));
  await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return await axe.run();
  });
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

describeWith(CHROMIUM, "in Chromium", () => {
  describeWith(SITE, "the site", () => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await openVisitor();
    });
    afterAll(() => visitor?.close());

    test.each(["light", "dark"] as const)(
      "every page loads without errors and barriers, asks no other host, and fits 360 px, %s",
      async (colorScheme) => {
        const faults: string[] = [];
        const left = ["/", "/contents", "/changelog", "/contributing", "/playground", "/nothing", ...docsAddresses(), ...someApiAddresses()]; // prettier-ignore
        const inTurn = async (): Promise<void> => {
          const viewport = { width: 360, height: 740 };
          const visit = await visitor.visit("/404", { viewport, colorScheme });
          for (let address = left.pop(); address !== undefined; address = left.pop()) {
            visit.faults.length = 0;
            await visit.page.goto(visitor.address + address, { waitUntil: "networkidle" });
            const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
            if (width > viewport.width) faults.push(`${address} is ${width} px wide`);
            if (address !== "/nothing") for (const fault of visit.faults) faults.push(`${address}: ${fault}`);
            for (const fault of await seriousFindings(visit.page)) faults.push(`${address}: ${fault}`);
          }
          await visit.close();
        };
        // Most of the time of one is waiting; what pages share they load once.
        await Promise.all([inTurn(), inTurn()]);
        expect(faults).toEqual([]);
      },
    );

    test.each(["light", "dark"] as const)("the demonstrations have no barriers, %s", async (colorScheme) => {
      const viewport = { width: 1280, height: 900 };
      const { page, close } = await visitor.visit("/playground", { colorScheme, viewport });
      for (const demo of await page.locator("main :is(h2)").all()) {
        await demo.scrollIntoViewIfNeeded();
        await page.waitForLoadState("networkidle");
      }
      await page.waitForSelector('demo-editor[data-ready="true"]');
      expect(await page.locator(".ox-demo").count()).toBe(6);
      expect(await seriousFindings(page)).toEqual([]);
      await close();
    });

    test("can be read without JavaScript, dark where the system is", async () => {
      const options = {
        javaScriptEnabled: false,
        colorScheme: "dark",
        viewport: { width: 360, height: 740 },
      } as const;
      const { page, close } = await visitor.visit("/guide/solving", options);
      expect(await page.locator(".VPSidebar a", { hasText: "Derivatives" }).isVisible()).toBe(true);
      expect(await page.locator("main h1").textContent()).toContain("Solving");
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red] = (/\d+/.exec(background) ?? ["255"]).map(Number);
      expect(red).toBeLessThan(60);
      await page.locator(".VPSidebar a", { hasText: "Derivatives" }).click();
      expect(page.url()).toContain("/guide/derivatives");
      await close();
    });

    test.each([
      ["QpSolver", /api\/optnet\/classes\/QpSolver/],
      ["OptNetLayer", /OptNetLayer|tensorflow/],
      ["sumSquares", /sumSquares|model/],
      ["vjp", /derivatives|Solution|vjp/],
      ["infeasible certificate", /statuses|certificate|Certificate/],
    ])("finds %s", async (words, address) => {
      const { page, close } = await visitor.visit("/start/install");
      await search(page, words);
      const found = await page.locator(".VPLocalSearchBox .result").evaluateAll((all) => all.slice(0, 5).map((one) => one.getAttribute("href"))); // prettier-ignore
      expect(
        found.some((href) => address.test(href ?? "")),
        found.join(" "),
      ).toBe(true);
      await close();
    });

    test("is there without JavaScript: text, and what needs it says so", async () => {
      const { page, close } = await visitor.visit("/playground", { javaScriptEnabled: false });
      expect(await page.locator("main :text('This needs JavaScript')").count()).toBe(6);
      await page.goto(`${visitor.address}/`);
      expect(await page.locator("optnet-qp").innerText()).toMatch(/needs JavaScript[^]*z = \[0\.25, 0\.75\]/);
      await close();
    });

    test("finds what its pages say", async () => {
      const { page, close } = await visitor.visit("/guide/solving");
      await search(page, "warm start");
      await page.keyboard.press("Enter");
      await page.waitForURL(/kept-solver|combinations|changelog|control/);
      await close();
    });

    test("programs print in the page what they say", async () => {
      const faults: string[] = [];
      for (const address of [
        "/",
        "/guide/solving",
        "/guide/derivatives",
        "/guide/statuses",
        "/start/tensorflow",
        "/start/jax",
      ]) {
        const { page, close } = await visitor.visit(address);
        const programs = page.locator("optnet-code");
        await programs.first().locator("button", { hasText: "Run" }).waitFor();
        expect(await programs.count()).toBeGreaterThan(0);
        // The last block of a program runs all of it.
        for (const program of await programs.all()) {
          const code = await program.locator("pre code").innerText();
          const before = decodeURIComponent((await program.getAttribute("data-preamble")) ?? "");
          const prints = promisesIn(before + code);
          await program.locator("button", { hasText: "Run" }).click();
          await program.locator("button", { hasText: "Run" }).waitFor({ timeout: 120_000 });
          const lines = (await program.locator(".ox-output").innerText()).trimEnd().split("\n");
          const outcome = await program.getAttribute("data-outcome");
          const kept = prints.length === 0 || (lines.length === prints.length && prints.every((text, i) => isAsPromised(text, lines[i].trim()))); // prettier-ignore
          if (outcome !== "done" || !kept)
            faults.push(`${address}: ${JSON.stringify({ outcome, lines, prints })}`);
        }
        await close();
      }
      expect(faults).toEqual([]);
    });

    test("a program can be changed, fails on its line, and can be stopped", async () => {
      const { page, close } = await visitor.visit("/guide/solving");
      const program = page.locator("optnet-code").first();
      await program.locator("button", { hasText: "Edit" }).click();
      const editor = program.locator(".cm-content");
      await editor.waitFor();
      const write = async (text: string): Promise<void> => {
        await editor.click();
        await page.keyboard.press("Control+a");
        await page.keyboard.insertText(text);
        await program.locator("button", { hasText: "Run" }).click();
      };
      const output = program.locator(".ox-output");
      await write('import { solve } from "optnet";\nconsole.log(solve({ Q: [2], p: [-3] }).z);');
      await page.waitForFunction(
        () => document.querySelector("optnet-code")?.getAttribute("data-outcome") === "done",
      );
      expect(await output.innerText()).toBe("Float64Array(1) [ 1.5 ]");
      await write('import { solve } from "optnet";\n\nsolve({ Q: [2], q: [-3] });');
      await page.waitForFunction(
        () => document.querySelector("optnet-code")?.getAttribute("data-outcome") === "failed",
      );
      expect(await output.innerText()).toMatch(/OptNetError[^]*\(line 3\)/);
      // What is no program at all has its line too.
      await write("const a = 1;\nconst a = 2;");
      await expect.poll(() => output.innerText()).toMatch(/'a' has already been declared \(line 2\)/);
      expect(await program.locator(".ox-failed-line").innerText()).toBe("const a = 2;");
      await write('import {\n  nothing } from "optnet";');
      await expect.poll(() => output.innerText()).toMatch(/"optnet" has no export[^]*\(line 2\)/);
      // Nobody can be buried in what is printed without end.
      await write("for (;;) console.log(1);");
      await expect.poll(() => output.innerText()).toMatch(/more than 1000 lines/);
      await program.locator("button", { hasText: "Stop" }).click();
      await program.locator("button", { hasText: "Run" }).waitFor();
      await write('import "left-pad";');
      await page.waitForFunction(() =>
        document.querySelector(".ox-output")?.textContent?.includes("left-pad"),
      );
      await write("for (;;);");
      await program.locator("button", { hasText: "Stop" }).click();
      await program.locator("button", { hasText: "Run" }).waitFor();
      expect(await program.getAttribute("data-outcome")).toBe("stopped");
      await close();
    });

    test("numbers on the start page give answers, and complaints", async () => {
      const { page, close } = await visitor.visit("/");
      const element = page.locator("optnet-qp");
      const row = (name: string): Promise<string> => element.locator("tr", { has: page.locator(`th:text-is("${name}")`) }).locator("td").innerText(); // prettier-ignore
      await element.scrollIntoViewIfNeeded();
      await page.waitForSelector('optnet-qp[data-status="solved"]');
      expect((await row("z")).split(/\s+/)).toEqual(["0.2500", "0.7500"]);
      expect((await row("∂loss/∂b")).trim()).toBe("0.7000");
      await element.locator("textarea").nth(3).fill("-1");
      await page.waitForSelector('optnet-qp[data-status="primalInfeasible"]');
      await element.locator("textarea").nth(0).fill("1 2\n2 1");
      await page.waitForSelector('optnet-qp[data-status="refused"]');
      // In the middle of typing: what is there stays as it was typed.
      const [Q, p] = [element.locator("textarea").nth(0), element.locator("textarea").nth(1)];
      await Q.fill("4 1\n1 2");
      await p.fill("1 ");
      await p.press("End");
      await p.pressSequentially("-");
      await expect.poll(() => element.locator("[role=alert]").innerText()).toMatch(/^p: numbers are wanted/);
      await p.pressSequentially("2.50");
      expect(await p.inputValue()).toBe("1 -2.50");
      expect(await element.locator("[role=alert]").count()).toBe(0);
      await close();
    });
  });
});

describeWith(SITE, "the size of", () => {
  const zipped = (path: string): number => gzipSync(readFileSync(path)).length;
  const filesOf = (folder: string, ending: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(ending) && statSync(join(folder, name)).isFile())
      .map((name) => join(folder, name));

  /** What a page loads before anything is run: its text, its scripts, its styles. */
  function sizeOf(address: string): number {
    const file = join(DIST, `${address === "/" ? "/index" : address}.html`);
    const text = readFileSync(file, "utf8");
    const loaded = [...text.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="([^"]+\.(?:js|css))"/g)];
    return [...new Set(loaded.map(([, path]) => servedAt(path)!))].reduce(
      (sum, path) => sum + zipped(path),
      zipped(file),
    );
  }

  test.each([
    ["/", 140_000],
    ["/guide/solving", 150_000],
    ["/playground", 140_000],
  ])("%s is at most %d bytes", (address, most) => {
    console.log(`${address}: ${sizeOf(address)} bytes, zipped`);
    expect(sizeOf(address)).toBeLessThan(most);
  });

  // What programs in the page import; TypeScript is what the editor has for errors and types.
  test.each([
    [/^checker\.js$/, 1_100_000],
    [/^types\.json$/, 345_000],
    [/^optnet(-(model|io|tfjs|jax|webgpu))?\.js$/, 40_000],
    [/^(?!checker)/, 345_000],
  ])("what programs import, %s, is at most %d bytes", (name, most) => {
    const files = readdirSync(join(DIST, "lib")).filter((file) => name.test(file));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(zipped(join(DIST, "lib", file)), file).toBeLessThan(most);
  });

  test("any script of the site", () => {
    const sizes = filesOf(join(DIST, "assets"), ".js").map((path) => ({ path, size: zipped(path) }));
    const [largest] = sizes.sort((a, b) => b.size - a.size);
    expect(largest.size, largest.path).toBeLessThan(200_000);
  });
});
