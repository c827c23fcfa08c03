// Where everything is. A workgroup solves PROBLEMS elements of the batch; INVOCATIONS threads share the work on each.

struct Operand {
  offset: u32, // of element 0 in `data`
  stride: u32, // from element to element; 0 where the batch shares it
  step: u32, // from entry to entry; 0 for a scalar bound, else 1
  transpose: u32, // offset of the transpose of element 0, for A and G
}

struct Params {
  zero: u32, // 0, which compilers cannot know
  batch: u32,
  n: u32, // variables
  e: u32, // equalities
  m: u32, // inequalities
  quadratic: u32, // 0 absent, 1 diagonal, 2 dense
  has_lower: u32, // 1 or 0
  has_upper: u32,
  low: u32, // from the high to the low part of a number in `data`; 0 where there are none
  result_low: u32, // the same in `result`
  work_stride: u32,
  max_iterations: u32,
  loose: f32, // the tolerance that is asked for, in units of the one that is aimed at
  gradient_field: u32, // see gradient.wgsl
  gradient_size: u32, // entries of one element
  gradient_low: u32,
  step_refinements: u32,
  exact_refinements: u32,
  cotangent_low: u32,
  unsolved: f32, // the adjoint of elements without a solution: 0 or NaN
  tolerance: f32, // relative to the largest term of its kind
  absolute_tolerance: f32,
  infeasibility_tolerance: f32, // of a certificate, relative to its gain
  rho: f32, // regularisation at the start; it follows mu down to the floor
  rho_floor: f32,
  delta: f32,
  delta_floor: f32,
  active_regularisation: f32,
  smallest_pivot: f32, // relative to the diagonal
  rho_target: f32, // the regularisation of z that refinement leaves in a step
  step_accuracy: f32,
  exact_accuracy: f32,
  weak: f32, // slack and multiplier below this count as zero
  first: u32, // the elements of this dispatch: from here
  end: u32, // to before here
  @align(16) Q: Operand,
  p: Operand,
  A: Operand,
  b: Operand,
  G: Operand,
  h: Operand,
  lower: Operand,
  upper: Operand,
  cotangents: array<vec4<u32>, 2>, // where those of z, nu, lambda, lambdaLower; lambdaUpper, objective begin
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> data: array<f32>;
// Per element: the factored matrix, then the vectors (all, or only those that derivatives need).
@group(0) @binding(2) var<storage, read_write> work: array<Real>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

var<workgroup> local_vectors: array<Real, LOCAL_VECTORS * PROBLEMS>;
var<workgroup> local_matrix: array<Real, LOCAL_MATRIX * PROBLEMS>;

var<private> element: u32;

const INFINITE = 3e38;

// Not a number, or 1e30 and more; by its bits, because compilers may assume that there are no such numbers.
fn is_wild(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) >= 0x7149f2cau; }

const ABSENT = 1e30; // a bound this large is none

// Rows of C: m of G, then n lower and n upper bounds where the problem has any.
fn rows() -> u32 { return params.m + params.n * (params.has_lower + params.has_upper); }
fn order() -> u32 { return params.n + params.e; } // of the factored matrix
fn unknowns() -> u32 { return order() + rows(); } // z, nu, lambda
fn matrix_size() -> u32 { return order() * (order() + 1u) / 2u; }

// Vectors, in Reals. The first three are kept for derivatives.
fn at_weights() -> u32 { return 0u; }
fn at_scales() -> u32 { return rows(); } // of z, rows of A, rows of G
fn at_cost_scale() -> u32 { return at_scales() + order() + params.m; }
fn kept_vectors() -> u32 { return at_cost_scale() + 1u; }
fn at_x() -> u32 { return kept_vectors(); }
fn at_right() -> u32 { return at_x() + ITERATE_PARTS * unknowns(); }
fn at_step() -> u32 { return at_right() + unknowns(); }
fn at_correction() -> u32 { return at_step() + unknowns(); }
fn at_taken() -> u32 { return at_correction() + unknowns(); } // the correction that was taken last
fn at_backup() -> u32 { return at_taken() + unknowns(); }
fn at_s() -> u32 { return at_backup() + unknowns(); }
fn at_slack_step() -> u32 { return at_s() + rows(); }
fn at_first() -> u32 { return at_slack_step() + rows(); } // scratch, of the matrix's order
fn at_second() -> u32 { return at_first() + order(); }
// More scratch, in the place of what has no meaning yet: no step is there while a matrix is factored, and no
// correction was taken while one is made.
fn at_third() -> u32 { return at_correction(); }
fn at_fourth() -> u32 { return at_step(); }
fn at_weighted() -> u32 { return at_taken(); }

