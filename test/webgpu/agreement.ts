import type { ProblemInput } from "optnet";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CASES } from "../properties/property.js";
import { certificateFaults } from "../support/certificates.js";
import type { Family } from "../support/draw.js";
import { drawCost, drawFeasible, plant } from "../support/draw.js";
import { drawInfeasible, drawUnbounded } from "../support/hopeless.js";
import { faultsOf } from "../support/kkt.js";
import type { Qp } from "../support/qp.js";
import { answerOf, FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

type Precision = "float32" | "compensated";

const TOLERANCES: Readonly<Record<Precision, number>> = { float32: 1e-4, compensated: 1e-8 };
const CERTIFICATES: Readonly<Record<Precision, number>> = { float32: 1e-3, compensated: 1e-7 };
const UNDECIDED = ["maxIterations", "numericalError"];
const KINDS = ["feasible", "planted", "degenerate", "infeasible", "unbounded"] as const;
type Kind = (typeof KINDS)[number];

/** Shares of elements, by kind, that the GPU leaves without a verdict at most: what it cannot tell, it says. */
const LEFT: Readonly<Record<Precision, Readonly<Record<Kind, number>>>> = {
  compensated: { feasible: 0.02, planted: 0.01, degenerate: 0.02, infeasible: 0.1, unbounded: 0.1 },
  float32: { feasible: 0.15, planted: 0.05, degenerate: 0.1, infeasible: 0.2, unbounded: 0.4 },
};

const BATCH = 6;

function drawBatch(random: Random, family: Family, kind: Kind): Qp[] | undefined {
  const draw = (): Qp | undefined => {
    switch (kind) {
      case "feasible":
        return drawFeasible(random, family);
      case "planted":
        return plant(random, family).qp;
      case "degenerate":
        return plant(random, family, { weak: 0.5 }).qp;
      case "infeasible":
        return family.equalities + family.inequalities > 0 ? drawInfeasible(random, family) : undefined;
      case "unbounded":
        return drawUnbounded(random, family);
    }
  };
  const elements = Array.from({ length: BATCH }, draw);
  return elements.every((qp) => qp !== undefined) ? elements : undefined;
}

/** Tallies of one precision: elements of each kind, and those without a verdict. */
class Tally {
  readonly #counts = new Map(KINDS.map((kind) => [kind, { all: 0, left: 0 }]));

  add(kind: Kind, undecided: boolean): void {
    const count = this.#counts.get(kind)!;
    count.all++;
    if (undecided) count.left++;
  }

  get text(): string {
    return [...this.#counts].map(([kind, { all, left }]) => `${kind} ${left} of ${all}`).join(", ");
  }

  faults(limits: Readonly<Record<Kind, number>>): string[] {
    // A few elements more than the share, so that small samples pass.
    return [...this.#counts].flatMap(([kind, { all, left }]) =>
      left > 3 + limits[kind] * all ? [`${kind}: ${left} of ${all} without a verdict`] : [],
    );
  }
}

/** Everything in which the GPU's answer to a batch is worse than "I cannot tell". */
function disagreements(
  thread: GpuThread,
  problem: ProblemInput,
  elements: readonly Qp[],
  precision: Precision,
  unique: boolean,
  count: (undecided: boolean) => void,
): string[] {
  const tolerance = TOLERANCES[precision];
  const expected = referenceSolve(problem, { tolerance: 1e-9 });
  const found = thread.solve(problem, { precision, tolerance });
  const n = elements[0].p.length;
  const cotangent = { data: new Float64Array(n * elements.length).map((_, i) => Math.sin(i)) };
  const dz = { z: { ...cotangent, shape: [elements.length, n] } };
  const gradients = found.vjp(dz);
  const exact = expected.vjp(dz, { wrt: ["p"] }).p!.data;
  const faults = Object.entries(gradients).flatMap(([name, { data }]) =>
    data.every(Number.isFinite) ? [] : [`gradient of ${name} is not finite`],
  );
  elements.forEach((qp, i) => {
    const status = found.status[i];
    count(UNDECIDED.includes(status));
    if (UNDECIDED.includes(status)) return;
    if (status === "solved") {
      // Residuals in float64; numbers of 48 bits confirm them to their own rounding.
      const answer = answerOf(found, i);
      // An objective in float32 has its rounding; it is compared below.
      const faultsHere = faultsOf(qp, answer, 1.01 * tolerance).filter(
        (fault) => precision === "compensated" || !fault.startsWith("objective"),
      );
      faults.push(...faultsHere.map((fault) => `element ${i}: ${fault}`));
      if (expected.status[i] === "solved" && Number.isFinite(expected.objective[i])) {
        const size = 1 + Math.abs(expected.objective[i]);
        const error = Math.abs(found.objective[i] - expected.objective[i]);
        if (error > 10 * tolerance * size + 1e-7) faults.push(`element ${i}: objective off by ${error}`);
      }
      if (expected.status[i] === "primalInfeasible" && precision === "compensated") {
        faults.push(`element ${i}: solved, but infeasible`);
      }
    } else {
      const certificate = found.certificate(i);
      faults.push(
        ...certificateFaults(qp, certificate, CERTIFICATES[precision]).map((one) => `element ${i}: ${one}`),
      );
      if (status !== expected.status[i] && expected.status[i] === "solved") {
        faults.push(`element ${i}: ${status}, but the CPU says ${expected.status[i]}`);
      }
    }
    if (precision === "float32" || status !== "solved" || expected.status[i] !== "solved") return;
    if (expected.weaklyActive[i] + found.weaklyActive[i] > 0 || !unique) return;
    for (let j = i * n; j < i * n + n; j++) {
      const error = Math.abs(gradients.p!.data[j] - exact[j]) / Math.max(1, Math.abs(exact[j]));
      if (error > 1e-4) faults.push(`element ${i}: gradient of p off by ${error}`);
    }
  });
  return faults;
}

/** With which a short run needs no pipeline of its own: at most 32 unknowns. */
function smaller(family: Family): Family {
  const variables = Math.min(6, family.variables);
  const equalities = Math.min(2, family.equalities, variables - 1);
  const inequalities = Math.min(8, family.inequalities);
  return {
    ...family,
    variables,
    equalities,
    inequalities,
    rank: family.rank && Math.min(family.rank, variables),
  };
}

/** Random problems of every kind: the GPU agrees with the CPU, or says that it cannot tell. */
export function describeAgreement(thread: GpuThread): void {
  const runs = Number(process.env.OPTNET_GPU_RUNS ?? 8);
  const long = runs >= 100;
  const seed = Number(process.env.OPTNET_GPU_SEED ?? 1);
  describe("agrees with the CPU on random problems", () => {
    for (const precision of ["compensated", "float32"] as const) {
      for (const kind of KINDS) {
        it(`${kind}, ${precision}`, () => {
          const tally = new Tally();
          const property = fc.property(CASES, fc.boolean(), ({ seed: numbers, family }, shared) => {
            const random = new Random(numbers);
            const drawn = drawBatch(
              random,
              precision === "float32" && !long ? smaller(family) : family,
              kind,
            );
            fc.pre(drawn !== undefined);
            const same = kind === "feasible" && shared;
            const elements = same
              ? drawn!.map(() => ({ ...drawn![0], p: drawCost(random, drawn![0]) }))
              : drawn!;
            const problem = stack(elements, same ? FIELDS.filter((field) => field !== "p") : []);
            const { quadratic, variables, rank = variables } = family;
            const unique = quadratic !== "absent" && rank >= variables;
            const count = (undecided: boolean): void => tally.add(kind, undecided);
            const faults = disagreements(thread, problem, elements, precision, unique, count);
            if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
          });
          fc.assert(property, { numRuns: runs, seed, maxSkipsPerRun: 1000, endOnFailure: !long });
          if (process.env.OPTNET_GPU_RUNS) console.log(`${precision}: ${tally.text}`);
          expect(tally.faults(LEFT[precision])).toEqual([]);
        });
      }
    }
  });
}
