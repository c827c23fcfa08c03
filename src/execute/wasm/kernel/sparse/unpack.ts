/** Answers out of their lanes, each in one piece, so that they are copied in one piece. */
import { InteriorBatch } from "../layout.generated";
import { endOfLanes } from "./active-rows";
import { rowsOf, toRows } from "./kkt";
import { ENTRY } from "./lists";

/**
 * Of every lane: the solutions to `affine`, what they leave to `step`, each as long as the solution, and bytes that say
 * which rows of C are active to `slackStep`. What the interior point had there is gone.
 */
export function unpackActive(f: InteriorBatch): void {
  const rows = rowsOf(f);
  const all = (toRows(f) / ENTRY + rows) << 3;
  unpack(f, f.solution, all, f.affine);
  unpack(f, f.residual, all, f.step);
  for (let lane: usize = 0; lane < endOfLanes(f) >> 3; lane++) {
    const to = f.slackStep + lane * rows;
    const from = f.active + (lane << 3);
    for (let i: usize = 0; i < rows; i++) store<u8>(to + i, <u8>(load<i32>(from + i * ENTRY) & 1));
  }
}

/** @param bytes of a vector in one piece. */
function unpack(f: InteriorBatch, from: usize, bytes: usize, to: usize): void {
  for (let h: usize = 0; h < endOfLanes(f); h += 16) {
    const first = to + (h >> 3) * bytes;
    for (let at: usize = 0; at < bytes; at += 8) {
      const both = v128.load(from + h + (at << 2));
      v128.store_lane<f64>(first + at, both, 0);
      v128.store_lane<f64>(first + bytes + at, both, 1);
    }
  }
}
