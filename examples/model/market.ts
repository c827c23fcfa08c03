/** Five assets: expected returns, and the covariance of returns. */
export const RETURNS = [0.08, 0.12, 0.1, 0.05, 0.07];
export const SIGMA = [
  [0.1, 0.03, 0.02, 0.0, 0.01],
  [0.03, 0.2, 0.05, 0.01, 0.02],
  [0.02, 0.05, 0.15, 0.01, 0.01],
  [0.0, 0.01, 0.01, 0.04, 0.0],
  [0.01, 0.02, 0.01, 0.0, 0.06],
];
