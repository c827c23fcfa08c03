import type { Size } from "../../tools/problems/problem.js";
import { sizeText } from "../../tools/problems/sizes.js";
import type { Measurement } from "./measure.js";

/** What bench/peers/qpth_cuda.py writes, per size and batch; milliseconds per batch. */
export interface PeerMeasurement extends Size {
  readonly batch: number;
  readonly forward: number;
  readonly backward: number;
}

export function readPeer(text: string): readonly PeerMeasurement[] {
  return (JSON.parse(text) as { measurements: readonly PeerMeasurement[] }).measurements;
}

const COLUMNS = [
  ...["n,e,m", "batch", "precision", "set-up", "upload", "forward", "read", "backward", "µs/QP", "CPU µs/QP"],
  ...["× CPU", "iter", "unsolved", "err z", "err dp"],
];

/**
 * Markdown, milliseconds per batch, and how many times longer one CPU core takes; with a peer, its forward and backward, and how
 * many times longer the forward takes.
 */
export function table(
  lines: readonly Measurement[],
  heading: boolean,
  peer: readonly PeerMeasurement[] = [],
): string {
  const columns = peer.length > 0 ? [...COLUMNS, "qpth forward", "qpth backward", "× qpth"] : COLUMNS;
  const rows = lines.map((line) => {
    const size = sizeText(line);
    const other = peer.find((one) => sizeText(one) === size && one.batch === line.batch);
    const cells = [
      ...[size, line.batch],
      line.precision,
      ...[line.setUp, line.upload, line.forward, line.read, line.backward].map((time) => time.toFixed(2)),
      line.microsecondsPerProblem.toFixed(2),
      line.cpuMicrosecondsPerProblem.toFixed(2),
      `${(line.cpuMicrosecondsPerProblem / line.microsecondsPerProblem).toFixed(1)}×`,
      line.iterations,
      line.unsolved,
      ...[line.errorZ, line.errorGradient].map((error) => error.toExponential(1)),
    ];
    if (peer.length === 0) return cells;
    if (other === undefined) return [...cells, "", "", ""];
    const times = [other.forward, other.backward].map((time) => time.toFixed(2));
    return [...cells, ...times, `${(other.forward / line.forward).toFixed(1)}×`];
  });
  const all = heading ? [columns, columns.map(() => "---"), ...rows] : rows;
  return all.map((row) => `| ${row.join(" | ")} |`).join("\n");
}
