import { expect, test } from "vitest";

/** The memories that jax-js makes; it says nowhere how much of them is in use, but they grow when it runs out. */
const memories: WebAssembly.Memory[] = [];
const Memory = WebAssembly.Memory;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

function bytes(): number {
  return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

test("training leaks nothing", async () => {
  (globalThis as { Float16Array?: unknown }).Float16Array ??= Uint16Array;
  const { grad, init, jit, numpy: np, tree } = await import("@jax-js/jax");
  const { linearise, qp, qpAt } = await import("./index.js");
  await init("wasm");
  const [batch, n, e] = [64, 12, 4];
  const data = (length: number): InstanceType<typeof np.Array> =>
    np.array(Float64Array.from({ length }, (_, i) => Math.cos(i * i)));
  const A = data(e * n).reshape([e, n]);
  const b = data(e);
  const Q = new Float64Array(n).fill(1);
  let p = data(batch * n).reshape([batch, n]);
  const compiled = jit((p: typeof A, A: typeof b, at: ReturnType<typeof linearise>) =>
    grad((A: typeof b) => np.square(qpAt({ Q, p, A, b: new Float64Array(e) }, at)).sum())(A),
  );
  const step = (): void => {
    const gradient = grad((p: typeof A) => np.square(qp({ Q, p, A: A.ref, b: b.ref, lower: -1 })).sum())(
      p.ref,
    );
    p = p.sub(gradient.mul(0.01));
    const at = linearise({ Q, p: p.ref, A: A.ref, b: new Float64Array(e) });
    compiled(p.ref, A.ref, at).dispose();
  };
  for (let i = 0; i < 5; i++) step();
  expect(memories.length).toBeGreaterThan(0);
  const before = bytes();
  expect(before).toBeGreaterThan(batch * n * n * 8);
  // One array of Jacobians lost per step would be 70 kB, a page and more.
  for (let i = 0; i < 60; i++) step();
  expect(bytes() - before).toBeLessThan(3 * 65_536);

  // The measurement notices a leak.
  for (let i = 0; i < 60; i++) void linearise({ Q, p: p.ref, A: A.ref, b: b.ref });
  expect(bytes() - before).toBeGreaterThan(40 * 65_536);
  tree.dispose([A, b, p]);
  compiled.dispose();
});
