/** A page in headless Chromium that leaves an answer in a global of that name. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { ARGUMENTS } from "../webgpu/browser.js";
import { CHROMIUM } from "../support/needs.js";

const TYPES: Record<string, string> = { ".js": "text/javascript", ".html": "text/html" };

export interface Server {
  readonly address: string;
  close(): void;
}

/** Serves the files of a folder, with nothing but their types. */
export async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, "http://localhost");
    const path = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    const found = existsSync(path);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "text/plain" });
    response.end(found ? readFileSync(path) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => void server.close() };
}

/** Opens the page and waits for its answer, or for its first error. */
export async function readAnswer(address: string): Promise<readonly number[]> {
  const browser = await chromium.launch({ executablePath: CHROMIUM.path!, args: ARGUMENTS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const failed = new Promise<never>((_resolve, reject) => {
      page.on("pageerror", reject);
      page.on("requestfailed", (request) => reject(new Error(`${request.url()} failed`)));
    });
    const answered = page
      .goto(address)
      .then(() => page.waitForFunction(() => (globalThis as { answer?: readonly number[] }).answer))
      .then((answer) => answer.jsonValue());
    const answer = await Promise.race([answered, failed]);
    return answer as readonly number[];
  } finally {
    await browser.close();
  }
}
