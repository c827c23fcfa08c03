/** A worker process of the training benchmark. Usage: training-worker.ts URL */
import { joinTraining } from "optnet/nats";
import { programFrom } from "./leaves.js";

await joinTraining(process.argv[2], programFrom, { run: "bench", name: String(process.pid) });
