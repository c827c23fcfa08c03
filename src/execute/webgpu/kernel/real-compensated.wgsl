// The number of the linear algebra: double-single, an exact sum of two float32.

alias Real = DoubleSingle;

fn real(x: f32) -> Real { return DoubleSingle(x, 0.0); }
fn head(a: Real) -> f32 { return a.x; }
fn rounded(a: DoubleSingle) -> Real { return a; }
fn as_ds(a: Real) -> DoubleSingle { return a; }
fn data_real(i: u32) -> Real { return data_at(i); }

fn add(a: Real, b: Real) -> Real { return ds_add(a, b); }
fn multiply(a: Real, b: Real) -> Real { return ds_multiply(a, b); }
fn multiply_add(sum: Real, a: Real, b: Real) -> Real { return ds_multiply_add(sum, a, b); }
fn divide(a: Real, b: Real) -> Real { return ds_divide(a, b); }
fn select_real(no: Real, yes: Real, condition: bool) -> Real { return select(no, yes, condition); }

fn iterate_at(i: u32) -> DoubleSingle { return load(at_x() + i); }
fn set_iterate(i: u32, value: DoubleSingle) { store(at_x() + i, value); }
