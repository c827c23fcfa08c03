/** npm quadprog has no types of its own. All arrays are 1-based: element 0 is ignored. */
declare module "quadprog" {
  export function solveQP(
    D: number[][],
    d: number[],
    A: number[][],
    b?: number[],
    meq?: number,
  ): { solution: number[]; value: number[]; message: string };
}
