/**
 * From two factories to three towns at the least cost: a linear program.
 *
 *     minimise Σ costᵢⱼ shippedᵢⱼ   subject to   each town gets its demand,  no factory sends more than its supply
 */
import { Problem, parameter, sum, variable } from "optnet/model";
import { show } from "./show.js";

const shipped = variable([2, 3], "shipped");
const cost = parameter([2, 3], "cost");
const [supply, demand] = [parameter(2, "supply"), parameter(3, "demand")];

const enough = sum(shipped, 0).eq(demand);
export const problem = Problem.minimize(sum(cost.mul(shipped))).subjectTo([
  ...[enough, sum(shipped, 1).le(supply), shipped.ge(0)],
]);
export const duals = { enough };
export const values = { cost: [[4, 6, 9], [5, 3, 7]], supply: [30, 25], demand: [14, 20, 12] }; // prettier-ignore

const solution = problem.solve(values);
show("shipped", solution.value(shipped), shipped);
// What one more unit would cost, town by town.
show("∂(cost)/∂demand", solution.vjp({ objective: 1 }).demand);
