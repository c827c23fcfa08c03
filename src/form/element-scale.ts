/**
 * The two powers of two that an element has of its own: the size of its variables, in the units that the matrices
 * decide, and that of its objective. With them the interior point sees numbers near 1 whatever the right-hand sides.
 *
 * Bounds that are far away must not decide: an upper bound of 1e12 on a variable of size 1 often means that there is
 * none. They are brought near, to `reach`; where the answer then meets the true bounds with the right
 * complementarity, it is the answer. Where it does not, the variables are as large as the nearest bound that was
 * brought near, and the element is solved again on that scale.
 */
import { exponentOf } from "./powers.js";
import { maxAbs } from "../matrix/dense.js";
import type { Problem } from "../problem/problem.js";
import { boundAt } from "../problem/problem.js";
import { fixedValues, gradientAt, rightSide } from "./element-data.js";
import type { Units } from "./units.js";

export interface ElementScale {
  /** Multiplies the matrices' units of the variables. */
  readonly primal: number;
  /** Bounds with more room than this, in units of the primal scale, are brought to it. */
  readonly reach: number;
  /** The smallest size of variables that right-hand sides speak of, in the matrices' units. */
  readonly smallest: number;
  /** The size to try next, if bounds were brought near or the objective pulls further. */
  readonly next: number | undefined;
}

/** Room, in units of the primal scale, that is still worth its own number. */
const REACH = 2 ** 24;

/** Room of which a multiple may be no number: nothing is measured in it. */
export const ENDLESS = 2 ** 900;

/** The share of rooms that are smaller than the one that an element is first measured by. */
const SMALL = 0.1;

/** What an element's size depends on besides its right-hand sides. */
export interface ScaledMatrices {
  /** The variables that bounds do not fix. */
  readonly free: Int32Array;
  readonly units: Units;
  /** The largest entry of Q in these units of the variables. */
  readonly curvature: number;
}

/** What the right-hand sides say of an element's size, in the matrices' units. */
export class ElementSizes {
  /** The largest of what forces z away from 0: b, negative h, positive lower and negative upper bounds. */
  readonly #forcing: number;
  /** p in units of Q: where z would be without constraints; Infinity where Q is 0 and p is not. */
  readonly #pull: number;
  /** Positive room around 0 that inequalities leave, ascending. */
  readonly #rooms: readonly number[];

  constructor(problem: Problem, element: number, { free, units, curvature }: ScaledMatrices) {
    const { inequalities: m } = problem;
    const fixed = fixedValues(problem, element);
    const gradient = gradientAt(problem, element, fixed);
    const p = Float64Array.from(free, (index, i) => gradient[index] * units.z[i]);
    const cost = maxAbs(p);
    this.#pull = cost === 0 ? 0 : curvature === 0 ? Infinity : cost / curvature;
    const rooms: number[] = [];
    let forcing = maxAbs(rightSide(problem, element, "A", "b", fixed).map((value, i) => value * units.A[i]));
    const note = (room: number): void => {
      if (room < 0) forcing = Math.max(forcing, -room);
      else if (room > 0 && room < ENDLESS) rooms.push(room);
    };
    const h = rightSide(problem, element, "G", "h", fixed);
    for (let i = 0; i < m; i++) if (units.parts.G[i] >= 0) note(h[i] * units.G[i]);
    for (let i = 0; i < free.length; i++) {
      note(-boundAt(problem.lower, element, free[i], -Infinity) / units.z[i]);
      note(boundAt(problem.upper, element, free[i], Infinity) / units.z[i]);
    }
    this.#forcing = forcing;
    this.#rooms = rooms.sort((a, b) => a - b);
  }

  /**
   * The smallest size that the right-hand sides give a reason for, 1 where there is none: below a small part of it,
   * everything is rounding.
   */
  get smallest(): number {
    const room = this.#rooms[0] ?? 0;
    const known = [this.#forcing, this.#pull, room].filter((size) => size > 0 && size < Infinity);
    return known.length > 0 ? Math.min(...known) : 1;
  }

  /** The scale to try first. */
  first(): ElementScale {
    const rooms = this.#rooms;
    const room = rooms.length > 0 ? rooms[Math.floor(SMALL * rooms.length)] : Infinity;
    const free = Math.min(this.#pull, room);
    // Without curvature only what forces z says where it is; room is there to be used where nothing else is known.
    const known = this.#pull < Infinity || this.#forcing === 0;
    const size = Math.max(this.#forcing, known && free < Infinity ? free : 0);
    return this.#scaleFor(size > 0 ? size : 1);
  }

  /** The scale after one whose answer was not the answer. */
  after({ next }: ElementScale): ElementScale | undefined {
    return next === undefined ? undefined : this.#scaleFor(next);
  }

  #scaleFor(size: number): ElementScale {
    const primal = 2 ** exponentOf(size);
    const far = this.#rooms.find((room) => room > REACH * primal) ?? Infinity;
    const pull = this.#pull > REACH * primal ? this.#pull : Infinity;
    const next = Math.min(far, pull);
    return { primal, reach: REACH, smallest: this.smallest, next: next < Infinity ? next : undefined };
  }
}
