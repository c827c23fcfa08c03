/** A NATS server on a free port of this machine, with a folder of its own, that can be stopped and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface ServerOptions {
  /** Lines of a configuration file. */
  readonly config?: string;
  /** Default: true. */
  readonly jetStream?: boolean;
}

export class NatsServer {
  readonly folder = mkdtempSync(join(tmpdir(), "nats-"));
  readonly #options: ServerOptions;
  #process: ChildProcess | undefined;
  #port = -1;
  #webSocketPort: number | undefined;

  private constructor(options: ServerOptions) {
    this.#options = options;
  }

  static async start(options: ServerOptions = {}): Promise<NatsServer> {
    const server = new NatsServer(options);
    await server.start();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.#port}`;
  }

  /** Of the process, while there is one. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get port(): number {
    return this.#port;
  }

  /** Where the configuration has a `websocket` with port −1. */
  get webSocketUrl(): string {
    return `ws://127.0.0.1:${this.#webSocketPort}`;
  }

  /** On the port it had before. */
  async start(config = this.#options.config ?? ""): Promise<void> {
    const { jetStream = true } = this.#options;
    const file = join(this.folder, "server.conf");
    writeFileSync(file, config);
    const args = ["--config", file, "--addr", "127.0.0.1", "--port", String(this.#port)];
    if (jetStream) args.push("--jetstream", "--store_dir", join(this.folder, "jetstream"));
    args.push("--ports_file_dir", this.folder);
    // Debian has it where only root looks.
    const environment = { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin` };
    const child = spawn("nats-server", args, { stdio: ["ignore", "ignore", "pipe"], env: environment });
    let said = "";
    child.stderr.on("data", (data) => (said += String(data)));
    this.#process = child;
    const ports = join(this.folder, `nats-server_${child.pid}.ports`);
    // The file is there before its content is.
    const written = (): boolean => existsSync(ports) && readFileSync(ports, "utf8").trimEnd().endsWith("}");
    while (!written() || !said.includes("Server is ready")) {
      if (child.exitCode !== null) throw new Error(`nats-server ended: ${said}`);
      await sleep(20);
    }
    const found = JSON.parse(readFileSync(ports, "utf8")) as { nats: string[]; websocket?: string[] };
    this.#port = Number(new URL(found.nats[0]).port);
    this.#webSocketPort = found.websocket && Number(new URL(found.websocket[0]).port);
  }

  /** Ends it, gently or not; what is in its folder stays. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill(signal);
    });
    for (const name of readdirSync(this.folder)) if (name.endsWith(".ports")) rmSync(join(this.folder, name));
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
