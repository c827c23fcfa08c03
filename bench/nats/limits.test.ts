import { expect, test } from "vitest";
import { serviceLimit, trainingLimit } from "./limits.js";

test("workers are the first limit of a service of few machines, its server of one of many", () => {
  const cost = { client: 1e-4, worker: 2 ** -6, server: 2 ** -13 };
  expect(serviceLimit(10, cost, 2000)).toEqual({
    ...{ workers: 10_240, server: 131_072, network: 625_000, clientCores: 1.024, first: "workers" },
  });
  expect(serviceLimit(1000, cost, 2000)).toMatchObject({ first: "server" });
  expect(serviceLimit(1000, cost, 20_000)).toMatchObject({ network: 62_500, first: "network" });
});

test("a step loses what its coordinator and its network take", () => {
  const small = trainingLimit(10, { leaf: 1, bytes: 0 }, { each: 1e-3, perByte: 0 });
  expect(small).toMatchObject({ weights: 0, coordinator: 0.16 });
  expect(small.lost).toBeCloseTo(0.16 / 1.16);
  const large = trainingLimit(100, { leaf: 1, bytes: 1.25e6 }, { each: 0, perByte: 1e-10 });
  expect(large).toMatchObject({ weights: 1.6, gradients: 1.6 });
  expect(large.lost).toBeCloseTo(3.2 / 4.2);
});
