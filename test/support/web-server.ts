/** A server for pages in tests: each path has a reply, or there is none. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export interface Reply {
  readonly body: string | Uint8Array;
  /** What its ending says is what the browser is told. */
  readonly name: string;
  /** 200 where it does not say. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WebServer {
  /** On localhost, which browsers take for secure; without a slash at its end. */
  readonly address: string;
  close(): void;
}

/** @param replyTo a path that begins with a slash, without its query. Undefined is not found. */
export async function serveReplies(replyTo: (path: string) => Reply | undefined): Promise<WebServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, "http://localhost");
    const { body, name, status = 200, headers } = replyTo(decodeURIComponent(pathname)) ?? NOT_FOUND;
    response.writeHead(status, { "content-type": TYPES[extname(name)] ?? "text/plain", ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}`, close: () => void server.close() };
}

const NOT_FOUND: Reply = { body: "", name: "nothing.txt", status: 404 };

/** The file as a reply; undefined where there is none. */
export function fileReply(path: string): Reply | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  return { body: readFileSync(path), name: path };
}
