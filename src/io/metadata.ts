/** Words beside the arrays: every file says what it holds and in which version of its format. */
import { fileError } from "./bytes.js";

export type Metadata = ReadonlyMap<string, string>;

/** Formats without room for words keep them in an array of this name. */
export const METADATA_NAME = "optnet";

/** What the files of this package hold, and the version in which they do. */
export const CONTENTS = {
  problem: { format: "optnet problem", version: 1 },
  solution: { format: "optnet solution", version: 1 },
  gradients: { format: "optnet gradients", version: 1 },
  layer: { format: "optnet layer", version: 1 },
} as const;

export type Content = keyof typeof CONTENTS;

export function metadataOf(content: Content, more: Readonly<Record<string, string>> = {}): Metadata {
  const { format, version } = CONTENTS[content];
  return new Map([["format", format], ["version", String(version)], ...Object.entries(more)]);
}

/** @throws OptNetError where a file says that it holds something else, or in a later version than is known here. */
export function requireContent(field: string, metadata: Metadata, content: Content): void {
  const format = metadata.get("format");
  // Files of other programs hold arrays and nothing else.
  if (format === undefined || !format.startsWith("optnet ")) return;
  const known = CONTENTS[content];
  if (format !== known.format) {
    throw fileError(field, `an ${known.format} file`, `an ${format} file`, "Pass the file that holds it.");
  }
  const version = metadata.get("version");
  if (version === String(known.version)) return;
  throw fileError(
    field,
    `version ${known.version} of an ${known.format} file`,
    version === undefined ? "none" : `version ${version}`,
    "Read it with the version of optnet that wrote it, or a later one.",
  );
}

export function serialiseMetadata(metadata: Metadata): string {
  return JSON.stringify(Object.fromEntries(metadata));
}

/** @throws OptNetError unless the text is a JSON object of strings. */
export function parseMetadata(field: string, text: string): Metadata {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    if (entries.every((entry): entry is [string, string] => typeof entry[1] === "string"))
      return new Map(entries);
  }
  throw fileError(field, "a JSON object of strings", "something else", "Leave the metadata out.");
}
