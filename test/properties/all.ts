import { HOPELESS } from "./hopeless.js";
import { PLANTED } from "./planted.js";
import { POSITIONS } from "./positions.js";
import type { Property } from "./property.js";

/** All properties, for the test suite and for fuzzing. */
export const PROPERTIES: readonly Property[] = [...PLANTED, ...HOPELESS, ...POSITIONS];
