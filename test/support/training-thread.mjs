// Runs in a thread that the test of threads starts, which may be one without TypeScript.
import { register } from "tsx/esm/api";

register();
const { serveThread } = await import("../../src/training/node.ts");
const { program } = await import("./training-program.ts");
await serveThread(program);