fn load(i: u32) -> Real {
  if (LOCAL_VECTORS > 1u) { return local_vectors[slot * LOCAL_VECTORS + i]; }
  return work[element * params.work_stride + matrix_size() + i];
}
fn store(i: u32, value: Real) {
  if (LOCAL_VECTORS > 1u) {
    local_vectors[slot * LOCAL_VECTORS + i] = value;
  } else {
    work[element * params.work_stride + matrix_size() + i] = value;
  }
}

// Entry (i, j), j ≤ i, of the packed lower triangle.
fn entry(i: u32, j: u32) -> u32 { return i * (i + 1u) / 2u + j; }
fn load_matrix(i: u32) -> Real {
  if (LOCAL_MATRIX > 1u) { return local_matrix[slot * LOCAL_MATRIX + i]; }
  return work[element * params.work_stride + i];
}
fn store_matrix(i: u32, value: Real) {
  if (LOCAL_MATRIX > 1u) {
    local_matrix[slot * LOCAL_MATRIX + i] = value;
  } else {
    work[element * params.work_stride + i] = value;
  }
}

fn data_at(i: u32) -> DoubleSingle {
  if (params.low > 0u) { return DoubleSingle(data[i], data[i + params.low]); }
  return DoubleSingle(data[i], 0.0);
}
fn start_of(operand: Operand) -> u32 { return operand.offset + element * operand.stride; }
// Column j of A or G begins here plus j times its rows, so that invocations with neighbouring rows read neighbours.
fn transpose_start_of(operand: Operand) -> u32 { return operand.transpose + element * operand.stride; }

fn scale(i: u32) -> f32 { return head(load(at_scales() + i)); }
fn cost_scale() -> f32 { return head(load(at_cost_scale())); }

fn lower_at(j: u32) -> DoubleSingle { return data_at(start_of(params.lower) + j * params.lower.step); }
fn upper_at(j: u32) -> DoubleSingle { return data_at(start_of(params.upper) + j * params.upper.step); }

// A variable whose bounds are equal is no unknown: it stays where it is. The weight of its lower bound says so.
const FIXED = -1.0;
fn is_fixed(j: u32) -> bool {
  return params.has_lower * params.has_upper == 1u && head(load(at_weights() + row_of_lower(j))) == FIXED;
}

// The weight of a row in H; 0 for rows that take no part.
fn weight(k: u32) -> Real {
  let stored = load(at_weights() + k);
  return select_real(real(0.0), stored, head(stored) > 0.0);
}

// Rows without a finite side, and both bounds of a fixed variable, take no part. Their slack says so.
const OFF = -1.0;
fn is_on(k: u32) -> bool { return head(load(at_s() + k)) != OFF; }

// What a row of C is: a row of G, or a bound on a variable.
struct Row {
  variable: u32, // of a bound
  sign: f32, // 0 for a row of G, −1 for a lower and 1 for an upper bound
}
fn row_of(k: u32) -> Row {
  if (k < params.m) { return Row(0u, 0.0); }
  let bound = k - params.m;
  if (bound < params.n * params.has_lower) { return Row(bound, -1.0); }
  return Row(bound - params.n * params.has_lower, 1.0);
}
fn row_of_lower(j: u32) -> u32 { return params.m + j; }
fn row_of_upper(j: u32) -> u32 { return params.m + params.n * params.has_lower + j; }

// The right-hand side d of a row, in the units of the inputs and with the sign of the row.
fn side_of(k: u32, row: Row) -> DoubleSingle {
  if (row.sign == 0.0) { return data_at(start_of(params.h) + k); }
  if (row.sign < 0.0) { return -lower_at(row.variable); }
  return upper_at(row.variable);
}
