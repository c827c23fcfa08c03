/** A program as the end of an address: deflated, and in letters that addresses may have. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

export async function toLink(program: string): Promise<string> {
  const packed = await through(new TextEncoder().encode(program), new CompressionStream("deflate-raw"));
  // Not all at once: a call has room for some ten thousand arguments.
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @returns undefined where the text holds no program. */
export async function fromLink(text: string): Promise<string | undefined> {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(
      await through(packed, new DecompressionStream("deflate-raw")),
    );
  } catch {
    return undefined;
  }
}
