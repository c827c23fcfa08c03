/** A small computation to spread; its terms say what goes wrong. */
import type { LeafProgram, Step } from "optnet/training";

export const STEP: Step = { epoch: 1, batch: 2, examples: 20 };
export const WEIGHTS = [Float32Array.from({ length: 50 }, (_, i) => i / 7)];

export function program(terms: string): LeafProgram {
  if (terms === "cannot be made") throw new Error("it cannot be made");
  let weight = new Float32Array(50);
  let leaves = 0;
  return {
    fingerprint: "small",
    sizes: [50],
    setWeights: ([given]) => (weight = given.slice()),
    leaf: async (step, { first, last }) => {
      leaves++;
      if (terms === "processes end" && leaves === 9) process.kill(process.pid, "SIGKILL");
      if (terms === "threads end" && leaves === 9) process.exit(1); // Of the thread alone.
      if (terms === "hangs" && leaves === 9) for (;;);
      const gradient = weight.map((value, i) => {
        let sum = 0;
        for (let k = first; k < last; k++) sum += Math.cos(value * k + i + step.batch);
        return sum / step.examples;
      });
      return { gradients: [gradient], values: [last - first] };
    },
  };
}
