/** A thread that solves chunks of a batch. */
import { parentPort, workerData } from "node:worker_threads";
import { WorkingSolver, type SolverTask, type SolverTerms } from "./chunk.js";

const solver = new WorkingSolver(workerData as SolverTerms);

parentPort!.on("message", (task: SolverTask) => {
  const reply = solver.solve(task);
  parentPort!.postMessage(reply, [reply.input, reply.output]);
});
