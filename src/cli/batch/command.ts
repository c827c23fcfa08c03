/** `optnet batch` and `optnet merge`, as the command line has them. */
import { BATCH_HELP, parseBatch, parseMerge } from "./options.js";
import { mergeParts } from "./merge.js";
import { summaryText, type Summary } from "./progress.js";
import { runBatch } from "./run.js";

/** Ends by these are no failure: what is done stays done. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

class Interrupted extends Error {
  readonly code: number;

  constructor(code: number) {
    super("interrupted; the same command goes on where it was");
    this.code = code;
  }
}

export function isBatchCommand(name: string | undefined): boolean {
  return name === "batch" || name === "merge";
}

/** @returns the exit code. @throws UsageError and OptNetError, as the other commands. */
export async function batchCommand([name, ...args]: readonly string[]): Promise<number> {
  if (name === "merge") {
    const command = parseMerge(args);
    if (command === undefined) return help();
    return report(await mergeParts(command), command);
  }
  const command = parseBatch(args);
  if (command === undefined) return help();
  const controller = new AbortController();
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = (): void => controller.abort(new Interrupted(code));
    process.once(signal, handler);
    return [signal, handler] as const;
  });
  try {
    const summary = await runBatch(command, command.quiet ? undefined : process.stderr, controller.signal);
    return report(summary, command);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.stderr.write(`optnet: ${error.message}\n`);
    return error.code;
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

function help(): number {
  process.stdout.write(BATCH_HELP);
  return 0;
}

function report(
  summary: Summary,
  { json, acceptUnsolved }: { json: boolean; acceptUnsolved: boolean },
): number {
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
  return acceptUnsolved || summary.statuses.solved === summary.problems ? 0 : 1;
}
