/** Problems without a solution: the answer is a proof, in any units. */
import { solve } from "optnet";
import type { SettingsInput, Status } from "optnet";
import { certificateFaults } from "../support/certificates.js";
import { CERTIFICATE_TOLERANCE, isLegal } from "../support/expectations.js";
import { drawInfeasible, drawUnbounded } from "../support/hopeless.js";
import type { Qp } from "../support/qp.js";
import type { Property } from "./property.js";

function proofFaults(qp: Qp, expected: Status, settings: SettingsInput): string[] {
  const solution = solve(qp, settings);
  if (solution.status[0] !== expected) {
    return [`status ${solution.status[0]} after ${solution.iterations[0]} iterations, not ${expected}`];
  }
  return certificateFaults(qp, solution.certificate(0), CERTIFICATE_TOLERANCE);
}

export const HOPELESS: readonly Property[] = [
  {
    name: "infeasible problems are proven infeasible",
    runs: 400,
    faults: (random, family, settings) => {
      if (family.equalities + family.inequalities === 0) return "does not apply";
      const qp = drawInfeasible(random, family, 10 ** random.uniform(-2, 2));
      return isLegal(qp, settings) ? proofFaults(qp, "primalInfeasible", settings) : "does not apply";
    },
  },
  {
    name: "unbounded problems are proven unbounded",
    runs: 400,
    faults: (random, family, settings) => {
      const qp = drawUnbounded(random, family);
      if (qp === undefined || !isLegal(qp, settings)) return "does not apply";
      return proofFaults(qp, "dualInfeasible", settings);
    },
  },
];
