/** One run of `optnet batch`: reads, has solved, writes, and notes what is done. */
import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileError } from "../../io/bytes.js";
import { metadataOf, type Metadata } from "../../io/metadata.js";
import { orNamed } from "../../io/node-file.js";
import type { SolverReply } from "./chunk.js";
import { Workers } from "./workers.js";
import { openInput, numbersPerElement, readElements, type BatchInput } from "./input.js";
import { createJournal, openJournal, readJournal, type Journal, type JournalRecord } from "./journal.js";
import { checksumsOf, chunkChecksums, FILES, NUMBERS, numbersWord, readNumbersWord } from "./numbers.js";
import type { BatchCommand } from "./options.js";
import { OutputFile, type OutputTerms } from "./output.js";
import {
  bufferOffsets,
  chunkSize,
  describeJob,
  outlinesOf,
  planBatch,
  widthOf,
  type BatchPlan,
} from "./plan.js";
import { Progress, statusCounts, type Display, type Summary } from "./progress.js";
import { DoneRanges } from "./ranges.js";
import { finishedBefore, jobWords, requireOtherFile, requireSameJob, shardMetadata } from "./result.js";
import { nodesOf, TreeSum } from "./tree.js";

/** Bytes after which what was written is sent to the disk, so that at the end little is left to wait for. */
const SYNC_BYTES = 2 ** 26;

/**
 * @param signal ends the run early; what is done stays done.
 * @throws OptNetError for files that are not what they should be.
 */
export async function runBatch(
  command: BatchCommand,
  display: Display | undefined,
  signal: AbortSignal,
): Promise<Summary> {
  const start = performance.now();
  const input = await openInput(command.inputs, command.cotangents);
  try {
    const plan = planBatch(input, command);
    const job = describeJob(input, plan, command.settings);
    const words = metadataOf("solution", { ...jobWords(job), ...shardMetadata(plan) });
    const paths = pathsOf(command.out, words);
    await requireOtherFile(command.out, [...command.inputs, command.cotangents ?? ""]);
    if (command.fresh) await discard(command.out, paths);
    const numbers = (): Promise<string> => readNumbersWord(input, plan.first, plan.last);
    const finished = await finishedBefore(command.out, words, numbers);
    const problems = plan.last - plan.first;
    const summary = (now: number, counts: readonly number[]): Summary => ({
      ...{ out: command.out, problems, now, statuses: statusCounts(counts) },
      seconds: (performance.now() - start) / 1000,
    });
    if (finished !== undefined) {
      await discardTemporary(paths);
      return summary(0, finished);
    }
    const run = new Run(command, input, plan, words, paths);
    return await run.complete(display, signal, summary).catch(async (error: unknown) => {
      // Another run of the same command may have been faster: then its files are gone and the result is there.
      const counts = await finishedBefore(command.out, words, numbers).catch(() => undefined);
      if (counts === undefined) throw error;
      await discardTemporary(paths);
      return summary(0, counts);
    });
  } finally {
    await input.close();
  }
}

interface Paths {
  readonly journal: string;
  readonly temporary: string;
}

function pathsOf(out: string, words: Metadata): Paths {
  const hash = createHash("sha256")
    .update(JSON.stringify([...words]))
    .digest("hex")
    .slice(0, 12);
  return { journal: `${out}.journal`, temporary: `${out}.${hash}.partial` };
}

/** Removes what runs need only until their result is there, those of killed runs included. */
async function discardTemporary({ journal, temporary }: Paths): Promise<void> {
  const names = [journal, temporary].map((path) => basename(path));
  for (const name of await readdir(dirname(journal)).catch(() => [])) {
    const isOurs = names.some((one) => name === one || name.startsWith(`${one}.`));
    if (isOurs) await rm(join(dirname(journal), name), { force: true });
  }
}

async function discard(out: string, paths: Paths): Promise<void> {
  await discardTemporary(paths);
  await orNamed(out, () => rm(out, { force: true }));
}

/** Buffers of a chunk on its way: read, solved, written, and used again. */
interface Slot {
  input: ArrayBuffer;
  output: ArrayBuffer;
}

class Run {
  readonly #command: BatchCommand;
  readonly #input: BatchInput;
  readonly #plan: BatchPlan;
  readonly #words: Metadata;
  readonly #paths: Paths;
  readonly #done: DoneRanges;
  /** Sums over the batch. */
  readonly #trees: readonly TreeSum[];
  /** The arrays that are read for every element. */
  readonly #read: readonly { readonly name: string; readonly size: number }[];
  #unsynced = 0;
  #syncing: Promise<void> | undefined;
  /** Why something did not come to the disk: the system says that once. */
  #unsaved: { readonly reason: unknown } | undefined;

