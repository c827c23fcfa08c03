/** The libraries for Parquet, which are there if the user has installed them. */
import { OptNetError } from "../../index.js";

export type Reader = typeof import("hyparquet") & typeof import("hyparquet/src/thrift.js");
export type Writer = typeof import("hyparquet-writer");
type Compressors = typeof import("hyparquet-compressors").compressors;

/** @throws OptNetError where it is not installed. */
export async function parquetReader(): Promise<Reader & { readonly compressors: Compressors | undefined }> {
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
