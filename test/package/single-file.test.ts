/** dist/optnet.min.js in a page without a bundler: the page of docs/start/web-app.md, as it stands there. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "../imports.js";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";
import { CHROMIUM, describeWith } from "../support/needs.js";
import { readAnswer, serve } from "./page.js";

describeWith(CHROMIUM, "one file, with an import map", () => {
  let installed: InstalledPackage;
  let folder: string;
  beforeAll(() => {
    installed = installPackage();
    folder = mkdtempSync(join(tmpdir(), "optnet-single-file-"));
    copyFileSync(join(installed.build, "optnet.min.js"), join(folder, "optnet.min.js"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    installed.remove();
  });

  test("the page of the guide solves", async () => {
    const page = /```html\n([^]*?)```/.exec(read("docs/start/web-app.md"))![1];
    const icon = '<link rel="icon" href="data:," />';
    writeFileSync(
      join(folder, "index.html"),
      icon + page.replace("document.body.textContent", "globalThis.answer = [...z]; $&"),
    );
    const server = await serve(folder);
    try {
      const z = await readAnswer(`${server.address}/`);
      [2 / 15, 5 / 6, 1 / 30].forEach((share, i) => expect(z[i]).toBeCloseTo(share, 9));
    } finally {
      server.close();
    }
  });
});
