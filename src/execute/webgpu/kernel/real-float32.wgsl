// The number of the linear algebra: float32. The iterate is double-single all the same, in two numbers, so that
// rounded steps correct it to its last digit.

alias Real = f32;

fn real(x: f32) -> Real { return x; }
fn head(a: Real) -> f32 { return a; }
fn rounded(a: DoubleSingle) -> Real { return a.x + a.y; }
fn as_ds(a: Real) -> DoubleSingle { return DoubleSingle(a, 0.0); }
fn data_real(i: u32) -> Real { return data[i]; } // the low part is below its rounding

fn add(a: Real, b: Real) -> Real { return a + b; }
fn multiply(a: Real, b: Real) -> Real { return a * b; }
fn multiply_add(sum: Real, a: Real, b: Real) -> Real { return sum + a * b; }
fn divide(a: Real, b: Real) -> Real { return a / b; }
fn select_real(no: Real, yes: Real, condition: bool) -> Real { return select(no, yes, condition); }

fn iterate_at(i: u32) -> DoubleSingle { return DoubleSingle(load(at_x() + i), load(at_x() + params.unknowns + i)); }
fn set_iterate(i: u32, value: DoubleSingle) {
  store(at_x() + i, value.x);
  store(at_x() + params.unknowns + i, value.y);
}
