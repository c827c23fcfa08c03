/**
 * A battery buys when power is cheap and sells when it is dear.
 *
 *     maximise Σ price (discharge − charge) − wear   subject to   0 ≤ level ≤ capacity,  0 ≤ charge, discharge ≤ 1
 *
 * A tenth is lost on the way in, and on the way out. With a net that forecasts prices in front, the gradient trains the
 * net for what the battery earns, not for how well it forecasts.
 */
import { Problem, cumsum, dot, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const hours = 8;
const [charge, discharge] = [variable(hours, "charge"), variable(hours, "discharge")];
const price = parameter(hours, "price");
const capacity = parameter([], { name: "capacity", nonneg: true });

const level = cumsum(charge.mul(0.9).sub(discharge.div(0.9)));
const wear = sumSquares(charge).add(sumSquares(discharge)).mul(0.05);
export const problem = Problem.maximize(dot(price, discharge.sub(charge)).sub(wear)).subjectTo([
  ...[charge.ge(0), charge.le(1), discharge.ge(0), discharge.le(1)],
  ...[level.ge(0), level.le(capacity)],
]);
export const values = { price: [3, 2, 1, 2, 4, 6, 5, 3], capacity: 2.5 };

const solution = problem.solve(values);
show("charge", solution.value(charge));
show("discharge", solution.value(discharge));
show("level", solution.value(level));
show("∂(profit)/∂capacity", solution.vjp({ objective: 1 }).capacity);
