/** Pairs of a chunk one after the other, as long as pivoting is all that they need: most are solved in this one call. */
import { HAS_ENDED, IS_SOLVED, Lcp, Pair, Stage } from "../layout.generated";
import { pivot } from "./pivot";
import { assessTerms, countWeaklyActive } from "./residuals";
import { beginPivoting, endPivoting } from "./solve";
import { loadPair, saveSolution } from "./stage";

/** Both lanes have ended, with a solution. */
const BOTH_SOLVED: i32 = 3 * (IS_SOLVED | HAS_ENDED);

/**
 * Solves elements `first` … of the stage, of which it has `count`, with the factors that are set.
 *
 * @param bounds whether those of the first pair are to be loaded.
 * @param different whether those of every other pair may be others.
 * @param most rounds that an element may take.
 * @param limit of the residuals that the report calls relative.
 * @returns how many elements are solved, all of those before one whose pair needs more than pivoting.
 */
export function solvePairs(
  pair: Pair,
  stage: Stage,
  first: i32,
  count: i32,
  bounds: bool,
  different: bool,
  warm: bool,
  most: i32,
  limit: f64,
): i32 {
  for (let i = first; i < count; i += 2) {
    const j = min(i + 1, count - 1);
    setTwins(pair, i == j);
    loadPair(pair, stage, i, j, i == first ? bounds : different, warm);
    // Nothing between two of these touches what came of it.
    pair.knowsRightNu = i > first && stage.strideB == 0 ? 1 : 0;
    beginPivoting(pair, false);
    if ((pivot(pair, most) & BOTH_SOLVED) != BOTH_SOLVED) return i - first;
    endPivoting(pair);
    if (!isWithin(pair, limit)) {
      assessTerms(pair);
      if (!isWithin(pair, limit)) return i - first;
    }
    countWeaklyActive(pair);
    save(pair, stage, pair.lcp0, 0, i);
    if (j > i) save(pair, stage, pair.lcp1, 1, j);
  }
  return count - first;
}

/** Says whether both lanes have the same element: then they have one problem, but where rows are soft. */
export function setTwins(pair: Pair, twins: bool): void {
  const isOne = twins && !pair.shape.soft;
  pair.twins = twins ? 1 : 0;
  pair.lcp1 = isOne ? pair.lcp0 : pair.secondLcp;
  // Its part of the factor of active rows is lost.
  if (isOne) pair.secondLcp.factored = 0;
}

// @ts-ignore: decorator
@inline
function isWithin(pair: Pair, limit: f64): bool {
  return i64x2.bitmask(f64x2.le(pair.report.relative, f64x2.splat(limit))) == 3;
}

function save(pair: Pair, stage: Stage, lcp: Lcp, lane: i32, element: i32): void {
  saveSolution(pair, stage, lane, element);
  store<f64>(stage.rounds + <usize>element * 8, <f64>lcp.rounds);
}
