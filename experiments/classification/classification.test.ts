import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../tools/run-program.js";
import { runEpochs } from "../../tools/epochs.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { createClassifier, unsolvedOf } from "./classifiers.js";
import { classifierCourse } from "./course.js";
import { drawDigits, SIDE } from "./draw-digits.js";
import { parseIdx, readImages } from "./idx.js";
import { slice } from "./images.js";

beforeAll(() => startTensorFlow());
const folder = temporaryFolder();

describe("IDX files", () => {
  const images = [
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255, 5, 4, 3, 2, 1, 0,
  ];
  const labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const imagesPath = write("images", Uint8Array.from(images));
  const labelsPath = write("labels.gz", gzipSync(Uint8Array.from(labels)));

  it("are images and labels, compressed or not", () => {
    const read = readImages(imagesPath, labelsPath);
    expect([read.count, read.height, read.width]).toEqual([2, 2, 3]);
    expect([...read.labels]).toEqual([7, 9]);
    expect([...read.pixels.subarray(0, 6)].map((value) => value.toFixed(1))).toEqual(
      ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], // prettier-ignore
    );
  });

  it("are refused where they are cut off, of another type, or of another part", () => {
    expect(() => parseIdx(Uint8Array.from(images.slice(0, -1)), "cut")).toThrow(
      /cut: expected 12 numbers \(2 × 2 × 3\), got 11/,
    );
    expect(() => parseIdx(Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 0]), "floats")).toThrow(/type 13/);
    expect(() => parseIdx(Uint8Array.from([80, 75, 3, 4]), "zip")).toThrow(/zip: expected an IDX file/);
    const three = write("three", Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]));
    expect(() => readImages(imagesPath, three)).toThrow(/three: expected 2 labels.*got 3/);
    expect(() => readImages(join(folder, "none"), three)).toThrow(/expected a readable IDX file/);
  });
});

describe("drawn digits", () => {
  const digits = drawDigits(500, 3);

  it("depend on the seed alone and show all ten", () => {
    expect(slice(digits, 0, 20)).toEqual(drawDigits(20, 3));
    expect(new Set(digits.labels).size).toBe(10);
    expect(digits.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it("look alike within a class: the nearest of others is mostly of the same", () => {
    const pixels = SIDE * SIDE;
    const distance = (a: number, b: number): number => {
      let sum = 0;
      for (let k = 0; k < pixels; k++)
        sum += (digits.pixels[a * pixels + k] - digits.pixels[b * pixels + k]) ** 2;
      return sum;
    };
    let right = 0;
    for (let image = 0; image < 100; image++) {
      let nearest = 100;
      for (let other = 101; other < 500; other++) {
        if (distance(image, other) < distance(image, nearest)) nearest = other;
      }
      right += Number(digits.labels[nearest] === digits.labels[image]);
    }
    expect(right).toBeGreaterThan(60);
  });
});

describe("the classifier with an OptNet layer", () => {
  const parts = {
    training: drawDigits(300, 1),
    validation: drawDigits(50, 2),
    test: drawDigits(100, 3),
  };

  it("learns in a course, and every program is solved", async () => {
    const model = createClassifier("optnet", SIDE * SIDE, 40, 1);
    const schedule = { epochs: 12, batch: 30, learningRate: 3e-3, seed: 1 };
    const { history } = await runEpochs(classifierCourse(model, parts, schedule));
    expect(history.at(-1)!.loss).toBeLessThan(0.5 * history[0].loss);
    expect(history.at(-1)!.metrics.test).toBeLessThan(0.5);
    expect(unsolvedOf(model)).toBe(0);
  });

  it("trains with model.fit like any other", async () => {
    const model = createClassifier("optnet", SIDE * SIDE, 40, 1);
    model.compile({ optimizer: tf.train.adam(3e-3), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const { pixels, labels, count } = parts.training;
    const x = tf.tensor2d(pixels, [count, SIDE * SIDE]);
    const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), 10);
    const { history } = await model.fit(x, y, { epochs: 8, batchSize: 30, verbose: 0 });
    expect(history["loss"].at(-1)).toBeLessThan(0.6 * (history["loss"][0] as number));
  });
});
