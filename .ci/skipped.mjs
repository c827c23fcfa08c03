// Fails unless tests of a report were skipped for want of each thing. Usage: node skipped.mjs <report> <need>...
import { readFileSync } from "node:fs";

const [path, ...needs] = process.argv.slice(2);
const tests = JSON.parse(readFileSync(path, "utf8")).testResults.flatMap((file) => file.assertionResults);
const lacking = new Set(tests.map((test) => test.meta?.lack?.need));
for (const need of needs.filter((one) => !lacking.has(one))) {
  console.log(`No test was skipped for want of ${need}.`);
  process.exitCode = 1;
}
