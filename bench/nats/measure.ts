/** Loops that are timed. */

export interface Rate {
  /** Calls a second, of all loops together. */
  readonly callsPerSecond: number;
  /** Of one call, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Some loops side by side, each calling again as soon as it has its answer, for so many seconds. */
export async function rateOf(call: (loop: number) => unknown, loops: number, seconds: number): Promise<Rate> {
  for (let loop = 0; loop < loops; loop++) await call(loop); // Connections, caches and compilers warm up.
  const times: number[] = [];
  const start = performance.now();
  const end = start + 1000 * seconds;
  const run = async (loop: number): Promise<void> => {
    for (let before = performance.now(); before < end;) {
      await call(loop);
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
  };
  await Promise.all(Array.from({ length: loops }, (_, loop) => run(loop)));
  const total = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { callsPerSecond: times.length / total, p50: at(0.5), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
