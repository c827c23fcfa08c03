// The number of the linear algebra: a pair of float32.

alias Real = Pair;
const ITERATE_PARTS = 1u;

fn real(x: f32) -> Real { return Pair(x, 0.0); }
fn head(a: Real) -> f32 { return a.x; }
fn rounded(a: Pair) -> Real { return a; }
fn as_pair(a: Real) -> Pair { return a; }
fn data_real(i: u32) -> Real { return data_at(i); }

fn add(a: Real, b: Real) -> Real { return pair_add(a, b); }
fn multiply(a: Real, b: Real) -> Real { return pair_multiply(a, b); }
fn multiply_add(sum: Real, a: Real, b: Real) -> Real { return pair_multiply_add(sum, a, b); }
fn divide(a: Real, b: Real) -> Real { return pair_divide(a, b); }
fn select_real(no: Real, yes: Real, condition: bool) -> Real { return select(no, yes, condition); }

fn iterate_at(i: u32) -> Pair { return load(at_x() + i); }
fn set_iterate(i: u32, value: Pair) { store(at_x() + i, value); }
