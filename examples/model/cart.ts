/** A cart on a rail, pushed for a fifth of a second at a time: its state is (position, speed). */
const DT = 0.2;
export const A = [
  [1, DT],
  [0, 1],
];
/** What a push adds to the state. */
export const B = [(DT * DT) / 2, DT];
