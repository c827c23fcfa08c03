/** The libraries for Parquet, which are there if the user has installed them. */
import { OptNetError } from "../../index.js";
import { fileError } from "../bytes.js";

type Reader = typeof import("hyparquet") & typeof import("hyparquet/src/thrift.js");
type Writer = typeof import("hyparquet-writer");
type Compressors = typeof import("hyparquet-compressors").compressors;

export type Library = Reader & { readonly compressors: Compressors | undefined };

/** @throws OptNetError where it is not installed. */
export async function parquetReader(): Promise<Library> {
  try {
    const [reader, thrift] = await Promise.all([import("hyparquet"), import("hyparquet/src/thrift.js")]);
    return { ...reader, ...thrift, compressors: await moreCompressors() };
  } catch {
    throw missing("hyparquet", "reads");
  }
}

/** @throws OptNetError where it is not installed. */
export async function parquetWriter(): Promise<Writer> {
  try {
    return await import("hyparquet-writer");
  } catch {
    throw missing("hyparquet-writer", "writes");
  }
}

/** Beyond Snappy, which the reader has. */
async function moreCompressors(): Promise<Compressors | undefined> {
  try {
    return (await import("hyparquet-compressors")).compressors;
  } catch {
    return undefined;
  }
}

function missing(name: string, does: string): OptNetError {
  return new OptNetError({
    field: name,
    expected: `the package ${name}, which ${does} Parquet`,
    got: "nothing of that name",
    hint: `npm install ${name}`,
  });
}

/** Whatever the library stumbles over is the file's fault. */
export function broken(field: string, what: string, error: unknown): Error {
  const { message } = error as Error;
  const codec = /codec:? (\w+)/i.exec(message)?.[1];
  if (codec !== undefined) {
    return fileError(field, "compression by Snappy, or none", codec, "npm install hyparquet-compressors");
  }
  return fileError(field, `${what} that can be read`, message.slice(0, 120), "Copy or write it again.");
}
