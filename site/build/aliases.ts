/** The entry points of the package as their sources here, so that the site needs no build of the package. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./places.js";

type Target = string | { readonly [condition: string]: Target };

/** From `optnet`, `optnet/threads`, … to a file of src: what an import gets in a browser, or in Node. */
export function entryPoints(host: "browser" | "node" = "browser"): Map<string, string> {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, Target>>;
  };
  const sources = new Map<string, string>();
  for (const [name, target] of Object.entries(exports)) {
    const built = importOf(target, host);
    const source = join(ROOT, built.replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts"));
    if (source.endsWith(".ts") && existsSync(source)) sources.set(name.replace(/^\./, "optnet"), source);
  }
  return sources;
}

/** What an import gets there, by the conditions of package.json. */
function importOf(target: Target, host: "browser" | "node"): string {
  if (typeof target === "string") return target;
  return importOf((host === "node" ? target.node : undefined) ?? target.import ?? target.default ?? "", host);
}
