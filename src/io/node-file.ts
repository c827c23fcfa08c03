/** Node's files as sources and sinks of bytes. */
import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError, type ByteSink, type ByteSource } from "./bytes.js";

/**
 * Fills a new file, and only then gives it its name.
 *
 * @param temporary what it is called until then; what is there is replaced.
 */
export async function replaceFile(
  path: string,
  fill: (sink: ByteSink) => Promise<void>,
  temporary = `${path}.${randomUUID().slice(0, 8)}.partial`,
): Promise<void> {
  const handle = await opened(temporary, "w");
  try {
    await fill(handleSink(handle));
    await handle.sync();
    await handle.close();
    await rename(temporary, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw named(path, error);
  }
  await syncFolder(path);
}

/** A new name is on the disk once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  // Not every system lets a folder be opened.
  const folder = await open(dirname(path), "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** @throws OptNetError where it cannot be opened. */
export function opened(path: string, flags: string | number): Promise<FileHandle> {
  return orNamed(path, () => open(path, flags));
}

/** @throws OptNetError, with the path, for what the system refuses: a full disk, missing rights, a folder. */
export async function orNamed<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw named(path, error);
  }
}

function named(path: string, error: unknown): unknown {
  return error instanceof Error && "code" in error ? unusable(path, error) : error;
}

export function unusable(path: string, error: unknown): Error {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const reads =
    code === "ENOENT" || code === "EISDIR" ? "Check the path." : "Check the path, its rights and the space.";
  return fileError(path, "a file that can be read and written here", code, reads);
}

export async function handleSource(handle: FileHandle, name: string): Promise<ByteSource> {
  const { size } = await handle.stat();
  const read = (at: number, part: Uint8Array) => orNamed(name, () => handle.read(part, 0, part.length, at));
  const readInto = async (offset: number, target: Uint8Array): Promise<void> => {
    for (let filled = 0; filled < target.length;) {
      const { bytesRead } = await read(offset + filled, target.subarray(filled));
      if (bytesRead === 0) {
        throw fileError(
          name,
          `${size} bytes`,
          `${offset + filled}`,
          "The file became shorter while it was read.",
        );
      }
      filled += bytesRead;
    }
  };
  return { name, size, readInto };
}

export function handleSink(handle: FileHandle): ByteSink {
  return {
    async write(offset, bytes) {
      for (let written = 0; written < bytes.length;) {
        written += (await handle.write(bytes, written, bytes.length - written, offset + written))
          .bytesWritten;
      }
    },
  };
}
