/** A page in headless Chromium that leaves an answer in a global of that name. */
import { join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { ARGUMENTS } from "../webgpu/browser.js";
import { CHROMIUM } from "../support/needs.js";
import { fileReply, serveReplies, type WebServer } from "../support/web-server.js";

/** Serves the files of a folder, with nothing but their types. */
export function serve(folder: string): Promise<WebServer> {
  return serveReplies((path) => fileReply(join(folder, normalize(path === "/" ? "/index.html" : path))));
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
