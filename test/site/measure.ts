/**
 * How fast the playground is here: the first frame that shows a solution, frames per second while something is dragged,
 * and the longest task of the page's thread meanwhile. Usage: npm run site && npm run site:measure
 */
import type { Page } from "playwright-core";
import { openVisitor } from "./site.js";

interface Recorded {
  frames: number[];
  tasks: number[];
}

/** As text: what makes TypeScript run here would put names of its own into a function. */
const RECORDER = `
  globalThis.recorded = { frames: [], tasks: [] };
  new PerformanceObserver((list) => {
    recorded.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ entryTypes: ["longtask"] });
  requestAnimationFrame(function frame(time) {
    recorded.frames.push(time);
    requestAnimationFrame(frame);
  });`;

/** Notes the times of frames, and tasks of more than 50 ms, from now on. */
async function record(page: Page): Promise<void> {
  await page.evaluate(RECORDER);
}

async function report(page: Page, name: string): Promise<void> {
  const { frames, tasks } = await page.evaluate(
    () => (globalThis as unknown as { recorded: Recorded }).recorded,
  );
  const seconds = (frames.at(-1)! - frames[0]) / 1000;
  const gaps = frames.slice(1).map((time, i) => time - frames[i]);
  const rate = ((frames.length - 1) / seconds).toFixed(1);
  const longest = tasks.length === 0 ? "none over 50 ms" : `${Math.max(...tasks).toFixed(0)} ms`;
  console.log(
    `${name.padEnd(34)} ${rate.padStart(6)} frames/s, longest gap ${Math.max(...gaps).toFixed(0)} ms, longest task: ${longest}`,
  );
}

/** Moves the pointer over a shape for some seconds, pressed. */
async function drag(page: Page, selector: string, seconds: number): Promise<void> {
  const box = (await page.locator(selector).first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = performance.now() + 1000 * seconds;
  for (let step = 0; performance.now() < end; step++) {
    await page.mouse.move(x + 60 * Math.sin(step / 8), y + 40 * Math.cos(step / 11));
  }
  await page.mouse.up();
}

const visitor = await openVisitor();
try {
  const started = performance.now();
  const { page } = await visitor.visit("/playground", { viewport: { width: 1280, height: 1000 } });
  await page.waitForSelector('demo-plane[data-status="solved"]', { timeout: 60_000 });
  const painted = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  );
  console.log(
    `first paint ${painted.toFixed(0)} ms; the plane is solved after ${(performance.now() - started).toFixed(0)} ms`,
  );

  await page.locator("demo-plane svg").scrollIntoViewIfNeeded();
  await record(page);
  await drag(page, '[data-handle="centre-0"] .plane-knob', 4);
  await report(page, "plane, its centre dragged");

  for (const [name, ready, dragged] of [
    ["denoising", ".denoised", ".denoising-signal"],
    ["cart-pole", ".planned", undefined],
    ["sudoku", ".sudoku-board", undefined],
  ] as const) {
    const { page: other, close } = await visitor.visit("/playground", {
      viewport: { width: 1280, height: 1000 },
    });
    await other.locator(`demo-${name}`).scrollIntoViewIfNeeded();
    await other.locator(ready).first().waitFor({ timeout: 60_000 });
    await other
      .locator(dragged ?? ready)
      .first()
      .scrollIntoViewIfNeeded();
    if (name === "sudoku") await other.locator(".sudoku-run").click();
    await record(other);
    if (dragged === undefined) await other.waitForTimeout(4000);
    else await drag(other, dragged, 4);
    await report(other, dragged === undefined ? `${name}, running` : `${name}, drawn`);
    await close();
  }
} finally {
  await visitor.close();
}
