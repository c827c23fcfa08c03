import { explain } from "optnet";

/** What computes here, in words: where a page may not compile WebAssembly, optnet goes on in TypeScript. */
export function arithmetic(): string {
  return explain({ Q: [1], p: [1], lower: 0 }).endsWith("WebAssembly")
    ? "in WebAssembly"
    : "in TypeScript, since this page may not use WebAssembly";
}
