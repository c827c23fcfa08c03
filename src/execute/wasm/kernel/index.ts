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
export { isContradicted, pivotRound, roundsOf } from "./pivot";
export { beginProof } from "./proof";
export { preparePair, prepareShared } from "./prepare";
export { assessTerms } from "./terms";
export { saveNothing, saveSolution, saveSystem } from "./save";
