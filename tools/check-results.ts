/** `npm run results:check`: names results that are older than the code that they measure. */
import { command, say } from "./command.js";
import { toggle } from "./flags.js";
import { ROOT } from "./made.js";
import { originsOfResults, originsOfTexts, tableOf } from "./results-check.js";

await command({
  name: "results:check",
  about: "Says what made each file of results, and how often what it measures has changed since.",
  flags: { strict: toggle("end with exit code 1 where results are older than what they measure") },
  notes: `A commit with "last change" is that which last changed the file, for results that do not say what made them.
Texts count as results where they name a version, as in "optnet 0.1.0".`,
  run({ strict }) {
    const origins = [...originsOfResults(ROOT), ...originsOfTexts(ROOT)];
    const older = origins.filter(({ isOlder }) => isOlder);
    say(tableOf(origins));
    say(`\n${older.length} of ${origins.length} are older than what they measure.`);
    if (strict && older.length > 0) process.exitCode = 1;
  },
});
