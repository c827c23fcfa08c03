/** `npm run sudoku:nets`: what nets without an OptNet layer make of 4×4 Sudoku. */
import { basename, join } from "node:path";
import { command, listenForStop, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import { decimal, integer, word } from "../../tools/flags.js";
import { duration, percent } from "../../tools/progress.js";
import { resultsBeside, writeResult } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { boardCourse } from "../sudoku/course.js";
import { dataName, loadPuzzles, puzzleFlags } from "../sudoku/puzzles.js";
import { KINDS, NETS } from "./nets.js";
import { drawErrors, layerResult, type NetResult } from "./report.js";

const { data, puzzles, seed, batch, validation } = puzzleFlags(600);

await command({
  name: "sudoku:nets",
  about: "Nets without an OptNet layer learn 4×4 Sudoku under the same protocol as npm run sudoku.",
  flags: {
    net: word(`${NETS.join(", ")} or both, which is fc and conv`, ["both", ...NETS], { usual: "both" }),
    ...{ data, puzzles },
    epochs: integer("passes over the training part", {
      ...{ usual: undefined, note: "by net", least: 1, most: 100_000 },
    }),
    ...{ seed, batch },
    "learning-rate": decimal("of Adam", { usual: 0.001, least: 1e-9, most: 100 }),
    validation,
    out: outFolder("results/<name of the data> beside this experiment"),
    ...RESUMABLE,
  },
  notes: `conv has 32 filters per layer. conv-paper has the paper's 512, which take hours per epoch on a CPU.
Ctrl-C finishes the batch, keeps what was learned and says how to go on.`,
  async run(options, { made, sayHowToGoOn }) {
    const { seed, batch, "learning-rate": learningRate, validation, quick, resume } = options;
    await startTensorFlow();
    const { all, parts, source, identity } = loadPuzzles(options);
    const out = options.out ?? resultsBeside(import.meta.url, dataName(options.data, quick));
    say(
      `${all.length} puzzles, ${source}: ${parts.training.length} to learn from, ` +
        `${parts.validation.length} for validation, ${parts.test.length} to test`,
    );
    const shouldStop = listenForStop();
    for (const name of options.net === "both" ? (["fc", "conv"] as const) : [options.net]) {
      const kind = KINDS[name];
      const epochs = options.epochs ?? (quick ? kind.quickEpochs : kind.epochs);
      const settings = { seed, batch, "learning-rate": learningRate, validation };
      say(`\n${kind.title}: ${epochs} epochs, batches of ${batch}, Adam ${learningRate}`);

      const net = kind.create(seed);
      const course = boardCourse(net, parts, { epochs, batch, learningRate });
      const { state, kept, complete, totalSeconds } = await runCourse(course, {
        checkpoint: join(out, `${name}.checkpoint.json`),
        ...{ fixed: { ...settings, data: identity }, resume, shouldStop },
        columns: [
          { title: "train loss", cell: ({ loss }) => loss.toFixed(5) },
          { title: "train error", cell: ({ metrics }) => percent(metrics.training.error) },
          { title: "valid. error", cell: ({ metrics }) => percent(metrics.validation.error) },
          { title: "test error", cell: ({ metrics }) => percent(metrics.test.error) },
          { title: "unseen", cell: ({ metrics }) => percent(metrics.testUnseen.error) },
        ],
      });
      const result: NetResult = {
        ...{ net: name, title: kind.title, complete },
        data: { source, puzzles: all.length },
        settings: { ...settings, epochs },
        parameters: net.variables.reduce((sum, { size }) => sum + size, 0),
        ...{ totalSeconds, best: kept ?? null, epochs: state.history },
      };
      writeResult(out, `${name}.json`, made, result);
      drawErrors(out, source, quick ? undefined : layerResult(basename(out)));
      if (kept !== undefined) {
        const { test, testUnseen } = kept.metrics;
        say(
          `Kept: epoch ${kept.epoch}, test error ${percent(test.error)}, without boards seen in training ` +
            `${percent(testUnseen.error)} (${duration(totalSeconds)})`,
        );
      }
      if (!complete) return sayHowToGoOn();
    }
    say(`\nIn ${shown(out)}: *.json, errors.svg`);
  },
});
