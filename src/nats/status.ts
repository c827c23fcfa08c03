/** What a connection tells of itself beside all answers: in its own time, and to whoever listens. */
import { PermissionViolationError, type NatsConnection, type Status } from "@nats-io/nats-core";
import { OptNetError } from "../problem/errors.js";

export interface StatusListener {
  /** What was under way when the connection broke may be lost. */
  reconnected(): void;
  /** The server does not let this connection do something. */
  forbidden(operation: Operation, subject: string, error: OptNetError): void;
}

type Operation = "publish" | "subscription";

/** From now until the connection or the signal ends. */
export async function watchStatus(
  connection: NatsConnection,
  signal: AbortSignal,
  listener: StatusListener,
): Promise<void> {
  const statuses = connection.status() as AsyncIterable<Status> & { stop?(): void };
  signal.addEventListener("abort", () => statuses.stop?.(), { once: true });
  for await (const status of statuses) {
    if (signal.aborted) return;
    if (status.type === "reconnect") listener.reconnected();
    if (status.type !== "error" || !(status.error instanceof PermissionViolationError)) continue;
    const { operation, subject } = status.error;
    listener.forbidden(operation, subject, forbidden(operation, subject));
  }
}

function forbidden(operation: Operation, subject: string): OptNetError {
  return new OptNetError({
    field: "permissions",
    expected: `leave to ${operation === "publish" ? "publish to" : "subscribe to"} ${subject}`,
    got: "none",
    hint: "The server's configuration, or the account's, says who may do what; the guide lists what optnet needs.",
  });
}
