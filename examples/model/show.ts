import type { Constraint, Expression } from "optnet/model";

/**
 * Prints a result to four digits, a row of a matrix (or an element of a batch) per line.
 *
 * @param of what the numbers are of, where its shape is not to be guessed.
 */
export function show(
  name: string,
  numbers: ArrayLike<number> | { readonly data: ArrayLike<number>; readonly shape: readonly number[] },
  of?: Expression | Constraint,
): void {
  const [data, shape] =
    "data" in numbers ? [numbers.data, numbers.shape] : [numbers, of?.shape ?? [numbers.length]];
  const width = shape.at(-1) ?? 1;
  const text = Array.from(data, (value) =>
    Math.abs(value) < 1e-9 ? "0" : String(Number(value.toPrecision(4))),
  );
  const rows = Array.from({ length: Math.ceil(text.length / width) }, (_, i) =>
    text.slice(i * width, (i + 1) * width).join("  "),
  );
  console.log(rows.length > 1 ? [`${name}:`, ...rows].join("\n  ") : `${name}: ${rows.join("")}`);
}
