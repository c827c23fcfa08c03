/** What a thread of a training runs: the program that a module makes. */
import { serveThread } from "optnet/training/node";
import type { ProgramModule } from "./workers.js";

const [, , module, ...args] = process.argv;
const { programFrom } = (await import(module)) as ProgramModule;
await serveThread((terms) => programFrom(terms, ...args));