  constructor(command: BatchCommand, input: BatchInput, plan: BatchPlan, words: Metadata, paths: Paths) {
    this.#command = command;
    this.#input = input;
    this.#plan = plan;
    this.#words = words;
    this.#paths = paths;
    this.#read = [...input.own, ...input.cotangents];
    this.#done = new DoneRanges([...plan.outputs.map(widthOf), ...this.#read.map(({ size }) => 8 * size)]);
    this.#trees = plan.sums.map(() => new TreeSum(plan.leaves));
  }

  async complete(
    display: Display | undefined,
    signal: AbortSignal,
    summary: (now: number, counts: readonly number[]) => Summary,
  ): Promise<Summary> {
    const plan = this.#plan;
    const records = await this.#earlier();
    const output = await OutputFile.open(this.#outputTerms());
    if (records === undefined) {
      await createJournal(this.#paths.journal, Object.fromEntries(this.#words));
      await this.#earlier(); // Another run may have begun it first.
    }
    const journal = await openJournal(this.#paths.journal);
    try {
      await this.#resume(output, records ?? []);
      const before = this.#done.count;
      const progress = new Progress(display, plan.last - plan.first, before);
      await this.#solveMissing(output, journal, progress, signal).finally(() => progress.end());
      await this.#finish(output);
      const counts = this.#done.ranges[0]?.statuses ?? [];
      await discardTemporary(this.#paths);
      return summary(plan.last - plan.first - before, counts);
    } finally {
      await Promise.all([output.close(), journal.close()]);
    }
  }

  /** What the journal says was done; undefined where there is none. */
  async #earlier(): Promise<readonly JournalRecord[] | undefined> {
    const found = await readJournal(this.#paths.journal);
    if (found !== undefined) requireSameJob(this.#paths.journal, found.job, this.#words);
    return found?.records;
  }

  /** @param checksums of the numbers that were read; until they are known, their place is kept. */
  #metadata(checksums: readonly number[]): Metadata {
    const numbers = numbersWord(this.#read, checksums);
    const files: Metadata = this.#plan.shard ? new Map([[FILES, this.#input.files]]) : new Map();
    return new Map([...this.#words, ...files, [NUMBERS, numbers]]);
  }

  #outputTerms(): OutputTerms {
    const { out: path, format, compress } = this.#command;
    const { first, last, leaf, leaves, shard, sums } = this.#plan;
    const nodes = nodesOf(first / leaf, Math.ceil(last / leaf), leaves).length;
    return {
      ...{ path, temporary: this.#paths.temporary, format, compress, metadata: this.#metadata([]) },
      rows: outlinesOf(this.#plan),
      // A shard has parts of each sum; all parts together are the sum.
      others: sums.map(({ name, shape }) => ({
        ...{ name: shard ? `nodes.${name}` : name, dtype: "float64" },
        shape: shard ? [nodes, ...shape] : shape,
      })),
    };
  }

  /**
   * Takes over what earlier runs have done. Only what is on the disk as the journal has it counts: power may have failed
   * before it came there.
   *
   * @throws OptNetError where inputs have changed since.
   */
  async #resume(output: OutputFile, records: readonly JournalRecord[]): Promise<void> {
    const { outputs, first: begin } = this.#plan;
    const perElement = numbersPerElement(this.#input);
    for (const record of [...records].sort((a, b) => a.first - b.first)) {
      const { first, count, inputs, crcs, statuses, nodes } = record;
      if (this.#done.has(first)) continue;
      const numbers = new Float64Array(count * perElement);
      await readElements(this.#input, first, count, numbers);
      if (checksumsOf(this.#read, count, numbers.buffer).some((crc, i) => crc !== inputs[i])) {
        const range = `problems ${first} to ${first + count - 1}`;
        const hint = "Begin anew with --fresh, or give --out another name.";
        throw fileError(this.#paths.journal, "the inputs of the run so far", `others, in ${range}`, hint);
      }
      const onDisk = await Promise.all(
        outputs.map((one) => output.checksum(one.name, first - begin, count, widthOf(one))),
      );
      if (onDisk.some((crc, i) => crc !== crcs[i])) continue;
      this.#done.add({ first, count, crcs: [...crcs, ...inputs], statuses });
      for (const { level, index, sums } of nodes) {
        sums.forEach((sum, i) => this.#trees[i].add({ level, index }, fromBase64(sum)));
      }
    }
  }

  async #solveMissing(
    output: OutputFile,
    journal: Journal,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const { first, last, sums, ...rest } = this.#plan;
    const { threads, chunk, settings } = this.#command;
    const size = chunkSize(this.#input, this.#plan, threads, chunk);
    const missing = [...this.#done.missing(first, last, size)];
    if (missing.length === 0) return;
    const { variables, equalities, inequalities, shared, patterns, own, cotangents } = this.#input;
    const crew = new Workers(Math.min(threads, missing.length), {
      ...{ variables, equalities, inequalities, shared, patterns, settings, sums, ...rest },
      // Beside one thread that solves, this one has time for them.
      checks: threads > 1,
      own: own.map(({ name, shape, size }) => ({ name, shape, size })),
      cotangents: cotangents.map(({ name, shape, size }) => ({ name, shape, size })),
    });
    const abort = (): void => crew.stop(signal.reason);
    signal.addEventListener("abort", abort);
    const largest = Math.max(...missing.map(({ count }) => count));
    const slots: Slot[] = Array.from({ length: 2 * threads + 1 }, () => ({
      input: new ArrayBuffer(8 * largest * numbersPerElement(this.#input)),
      output: new ArrayBuffer(bufferOffsets(this.#plan.outputs, largest).length),
    }));
    const underWay = new Set<Promise<void>>();
    let failed: { readonly reason: unknown } | undefined;
    try {
      for (const { first, count } of missing) {
        while (slots.length === 0) await Promise.race(underWay);
        if (failed || signal.aborted) break;
        const slot = slots.pop()!;
        await readElements(
          this.#input,
          first,
          count,
          new Float64Array(slot.input, 0, count * numbersPerElement(this.#input)),
        );
        const work = crew
          .solve({ first, count, ...slot })
          .then(async (reply) => {
            await this.#keep(output, journal, reply);
            slots.push({ input: reply.input, output: reply.output });
            progress.add(count);
          })
          .catch((reason: unknown) => {
            failed ??= { reason };
            slots.push(slot);
          })
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
    } finally {
      await Promise.all(underWay);
      signal.removeEventListener("abort", abort);
      crew.stop(new Error("the run has ended"));
    }
    signal.throwIfAborted();
    if (failed) throw failed.reason;
  }

  /** Writes a chunk, and then that it is written. */
  async #keep(
    output: OutputFile,
    journal: Journal,
    { first, count, input, output: buffer, statuses, checksums, nodes }: SolverReply,
  ) {
    this.#requireSaved();
    const { outputs, first: begin } = this.#plan;
    const { offsets } = bufferOffsets(outputs, count);
    for (const [i, one] of outputs.entries()) {
      const bytes = new Uint8Array(buffer, offsets[i], count * widthOf(one));
      await output.write(one.name, first - begin, widthOf(one), bytes);
      this.#unsynced += bytes.length;
    }
    const kept = nodes.map(({ level, index, sums }) => ({ level, index, sums: sums.map(toBase64) }));
    const { inputs, crcs } =
      checksums ?? chunkChecksums({ ...this.#input, outputs }, { count, input, output: buffer });
    await journal.append({ first, count, inputs, crcs, statuses, nodes: kept });
    this.#done.add({ first, count, crcs: [...crcs, ...inputs], statuses });
    for (const { level, index, sums } of nodes) {
      sums.forEach((sum, i) => this.#trees[i].add({ level, index }, sum));
    }
    if (this.#unsynced < SYNC_BYTES || this.#syncing) return;
    this.#unsynced = 0;
    this.#syncing = Promise.all([output.sync(), journal.sync()])
      .then(
        () => undefined,
        (reason: unknown) => void (this.#unsaved ??= { reason }),
      )
      .finally(() => (this.#syncing = undefined));
  }

  /** @throws OptNetError where something that was written did not come to the disk. */
  #requireSaved(): void {
    if (this.#unsaved !== undefined) throw this.#unsaved.reason;
  }

  async #finish(output: OutputFile): Promise<void> {
    await this.#syncing;
    this.#requireSaved();
    const { others } = this.#outputTerms();
    for (const [i, { name }] of others.entries()) {
      const { nodes } = this.#trees[i];
      const all = new Float64Array(nodes.length * (nodes[0]?.sum.length ?? 0));
      nodes.forEach(({ sum }, k) => all.set(sum, k * sum.length));
      await output.writeWhole(name, all);
    }
    const { outputs } = this.#plan;
    const crcs = this.#done.ranges[0]?.crcs ?? [];
    const crcOf = (name: string): number => crcs[outputs.findIndex((one) => one.name === name)] ?? 0;
    await output.finish(crcOf, this.#metadata(crcs.slice(outputs.length)));
  }
}

function toBase64(sum: Float64Array): string {
  return Buffer.from(sum.buffer, sum.byteOffset, sum.byteLength).toString("base64");
}

function fromBase64(text: string): Float64Array {
  const bytes = Buffer.from(text, "base64");
  return new Float64Array(Uint8Array.from(bytes).buffer);
}
