// Is double-single arithmetic exact on this device, the way it was specialised? Every invocation checks one pair of
// numbers against integer arithmetic, which no compiler bends.

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> data: array<f32>; // a, b and the exact low parts, 4 per invocation
@group(0) @binding(2) var<storage, read_write> faults: array<u32>;

@compute @workgroup_size(NUMBERS_PER_WORKGROUP)
fn probe(@builtin(global_invocation_id) id: vec3<u32>) {
  let at = 4u * id.x;
  if (at >= arrayLength(&data)) { return; }
  let sum = two_sum(data[at], data[at + 1u]);
  let product = two_product(data[at], data[at + 1u]);
  // A sum of many terms, as residuals are: what is lost shows in the end.
  var total = DoubleSingle(data[at], 0.0);
  for (var i = 0u; i < 16u; i++) {
    total = ds_multiply_add(total, DoubleSingle(data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  }
  for (var i = 0u; i < 16u; i++) {
    total = ds_multiply_add(total, DoubleSingle(-data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  }
  let quotient = ds_divide(DoubleSingle(data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  let back = ds_multiply_add(DoubleSingle(-data[at], 0.0), quotient, DoubleSingle(data[at + 1u], 0.0));
  var fault = FAULTLESS;
  if (sum.y != data[at + 2u]) { fault |= 1u; }
  if (product.y != data[at + 3u]) { fault |= 2u; }
  let size = abs(data[at]) * (1.0 + 32.0 * abs(data[at + 1u]));
  if (abs((total.x - data[at]) + total.y) > 1e-12 * size) { fault |= 4u; }
  if (abs(back.x) > 1e-12 * abs(data[at])) { fault |= 8u; }
  faults[id.x] = fault;
}
