/**
 * What the host and the shaders must agree on, said once. The host writes and reads by these tables; `layoutSource`
 * makes of them the WGSL that stands in front of the shaders: structs, constants, and functions that say where
 * something begins. Names are camelCase here, snake_case there; constants are in capitals there.
 */
import type { FieldName } from "../../problem/problem.js";
import type { Status } from "../../problem/fields.js";
import { STATUSES } from "../../problem/fields.js";

/** The numbers of the factorisation: float32, or double-single with 48 bits. */
export const ARITHMETICS = {
  // Its iterate is double-single all the same.
  float32: { bytesPerNumber: 4, numbersOfIterate: 2 },
  compensated: { bytesPerNumber: 8, numbersOfIterate: 1 },
} as const;

export type Arithmetic = keyof typeof ARITHMETICS;

/** The sizes of a problem. */
export interface Sizes {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly lower: boolean;
  readonly upper: boolean;
}

/** What lengths of arrays are made of; the shaders get them in {@link PARAMS}. */
export type Lengths = Readonly<Record<LengthName, number>>;
type LengthName = "n" | "e" | "m" | "rows" | "order" | "unknowns" | "iterate" | "matrix";

export function lengthsOf(sizes: Sizes, arithmetic: Arithmetic): Lengths {
  const { variables: n, equalities: e, inequalities: m, lower, upper } = sizes;
  const rows = m + n * (Number(lower) + Number(upper));
  const order = n + e;
  const unknowns = order + rows;
  const iterate = ARITHMETICS[arithmetic].numbersOfIterate * unknowns;
  return { n, e, m, rows, order, unknowns, iterate, matrix: (order * (order + 1)) / 2 };
}

/** Arrays that lie one after the other, each with the lengths that its own is the sum of. */
type Sections = Readonly<Record<string, readonly (LengthName | number)[]>>;

/** What `result` holds for every element, apart from the report: sections `[batch, length]`, in this order. */
const OUTPUTS = {
  z: ["n"],
  nu: ["e"],
  lambda: ["m"],
  lambdaLower: ["n"],
  lambdaUpper: ["n"],
  slack: ["m"],
} as const satisfies Sections;

/** The outputs that buffers can hold. */
export type OutputArrayName = keyof typeof OUTPUTS;
export const OUTPUT_ARRAY_NAMES = Object.keys(OUTPUTS) as OutputArrayName[];

/** What the report says of an element, one number each. */
const REPORT = [
  "primalResidual",
  "dualResidual",
  "dualityGap",
  "objective",
  "objectiveLow",
  "status",
  "iterations",
  "weaklyActive",
] as const;
export type ReportName = (typeof REPORT)[number];

/** Numbers that only say which: their order is their value. */
export const reportIndex = (name: ReportName): number => REPORT.indexOf(name);

export const RESULT = { ...OUTPUTS, report: [REPORT.length] } as const satisfies Sections;
export type ResultName = keyof typeof RESULT;

/** The outputs that cotangents may be given of; the solution of the adjoint system has the same sections. */
export const ADJOINT = {
  z: ["n"],
  nu: ["e"],
  lambda: ["m"],
  lambdaLower: ["n"],
  lambdaUpper: ["n"],
  objective: [1],
} as const satisfies Sections;
export type CotangentName = keyof typeof ADJOINT;
export const COTANGENT_NAMES = Object.keys(ADJOINT) as CotangentName[];

/** The vectors of one element while it is solved, in numbers of the arithmetic at hand. */
export const VECTORS = {
  // What derivatives need afterwards, as the factors.
  weights: ["rows"],
  scales: ["order", "m"], // of z, rows of A, rows of G
  costScale: [1],
  // What only the solve needs.
  x: ["iterate"],
  right: ["unknowns"],
  step: ["unknowns"],
  correction: ["unknowns"],
  taken: ["unknowns"], // the correction that was taken last
  backup: ["unknowns"],
  s: ["rows"],
  slackStep: ["rows"],
  first: ["order"], // scratch
  second: ["order"],
} as const satisfies Sections;

/** The first vector that need not be kept. */
export const KEPT_UNTIL = "x" satisfies keyof typeof VECTORS;

export function lengthOf(section: readonly (LengthName | number)[], lengths: Lengths): number {
  return section.reduce<number>((sum, one) => sum + (typeof one === "number" ? one : lengths[one]), 0);
}

/** Where a section begins; without a name, the length of all. */
export function startOf<S extends Sections>(sections: S, lengths: Lengths, name?: keyof S): number {
  let start = 0;
  for (const [section, length] of Object.entries(sections)) {
    if (section === name) break;
    start += lengthOf(length, lengths);
  }
  return start;
}

