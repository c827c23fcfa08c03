// Runs in a process that the test of processes starts, which may be one without TypeScript.
import { register } from "tsx/esm/api";

register();
const { serveParent } = await import("../../src/training/node.ts");
const { program } = await import("./training-program.ts");
await serveParent(program);
process.exit(0);
