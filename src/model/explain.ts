/** What a problem becomes, in words. */
import type { Compiled } from "./compile.js";
import type { Constraint } from "./constraint.js";
import { shown } from "./shapes.js";
import { FIELD_NAMES } from "../problem/problem.js";

export function explainCompiled(compiled: Compiled, objective: string): string {
  const { variables, parameters, n, fields, diagonal } = compiled;
  const own = variables.reduce((total, { leaf }) => total + leaf.size, 0);
  const lines = [
    objective,
    `variables   ${variables.map(({ leaf }) => sized(leaf)).join(", ")}${n > own ? `, and ${n - own} that atoms brought` : ""}`,
    `parameters  ${parameters.length === 0 ? "none" : parameters.map(({ leaf }) => sized(leaf)).join(", ")}`,
    ...[...compiled.places].map(([constraint, places]) => `  ${where(constraint, places.flat())}`),
  ];
  for (const name of FIELD_NAMES) {
    const map = fields[name];
    if (map === undefined) continue;
    const whole = name === "Q" && diagonal ? "diagonal" : `[${map.shape.join(",")}]`;
    const stored = map.pattern.index.length;
    const count =
      name === "p" || name === "b" || name === "h"
        ? ""
        : `, ${stored} of ${map.size} numbers${map.sparse ? ", by its entries" : ""}`;
    const moved = new Set(map.entry).size;
    lines.push(`${name.padEnd(11)} ${whole}${count}${moved > 0 ? `, ${moved} from parameters` : ""}`);
  }
  return lines.join("\n");
}

function sized(leaf: { readonly shape: readonly number[]; readonly name: string | undefined }): string {
  const axes = leaf.shape.length === 0 ? "" : `[${leaf.shape.join(",")}]`;
  return leaf.name === undefined ? String(leaf) : `${leaf.name}${axes}`;
}

const KINDS = {
  nu: "rows of A",
  lambda: "rows of G",
  lambdaLower: "lower bounds",
  lambdaUpper: "upper bounds",
  fixed: "fixed variables",
  none: "nothing: others say it already",
} as const;

function where(constraint: Constraint, places: readonly { readonly kind: keyof typeof KINDS }[]): string {
  const counts = new Map<keyof typeof KINDS, number>();
  for (const { kind } of places) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, count]) =>
    kind === "none" ? KINDS.none : `${count} ${KINDS[kind]}`,
  );
  const name = constraint.name === undefined ? "" : `${constraint.name}: `;
  return `${name}${shown(constraint)} → ${parts.join(", ")}`;
}
