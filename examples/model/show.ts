/** Prints a result: its name, and its numbers to four digits, a row of a matrix per line. */
export function show(
  name: string,
  { data, shape }: { data: ArrayLike<number>; shape: readonly number[] },
): void {
  const width = shape.at(-1) ?? 1;
  const text = Array.from(data, (value) => String(Number(value.toPrecision(4)) || 0));
  const rows = Array.from({ length: Math.ceil(text.length / width) }, (_, i) =>
    text.slice(i * width, (i + 1) * width).join("  "),
  );
  console.log(rows.length > 1 ? [`${name}:`, ...rows].join("\n  ") : `${name}: ${rows.join("")}`);
}
