/**
 * The file of a run while it is being made. Every element has its place from the beginning, so that pieces may come in any
 * order; what stands between the arrays is written last, because it holds their checksums.
 */
import { rename, rm, stat, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { ArrayOutline, FileFormat, FileLayout } from "../../io/arrays.js";
import { fileError, type ByteSink } from "../../io/bytes.js";
import { littleEndian } from "../../io/dtype.js";
import type { Metadata } from "../../io/metadata.js";
import { handleSink, handleSource, opened, orNamed, replaceFile, syncFolder } from "../../io/node-file.js";
import { openArrays } from "../../io/open.js";
import { layoutOf, writeTo } from "../../io/write.js";

export interface OutputTerms {
  readonly path: string;
  /** Where it is made. */
  readonly temporary: string;
  readonly format: FileFormat;
  readonly compress: boolean;
  /** Arrays with a row per element, then others. */
  readonly rows: readonly ArrayOutline[];
  readonly others: readonly ArrayOutline[];
  readonly metadata: Metadata;
}

export class OutputFile {
  readonly #terms: OutputTerms;
  readonly #layout: FileLayout;
  readonly #handle: FileHandle;
  readonly #sink: ByteSink;
  readonly #inode: bigint;
  readonly #otherCrcs = new Map<string, number>();

  private constructor(terms: OutputTerms, layout: FileLayout, handle: FileHandle, inode: bigint) {
    this.#terms = terms;
    this.#layout = layout;
    this.#handle = handle;
    this.#sink = handleSink(handle);
    this.#inode = inode;
  }

  /** Opens the temporary file; makes it, or gives it its size, where that is needed. */
  static async open(terms: OutputTerms): Promise<OutputFile> {
    const layout = layoutFor(terms, terms.metadata);
    const handle = await opened(terms.temporary, "a").then(async (file) => {
      await file.close();
      return opened(terms.temporary, "r+");
    });
    return orNamed(terms.temporary, async () => {
      const { size, ino } = await handle.stat({ bigint: true });
      if (Number(size) !== layout.size) await handle.truncate(layout.size);
      return new OutputFile(terms, layout, handle, ino);
    });
  }

  /** Writes rows of an array, from row `first`. */
  write(name: string, first: number, rowBytes: number, bytes: Uint8Array): Promise<void> {
    const at = this.#layout.offsets.get(name)! + first * rowBytes;
    return orNamed(this.#terms.temporary, () => this.#sink.write(at, bytes));
  }

  /** The checksum of rows as they are on the disk. */
  async checksum(name: string, first: number, count: number, rowBytes: number): Promise<number> {
    const source = await handleSource(this.#handle, this.#terms.temporary);
    const buffer = new Uint8Array(Math.min(2 ** 20, count * rowBytes));
    let crc = 0;
    for (let at = 0; at < count * rowBytes; at += buffer.length) {
      const part = buffer.subarray(0, Math.min(buffer.length, count * rowBytes - at));
      await source.readInto(this.#layout.offsets.get(name)! + first * rowBytes + at, part);
      crc = crc32(part, crc);
    }
    return crc;
  }

  /** Writes one of the other arrays. */
  async writeWhole(name: string, data: Float64Array): Promise<void> {
    const bytes = littleEndian(data);
    await this.write(name, 0, 0, bytes);
    this.#otherCrcs.set(name, crc32(bytes));
  }

  sync(): Promise<void> {
    return orNamed(this.#terms.temporary, () => this.#handle.datasync());
  }

  /**
   * Completes the file and gives it its name.
   *
   * @param metadata as long, and with the same words, as those that the file was opened with.
   */
  finish(crcOf: (name: string) => number, metadata: Metadata): Promise<void> {
    return orNamed(this.#terms.path, () => this.#finish(crcOf, metadata));
  }

  async #finish(crcOf: (name: string) => number, metadata: Metadata): Promise<void> {
    const { path, temporary, rows } = this.#terms;
    const { frame } = layoutFor(this.#terms, metadata);
    for (const { offset, bytes } of frame((name) => this.#otherCrcs.get(name) ?? crcOf(name))) {
      await this.#sink.write(offset, bytes);
    }
    if (isDirect(this.#terms)) {
      await this.#handle.sync();
      await this.#requireOwn();
      await rename(temporary, path);
      await syncFolder(path);
    } else {
      const file = await openArrays(await handleSource(this.#handle, temporary));
      const isRows = (name: string): boolean => rows.some((one) => one.name === name);
      await replaceFile(
        path,
        (sink) => writeTo(sink, file, this.#terms, isRows),
        `${temporary}.${process.pid}`,
      );
      await rm(temporary, { force: true });
    }
  }

  /** Another run may have begun anew meanwhile: its file must not get the name. */
  async #requireOwn(): Promise<void> {
    const { temporary, path } = this.#terms;
    const found = await stat(temporary, { bigint: true }).catch(() => undefined);
    if (found?.ino === this.#inode) return;
    throw fileError(path, "one run for this file at a time", "another one", "Give the command again.");
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** What is compressed is made from a file that is not. */
function layoutFor(terms: OutputTerms, metadata: Metadata): FileLayout {
  const format = isDirect(terms) ? (terms.format as "npz") : "npz";
  return layoutOf(format, [...terms.rows, ...terms.others], metadata);
}

/** Whether the file that is being made is the file that is wanted. */
function isDirect({ format, compress }: OutputTerms): boolean {
  return format === "safetensors" || (format === "npz" && !compress);
}
