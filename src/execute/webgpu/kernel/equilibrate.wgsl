// Ruiz equilibration of [Q Aᵀ Gᵀ; A 0 0; G 0 0] (Ruiz 2001): divide rows and columns by the square root of their
// largest entry until all are near 1. Bounds need none: their rows are unit vectors. Every scale is rounded to a
// power of two, so that scaling is exact.

const SWEEPS = 10u;

// The power of two nearest to x on a logarithmic scale: its exponent, after a step of √2.
fn nearest_power_of_two(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x * 1.4142135) & 0x7f800000u);
}

fn scaled_entry(at: u32, j: u32) -> f32 { return abs(data[at]) * scale(j); }

// The largest entry of column i of [Q; A; G], or of row i − n of [A; G].
fn largest_entry(i: u32) -> f32 {
  let n = params.n;
  let e = params.e;
  var largest = 0.0;
  if (i >= n) {
    let row = numbers_of_row(i);
    for (var j = 0u; j < n; j++) { largest = max(largest, scaled_entry(row.start + j * row.step, j)); }
    return largest * scale(i);
  }
  if (params.quadratic == Q_DIAGONAL) { largest = scaled_entry(start_of(params.Q) + i, i); }
  if (params.quadratic == Q_DENSE) {
    for (var j = 0u; j < n; j++) { largest = max(largest, scaled_entry(start_of(params.Q) + j * n + i, j)); }
  }
  for (var k = 0u; k < e + params.m; k++) {
    let start = select(start_of(params.G) + (k - e) * n, start_of(params.A) + k * n, k < e);
    largest = max(largest, scaled_entry(start + i, n + k));
  }
  return largest * scale(i);
}

fn equilibrate() {
  let n = params.n;
  let count = params.order + params.m;
  for (var i = invocation; i < count; i += INVOCATIONS) { store(at_scales() + i, real(1.0)); }
  synchronise();
  for (var sweep = 0u; sweep < SWEEPS; sweep++) {
    for (var i = invocation; i < count; i += INVOCATIONS) { store(at_correction() + i, real(largest_entry(i))); }
    synchronise();
    for (var i = invocation; i < count; i += INVOCATIONS) {
      let largest = head(load(at_correction() + i));
      if (largest > 0.0) { store(at_scales() + i, real(scale(i) / sqrt(largest))); }
    }
    synchronise();
  }
  for (var i = invocation; i < count; i += INVOCATIONS) {
    store(at_scales() + i, real(nearest_power_of_two(scale(i))));
  }
  synchronise();
  // The scale of the cost brings the largest entry of Q and p near 1.
  var size = vec4<f32>(0.0);
  for (var i = invocation; i < n; i += INVOCATIONS) {
    size.x = max(size.x, abs(data[start_of(params.p) + i]) * scale(i));
    let start = start_of(params.Q);
    if (params.quadratic == Q_DIAGONAL) { size.x = max(size.x, scaled_entry(start + i, i) * scale(i)); }
    if (params.quadratic == Q_DENSE) {
      for (var j = 0u; j < n; j++) { size.x = max(size.x, scaled_entry(start + j * n + i, j) * scale(i)); }
    }
  }
  let largest = largest_of_all(size).x;
  if (invocation == 0u) {
    store(at_cost_scale(), real(select(1.0, nearest_power_of_two(1.0 / largest), largest > 0.0)));
  }
  synchronise();
}
