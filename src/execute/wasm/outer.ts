/** Outer products by the kernels, on copies of the numbers. */
import type { OuterProducts } from "../executor.js";
import { Cursor, NUMBER } from "./layout.js";
import { theInstance } from "./module.js";

/** Matrices are made in about as many bytes as stay in the processor's cache, and then copied to where they go. */
const CHUNK_BYTES = 2 ** 16;

export const outerProducts: OuterProducts = {
  add(target, products, rows) {
    const instance = theInstance();
    if (instance === undefined) return false;
    const { kernels, arena } = instance;
    const [left, right] = products[0];
    const bytes = (target.length + left.length + right.length + 6) * NUMBER;
    const at = arena.allocate(bytes);
    if (at === undefined) return false;
    const cursor = new Cursor(at);
    const C = cursor.take(target.length, NUMBER);
    const L = cursor.take(left.length, NUMBER);
    const R = cursor.take(right.length, NUMBER);
    const { heap } = arena;
    heap.set(target, C / NUMBER);
    for (const [l, r] of products) {
      heap.set(l, L / NUMBER);
      heap.set(r, R / NUMBER);
      kernels.addOuterProducts(rows, left.length / rows, right.length / rows, L, R, C);
    }
    target.set(heap.subarray(C / NUMBER, C / NUMBER + target.length));
    arena.release(at, bytes);
    return true;
  },

  set(target, scale, a, x, b, y, rows) {
    const instance = theInstance();
    if (instance === undefined) return false;
    const { kernels, arena } = instance;
    const [m, n] = [a.length / rows, x.length / rows];
    const size = m * n;
    const most = Math.min(rows, Math.max(1, Math.floor(CHUNK_BYTES / (size * NUMBER))));
    const cursor = new Cursor(0);
    const [C, A, X, B, Y] = [size, m, n, m, n].map((count) => cursor.take(most * count, NUMBER));
    const at = arena.allocate(cursor.at);
    if (at === undefined) return false;
    const { heap } = arena;
    const sources = [
      [A, a, m],
      [X, x, n],
      [B, b, m],
      [Y, y, n],
    ] as const;
    for (let first = 0; first < rows; first += most) {
      const count = Math.min(most, rows - first);
      for (const [to, from, width] of sources) {
        heap.set(from.subarray(first * width, (first + count) * width), (at + to) / NUMBER);
      }
      kernels.setOuterProducts(count, m, n, at + A, at + X, at + B, at + Y, scale, at + C);
      const made = (at + C) / NUMBER;
      target.set(heap.subarray(made, made + count * size), first * size);
    }
    arena.release(at, cursor.at);
    return true;
  },
};
