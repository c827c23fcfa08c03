// Double-single arithmetic: a number is the exact sum of two float32, high + low, about 48 bits.
// Sources: Dekker 1971; Knuth, The Art of Computer Programming 2, 4.2.2; Hida, Li & Bailey 2001 (QD).

alias DoubleSingle = vec2<f32>;

// x itself, in a way that no compiler can know: params.zero is 0 at run time only.
fn fence(x: f32) -> f32 {
  if (FENCED) { return bitcast<f32>(bitcast<u32>(x) ^ params.zero); }
  return x;
}

// a + b exactly, for |a| ≥ |b|.
fn quick_sum(a: f32, b: f32) -> DoubleSingle {
  let sum = fence(a + b);
  return DoubleSingle(sum, b - fence(sum - a));
}

// a + b exactly.
fn two_sum(a: f32, b: f32) -> DoubleSingle {
  let sum = fence(a + b);
  let added = fence(sum - a);
  return DoubleSingle(sum, fence(a - fence(sum - added)) + fence(b - added));
}

// Two halves of 12 bits, whose products are exact.
fn split(x: f32) -> DoubleSingle {
  let shifted = fence(4097.0 * x);
  let high = fence(shifted - fence(shifted - x));
  return DoubleSingle(high, x - high);
}

// a · b exactly, but for underflow.
fn two_product(a: f32, b: f32) -> DoubleSingle {
  let product = fence(a * b);
  if (FUSED) { return DoubleSingle(product, fma(a, b, -product)); }
  let x = split(a);
  let y = split(b);
  return DoubleSingle(product, fence(fence(fence(x.x * y.x - product) + x.x * y.y) + x.y * y.x) + x.y * y.y);
}

fn ds_add(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let sum = two_sum(a.x, b.x);
  return quick_sum(sum.x, sum.y + (a.y + b.y));
}

fn ds_multiply(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let product = two_product(a.x, b.x);
  return quick_sum(product.x, product.y + (a.x * b.y + a.y * b.x));
}

// sum + a · b.
fn ds_multiply_add(sum: DoubleSingle, a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let product = two_product(a.x, b.x);
  let total = two_sum(sum.x, product.x);
  return quick_sum(total.x, total.y + (sum.y + (product.y + (a.x * b.y + a.y * b.x))));
}

// The quotient of the high parts, corrected by that of the remainder; division itself may be 2.5 units off.
fn ds_divide(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let first = a.x / b.x;
  let remainder = ds_multiply_add(a, DoubleSingle(-first, 0.0), b);
  let second = remainder.x / b.x;
  let rest = ds_multiply_add(remainder, DoubleSingle(-second, 0.0), b);
  return quick_sum(first, second + rest.x / b.x);
}
