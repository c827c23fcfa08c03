/** A worker process of the training benchmark. Usage: training-worker.ts URL */
import { joinTraining } from "optnet/nats";
import { leafProgram } from "./leaves.js";

await joinTraining(process.argv[2], leafProgram, { run: "bench", name: String(process.pid) });