/** The gradients that the shaders know, by their codes: 0, 1, …. */
const GRADIENTS = ["p", "Q", "diagonal", "A", "b", "G", "h", "lower", "upper"] as const;

export function gradientCode(name: FieldName | "diagonal"): number {
  return GRADIENTS.indexOf(name);
}

/** Kinds of Q, by their codes. */
const QUADRATICS = ["zero", "diagonal", "dense"] as const;

export function quadraticCode(kind: (typeof QUADRATICS)[number]): number {
  return QUADRATICS.indexOf(kind);
}

/** The statuses that the GPU gives, by their positions in {@link STATUSES}. */
const GPU_STATUSES: readonly Status[] = [
  "solved",
  "maxIterations",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
];

export function statusCode(status: Status): number {
  return STATUSES.indexOf(status);
}

export const statusOf = (code: number): Status => STATUSES[code];

/** The CPU has solved it, and has its derivatives. */
export const SOLVED_ELSEWHERE = STATUSES.length;

/** Workgroups in one row of a dispatch that makes numbers. */
export const ROW = 65535;
/** Invocations of a workgroup that makes as many numbers. */
export const NUMBERS_PER_WORKGROUP = 64;
/** Small gradients have few entries for many elements: so many entries of a workgroup … */
export const ENTRIES = 8;
/** … each of which so many invocations sum. */
const STRIPES = 32;
/** As good as infinite, and a number that every GPU has. */
export const INFINITE = 3e38;
/** What the probe writes for a case without faults; zeros are those of a kernel that did not run. */
export const FAULTLESS = 16;
/** Stands for the offset of what is not there. */
export const NONE = 0xffffffff;

type Struct = Readonly<Record<string, "u32" | "f32" | "Operand">>;

/** Where an input lies in `data`, in numbers. */
const OPERAND = {
  offset: "u32", // of element 0
  stride: "u32", // from element to element; 0 where the batch shares it
  step: "u32", // from entry to entry; 0 for a scalar bound, else 1
  transpose: "u32", // where the transpose of element 0 begins, of A and G
} as const satisfies Struct;

export type OperandLayout = { readonly [Name in keyof typeof OPERAND]: number };

/** The uniform of every kernel but that which transposes. What is larger than a word is first: nothing needs padding. */
export const PARAMS = {
  Q: "Operand",
  p: "Operand",
  A: "Operand",
  b: "Operand",
  G: "Operand",
  h: "Operand",
  lower: "Operand",
  upper: "Operand",
  zero: "u32", // 0, which compilers cannot know
  batch: "u32",
  n: "u32", // variables
  e: "u32", // equalities
  m: "u32", // inequalities
  rows: "u32", // of C: m of G, then n lower and n upper bounds where the problem has any
  order: "u32", // of the factored matrix: z, nu
  unknowns: "u32", // z, nu, lambda
  iterate: "u32", // numbers of the iterate
  matrix: "u32", // entries of the factored matrix's lower triangle
  quadratic: "u32", // see QUADRATICS
  hasLower: "u32", // 1 or 0
  hasUpper: "u32",
  first: "u32", // the elements of this dispatch: from here
  end: "u32", // to before here
  workStride: "u32", // numbers of one element in `work`
  dataLow: "u32", // from the high to the low part of a number in `data`; 0 where there are none
  resultLow: "u32", // the same in `result`
  cotangentLow: "u32",
  gradientLow: "u32",
  gradientField: "u32", // see GRADIENTS
  gradientSize: "u32", // entries of one element
  // Where the cotangents of each output begin, or NONE.
  cotangentZ: "u32",
  cotangentNu: "u32",
  cotangentLambda: "u32",
  cotangentLambdaLower: "u32",
  cotangentLambdaUpper: "u32",
  cotangentObjective: "u32",
  unsolved: "f32", // the adjoint of elements without a solution: 0 or NaN
  tolerance: "f32", // relative to the largest term of its kind; what is aimed at
  loose: "f32", // the tolerance that was asked for, in units of that
  absoluteTolerance: "f32",
  maxIterations: "u32",
  stepRefinements: "u32",
  exactRefinements: "u32",
  infeasibilityTolerance: "f32", // of a certificate, relative to its gain
  rho: "f32", // regularisation at the start; it follows mu down to the floor
  rhoFloor: "f32",
  delta: "f32",
  deltaFloor: "f32",
  activeRegularisation: "f32",
  smallestPivot: "f32", // relative to the diagonal
  rhoTarget: "f32", // the regularisation of z that refinement leaves in a step
  stepAccuracy: "f32",
  exactAccuracy: "f32",
  weak: "f32", // slack and multiplier below this count as zero
} as const satisfies Struct;

