/** Where a program stands in the part of an address behind #. */
const MARK = "program=";

export function linkTo(held: string): string {
  return MARK + held;
}

/** What the end of an address holds; undefined where it is not about a program. */
export function programIn(hash: string): string | undefined {
  return hash.startsWith(`#${MARK}`) ? hash.slice(MARK.length + 1) : undefined;
}
