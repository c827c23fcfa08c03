import { lineCharts, panel, type Line } from "../../tools/plot.js";
import type { Fit } from "./fit.js";
import { maximumAt } from "./layers.js";
import { STAR } from "./targets.js";

interface Net {
  readonly width: number;
  readonly fit: Fit;
}

/** The maximum of three along the unit circle, and the error of ReLU nets by their number of parameters. */
export function drawFigure(layer: Fit, nets: readonly Net[]): string {
  const [equal, next] = nets.filter(({ fit }) => fit.parameters >= layer.parameters);
  const degrees = Array.from({ length: 121 }, (_, i) => 3 * i);
  const circle = degrees.map((angle) => [
    Math.cos((angle * Math.PI) / 180),
    Math.sin((angle * Math.PI) / 180),
  ]);
  const along = (values: readonly number[]): [number, number][] =>
    degrees.map((angle, i) => [angle, values[i]]);
  const predicted = (fit: Fit): number[] => fit.predict(circle).map(([value]) => value);
  const lines = [
    { name: `ReLU net (${equal.fit.parameters})`, points: along(predicted(equal.fit)) },
    { name: `ReLU net (${next.fit.parameters})`, points: along(predicted(next.fit)) },
    { name: `OptNet (${layer.parameters})`, points: along(predicted(layer)) },
    { name: "function", dashed: true, points: along(circle.map((x) => maximumAt(STAR, [0, 0, 0], x))) },
  ];
  const errors: Line[] = [
    { name: "ReLU nets", points: nets.map(({ fit }) => [fit.parameters, fit.error]) },
    { name: "OptNet layer", points: [[layer.parameters, layer.error]] },
  ];
  const title = "Along the unit circle (number of parameters)";
  return lineCharts(
    "The maximum of three linear functions of two variables",
    "one OptNet layer in one variable, and two-layer ReLU nets, the best of several starts",
    [
      panel(title, ["angle, degrees", "value"], "linear", lines, { symbols: false }),
      panel("Error on the square", ["parameters", "root mean squared error"], "log", errors),
    ],
  );
}
