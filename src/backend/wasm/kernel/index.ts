/** What TypeScript calls. */
export { countWeaklyActive } from "./assess";
export { addOuterProducts } from "./outer";
export { loadPair, loadRight } from "./load";
export {
  aimAtBounds,
  beginMinimise,
  finishMinimise,
  measure,
  refineActive,
  refineMinimiser,
  solveActive,
} from "./minimise";
export { pivotRound, roundsOf } from "./pivot";
export { preparePair, prepareShared } from "./prepare";
export { assessTerms } from "./terms";
export { saveNothing, saveSolution, saveSystem } from "./save";
