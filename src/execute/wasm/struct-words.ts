/** Structs that are written again and again. */
import type { Address, FieldOf, StructName } from "./layout.js";
import { LAYOUT, writeStruct } from "./layout.js";

/** A struct as words, which are written faster than field by field. */
export interface StructWords {
  readonly at: Address;
  readonly words: Int32Array;
}

export function structWords<S extends StructName>(
  at: Address,
  struct: S,
  values: { readonly [F in FieldOf<S>]?: number },
): StructWords {
  const words = new Int32Array(LAYOUT[struct].bytes / 4);
  writeStruct(words, 0, struct, values);
  return { at, words };
}
