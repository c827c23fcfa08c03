/** Declarations for programs in the page: those of the package, and of the language. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import type { Declarations } from "../demos/editor/checker/host.js";
import { LIBRARIES } from "../live/libraries.js";
import { entryPoints } from "./aliases.js";
import { ROOT } from "./places.js";

/** What pages have, as far as programs that print need it; all of a browser's declarations would be as long as the rest. */
const PAGE = `
declare const console: Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void>;
declare const performance: { now(): number };
declare function setTimeout(action: () => void, milliseconds?: number): number;
declare function clearTimeout(timer: number): void;
declare function structuredClone<Value>(value: Value): Value;
declare const navigator: any;
declare class AbortController { readonly signal: AbortSignal; abort(reason?: unknown): void; }
interface AbortSignal { readonly aborted: boolean; }
interface Event {}
type GPUDevice = any; type GPUBuffer = any; type GPUAdapter = any;
`;

function declared(entries: ReadonlyMap<string, string>): Record<string, string> {
  const { options } = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.build.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
      },
    },
  )!;
  const files: Record<string, string> = {};
  const emitting = {
    ...options,
    emitDeclarationOnly: true,
    declarationMap: false,
    sourceMap: false,
    outDir: "/optnet",
  };
  const program = ts.createProgram([...entries.values()], emitting);
  program.emit(undefined, (path, text) => {
    files[path] = text;
  });
  return files;
}

/** Libraries of TypeScript's that programs see. */
const LANGUAGE = ["es2023", "esnext.disposable"];

/** Their declarations, and those that they refer to. */
function languageFiles(): Record<string, string> {
  const folder = dirname(createRequire(join(ROOT, "package.json")).resolve("typescript"));
  const files: Record<string, string> = {};
  const add = (name: string): void => {
    if (name in files) return;
    files[name] = readFileSync(join(folder, `lib.${name}.d.ts`), "utf8");
    for (const [, other] of files[name].matchAll(/<reference lib="([^"]+)"/g)) add(other);
  };
  LANGUAGE.forEach(add);
  return files;
}

export function declarations(): Declarations {
  const entries = new Map([...entryPoints()].filter(([name]) => name in LIBRARIES && !/tfjs|jax/.test(name)));
  const language = languageFiles();
  const roots = LANGUAGE.map((name) => `/// <reference lib="${name}" />`).join("\n");
  const untyped = Object.keys(LIBRARIES).filter((name) => !entries.has(name));
  const built = (source: string): string => `/optnet/${relative(join(ROOT, "src"), source).replaceAll("\\", "/").replace(/\.ts$/, ".d.ts")}`; // prettier-ignore
  return {
    files: {
      ...declared(entries),
      ...Object.fromEntries(Object.entries(language).map(([name, text]) => [`/lib/lib.${name}.d.ts`, text])),
      "/lib/lib.d.ts": roots,
      "/ambient/page.d.ts": PAGE,
      "/ambient/untyped.d.ts": untyped.map((name) => `declare module ${JSON.stringify(name)};`).join("\n"),
    },
    modules: Object.fromEntries([...entries].map(([name, source]) => [name, built(source)])),
  };
}
