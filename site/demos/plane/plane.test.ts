import { describe, expect, it } from "vitest";
import { answerTo, learned, pathOf } from "./answer.js";
import { clip, feasibleSet, heightAt, levelLine } from "./geometry.js";
import { FIRST_SCENE, normal, problemOf, SCENES, shifted, type Point, type Scene } from "./scene.js";

const solved = Object.entries(SCENES).filter(([, scene]) => answerTo(scene).status === "solved");

describe("the scenes", () => {
  it("show every status", () => {
    const statuses = Object.values(SCENES).map((scene) => answerTo(scene).status);
    expect(new Set(statuses)).toEqual(new Set(["solved", "primalInfeasible", "dualInfeasible"]));
  });

  it.each(solved)("%s: forces are in balance, and the solution is feasible", (_name, scene) => {
    const { z, pull, pushes, lambda, slack } = answerTo(scene);
    for (const axis of [0, 1]) {
      expect(pushes.reduce((sum, push) => sum + push[axis], pull[axis])).toBeCloseTo(0, 9);
    }
    const { G, h } = problemOf(scene);
    G.forEach(([a, b], i) => {
      expect(h[i] - a * z[0] - b * z[1]).toBeCloseTo(slack[i], 9);
      expect(slack[i]).toBeGreaterThan(-1e-9);
      expect(lambda[i] * slack[i]).toBeCloseTo(0, 9);
    });
  });

  it.each(solved)("%s: gradients are those of differences", (_name, scene) => {
    const { gradient } = answerTo(scene);
    const step = 1e-5;
    const slope = (change: (by: number) => Scene): number =>
      (answerTo(change(step)).loss - answerTo(change(-step)).loss) / (2 * step);
    for (const axis of [0, 1]) {
      const move = (by: number): Point => scene.centre.map((value, i) => (i === axis ? value + by : value)) as unknown as Point; // prettier-ignore
      expect(gradient.centre[axis]).toBeCloseTo(
        slope((by) => ({ ...scene, centre: move(by) })),
        5,
      );
    }
    scene.halfPlanes.forEach((_, i) => {
      const at = (by: number): Scene => ({
        ...scene,
        halfPlanes: scene.halfPlanes.map((one, j) => (i === j ? shifted(one, by) : one)),
      });
      expect(gradient.h[i]).toBeCloseTo(slope(at), 5);
    });
  });

  it("prove that there is no feasible point, or no end", () => {
    const none = answerTo(SCENES["No feasible point"]);
    expect(none.certificate?.kind).toBe("primalInfeasible");
    const endless = answerTo(SCENES["Without end"]).certificate;
    expect(endless?.kind).toBe("dualInfeasible");
  });

  it("learn: steps against the gradient bring the solution to the target", () => {
    let scene = FIRST_SCENE;
    const first = answerTo(scene).loss;
    for (let i = 0; i < 200; i++) scene = learned(scene, answerTo(scene), 0.3);
    expect(first).toBeGreaterThan(1);
    expect(answerTo(scene).loss).toBeLessThan(1e-6);
  });

  it("have a path of the interior point, which ends at the solution", () => {
    const path = pathOf(FIRST_SCENE);
    const { z } = answerTo(FIRST_SCENE);
    expect(path.length).toBeGreaterThan(2);
    expect(path.at(-1)![0]).toBeCloseTo(z[0], 6);
    expect(path.at(-1)![1]).toBeCloseTo(z[1], 6);
  });
});

describe("the picture", () => {
  it("clips to half-planes", () => {
    const corners = feasibleSet([{ at: [1, 0], angle: 0 }], 2);
    expect(Math.max(...corners.map(([x]) => x))).toBeCloseTo(1, 12);
    expect(corners).toHaveLength(4);
    expect(feasibleSet([{ at: [-3, 0], angle: 0 }], 2)).toEqual([]);
    expect(clip([], { at: [0, 0], angle: 1 })).toEqual([]);
  });

  it("draws the level line through a point", () => {
    const point: Point = [0.3, -1.2];
    const { radii, turn, centre } = levelLine(FIRST_SCENE, heightAt(FIRST_SCENE, point));
    const angle = (turn * Math.PI) / 180;
    const [x, y] = [point[0] - centre[0], point[1] - centre[1]];
    const along = Math.cos(angle) * x + Math.sin(angle) * y;
    const across = Math.cos(angle) * y - Math.sin(angle) * x;
    expect((along / radii[0]) ** 2 + (across / radii[1]) ** 2).toBeCloseTo(1, 9);
  });

  it("has unit normals", () => {
    for (const one of FIRST_SCENE.halfPlanes) expect(Math.hypot(...normal(one))).toBeCloseTo(1, 11);
  });
});
