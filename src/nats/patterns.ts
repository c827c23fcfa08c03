/**
 * Patterns that came in messages. The same one is the same object each time, so that what was planned for it serves
 * again, and it is checked once.
 */
import type { Operand } from "../problem/problem.js";
import { readSparse } from "../problem/sparse.js";
import { patternInside, sparseMatrix, type SparseMatrix } from "../problem/sparse-matrix.js";
import type { SparseArrays } from "./wire/sparse.js";

type Pattern = NonNullable<Operand["pattern"]>;
type PatternArrays = Omit<SparseArrays, "data">;

export class KnownPatterns {
  readonly #most: number;
  /** By a digest of what is in them; those that nobody uses any more go. */
  readonly #known = new Map<number, WeakRef<Pattern>>();
  readonly #gone = new FinalizationRegistry<number>((digest) => {
    if (this.#known.get(digest)?.deref() === undefined) this.#known.delete(digest);
  });
  /** Those that stay although nobody uses them, the last used at the end. */
  readonly #kept = new Set<Pattern>();
  #bytes = 0;

  /** @param most bytes of patterns that stay although nobody uses them. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a pattern for the one that is meant when an equal one comes. */
  add(pattern: Pattern): void {
    this.#note(pattern, digestOf(pattern.rows, pattern.columns, pattern.start, pattern.index));
  }

  /**
   * The matrix of these arrays, whose numbers are there. The entries are not copied, nor looked at.
   *
   * @throws OptNetError where the pattern is none.
   */
  matrixOf(name: string, arrays: SparseArrays): SparseMatrix {
    const { data, indptr, indices, shape } = arrays;
    const [rows, columns] = shape.data!;
    const digest = digestOf(rows, columns, indptr.data!, indices.data!);
    let pattern = this.#known.get(digest)?.deref();
    if (pattern === undefined || !isPattern(pattern, arrays)) {
      pattern = checkedPattern(name, arrays);
    }
    this.#note(pattern, digest);
    const batch = data.shape?.length === 2 ? data.shape[0] : undefined;
    return sparseMatrix(pattern, { data: data.data!, batch });
  }

  #note(pattern: Pattern, digest: number): void {
    if (this.#known.get(digest)?.deref() !== pattern) {
      this.#known.set(digest, new WeakRef(pattern));
      this.#gone.register(pattern, digest);
    }
    if (this.#kept.delete(pattern)) this.#bytes -= bytesOf(pattern);
    this.#kept.add(pattern);
    this.#bytes += bytesOf(pattern);
    for (const oldest of this.#kept) {
      if (this.#bytes <= this.#most) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytesOf(oldest);
    }
  }
}

/** @throws OptNetError naming the part, and where in it. */
function checkedPattern(name: string, { shape, indptr, indices }: PatternArrays): Pattern {
  const [starts, columns] = [indptr.data!, indices.data!];
  // Any numbers will do for the entries.
  const matrix = { shape: Array.from(shape.data!), indptr: starts, indices: columns, data: columns };
  return patternInside(readSparse(name, matrix))!;
}

function bytesOf({ start, index }: Pattern): number {
  return start.byteLength + index.byteLength;
}

/** Numbers that differ may have the same digest; the numbers themselves are compared too. */
function digestOf(rows: number, columns: number, start: ArrayLike<number>, index: ArrayLike<number>): number {
  let digest = Math.imul(rows, 31) ^ columns;
  const take = (numbers: ArrayLike<number>): void => {
    for (let i = 0; i < numbers.length; i++) digest = Math.imul(digest ^ numbers[i], 0x01000193);
  };
  take(start);
  take(index);
  return digest;
}

function isPattern(
  { rows, columns, start, index }: Pattern,
  { shape, indptr, indices }: PatternArrays,
): boolean {
  const same = (a: Int32Array, b: Float64Array): boolean =>
    a.length === b.length && a.every((value, i) => value === b[i]);
  return (
    rows === shape.data![0] &&
    columns === shape.data![1] &&
    same(start, indptr.data!) &&
    same(index, indices.data!)
  );
}
