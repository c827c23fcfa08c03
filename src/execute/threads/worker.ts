/**
 * What runs in a worker. scripts/bundle-worker.mjs makes one text of it and of all that it imports
 * (worker.generated.ts), so that a worker needs no file of its own, which no bundler would miss.
 */
import { serve } from "./serve.js";
import { READY } from "./thread.js";

interface Port {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
}

/** In a worker of Node. */
export function serveNode(
  port: Port & { on(event: "message", listener: (data: unknown) => void): void },
): void {
  port.on(
    "message",
    serve((message, transfer) => port.postMessage(message, transfer)),
  );
  port.postMessage(READY);
}

/** In a worker of a page. While it lives it holds a lock, by whose end the page learns of its own. */
export function serveBrowser(): void {
  const scope = globalThis as unknown as Port & {
    addEventListener(event: "message", listener: (event: { data: unknown }) => void): void;
  };
  const answer = serve((message, transfer) => scope.postMessage(message, transfer ?? []));
  scope.addEventListener("message", ({ data }) => answer(data));
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) {
    scope.postMessage(READY);
    return;
  }
  const lock = `optnet ${Math.random()}`;
  const forEver = new Promise(() => undefined);
  locks
    .request(lock, () => {
      scope.postMessage({ lock });
      scope.postMessage(READY);
      return forEver;
    })
    .catch(() => scope.postMessage(READY));
}
