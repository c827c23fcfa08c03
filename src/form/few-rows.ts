/** Problems in which bounds are nearly all there is: projections on a simplex, knapsacks, transport, resource allocation. */

interface Sizes {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly bounded: boolean;
  /** Whether Q is a diagonal, or absent. */
  readonly separable: boolean;
}

/** Rows beside bounds are few up to this share of the variables, … */
const SHARE = 0.5;
/** … and while a factor of theirs, which every round makes anew, costs at most so many times a look at n² numbers. */
const FACTOR_COST = 2;

/**
 * Whether Q is diagonal and rows of A and G are few beside bounds. For given active bounds the variables there are known
 * and the others fall apart but for the rows: what is left is a system of the size of the rows alone.
 */
export function hasFewRows({ variables: n, equalities, inequalities, bounded, separable }: Sizes): boolean {
  const rows = equalities + inequalities;
  return separable && bounded && rows <= SHARE * n && rows ** 3 <= FACTOR_COST * n * n;
}
