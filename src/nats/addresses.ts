/**
 * Addresses of servers as people write them. The clients of NATS take host and port from them and leave the rest aside:
 * a password would not be sent, and `tls://` would not insist on TLS.
 */

/** What addresses say, as options of the clients of NATS. */
export interface Addressed {
  readonly servers: string[];
  readonly user?: string;
  readonly pass?: string;
  readonly token?: string;
  readonly tls?: object;
}

const SECRETS = /^([a-z]+:\/\/)?([^@/]*)@/i;

/** `nats://user:password@host`, or with a token in place of both; the first that has any counts for all. */
export function readAddresses(addresses: readonly string[]): Addressed {
  const secrets = addresses.map((address) => SECRETS.exec(address)?.[2]).find((found) => found !== undefined);
  const [user, pass] = (secrets ?? "").split(/:(.*)/s).map(decoded);
  return {
    servers: addresses.map(withoutSecrets),
    ...(secrets !== undefined && (pass === undefined ? { token: user } : { user, pass })),
    ...(addresses.some((address) => /^tls:/i.test(address)) && { tls: {} }),
  };
}

/** For errors and logs, which others read. */
export function withoutSecrets(address: string): string {
  return address.replace(SECRETS, "$1");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
