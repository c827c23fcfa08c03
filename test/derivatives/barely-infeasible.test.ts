/** The closest feasible point where hardly anything is missing, or nearly everything: where learning ends, and begins. */
import type { SettingsInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { expectClose } from "../support/expectations.js";
import { Random } from "../support/random.js";
import { product } from "./inputs.js";

/** Relative to the data; what is within the tolerance of 1e-8 counts as met. */
const EXPONENTS = [-7, -6, -5, -3, -1, 1, 3, 5, 7, 9];

describe.each(["wasm", "reference"] as const)("violations of every size, %s", (backend) => {
  const settings: SettingsInput = { infeasible: "closestFeasible", backend };

  test("two half-lines", () => {
    for (const exponent of EXPONENTS) {
      const gap = 10 ** exponent;
      const solution = solve({ Q: [1], p: [1], G: [[1], [-1]], h: [0, -gap] }, settings).assertSolved();
      const scale = Math.max(gap, 1e-8);
      expect(Math.abs(solution.z[0] - gap / 2) / scale).toBeLessThan(1e-6);
      expectClose(solution.jacobian("z", "h").data, [1 / 2, -1 / 2], 1e-6);
      expectClose(solution.jacobian("shiftH", "h").data, [-1 / 2, -1 / 2, -1 / 2, -1 / 2], 1e-6);
    }
  });

  test.each(["rows", "equalities", "three rows"] as const)(
    "random ones that contradict each other: %s",
    (kind) => {
      for (const exponent of EXPONENTS) {
        for (let seed = 0; seed < 8; seed++) {
          const random = new Random(100 * seed + 7);
          const n = 2 + (seed % 4);
          const g = random.vector(n);
          const middle = product(g, random.vector(n));
          const gap = 10 ** exponent * (1 + Math.abs(middle));
          const cost = { Q: random.vector(n, () => random.uniform(1, 2)), p: random.vector(n) };
          const opposed = g.map((value) => -value);
          const constraints = {
            rows: { G: [g, opposed], h: [middle, -middle - gap] },
            equalities: { A: [g, g], b: [middle, middle + gap] },
            // ½(x − m)² + ½(m + v − x)² + ½(2m + 2v − 2x)²: the shortest shift is at m + v · 5/6.
            "three rows": {
              G: [g, opposed, opposed.map((value) => 2 * value)],
              h: [middle, -middle - gap, -2 * (middle + gap)],
            },
          }[kind];
          const solution = solve({ ...cost, ...constraints }, settings);
          expect(solution.status[0], `1e${exponent}, ${seed}`).toBe("solved");
          const share = kind === "three rows" ? 5 / 6 : 1 / 2;
          const found = product(g, solution.z);
          expect(Math.abs(found - middle - share * gap) / gap, `1e${exponent}, ${seed}`).toBeLessThan(1e-4);
          // Along g all z moves with the right-hand sides.
          const side = kind === "equalities" ? "b" : "h";
          const moved = solution.jvp({
            [side]: kind === "equalities" ? [1, 1] : kind === "rows" ? [1, -1] : [1, -1, -2],
          });
          expect(product(g, moved.z)).toBeCloseTo(1, 5);
        }
      }
    },
  );
});
