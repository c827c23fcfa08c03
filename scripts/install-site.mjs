// Installs what the site needs into site/node_modules, where that is not done or the lock file has changed since.
// Usage: node scripts/install-site.mjs
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("../site/", import.meta.url));
const mark = `${site}node_modules/.installed`;
const hash = createHash("sha256")
  .update(readFileSync(`${site}package-lock.json`))
  .digest("hex");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== hash) {
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: site, stdio: "inherit" });
  writeFileSync(mark, hash);
}
