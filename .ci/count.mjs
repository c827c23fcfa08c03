// Sums vitest's JSON reports. Usage: node count.mjs <number of failures besides those reported> <report>...
import { readFileSync } from "node:fs";

const [otherFailures, ...paths] = process.argv.slice(2);
let passed = 0;
let failed = Number(otherFailures);
let skipped = 0;
for (const path of paths) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has failed without a failed test.
  failed += report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
}
if (passed === 0 && failed === 0) failed = 1; // Nothing ran: that is no success.
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
