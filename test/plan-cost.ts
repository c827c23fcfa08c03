/**
 * What the forms cost, beside what the plan takes them to cost: every shape is solved in each form, in turn, in CPU time, as
 * one problem and as a batch, whose problems share all but right-hand sides.
 * Usage: npx tsx test/plan-cost.ts [part of a shape's name]
 */
import { planFor } from "../src/execute/plan.js";
import { solve } from "../src/index.js";
import { resolveSettings } from "../src/problem/settings.js";
import { validateProblem } from "../src/problem/validate.js";
import { SHAPES } from "./support/plan-shapes.js";

const FORMS = ["dual", "primal", "nullSpace", "sparse"] as const;
const ROUNDS = 3;
/** A form that takes so many times the least alone is not tried on a batch. */
const SLOW = 8;
/** A form whose prediction is this many times the least is not worth its time. */
const HOPELESS = 40;

const user = (): number => process.cpuUsage().user;

for (const [name, make] of Object.entries(SHAPES)) {
  if (!name.includes(process.argv[2] ?? "")) continue;
  const one = validateProblem(make(1));
  const { flops, form, interiorForm } = planFor(one, resolveSettings());
  const total = (which: (typeof FORMS)[number]): number => flops[which].prepare + 12 * flops[which].iteration;
  const least = Math.min(...FORMS.map(total));
  let forms = FORMS.filter(
    (which) => (which !== "nullSpace" || one.equalities > 0) && total(which) < HOPELESS * least,
  );
  console.log(`\n${name}: planned ${form}${form === "dual" ? `, otherwise ${interiorForm}` : ""}`);
  for (const batch of [1, 64]) {
    const input = make(batch);
    const repeats = batch === 1 ? 4 : 1;
    const best = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const which of forms) {
        const start = user();
        for (let k = 0; k < repeats; k++) solve(input, { form: which }).dispose();
        const micros = (user() - start) / (repeats * batch);
        best.set(which, Math.min(micros, best.get(which) ?? Infinity));
      }
    }
    const parts = forms.map((which) => {
      const micros = best.get(which)!;
      return `${which} ${micros.toFixed(0)} µs (planned ${(total(which) / 1e3).toFixed(0)} kflop, ${(total(which) / micros).toFixed(0)} per µs)`;
    });
    const fastest = Math.min(...best.values());
    forms = forms.filter((which) => best.get(which)! < SLOW * fastest);
    console.log(`  ${batch === 1 ? "alone   " : "of 64   "} ${parts.join("; ")}`);
  }
}
