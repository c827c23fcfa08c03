/** Ten points in the plane with a label each: the data of both support vector machines. */
export const POINTS = [
  [1, 2], [2, 3], [2, 1], [3, 2.5], [1.4, 0.9], [-1, -1.5], [-2, -1], [-1.5, 0.5], [0.6, -1], [1.3, 1.1],
]; // prettier-ignore
export const LABELS = [1, 1, 1, 1, 1, -1, -1, -1, -1, -1];
