/** Data-parallel training whose weights do not depend on the number of workers. */
export { Coordinator } from "./coordinator.js";
export type { CoordinatorOptions, Total } from "./coordinator.js";
export { computeBunch } from "./bunch.js";
export type { Outcome } from "./bunch.js";
export { Lost } from "./crew.js";
export type { Crew, Member, Task, TrainingEvent } from "./crew.js";
export { localCrew } from "./local.js";
export { identityOf, leavesOf } from "./program.js";
export type { Identity, Leaf, LeafProgram, LeafResult, Step } from "./program.js";
export { TreeSum } from "./tree.js";
export { arithmetic } from "./arithmetic.js";
