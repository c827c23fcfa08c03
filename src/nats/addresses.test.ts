import { expect, test } from "vitest";
import { readAddresses, withoutSecrets } from "./addresses.js";

test.each([
  ["nats://host:4222", { servers: ["nats://host:4222"] }],
  ["host", { servers: ["host"] }],
  ["nats://me:it@host:4222", { servers: ["nats://host:4222"], user: "me", pass: "it" }],
  ["me:a%40b%3A%2F@host", { servers: ["host"], user: "me", pass: "a@b:/" }],
  ["nats://me:100%@host", { servers: ["nats://host"], user: "me", pass: "100%" }],
  ["nats://me:a:b@host", { servers: ["nats://host"], user: "me", pass: "a:b" }],
  ["nats://t0ken@host", { servers: ["nats://host"], token: "t0ken" }],
  ["tls://host", { servers: ["tls://host"], tls: {} }],
  ["wss://me:it@host/path@7", { servers: ["wss://host/path@7"], user: "me", pass: "it" }],
])("%s", (address, expected) => {
  expect(readAddresses([address])).toEqual(expected);
});

test("of several, the first with a password counts, and TLS for one is TLS for all", () => {
  const { servers, user, tls } = readAddresses(["nats://a", "tls://me:it@b", "nats://you:it@c"]);
  expect([servers, user, tls]).toEqual([["nats://a", "tls://b", "nats://c"], "me", {}]);
});

test("what is shown has no secrets", () => {
  expect(withoutSecrets("tls://me:it@host:1")).toBe("tls://host:1");
});
