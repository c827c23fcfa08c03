/**
 * A process of the training benchmark that computes steps by itself, with nobody to agree with. Forked with the terms of
 * its program; sent a number of steps, it answers when it has computed them.
 */
import { alone, programFrom } from "./leaves.js";

const program = programFrom(process.argv[2]);
process.on("message", (steps: number) => {
  void (async () => {
    for (let i = 0; i < steps; i++) await alone(program);
    process.send!("done");
  })();
});
process.once("disconnect", () => process.exit());