/** The uniform of the kernel that writes a transpose. */
export const TRANSPOSE = {
  matrix: "u32", // where that of element 0 begins
  transpose: "u32",
  rows: "u32",
  columns: "u32",
  numbers: "u32", // of all elements
  dataLow: "u32", // as in Params
} as const satisfies Struct;

export type ValuesOf<S extends Struct> = {
  readonly [Name in keyof S]: S[Name] extends "Operand" ? OperandLayout : number;
};
export type Params = ValuesOf<typeof PARAMS>;
export type Transpose = ValuesOf<typeof TRANSPOSE>;

/** Bytes of a uniform. */
export function bytesOf(struct: Struct): number {
  const words = Object.values(struct).reduce((sum, type) => sum + (type === "Operand" ? 4 : 1), 0);
  return 16 * Math.ceil(words / 4);
}

/** The words of a uniform, as the shaders read them. */
export function wordsOf<S extends Struct>(struct: S, values: ValuesOf<S>): ArrayBuffer {
  const words = new DataView(new ArrayBuffer(bytesOf(struct)));
  let at = 0;
  const put = (type: "u32" | "f32", value: number): void => {
    if (type === "u32") words.setUint32(at, value, true);
    else words.setFloat32(at, value, true);
    at += 4;
  };
  for (const [name, type] of Object.entries(struct)) {
    const value = values[name as keyof S];
    if (type !== "Operand") put(type, value as number);
    else
      for (const part of Object.keys(OPERAND))
        put("u32", (value as OperandLayout)[part as keyof OperandLayout]);
  }
  return words.buffer;
}

function snake(name: string): string {
  return name.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, letter: string) => `${before}_${letter.toLowerCase()}`,
  );
}

function structSource(name: string, struct: Struct): string {
  const fields = Object.entries(struct).map(([field, type]) => `  ${snake(field)}: ${type},\n`);
  return `struct ${name} {\n${fields.join("")}}\n`;
}

function codesSource(names: readonly string[], prefix = ""): string {
  return names.map((name, i) => `const ${prefix}${snake(name).toUpperCase()} = ${i}u;\n`).join("");
}

/** One function per section, that says where it begins; `times` is what every length is multiplied by. */
function sectionsSource(prefix: string, sections: Sections, times = ""): string {
  const before: string[] = [];
  const functions = Object.entries(sections).map(([name, lengths]) => {
    const start = before.length === 0 ? "0u" : `${times}(${before.join(" + ")})`;
    before.push(...lengths.map((one) => (typeof one === "number" ? `${one}u` : `params.${one}`)));
    return `fn ${prefix}${snake(name)}() -> u32 { return ${start}; }\n`;
  });
  return functions.join("");
}

function lengthSource(name: string, sections: Sections): string {
  const lengths = Object.values(sections).flat();
  const sum = lengths.map((one) => (typeof one === "number" ? `${one}u` : `params.${one}`)).join(" + ");
  return `fn ${name}() -> u32 { return ${sum}; }\n`;
}

/** Constants and structs, for every module. */
export const typesSource = [
  codesSource(REPORT, "REPORT_"),
  `const REPORT = ${REPORT.length}u;\n`,
  codesSource(GRADIENTS, "OF_"),
  codesSource(QUADRATICS, "Q_"),
  ...GPU_STATUSES.map((status) => `const ${snake(status).toUpperCase()} = ${statusCode(status)}u;\n`),
  `const SOLVED_ELSEWHERE = ${SOLVED_ELSEWHERE}u;\n`,
  ...Object.entries({ ROW, NUMBERS_PER_WORKGROUP, ENTRIES, STRIPES, FAULTLESS, NONE }).map(
    ([name, value]) => `const ${name} = ${value}u;\n`,
  ),
  `const INFINITE = ${INFINITE};\n`,
  structSource("Operand", OPERAND),
  structSource("Params", PARAMS),
  structSource("Transpose", TRANSPOSE),
].join("");

/** Where things begin, for modules with `params: Params`. */
export const startsSource = [
  sectionsSource("at_", VECTORS),
  `fn kept_vectors() -> u32 { return at_${KEPT_UNTIL}(); }\n`,
  sectionsSource("at_result_", RESULT, "params.batch * "),
  sectionsSource("at_adjoint_", ADJOINT),
  lengthSource("adjoint_length", ADJOINT),
].join("");
