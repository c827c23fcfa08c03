/** What TypeScript calls: ../module.ts has the types. */
export { addOuterProducts, setOuterProducts } from "./dense/outer";
export { solvePairsKkt, weighPivots } from "./pivot/kkt";
export { pivot, pivotRound } from "./pivot/pivot";
export { solvePairs } from "./pivot/pairs";
export { preparePair, unpackShared } from "./pivot/prepare";
export { assessTerms, countWeaklyActive } from "./pivot/residuals";
export {
  aimAtBounds,
  assess,
  assessKkt,
  beginPivoting,
  beginProof,
  endPivoting,
  refineKkt,
  refineSolution,
  solveKkt,
} from "./pivot/solve";
export { holdSaturated, scaleObjective } from "./pivot/soft";
export { loadKkt, loadPair, saveKkt, saveNothing, saveSolution } from "./pivot/stage";
export { correctActive, factorActive, guessActive, refineActive } from "./sparse/active";
export { factorSparseBatch } from "./sparse/batch";
export { solveSparseBatch } from "./sparse/batch-solve";
export { iterateSparseBatch } from "./sparse/interior";
export { unpackActive } from "./sparse/unpack";
export { judgeActive } from "./sparse/verdict";
export { packBytes } from "./sparse/front";
export { factorSparse, solveSparse } from "./sparse/multifrontal";
