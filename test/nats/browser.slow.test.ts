/** Pages as clients and as workers, over NATS's WebSocket. */
import { build } from "esbuild";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { solve, type ProblemInput } from "optnet";
import { connect, serve } from "optnet/nats";
import { ROOT } from "../imports.js";
import { NatsServer } from "../support/nats-server.js";
import { CHROMIUM, describeWith, NATS_SERVER } from "../support/needs.js";
import { serveReplies, type WebServer } from "../support/web-server.js";
import { example } from "./harness.js";

interface PageGlobals {
  readonly optnetNats: typeof import("../../src/nats/browser.js");
}

describeWith(CHROMIUM, "in Chromium", () => {
  describeWith(NATS_SERVER, "over a WebSocket", () => {
    let server: NatsServer;
    let site: WebServer;
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      server = await NatsServer.start({ config: "websocket { port: -1, no_tls: true }" });
      const { outputFiles } = await build({
        stdin: {
          contents: `import * as all from "./src/nats/browser.js"; globalThis.optnetNats = all;`,
          ...{ resolveDir: ROOT, sourcefile: "page.ts", loader: "ts" },
        },
        ...{ bundle: true, write: false, format: "esm", platform: "browser" },
        // The object store's client asks for it in Node only.
        external: ["node:crypto"],
      });
      const script = outputFiles[0].text.replaceAll("</script", "<\\/script");
      const body = `<!doctype html><script type="module">${script}</script>`;
      site = await serveReplies(() => ({ body, name: "index.html" }));
      browser = await chromium.launch({
        ...{ executablePath: CHROMIUM.path!, args: ["--no-sandbox", "--disable-background-networking"] },
      });
      page = await browser.newPage();
      await page.goto(`${site.address}/`);
    });
    afterAll(async () => {
      await browser?.close();
      site?.close();
      await server?.remove();
    });

    test("a page asks a worker in Node", async () => {
      const worker = await serve(server.url);
      const found = await page.evaluate(
        async ([url, input]: [string, string]) => {
          const { optnetNats } = globalThis as unknown as PageGlobals;
          const remote = await optnetNats.connect(url, { storeFrom: 64 });
          const solution = await remote.solve(JSON.parse(input) as ProblemInput);
          const { p } = await solution.vjp({ objective: [1, 2, 3] }, { wrt: ["p"] });
          await remote.close();
          return { z: [...solution.z], p: [...p.data], status: solution.status };
        },
        [server.webSocketUrl, JSON.stringify(example(3))] as [string, string],
      );
      await worker.close();
      const own = solve(example(3));
      expect(found).toEqual({
        ...{ z: [...own.z], status: own.status },
        p: [...own.vjp({ objective: [1, 2, 3] }, { wrt: ["p"] }).p.data],
      });
    });

    test("a page is a worker", async () => {
      await page.evaluate(async (url) => {
        const { optnetNats } = globalThis as unknown as PageGlobals;
        await optnetNats.serve(url, { prefix: "pages" });
      }, server.webSocketUrl);
      const remote = await connect(server.url, { prefix: "pages" });
      const [found, own] = [await remote.solve(example(4)), solve(example(4))];
      expect(remote.arithmetics.join()).toContain("Chrome");
      expect(found.status).toEqual(own.status);
      found.z.forEach((value, i) => expect(value).toBeCloseTo(own.z[i], 9));
      const [metrics] = await remote.metrics();
      expect(metrics).toMatch(/outcome="ok"\} 1\n/);
      await remote.close();
    });

    test(`"local:" solves in the page`, async () => {
      const z = await page.evaluate(async () => {
        const { optnetNats } = globalThis as unknown as PageGlobals;
        const { solve: here } = await optnetNats.connect("local:");
        return [...(await here({ Q: [2, 2], p: [-1, 0], lower: 0 })).z];
      });
      expect(z).toEqual([0.5, 0]);
    });
  });
});
