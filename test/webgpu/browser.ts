/** Headless Chromium with WebGPU, and a page of our own to import the build from. */
import { join, normalize } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { CHROMIUM } from "../support/needs.js";
import { fileReply, serveReplies } from "../support/web-server.js";

export const ARGUMENTS = [
  ...["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  "--disable-quic",
];

/** What the tests' functions find in the page: they cannot import, because the test runner rewrites imports. */
export interface PageGlobals {
  readonly optnet: typeof import("optnet");
  readonly webgpu: typeof import("optnet/webgpu");
  readonly threads: typeof import("optnet/threads");
}

/** With these a page may share memory with its workers. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** A script of its own: a Content-Security-Policy may forbid those inside the page. */
const PAGE = `<!doctype html>
<title>optnet</title>
<script type="module" src="/page.js"></script>`;
const SCRIPT = `
  import * as optnet from "/index.js";
  import * as webgpu from "/execute/webgpu/index.js";
  import * as threads from "/execute/threads/browser.js";
  Object.assign(globalThis, { optnet, webgpu, threads });`;

export interface BrowserPage {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Serves `folder` on localhost, which counts as secure, and opens an empty page there.
 *
 * @param headersOf more headers of a path.
 */
export async function openPage(
  folder: string,
  headersOf: (path: string) => Record<string, string> = () => ({}),
): Promise<BrowserPage> {
  const own = new Map([
    ["/", { body: PAGE, name: "index.html" }],
    ["/page.js", { body: SCRIPT, name: "page.js" }],
  ]);
  const server = await serveReplies((path) => {
    const reply = own.get(path) ?? fileReply(join(folder, normalize(path)));
    return reply && { ...reply, headers: { ...ISOLATED, ...headersOf(path) } };
  });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: CHROMIUM.path!, args: ARGUMENTS });
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    // Pages are loaded when their modules have run.
    await page.goto(`${server.address}/`);
    if (!(await page.evaluate(() => "webgpu" in globalThis))) throw new Error("The page's script failed.");
    const opened = browser;
    return {
      page,
      async close() {
        await opened.close();
        server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    server.close();
    throw error;
  }
}
