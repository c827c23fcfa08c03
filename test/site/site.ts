/** The built site, served as a host of static files does, and a browser to look at it. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { ROOT } from "../imports.js";
import { CHROMIUM, type Need } from "../support/needs.js";
import { PAGES } from "../support/pages.js";
import { fileReply, serveReplies } from "../support/web-server.js";
import { ARGUMENTS } from "../webgpu/browser.js";

export const DIST = join(ROOT, "site/dist");

export const SITE: Need = {
  name: "site",
  remedy: "npm run site",
  missing: () => (existsSync(join(DIST, "index.html")) ? undefined : "there is no site/dist/index.html"),
};

/** The path under which the site was built to stand, from slash to slash. */
export function basePath(): string {
  const start = readFileSync(join(DIST, "index.html"), "utf8");
  return /href="([^"]*\/)favicon\.svg"/.exec(start)![1];
}

export const SITE_UNDER_PATH: Need = {
  name: "site under a path",
  remedy: "SITE_BASE=/optnet/ npm run site",
  missing: () => SITE.missing() ?? (basePath() === "/" ? "it was built for the root of a host" : undefined),
};

/** The file that a path of the site's host, without its query, stands for; undefined where there is none. */
export function servedAt(pathname: string): string | undefined {
  const base = basePath();
  return pathname.startsWith(base) ? fileOf(pathname.slice(base.length - 1)) : undefined;
}

/** The file of a page or of what it loads, by its path from the root of the site. */
export function fileOf(pathname: string): string | undefined {
  const path = join(DIST, normalize(decodeURIComponent(pathname)));
  const candidates = pathname.endsWith("/") ? [join(path, "index.html")] : [path, `${path}.html`];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}

/** Those that the pages of docs should have, without its table of contents. */
export function docsAddresses(): string[] {
  return PAGES.filter((path) => path.startsWith("docs/") && path !== "docs/README.md").map((path) =>
    path.replace(/^docs/, "").replace(/\.md$/, ""),
  );
}

export interface Visitor {
  /** Of the site's root, without a slash at its end. */
  readonly address: string;
  /** Opens a page of the site, and keeps what goes wrong on it. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  /** Errors of scripts, failed requests, and requests to other hosts. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function openVisitor(): Promise<Visitor> {
  const server = await serveReplies((path) => {
    const file = servedAt(path);
    return file === undefined ? { ...fileReply(join(DIST, "404.html"))!, status: 404 } : fileReply(file);
  });
  const address = server.address + basePath().slice(0, -1);
  const browser = await chromium.launch({ executablePath: CHROMIUM.path!, args: ARGUMENTS });
  return {
    address,
    async visit(path, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()}`);
      });
      page.on("requestfailed", (request) => {
        const failure = request.failure()?.errorText ?? "";
        // A page that is left ends what it was loading.
        if (failure !== "net::ERR_ABORTED") faults.push(`${request.url()}: ${failure}`);
      });
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(`${address}/`) && !/^(blob|data):/.test(url)) faults.push(`other host: ${url}`);
      });
      await page.goto(address + path, { waitUntil: "load" });
      return { page, faults, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
