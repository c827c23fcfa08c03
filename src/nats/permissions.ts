/** What the server does not let this connection do: it says so only in its own time, beside all answers. */
import { PermissionViolationError, type NatsConnection } from "@nats-io/nats-core";
import { OptNetError } from "../problem/errors.js";

/** Tells of everything that is forbidden, from now until the connection ends. */
export async function watchPermissions(
  connection: NatsConnection,
  tell: (operation: "publish" | "subscription", subject: string, error: OptNetError) => void,
): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type !== "error" || !(status.error instanceof PermissionViolationError)) continue;
    const { operation, subject } = status.error;
    tell(operation, subject, forbidden(operation, subject));
  }
}

function forbidden(operation: "publish" | "subscription", subject: string): OptNetError {
  return new OptNetError({
    field: "permissions",
    expected: `leave to ${operation === "publish" ? "publish to" : "subscribe to"} ${subject}`,
    got: "none",
    hint: "The server's configuration, or the account's, says who may do what; the guide lists what optnet needs.",
  });
}
