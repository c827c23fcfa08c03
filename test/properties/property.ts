import type { SettingsInput } from "optnet";
import fc from "fast-check";
import type { Family } from "../support/draw.js";
import { BOUNDS_KINDS, QUADRATIC_KINDS } from "../support/draw.js";
import { Random } from "../support/random.js";

/** What one random case is drawn from. fast-check shrinks the sizes; the numbers follow from the seed. */
export interface Case {
  readonly seed: number;
  readonly family: Family;
}

/** Something that holds for every problem of a kind. */
export interface Property {
  readonly name: string;
  /** Cases in a run of the test suite; a fuzz run draws as many as time allows. */
  readonly runs: number;
  /** Everything that is wrong, empty when the property holds; "does not apply" where the case is of no use. */
  readonly faults: (
    random: Random,
    family: Family,
    settings: SettingsInput,
  ) => readonly string[] | "does not apply";
}

export const CASES: fc.Arbitrary<Case> = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 30 }),
    variables: fc.integer({ min: 1, max: 14 }),
    equalities: fc.integer({ min: 0, max: 7 }),
    inequalities: fc.integer({ min: 0, max: 18 }),
    quadratic: fc.constantFrom(...QUADRATIC_KINDS),
    bounds: fc.constantFrom(...BOUNDS_KINDS),
    rank: fc.option(fc.integer({ min: 0, max: 13 }), { nil: undefined }),
  })
  .map(({ seed, variables, equalities, inequalities, quadratic, bounds, rank }) => ({
    seed,
    family: {
      variables,
      equalities: Math.min(equalities, variables - 1),
      inequalities,
      quadratic,
      bounds,
      rank: rank === undefined ? undefined : Math.min(rank, variables),
    },
  }));

/** The property of one backend as fast-check runs it; throws with all that is wrong. */
export function asFastCheck({ faults }: Property, settings: SettingsInput, seen?: () => void) {
  return fc.property(CASES, ({ seed, family }) => {
    const found = faults(new Random(seed), family, settings);
    fc.pre(found !== "does not apply");
    seen?.();
    if (found.length > 0) throw new Error(found.join("\n"));
  });
}
