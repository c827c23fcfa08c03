#!/usr/bin/env node
import { explain, OptNetError, solve } from "../index.js";
import { batchCommand, isBatchCommand } from "./batch/command.js";
import { printable } from "../problem/errors.js";
import { HELP, parseCommand, UsageError, type Command } from "./options.js";
import { requireWritable, writeWhole } from "./output.js";
import { readProblemFile } from "../io/node-problem.js";
import { ITERATION_HEADER, iterationLine, toJsonText, toText } from "./report.js";
import { version } from "./version.js";
import { isServeCommand, serveCommand } from "./serve/command.js";

type FileCommand = Extract<Command, { file: string }>;

// A reader that has seen enough (`optnet … | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  process.exit(fail(3, `standard output cannot be written: ${error.message}`));
});

process.exitCode = await main(process.argv.slice(2));

/** Carries out one command and returns its exit code; {@link HELP} lists them. */
async function main(args: readonly string[]): Promise<number> {
  try {
    if (isBatchCommand(args[0])) return await batchCommand(args);
    if (isServeCommand(args[0])) return await serveCommand(args);
    const command = parseCommand(args);
    if (command.name === "help") return print(HELP);
    if (command.name === "version") return print(`${version()}\n`);
    if (command.name === "solve") return await solveFile(command);
    const { file, settings, output } = command;
    if (output !== undefined) await requireWritable(output);
    const { problem } = await readProblemFile(file);
    return await deliver(`${explain(problem, settings)}\n`, output);
  } catch (error) {
    if (error instanceof UsageError) return fail(2, `${error.message}\nTry optnet --help.`);
    if (error instanceof OptNetError) return fail(3, error.message);
    return fail(4, (error as Error).stack ?? String(error));
  }
}

async function solveFile(command: FileCommand): Promise<number> {
  const { file: path, settings, verbose, all, json, output } = command;
  if (output !== undefined) await requireWritable(output);
  const file = await readProblemFile(path);
  for (const warning of file.warnings) process.stderr.write(`optnet: ${printable(warning)}\n`);
  const log = json || output !== undefined ? process.stderr : process.stdout;
  if (verbose) log.write(`${ITERATION_HEADER}\n`);
  const start = performance.now();
  const solution = solve(file.problem, {
    ...settings,
    ...(verbose && { onIteration: (report) => void log.write(`${iterationLine(report)}\n`) }),
  });
  const seconds = (performance.now() - start) / 1000;
  if (verbose) log.write("\n");
  const report = json ? toJsonText(file, solution, seconds) : toText(file, solution, seconds, all);
  await deliver(report, output);
  return solution.status.every((status) => status === "solved") ? 0 : 1;
}

/** Prints a report, or writes it to a file. */
async function deliver(report: string, output: string | undefined): Promise<0> {
  if (output === undefined) return print(report);
  await writeWhole(output, report);
  return 0;
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function fail(code: number, message: string): number {
  process.stderr.write(`optnet: ${message}\n`);
  return code;
}
