/** Loops that are timed, and what they cost each process. */
import { readFileSync } from "node:fs";
import { quantile } from "../../tools/statistics.js";

/** Seconds of processor time that one call costs. */
export interface Cost {
  readonly client: number;
  readonly worker: number;
  readonly server: number;
}

export interface Rate {
  /** Calls a second, of all loops together. */
  readonly callsPerSecond: number;
  /** Of one call, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Where the system tells it of other processes. */
  readonly cost: Cost | undefined;
  /** That a call takes there and back; 0 in this process. */
  readonly bytes: number;
}

/** Which processes take part besides this one, and what has passed between them so far. */
export interface Others {
  readonly worker: number;
  readonly server: number;
  bytes(): number;
}

/** Some loops side by side, each calling again as soon as it has its answer, for so many seconds. */
export async function rateOf(
  call: (loop: number) => unknown,
  { loops, seconds, others }: { loops: number; seconds: number; others?: Others },
): Promise<Rate> {
  for (let loop = 0; loop < loops; loop++) await call(loop); // Connections, caches and compilers warm up.
  const times: number[] = [];
  const [before, bytesBefore] = [spent(others), others?.bytes() ?? 0];
  const start = performance.now();
  const end = start + 1000 * seconds;
  const run = async (loop: number): Promise<void> => {
    for (let last = performance.now(); last < end;) {
      await call(loop);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
  };
  await Promise.all(Array.from({ length: loops }, (_, loop) => run(loop)));
  const total = (performance.now() - start) / 1000;
  const [after, bytesAfter] = [spent(others), others?.bytes() ?? 0];
  const per = (name: keyof Cost): number => (after![name] - before![name]) / times.length;
  return {
    ...{ callsPerSecond: times.length / total, p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
    bytes: (bytesAfter - bytesBefore) / times.length,
    cost: before && after && { client: per("client"), worker: per("worker"), server: per("server") },
  };
}

/** Seconds of processor time so far. */
function spent(others: Others | undefined): Cost | undefined {
  const [worker, server] = [others?.worker, others?.server].map(secondsOf);
  if (worker === undefined || server === undefined) return undefined;
  const { user, system } = process.cpuUsage();
  return { client: (user + system) / 1e6, worker, server };
}

/** Of a process, where there is Linux's /proc, which counts in hundredths. */
function secondsOf(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
