/**
 * Images and labels from IDX files, the format of MNIST: two zero bytes, the type of the numbers, the number of
 * axes, their lengths as big-endian 32-bit integers, and the numbers. May be compressed with gzip.
 *
 * Source: Y. LeCun, C. Cortes, C. J. C. Burges, the MNIST database of handwritten digits.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { OptNetError } from "optnet";
import type { Images } from "./images.js";

/** Numbers of an IDX file: bytes, as in MNIST. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTES = 0x08;

/**
 * Reads bytes in IDX format.
 *
 * @param name how messages call it.
 * @throws OptNetError for other contents: no IDX, other numbers than unsigned bytes, too few or too many of them.
 */
export function parseIdx(content: Uint8Array, name: string): IdxArray {
  const wrong = (expected: string, got: string): never => {
    throw new OptNetError({
      field: name,
      expected,
      got,
      hint: "MNIST's files are called train-images-idx3-ubyte, train-labels-idx1-ubyte and so on.",
    });
  };
  const isCompressed = content[0] === 0x1f && content[1] === 0x8b;
  const bytes = isCompressed ? gunzipSync(content) : content;
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) wrong("an IDX file", "something else");
  const [, , type, axes] = bytes;
  if (type !== UNSIGNED_BYTES) wrong("unsigned bytes (type 8)", `type ${type}`);
  const start = 4 + 4 * axes;
  if (bytes.length < start) wrong(`the lengths of ${axes} axes`, `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== start + size)
    wrong(`${size} numbers (${shape.join(" × ")})`, String(bytes.length - start));
  return { shape, data: Uint8Array.from(bytes.subarray(start)) };
}

/**
 * Images and their labels from two files.
 *
 * @throws OptNetError where a file cannot be read, or where the two do not belong together.
 */
export function readImages(imagesPath: string, labelsPath: string): Images {
  const images = parseIdx(readBytes(imagesPath), basename(imagesPath));
  const labels = parseIdx(readBytes(labelsPath), basename(labelsPath));
  const expectShape = ({ shape }: IdxArray, path: string, axes: number, count = shape[0]): void => {
    if (shape.length === axes && shape[0] === count) return;
    throw new OptNetError({
      field: basename(path),
      expected: axes === 3 ? "images: 3 axes" : `${count} labels: 1 axis, one for each image`,
      got: shape.join(" × "),
      hint: "Give --images and --labels of the same part.",
    });
  };
  expectShape(images, imagesPath, 3);
  expectShape(labels, labelsPath, 1, images.shape[0]);
  const [count, height, width] = images.shape;
  return {
    ...{ count, height, width },
    pixels: Float32Array.from(images.data, (value) => value / 255),
    labels: labels.data,
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new OptNetError({
      field: path,
      expected: "a readable IDX file",
      got: error instanceof Error ? error.message : String(error),
      hint: "Check the path; relative paths start where the command was typed.",
    });
  }
}
