import type { Measurement } from "./measure.js";

/** What bench/peers/qpth_cuda.py writes, per size and batch; milliseconds per batch. */
export interface PeerMeasurement {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly batch: number;
  readonly forward: number;
  readonly backward: number;
}

export function readPeer(text: string): readonly PeerMeasurement[] {
  return (JSON.parse(text) as { measurements: readonly PeerMeasurement[] }).measurements;
}

const COLUMNS = [
  ...[
    "n,e,m",
    "batch",
    "precision",
    "set-up",
    "upload",
    "forward",
    "read",
    "backward",
    "µs/QP",
    "CPU µs/QP",
    "× CPU",
    "iter",
    "unsolved",
  ],
  ...["err z", "err dp"],
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
    const other = peer.find(
      (one) =>
        one.variables === line.variables &&
        one.equalities === line.equalities &&
        one.inequalities === line.inequalities &&
        one.batch === line.batch,
    );
    const cells = [
      `${line.variables},${line.equalities},${line.inequalities}`,
      line.batch,
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
    return other
      ? [
          ...cells,
          other.forward.toFixed(2),
          other.backward.toFixed(2),
          `${(other.forward / line.forward).toFixed(1)}×`,
        ]
      : [...cells, "", "", ""];
  });
  const all = heading ? [columns, columns.map(() => "---"), ...rows] : rows;
  return all.map((row) => `| ${row.join(" | ")} |`).join("\n");
}
