/**
 * Draws problems for as long as it is told and checks every property of properties.ts on them.
 *
 *     npm run fuzz -- --seconds N [--seed S] [--property TEXT] [--form auto|primal|nullSpace] [--backend NAME]
 *
 * On failure prints the smallest case found and the command that repeats it.
 */
import { parseArgs } from "node:util";
import type { SettingsInput } from "optnet";
import fc from "fast-check";
import { PROPERTIES } from "./properties/all.js";
import type { Property } from "./properties/property.js";
import { asFastCheck } from "./properties/property.js";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string" },
    property: { type: "string", default: "" },
    form: { type: "string" },
    backend: { type: "string", default: "auto" },
  },
});
const seconds = Number(options.seconds);
if (!(seconds > 0)) throw new Error(`--seconds needs a positive number, not "${options.seconds}"`);
const firstSeed = options.seed === undefined ? Date.now() % 2 ** 31 : Number(options.seed);
if (!Number.isInteger(firstSeed)) throw new Error(`--seed needs an integer, not "${options.seed}"`);
const properties = PROPERTIES.filter(({ name }) => name.includes(options.property));
if (properties.length === 0) throw new Error(`No property has "${options.property}" in its name`);
const forms = options.form === undefined ? ["auto", "primal", "nullSpace"] : [options.form];

const counts = new Map<string, number>();
const failures: string[] = [];
const end = performance.now() + 1000 * seconds;
console.log(`Fuzzing for ${seconds} s from seed ${firstSeed}`);
for (let seed = firstSeed; performance.now() < end; seed++) {
  for (const property of properties) {
    for (const form of forms) if (performance.now() < end) check(property, form, seed);
  }
}
report();

/** As many cases as a test run has. */
function check(property: Property, form: string, seed: number): void {
  const settings = { backend: options.backend, form } as SettingsInput;
  const seen = (): void => void counts.set(property.name, (counts.get(property.name) ?? 0) + 1);
  const result = fc.check(asFastCheck(property, settings, seen), {
    numRuns: property.runs,
    seed,
    maxSkipsPerRun: 1000,
    interruptAfterTimeLimit: Math.max(1, end - performance.now()),
    markInterruptAsFailure: false,
  });
  // A run that found no case to apply to, because the form does not fit, has failed without a counterexample.
  if (!result.failed || result.counterexample === null) return;
  const error = result.errorInstance instanceof Error ? result.errorInstance.message : "";
  const failure = [
    `FAILED: ${property.name} (form ${form}, seed ${seed})`,
    `  ${error.split("\n").join("\n  ")}`,
    `  smallest case: ${JSON.stringify(result.counterexample[0])}`,
    `  repeat: npm run fuzz -- --seconds 600 --seed ${seed} --property "${property.name}" --form ${form}`,
  ].join("\n");
  failures.push(failure);
  console.log(failure);
}

function report(): void {
  let total = 0;
  for (const [name, count] of counts) {
    total += count;
    console.log(`${String(count).padStart(8)}  ${name}`);
  }
  console.log(`${String(total).padStart(8)}  cases in all, ${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
