/** Makes a binary from one that is much like it and their difference (scripts/binary-difference.mjs). */
export function applyDifference(base: Uint8Array, difference: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = difference[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  let last = 0;
  while (at < difference.length) {
    const fresh = number();
    const copied = number();
    const move = number();
    for (let i = 0; i < fresh; i++) bytes.push(difference[at++]);
    last += move & 1 ? -(move + 1) / 2 : move / 2;
    for (let i = 0; i < copied; i++) bytes.push(base[last++]);
  }
  return Uint8Array.from(bytes);
}
