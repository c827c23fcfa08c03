/** Sizes of problems on a command line. */
import { list, type Flag } from "../flags.js";
import type { Size } from "./problem.js";

/**
 * `--sizes "10,0,10 20,10,20"`, with colons instead of spaces where those are easier to type.
 *
 * @param leastRows how many inequalities there must be: some peers want one.
 */
export function sizes(usual: string, { quick = "10,0,10 20,10,20", leastRows = 0 } = {}): Flag<Size[]> {
  const expected = `triples n,e,m with n ≥ 1, e ≥ 0 and m ≥ ${leastRows}, such as 10,0,10`;
  const options = { usual, ...(quick !== usual && { quick }) };
  return list("n,e,m n,e,m …", options, expected, (text) => {
    if (!/^\d+,\d+,\d+$/.test(text)) return undefined;
    const [variables, equalities, inequalities] = text.split(",").map(Number);
    return variables < 1 || inequalities < leastRows ? undefined : { variables, equalities, inequalities };
  });
}

/** `"10,0,10"`. */
export function sizeText({ variables, equalities, inequalities }: Size): string {
  return `${variables},${equalities},${inequalities}`;
}
