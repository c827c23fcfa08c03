/** Variables, parameters and constants: what expressions are made of in the end. */
import { constantForm } from "../affine.js";
import type { PrimitiveAtom, Shape } from "../node.js";
import { Node } from "../node.js";
import { signOfNumbers } from "../rules.js";

function leafAtom(
  name: string,
  more: Pick<PrimitiveAtom, "evaluate" | "canonical" | "print">,
): PrimitiveAtom {
  return {
    name,
    shapeOf: (_, options) => options.shape as Shape,
    signOf: () => "unknown",
    curvatureOf: () => "affine",
    ...more,
  };
}

/** Those who evaluate and compile know where the numbers of a variable or a parameter are. */
const elsewhere: Pick<PrimitiveAtom, "evaluate" | "canonical"> = {
  evaluate: (_, node) => new Float64Array(node.size).fill(NaN),
  canonical: (node, canonical) => canonical.form(node),
};

export const variableAtom = leafAtom("variable", elsewhere);
export const parameterAtom = leafAtom("parameter", elsewhere);

export const constantAtom = leafAtom("constant", {
  evaluate: (_, node) => numbersOf(node),
  canonical: (node) => constantForm(numbersOf(node)),
});

function numbersOf({ leaf }: Node): Float64Array {
  return leaf?.kind === "constant" ? leaf.data : new Float64Array();
}

/** A number in an expansion. */
export function numberNode(value: number): Node {
  const data = Float64Array.of(value);
  return new Node(constantAtom, [], { shape: [] }, { kind: "constant", data }, signOfNumbers(data));
}

/** A leaf in print. */
export function leafText({ leaf, shape }: Node): string {
  const axes = shape.length === 0 ? "" : `[${shape.join(",")}]`;
  if (leaf?.kind !== "constant") return leaf?.name ?? `${leaf?.kind}${axes}`;
  const { data } = leaf;
  if (shape.length === 0) return `${data[0]}`;
  return shape.length === 1 && data.length <= 4 ? `[${data.join(", ")}]` : `constant${axes}`;
}
