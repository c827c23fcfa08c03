/** Polygons and ellipses of the picture. */
import { normal, type HalfPlane, type Point, type Scene } from "./scene.js";

/** The part of a convex polygon that lies within a half-plane (Sutherland & Hodgman 1974). */
export function clip(polygon: readonly Point[], halfPlane: HalfPlane): Point[] {
  const [nx, ny] = normal(halfPlane);
  const outside = ([x, y]: Point): number => nx * (x - halfPlane.at[0]) + ny * (y - halfPlane.at[1]);
  return polygon.flatMap((here, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [a, b] = [outside(here), outside(next)];
    const kept: Point[] = a <= 0 ? [here] : [];
    if (a < 0 === b < 0 || a === 0 || b === 0) return kept;
    const share = a / (a - b);
    return [...kept, [here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1])]];
  });
}

/** The feasible points within the square |x|, |y| ≤ size. */
export function feasibleSet(halfPlanes: readonly HalfPlane[], size: number): Point[] {
  const square: Point[] = [
    [-size, -size],
    [size, -size],
    [size, size],
    [-size, size],
  ];
  return halfPlanes.reduce<Point[]>((polygon, halfPlane) => clip(polygon, halfPlane), square);
}

export interface Ellipse {
  readonly centre: Point;
  readonly radii: readonly [number, number];
  /** Degrees. */
  readonly turn: number;
}

/** The points where the objective is `level` above its least value. */
export function levelLine({ centre, curvatures, turn }: Scene, level: number): Ellipse {
  const [k, l] = curvatures;
  return {
    centre,
    radii: [Math.sqrt((2 * level) / k), Math.sqrt((2 * level) / l)],
    turn: (turn * 180) / Math.PI,
  };
}

/** How far the objective at a point is above its least value. */
export function heightAt({ centre, curvatures, turn }: Scene, point: Point): number {
  const [x, y] = [point[0] - centre[0], point[1] - centre[1]];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [k, l] = curvatures;
  return 0.5 * (k * (cos * x + sin * y) ** 2 + l * (cos * y - sin * x) ** 2);
}
