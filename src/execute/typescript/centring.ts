/**
 * Correctors that make a step longer, at the price of a few solves with the factors that are there: where single products
 * of slack and multiplier would come out far from all others, and block this step or the next, they are led back.
 *
 * Source: Gondzio 1996, Multiple centrality correctors in a primal-dual method for linear programming.
 */
import { copyBlocks } from "../../form/refinement.js";
import type { Blocks } from "../../form/standard.js";
import type { State } from "./state.js";
import { setStepLengths } from "./step-length.js";

const MOST = 3;
/** Steps that go so far need no help. */
const LONG = 0.4;
/** What a corrector hopes for: this part more, and this much. */
const HOPED_FACTOR = 1.08;
const HOPED_MORE = 0.08;
/** Products between these multiples of the target are as good as it. */
const LEAST = 0.1;
const LARGEST = 10;
/** Both step lengths together have to gain so much to be worth another corrector. */
const WORTHWHILE = 0.02;

/**
 * Corrects the step of the state, and its lengths.
 *
 * @param target of all products.
 * @param solve finds the step for a right-hand side, that of its slacks included; false where it is not accurate.
 */
export function centre(state: State, target: number, solve: (right: Blocks, step: Blocks) => boolean): void {
  // What the predictor was is of no use any more.
  const { iterate, right, step, stepSlack, affine, affineSlack } = state;
  if (!(target > 0)) return;
  for (let k = 0; k < MOST && Math.min(state.alphaPrimal, state.alphaDual) < LONG; k++) {
    const { alphaPrimal, alphaDual } = state;
    copyStep(step, stepSlack, affine, affineSlack);
    const primal = Math.min(1, HOPED_FACTOR * alphaPrimal + HOPED_MORE);
    const dual = Math.min(1, HOPED_FACTOR * alphaDual + HOPED_MORE);
    for (let i = 0; i < iterate.s.length; i++) {
      const product = (iterate.s[i] + primal * stepSlack[i]) * (iterate.lambda[i] + dual * step.lambda[i]);
      const wanted = Math.min(Math.max(product, LEAST * target), LARGEST * target);
      right.lambda[i] -= Math.max(wanted - product, -LARGEST * target) / iterate.lambda[i];
    }
    const isAccurate = solve(right, step);
    setStepLengths(state);
    const gain = isAccurate ? state.alphaPrimal + state.alphaDual - alphaPrimal - alphaDual : 0;
    if (gain >= WORTHWHILE) continue;
    if (gain > 0) return;
    copyStep(affine, affineSlack, step, stepSlack);
    state.alphaPrimal = alphaPrimal;
    state.alphaDual = alphaDual;
    return;
  }
}

function copyStep(from: Blocks, fromSlack: Float64Array, to: Blocks, toSlack: Float64Array): void {
  copyBlocks(from, to);
  toSlack.set(fromSlack);
}
