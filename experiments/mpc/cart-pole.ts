/**
 * A pole on a cart, to be kept upright by a bounded force: state (position m, velocity m/s, angle rad, rate rad/s),
 * angle 0 upright.
 *
 * Source: Barto, Sutton & Anderson 1983, without friction.
 */
export const STATES = 4;
export type State = readonly number[];

/** Newtons, either way. */
export const MOST_FORCE = 6;
/** Seconds that a force stays the same. */
export const STEP = 0.1;

const GRAVITY = 9.81;
const CART = 1;
const POLE = 0.1;
/** From pivot to the middle of the pole, metres. */
const HALF_LENGTH = 0.5;

function derivative([, velocity, angle, rate]: State, force: number): number[] {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const total = CART + POLE;
  const push = (force + POLE * HALF_LENGTH * rate * rate * sin) / total;
  const turn = (GRAVITY * sin - cos * push) / (HALF_LENGTH * (4 / 3 - (POLE * cos * cos) / total));
  return [velocity, push - (POLE * HALF_LENGTH * turn * cos) / total, rate, turn];
}

/** The state one step later, by ten steps of Runge and Kutta's fourth order. */
export function advance(state: State, force: number): number[] {
  const substeps = 10;
  const dt = STEP / substeps;
  let now = [...state];
  const moved = (slope: readonly number[], by: number): number[] =>
    now.map((value, i) => value + by * slope[i]);
  for (let i = 0; i < substeps; i++) {
    const k1 = derivative(now, force);
    const k2 = derivative(moved(k1, dt / 2), force);
    const k3 = derivative(moved(k2, dt / 2), force);
    const k4 = derivative(moved(k3, dt), force);
    now = moved(
      k1.map((slope, j) => (slope + 2 * k2[j] + 2 * k3[j] + k4[j]) / 6),
      dt,
    );
  }
  return now;
}

/** The step near the upright state, x′ ≈ A x + B force, by central differences. */
export function linearised(): { A: number[][]; B: number[] } {
  const h = 1e-5;
  const rest = new Array<number>(STATES).fill(0);
  const slope = (high: number[], low: number[]): number[] =>
    high.map((value, i) => (value - low[i]) / (2 * h));
  const columns = rest.map((_, j) => {
    const at = (by: number): number[] => advance(rest.map((value, i) => (i === j ? by : value)), 0); // prettier-ignore
    return slope(at(h), at(-h));
  });
  return {
    A: rest.map((_, i) => columns.map((column) => column[i])),
    B: slope(advance(rest, h), advance(rest, -h)),
  };
}
