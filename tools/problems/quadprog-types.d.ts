/** Arrays start at 1: entry 0 is not used. All that is passed is overwritten. */
declare module "quadprog" {
  const quadprog: {
    solveQP(
      Dmat: number[][],
      dvec: number[],
      Amat: number[][],
      bvec: number[],
      meq: number,
      factorized?: [number, number],
    ): { solution: number[]; Lagrangian: number[]; message: string };
  };
  export default quadprog;
}
