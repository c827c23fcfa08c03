// Answers the requests of gpu.ts from its own thread, which may wait for the GPU while the tests' thread sleeps.
import { workerData } from "node:worker_threads";

const { folder, signal, port } = workerData;
const flag = new Int32Array(signal);
const { solveAsync } = await import(`${folder}/adapters/webgpu/index.js`);
const { nodeDevice } = await import(`${folder}/adapters/webgpu/node.js`);

const DATA = [
  ...["shape", "z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective", "status"],
  ...["primalResidual", "dualResidual", "dualityGap", "iterations", "weaklyActive", "where"],
];
const solutions = new Map();
let device;
const faults = [];

const methods = {
  async open() {
    device = await nodeDevice({ software: true });
    device.onuncapturederror = ({ error }) => faults.push(error.message);
    return device.adapterInfo.description;
  },
  async solve(id, input, settings) {
    const notices = [];
    const solution = await solveAsync(
      input,
      { fallback: "error", ...settings, onNotice: (text) => notices.push(text) },
      device,
    );
    solutions.set(id, solution);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    const certificates = solution.status.map((_, element) => solution.certificate(element));
    return { ...Object.fromEntries(DATA.map((name) => [name, solution[name]])), certificates, notices };
  },
  vjp: (id, cotangents, options) => solutions.get(id).vjpAsync(cotangents, options),
  dispose(id) {
    solutions.get(id)?.dispose();
    solutions.delete(id);
  },
};

port.on("message", async ({ method, args }) => {
  let answer;
  try {
    answer = { value: await methods[method](...args) };
  } catch (error) {
    const { name, message, field, expected, got, hint } = error;
    answer = { error: { name, message, details: field && { field, expected, got, hint } } };
  }
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
