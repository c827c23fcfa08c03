/** No element can tell which batch it is in. */
import type { Solution } from "optnet";
import { solve } from "optnet";
import type { Family } from "../support/draw.js";
import { plant } from "../support/draw.js";
import { isLegal } from "../support/expectations.js";
import { drawInfeasible, drawUnbounded } from "../support/hopeless.js";
import type { Qp } from "../support/qp.js";
import { answerOf, stack } from "../support/qp.js";
import type { Random } from "../support/random.js";
import type { Property } from "./property.js";

/** Every number of one element, so that text comparison is comparison of bits. */
function bitsOf(solution: Solution, element: number): string {
  const { z, nu, lambda, lambdaLower, lambdaUpper, slack, objective } = answerOf(solution, element);
  const numbers = [z, nu, lambda, lambdaLower, lambdaUpper, slack].flatMap((vector) => [...vector]);
  numbers.push(objective, solution.primalResidual[element], solution.dualResidual[element]);
  numbers.push(solution.dualityGap[element], solution.iterations[element], solution.weaklyActive[element]);
  return `${solution.status[element]} ${numbers.map((value) => (Object.is(value, -0) ? "-0" : value)).join(" ")}`;
}

/** Elements of one shape; good ones, and ones without a solution. */
function drawElement(random: Random, family: Family): Qp {
  const kind = random.integer(0, 5);
  if (kind === 0 && family.equalities + family.inequalities > 0) return drawInfeasible(random, family);
  return (kind === 1 ? drawUnbounded(random, family) : undefined) ?? plant(random, family).qp;
}

export const POSITIONS: readonly Property[] = [
  {
    name: "an element has the same bits alone, in any batch, at any position",
    runs: 400,
    faults: (random, family, settings) => {
      const elements = Array.from({ length: random.integer(2, 7) }, () => drawElement(random, family));
      if (!isLegal(elements[0], settings)) return "does not apply";
      const alone = elements.map((qp) => bitsOf(solve(stack([qp]), settings), 0));
      return [0, 1].flatMap(() => {
        const order = random.permutation(elements.length).slice(0, random.integer(1, elements.length));
        const together = solve(stack(order.map((i) => elements[i])), settings);
        return order
          .filter((i, place) => bitsOf(together, place) !== alone[i])
          .map((i) => `element ${i} differs in the batch ${order.join(", ")}`);
      });
    },
  },
];
