/** A worker process of the training benchmark. Usage: training-worker.ts URL RUN */
import { joinTraining } from "optnet/nats";
import { programFrom } from "./leaves.js";

const [, , url, run] = process.argv;
await joinTraining(url, programFrom, { run, name: String(process.pid) });
