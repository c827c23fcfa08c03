/** Ends well where there is a WebGPU device for tests, and otherwise says why not. Run by needs.ts. */
import { nodeDevice } from "../../src/execute/webgpu/node.js";

try {
  await nodeDevice({ software: true });
  process.exit(0);
} catch (error) {
  process.stderr.write(String(error).replaceAll("\n", " "));
  process.exit(1);
}
