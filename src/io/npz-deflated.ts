/** A compressed `.npz`, whose sizes are known once it is written: headers are written last. */
import type { ArrayFile, StoredArray } from "./arrays.js";
import { byteLength } from "./arrays.js";
import type { ByteSink } from "./bytes.js";
import { writable } from "./dtype.js";
import { METADATA_NAME } from "./metadata.js";
import { metadataMember } from "./npz.js";
import { npyHeader } from "./npy.js";
import { crc32 } from "./zip/crc32.js";
import { directoryBytes, isLong, localHeader, localHeaderLength, type MemberOutline } from "./zip/layout.js";

/** @param pieces the bytes of an array. */
export async function writeDeflated(
  sink: ByteSink,
  { arrays, metadata }: Pick<ArrayFile, "arrays" | "metadata">,
  pieces: (array: StoredArray) => AsyncIterable<Uint8Array>,
): Promise<void> {
  const members: MemberOutline[] = [];
  let at = 0;
  const add = async (name: string, bound: number, content: AsyncIterable<Uint8Array>): Promise<void> => {
    // Data that do not shrink grow by a few bytes in 16 kB.
    const long = isLong(bound + bound / 1024 + 1024);
    const local = at;
    at += localHeaderLength(name, long);
    let crc = 0;
    let size = 0;
    let compressed = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      for await (const bytes of content) {
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes as Uint8Array<ArrayBuffer>;
      }
    };
    const reader = streamOf(counted()).pipeThrough(new CompressionStream("deflate-raw")).getReader();
    for (let part; !(part = await reader.read()).done;) {
      await sink.write(at, part.value);
      at += part.value.length;
      compressed += part.value.length;
    }
    const member = { name, deflated: true, crc, compressed, size, local };
    await sink.write(local, localHeader(member, long));
    members.push(member);
  };
  for (const [name, array] of arrays) {
    const dtype = writable(array.dtype);
    const header = npyHeader(dtype, array.shape);
    const content = async function* (): AsyncGenerator<Uint8Array> {
      yield header;
      yield* pieces(array);
    };
    await add(`${name}.npy`, header.length + byteLength(name, dtype, array.shape), content());
  }
  if (metadata.size > 0) {
    const words = metadataMember(metadata);
    const content = async function* (): AsyncGenerator<Uint8Array> {
      yield words;
    };
    await add(`${METADATA_NAME}.npy`, words.length, content());
  }
  await sink.write(at, directoryBytes(members, at));
}

function streamOf(content: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await content.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
