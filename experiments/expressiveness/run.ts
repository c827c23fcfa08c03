/** `npm run expressiveness`: what one OptNet layer represents exactly, and what a ReLU net of equal size misses. */
import { command, outFolder, say, shown } from "../../tools/command.js";
import { toggle } from "../../tools/flags.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { best, fitMaximum, fitPiecewiseLinear, fitRelu, fitReluNet } from "./fit.js";
import {
  evaluate,
  inner,
  maximumAt,
  maximumLayer,
  piecewiseLinearAt,
  piecewiseLinearLayer,
  reluLayer,
} from "./layers.js";
import { drawFigure } from "./figure.js";
import { grid, line, RELU, STAR, ZIGZAG } from "./targets.js";

const WIDTHS = [2, 3, 4, 6, 8, 12, 16];

await command({
  name: "expressiveness",
  about: "What one OptNet layer represents exactly, and what a two-layer ReLU net of equal size misses.",
  flags: {
    out: outFolder(),
    quick: toggle("a few nets that learn little, to see everything work"),
  },
  async run({ quick, ...options }, { made }) {
    const out = options.out ?? resultsBeside(import.meta.url, quick ? "quick" : "");
    const starts = quick ? 1 : 5;
    const steps = quick ? 50 : 1500;
    await startTensorFlow("cpu");

    const plane = grid(21);
    const axis = line(81);
    const relu = plane.map((x) => RELU.W.map((row, i) => Math.max(inner(row, x) + RELU.c[i], 0)));
    const zigzag = axis.map(([x]) => [piecewiseLinearAt(ZIGZAG, x)]);
    const star = plane.map((x) => [maximumAt(STAR, [0, 0, 0], x)]);

    say("Largest difference of the layer, built by hand, from its function:");
    const exact = {
      relu: largest(evaluate(reluLayer(RELU.W, RELU.c), plane), relu),
      piecewiseLinear: largest(evaluate(piecewiseLinearLayer(ZIGZAG), axis), zigzag),
      maximum: largest(evaluate(maximumLayer(STAR, [0, 0, 0]), plane), star),
    };
    say(`  ReLU layer                 ${exact.relu.toExponential(1)}`);
    say(`  piecewise linear, 5 pieces ${exact.piecewiseLinear.toExponential(1)}`);
    say(`  maximum of three           ${exact.maximum.toExponential(1)}`);

    say("\nRoot mean squared error of the layer, learned from samples:");
    const learned = {
      relu: fitRelu(plane, relu, 1, { steps: 400, learningRate: 0.05 }),
      piecewiseLinear: fitPiecewiseLinear(axis, zigzag, 4, { steps: 1000, learningRate: 0.01 }),
      maximum: fitMaximum(plane, star, 3, 1, { steps: 400, learningRate: 0.05 }),
    };
    for (const [name, { error, parameters }] of Object.entries(learned)) {
      say(`  ${name.padEnd(16)} ${error.toExponential(1)}   ${parameters} parameters`);
    }

    say(`\nTwo-layer ReLU nets on the maximum of three, the best of ${starts} starts:`);
    const nets = WIDTHS.map((width) => {
      const fits = Array.from({ length: starts }, (_, seed) =>
        fitReluNet(plane, star, width, seed + 1, { steps, learningRate: 0.03 }),
      );
      const fit = best(fits);
      say(
        `  width ${String(width).padStart(2)}   ${fit.error.toExponential(1)}   ${fit.parameters} parameters`,
      );
      return { width, fit };
    });

    const errors = ({ error, parameters }: { error: number; parameters: number }) => ({ error, parameters });
    const results = {
      samples: { plane: plane.length, line: axis.length },
      exact,
      learned: Object.fromEntries(Object.entries(learned).map(([name, fit]) => [name, errors(fit)])),
      reluNets: nets.map(({ width, fit }) => ({ width, ...errors(fit) })),
    };
    writeResult(out, "results.json", made, results, { exact: true });
    writeText(out, "maximum.svg", drawFigure(learned.maximum, nets));
    say(`\nIn ${shown(out)}: results.json, maximum.svg`);
  },
});

function largest(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i][j]))));
}
