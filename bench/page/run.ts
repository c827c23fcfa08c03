/** `npm run results:tables`: writes the tables of docs/guide/performance.md anew, from the files of results. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, say } from "../../tools/command.js";
import { toggle } from "../../tools/flags.js";
import { ROOT } from "../../tools/made.js";
import { PAGE, pageWithResults, textsOfResults } from "./page.js";

await command({
  name: "results:tables",
  about: `Writes the tables of ${PAGE} anew, from the files of results beside the benchmarks.`,
  flags: { json: toggle("print them as JSON, by name, and write nothing") },
  async run({ json }) {
    if (json) return say(JSON.stringify(textsOfResults(ROOT)));
    const path = join(ROOT, PAGE);
    const page = readFileSync(path, "utf8");
    const next = await pageWithResults(page, ROOT);
    if (next !== page) writeFileSync(path, next);
    say(next === page ? `${PAGE} says what the results say.` : `Written: ${PAGE}`);
  },
});
