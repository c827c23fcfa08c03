// A thread that computes leaves. Threads do not take over the loader of TypeScript that `--import tsx` gives a process
// (Node 20), so that it is registered here.
import { register } from "tsx/esm/api";

register();
await import("./training-thread.ts");
