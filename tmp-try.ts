import { solve, sparse, explain } from "./src/index.js";
// chain of masses-like: states nx, inputs nu
function mpc(nx: number, nu: number, N: number, B: number) {
  const n = (nx + nu) * N, e = nx * N;
  let seed = 1; const rnd = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647 - 0.5; };
  const A = Array.from({ length: nx }, (_, i) => Array.from({ length: nx }, (_, j) => (i === j ? 0.95 : 0.3 * rnd())));
  const Bm = Array.from({ length: nx }, () => Array.from({ length: nu }, () => rnd()));
  const r: number[] = [], c: number[] = [], v: number[] = [];
  const put = (i: number, j: number, x: number) => { r.push(i); c.push(j); v.push(x); };
  for (let t = 0; t < N; t++) for (let i = 0; i < nx; i++) {
    const row = t * nx + i, own = t * (nx + nu);
    put(row, own + nu + i, 1);
    for (let j = 0; j < nu; j++) put(row, own + j, -Bm[i][j]);
    if (t > 0) for (let j = 0; j < nx; j++) put(row, own - nx + j, -A[i][j]);
  }
  const b = Array.from({ length: B }, () => { const x0 = Array.from({ length: nx }, () => 3 * rnd()); return Float64Array.from({ length: e }, (_, i) => (i < nx ? A[i].reduce((s, a, j) => s + a * x0[j], 0) : 0)); });
  const lower = new Float64Array(n), upper = new Float64Array(n);
  for (let k = 0; k < n; k++) { const isInput = k % (nx + nu) < nu; lower[k] = isInput ? -0.5 : -4; upper[k] = isInput ? 0.5 : 4; }
  const Q = Float64Array.from({ length: n }, (_, k) => (k % (nx + nu) < nu ? 0.1 : 1));
  return { Q: { diagonal: Q }, p: new Float64Array(n), A: sparse.fromTriplets([e, n], r, c, v), b, lower, upper };
}
for (const [nx, nu, N] of [[4, 1, 15], [4, 1, 15], [4,1,15], [4,1,50]]) {
  const q = mpc(nx, nu, N, 128);
  const s0 = solve(q as any, { form: "sparse" } as any); s0.dispose();
  const t = process.cpuUsage().user; const s = solve(q as any, { form: "sparse" } as any); const dt = process.cpuUsage().user - t;
  const t2 = process.cpuUsage().user; const d = solve(q as any); const dt2 = process.cpuUsage().user - t2;
  console.log(nx, nu, N, "us per problem sparse", dt / 128, "auto", dt2 / 128, s.status.filter((x: string) => x === "solved").length, d.solvedBy(0), "iterations", s.iterations[0], s.solvedBy(0), "worst diff", Math.max(...s.z.map((x: number, i: number) => Math.abs(x - d.z[i]))));
  s.dispose(); d.dispose();
}
