/** Derivatives of elements that the kernels solved: the KKT systems of their active sets, four at a time. */
import type { KktVectors } from "../../problem/fields.js";
import { LANES } from "../wasm/sparse-batch-factor.js";
import type { ActiveRight } from "./active-system.js";
import { SOLVED } from "./active-system.js";
import { REGULAR } from "./kkt.js";
import { Lanes, isLike } from "./lanes.js";
import type { SolvedWhole } from "./solved-whole.js";

/** An element, a right-hand side, and where its solution goes. */
export interface Asked {
  readonly element: SolvedWhole;
  readonly right: KktVectors;
  readonly out: KktVectors;
}

/** Those that the kernels cannot solve well enough are solved one by one. Whoever is next to an element, it gets the same bits. */
export function solveTogether(all: readonly Asked[]): void {
  const lanes = new Lanes();
  try {
    for (let i = 0; i < all.length;) {
      const group = alikeFrom(all, i);
      solveGroup(lanes, group);
      i += group.length;
    }
  } finally {
    lanes.dispose();
  }
}

function alikeFrom(all: readonly Asked[], start: number): Asked[] {
  const first = all[start].element.ofKernels!;
  let end = start + 1;
  while (end < all.length && end < start + LANES && isLike(all[end].element.ofKernels!, first)) end++;
  return all.slice(start, end);
}

function solveGroup(lanes: Lanes, group: readonly Asked[]): void {
  const batch = lanes.load(group.map(({ element }) => element.ofKernels!));
  const isFactored = batch?.factorActive(group.map(({ element }) => element.active));
  const probes = group.map(({ element }, i) => (isFactored?.[i] ? element.probe : undefined));
  if (batch && probes.some((probe) => probe !== undefined)) {
    batch.residualsActive(probes, REGULAR).forEach((residual, i) => {
      if (residual !== undefined) group[i].element.noteProbe(residual);
    });
  }
  const rights = group.map(({ element, right }, i): ActiveRight | undefined =>
    isFactored?.[i] && element.ofKernels ? element.rightForKernels(right) : undefined,
  );
  const solutions = batch?.solveActive(rights.map((right) => right?.blocks));
  group.forEach(({ element, right, out }, i) => {
    const solution = solutions?.[i];
    if (solution && solution.residual <= SOLVED) rights[i]!.expand(solution, out);
    else element.solveKkt(right, out);
  });
}
