/** `npm run mpc`: learns the cost of a controller that plans from an expert's examples, and tries it on a cart-pole. */
import { join } from "node:path";
import { command, listenForStop, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import type { EpochRecord } from "../../tools/epochs.js";
import { integer } from "../../tools/flags.js";
import { lineCharts, overEpochs, panel, type Line, type Panel } from "../../tools/plot.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { STEP } from "./cart-pole.js";
import { drawStarts, fallen, meanCost, runLoop, type Trajectory } from "./closed-loop.js";
import { net, planner } from "./controller.js";
import { difference, examplesOf, imitationCourse, type Metrics, type Trial } from "./course.js";

/** Costs of position, velocity, angle and rate; the learner does not know them. */
const EXPERT = [20, 2, 100, 2];
const NAMES = ["position", "velocity", "angle", "rate"];
const START = [1, 1, 1, 1];
const EXAMPLE_STEPS = 30;
const TRIAL_STEPS = 50;
/** Trials start farther from upright than examples do. */
const TRIAL_SPREAD = 1.4;

interface Learned {
  readonly title: string;
  readonly epochs: readonly EpochRecord<Metrics>[];
  readonly best: EpochRecord<Metrics>;
  readonly trajectories: readonly Trajectory[];
}

await command({
  name: "mpc",
  about: "Learns the cost of a model predictive controller from an expert's forces, through the plan.",
  flags: {
    examples: integer("trajectories that the expert shows", {
      ...{ usual: 10, quick: 4, least: 1, most: 2 ** 31 },
    }),
    epochs: integer("passes over the examples", { usual: 100, quick: 10, least: 1, most: 2 ** 31 }),
    seed: integer("of starts, weights and order", { usual: 1, least: 0, most: 2 ** 31 }),
    out: outFolder(),
    ...RESUMABLE,
  },
  async run({ examples: count, epochs, seed, quick, resume, ...options }, { made, sayHowToGoOn }) {
    const out = options.out ?? resultsBeside(import.meta.url, quick ? "quick" : "");
    await startTensorFlow();

    const expert = planner(EXPERT);
    const shownExamples = examplesOf(runLoop(expert, drawStarts(count, 1, seed), EXAMPLE_STEPS));
    const validation = examplesOf(runLoop(expert, drawStarts(10, 1, seed + 1), EXAMPLE_STEPS));
    const starts = drawStarts(50, TRIAL_SPREAD, seed + 2);
    const byExpert = runLoop(expert, starts, TRIAL_STEPS);
    const expertCost = meanCost(byExpert, EXPERT);
    const trial: Trial = { starts, steps: TRIAL_STEPS, expertWeights: EXPERT, expertCost };
    say(`${shownExamples.length} examples of an expert; trials from ${starts.length} starts farther out`);
    const before = runLoop(planner(START), starts, TRIAL_STEPS);

    const shouldStop = listenForStop();
    const learned: Learned[] = [];
    const learners = [
      { name: "planner", title: "Planner with learned cost", controller: planner(START), learningRate: 0.3 },
      { name: "net", title: "Net, 2 layers of 64", controller: net(seed), learningRate: 3e-3 },
    ];
    for (const { name, title, controller, learningRate } of learners) {
      say(`\n${title}: ${epochs} epochs`);
      const schedule = { epochs, batch: 100, learningRate, seed };
      const course = imitationCourse(controller, shownExamples, validation, trial, schedule);
      const { state, kept, complete } = await runCourse(course, {
        checkpoint: join(out, `${name}.checkpoint.json`),
        ...{ fixed: { examples: count, epochs, seed }, resume, shouldStop },
        columns: [
          { title: "train MSE, N²", cell: ({ loss }) => loss.toPrecision(4) },
          { title: "valid. MSE, N²", cell: ({ metrics }) => metrics.validation.toPrecision(4) },
          { title: "cost / expert's", cell: ({ metrics }) => metrics.relativeCost.toFixed(4) },
          {
            title: "weights",
            cell: ({ metrics }) => metrics.weights.map((one) => one.toPrecision(3)).join(" "),
          },
        ],
      });
      if (kept === undefined || !complete) return sayHowToGoOn();
      course.trainer.setWeights(state.best!.weights);
      const trajectories = runLoop(controller, starts, TRIAL_STEPS);
      learned.push({ title, epochs: state.history, best: kept, trajectories });
    }
    const [plans, nets] = learned;
    const summary = {
      settings: { examples: count, epochs, seed },
      expert: { weights: EXPERT, cost: expertCost, fallen: fallen(byExpert) },
      atStart: {
        weights: START,
        relativeCost: meanCost(before, EXPERT) / expertCost,
        fallen: fallen(before),
        differs: difference(before, byExpert),
      },
      ...Object.fromEntries(
        learned.map(({ title, best, epochs, trajectories }) => [
          title,
          { best, differs: difference(trajectories, byExpert), epochs },
        ]),
      ),
    };
    writeResult(out, "results.json", made, summary);
    writeText(out, "learning.svg", learningPicture(plans, nets));
    writeText(out, "closed-loop.svg", loopPicture(byExpert, before, plans, nets));
    const line = (title: string, relativeCost: number, trajectories: readonly Trajectory[]): void => {
      const { degrees, metres } = difference(trajectories, byExpert);
      say(
        `${title.padEnd(28)}cost ${relativeCost.toFixed(4)} of the expert's; differs by ${degrees.toFixed(3)}°, ` +
          `${metres.toFixed(4)} m; fell in ${(100 * fallen(trajectories)).toFixed(0)} %`,
      );
    };
    say("\nIn trials:");
    line("Planner at the start", summary.atStart.relativeCost, before);
    for (const { title, best, trajectories } of learned) line(title, best.metrics.relativeCost, trajectories);
    say(`\nIn ${shown(out)}: results.json, learning.svg, closed-loop.svg`);
  },
});

function learningPicture(plans: Learned, nets: Learned): string {
  const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
  const differences = [plans, nets].map(({ title, epochs }) =>
    overEpochs(title, epochs, ({ metrics }) => metrics.validation, { marks: false }),
  );
  const weights = NAMES.flatMap((name, i): Line[] => {
    const more = { colour: colours[i], marks: false };
    const ends = [1, plans.epochs.length].map((epoch) => ({ epoch }));
    return [
      overEpochs(name, plans.epochs, ({ metrics }) => metrics.weights[i], more),
      overEpochs(`${name}, expert`, ends, () => EXPERT[i], { ...more, dashed: true, unlisted: true }),
    ];
  });
  const [force, cost] = ["mean squared, N²", "cost, relative to that of a force"];
  return lineCharts("Learning the cost of a controller through its plans", "cart-pole, 20 steps ahead", [
    panel("Difference of forces on new examples", ["epoch", force], "log", differences),
    panel("Weights: learned, and the expert's (dashed)", ["epoch", cost], "log", weights),
  ]);
}

function loopPicture(
  expert: readonly Trajectory[],
  before: readonly Trajectory[],
  plans: Learned,
  nets: Learned,
): string {
  // The trial in which the untrained planner differs most from the expert.
  const worst = before.reduce((most, trajectory, i) => {
    const far = (at: number): number => difference([before[at]], [expert[at]]).metres;
    return trajectory.forces.length > 0 && far(i) > far(most) ? i : most;
  }, 0);
  const runs: [string, Trajectory, Partial<Line>][] = [
    ["expert", expert[worst], { colour: "#222222" }],
    ["planner at the start", before[worst], { colour: "#999999" }],
    ["planner, learned", plans.trajectories[worst], { dashed: true, colour: "#d55e00" }],
    ["net", nets.trajectories[worst], { colour: "#56b4e9" }],
  ];
  const overTime = (title: string, yLabel: string, values: (trajectory: Trajectory) => number[]): Panel =>
    panel(
      title,
      ["seconds", yLabel],
      "linear",
      runs.map(([name, trajectory, more]) => ({
        ...{ name, marks: false, ...more },
        points: values(trajectory).map((value, k) => [k * STEP, value]),
      })),
    );
  return lineCharts(
    "Cart-pole from a start that no example had",
    "the trial in which the planner was worst at first",
    [
      overTime("Position", "metres", ({ states }) => states.map(([position]) => position)),
      overTime("Angle", "degrees", ({ states }) => states.map(([, , angle]) => (angle * 180) / Math.PI)),
      overTime("Force", "newtons", ({ forces }) => [...forces]),
    ],
  );
}
