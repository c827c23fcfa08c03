import type { Settings } from "../../problem/settings.js";
import type { Arithmetic } from "./kernels.js";

/** Where an input lies in the `data` buffer, in numbers. */
export interface Place {
  readonly offset: number;
  readonly stride: number;
  readonly step: number;
  /** Where the transpose begins, of A and G. */
  readonly transpose: number;
}

export const NOWHERE: Place = { offset: 0, stride: 0, step: 0, transpose: 0 };

/** `Params` of kernel/memory.wgsl, field by field in its order. */
export interface Params {
  batch: number;
  n: number;
  e: number;
  m: number;
  quadratic: number;
  hasLower: number;
  hasUpper: number;
  low: number;
  resultLow: number;
  workStride: number;
  maxIterations: number;
  gradientField: number;
  gradientSize: number;
  gradientLow: number;
  cotangentLow: number;
  unsolved: number;
  tolerance: number;
  absoluteTolerance: number;
  /** The elements of one dispatch: `first` to `end − 1` of the chunk. */
  first: number;
  end: number;
  places: readonly Place[];
  /** Where the cotangents of z, nu, lambda, lambdaLower, lambdaUpper and the objective begin. */
  cotangents: readonly (number | undefined)[];
}

/** Constants of the method that depend on the arithmetic alone. */
interface Numerics {
  readonly stepRefinements: number;
  readonly exactRefinements: number;
  readonly rho: number;
  readonly rhoFloor: number;
  readonly delta: number;
  readonly deltaFloor: number;
  readonly activeRegularisation: number;
  readonly smallestPivot: number;
  readonly rhoTarget: number;
  readonly stepAccuracy: number;
  readonly exactAccuracy: number;
  readonly weak: number;
  /** Even where less is asked for: it takes an iteration or two more, and finds the active set that derivatives need. */
  readonly aim: number;
  /** The violation of a certificate, relative to its gain, that this arithmetic can tell from none. */
  readonly certificate: number;
}

const NUMERICS: Readonly<Record<Arithmetic, Numerics>> = {
  float32: {
    stepRefinements: 3,
    exactRefinements: 100,
    rho: 1e-5,
    rhoFloor: 1e-7,
    delta: 1e-4,
    deltaFloor: 1e-4,
    activeRegularisation: 3e-4,
    smallestPivot: 1e-6,
    rhoTarget: 1e-8,
    stepAccuracy: 1e-4,
    exactAccuracy: 1e-7,
    weak: 1e-4,
    aim: 1e-6,
    certificate: 1e-4,
  },
  compensated: {
    stepRefinements: 10,
    exactRefinements: 25,
    rho: 1e-8,
    rhoFloor: 1e-10,
    delta: 1e-8,
    deltaFloor: 1e-10,
    activeRegularisation: 1e-7,
    smallestPivot: 1e-13,
    rhoTarget: 1e-13,
    stepAccuracy: 1e-9,
    exactAccuracy: 1e-11,
    weak: 1e-7,
    aim: 1e-8,
    certificate: 4e-9,
  },
};

const NONE = 0xffffffff;
/** As good as no limit, in float32. */
const LARGEST = 3e38;
const WORDS = 76;

export function writeParams(params: Params, arithmetic: Arithmetic): ArrayBuffer {
  const words = new Uint32Array(WORDS);
  const floats = new Float32Array(words.buffer);
  const numerics = NUMERICS[arithmetic];
  const { places, cotangents } = params;
  words.set(
    [0, params.batch, params.n, params.e, params.m, params.quadratic, params.hasLower, params.hasUpper],
    0,
  );
  words.set([params.low, params.resultLow, params.workStride, params.maxIterations], 8);
  words.set([params.gradientField, params.gradientSize, params.gradientLow], 13);
  const tolerance = Math.min(params.tolerance, numerics.aim);
  floats[12] = params.tolerance / tolerance;
  words.set([numerics.stepRefinements, numerics.exactRefinements, params.cotangentLow], 16);
  const absolute = Math.min(params.absoluteTolerance, LARGEST);
  floats.set([params.unsolved, tolerance, absolute, numerics.certificate], 19);
  floats.set([numerics.rho, numerics.rhoFloor, numerics.delta, numerics.deltaFloor], 23);
  floats.set([numerics.activeRegularisation, numerics.smallestPivot, numerics.rhoTarget], 27);
  floats.set([numerics.stepAccuracy, numerics.exactAccuracy, numerics.weak], 30);
  words.set([params.first, params.end], 33);
  places.forEach(({ offset, stride, step, transpose }, i) => {
    words.set([offset, stride, step, transpose], 36 + 4 * i);
  });
  words.set(
    cotangents.map((offset) => offset ?? NONE),
    68,
  );
  return words.buffer;
}

/** What settings say, as far as the kernels know it. */
export function settingsParams(settings: Settings) {
  return {
    maxIterations: settings.maxIterations,
    tolerance: settings.tolerance,
    absoluteTolerance: settings.absoluteTolerance,
    unsolved: settings.unsolvedGradient === "nan" ? NaN : 0,
  };
}
