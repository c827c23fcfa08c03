/** The site where it is not alone on its host, walked as a visitor does: with its links and buttons, from the start page. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM, describeWith } from "../support/needs.js";
import { basePath, openVisitor, SITE_UNDER_PATH, type Visitor } from "./site.js";

describeWith(CHROMIUM, "in Chromium", () => {
  describeWith(SITE_UNDER_PATH, "the site under a path", () => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await openVisitor();
    });
    afterAll(() => visitor?.close());

    test("is walked without leaving it: pages, search, workers, modules, and a link with a program", async () => {
      const { page, faults, close } = await visitor.visit("/", { viewport: { width: 1280, height: 900 } });
      page.setDefaultTimeout(60_000);
      const at = (): string => new URL(page.url()).pathname;
      const base = basePath();
      expect(at()).toBe(base);
      // A worker of the build.
      await page.locator("optnet-qp").scrollIntoViewIfNeeded();
      await page.waitForSelector('optnet-qp[data-status="solved"]');
      // A worker that imports modules which are no part of the build.
      const program = page.locator("optnet-code").first();
      await program.locator("button", { hasText: "Run" }).click();
      await page.waitForSelector('optnet-code[data-outcome="done"]');

      const bar = page.locator(".VPNavBarMenu");
      await bar.locator("a", { hasText: "Guide" }).click();
      await page.waitForURL(`**${base}guide/solving`);
      await page.locator(".VPSidebar a", { hasText: "Performance" }).click();
      await page.waitForURL(`**${base}guide/performance`);
      await page.locator("main a", { hasText: "all of them" }).click();
      await page.waitForURL(`**${base}bench/gradients/results/gradients`);
      await page.keyboard.press("Control+k");
      await page.locator(".VPLocalSearchBox input").fill("certificate");
      await page.locator(".VPLocalSearchBox .result").first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => !url.pathname.includes("results"));
      expect(at().startsWith(base)).toBe(true);

      await bar.locator("a", { hasText: "Playground" }).click();
      await page.waitForURL(`**${base}playground`);
      await page.waitForSelector('demo-plane[data-status="solved"]');
      const editor = page.locator("demo-editor");
      await editor.scrollIntoViewIfNeeded();
      await page.waitForSelector('demo-editor[data-ready="true"]');
      await editor.scrollIntoViewIfNeeded();
      await editor.locator(".editor-share").click();
      await expect.poll(() => page.url()).toContain("#program=");
      expect(at()).toBe(`${base}playground`);
      await page.goto("about:blank");
      await page.goBack();
      await page.locator("demo-editor").scrollIntoViewIfNeeded();
      await page.waitForSelector('demo-editor[data-ready="true"]');
      await editor.locator(".editor-run").click();
      await page.waitForSelector('demo-editor[data-outcome="done"]');
      expect(faults).toEqual([]);
      await close();
    });
  });
});
