// Where everything is. A workgroup solves PROBLEMS elements of the batch; INVOCATIONS share the work on each. The
// structs, and the functions at_… that say where a vector begins, are made from layout.ts.

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> data: array<f32>;
// Per element: the factored matrix, then the vectors (all, or only those that derivatives need).
@group(0) @binding(2) var<storage, read_write> work: array<Real>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

var<workgroup> local_vectors: array<Real, LOCAL_VECTORS * PROBLEMS>;
var<workgroup> local_matrix: array<Real, LOCAL_MATRIX * PROBLEMS>;

var<private> element: u32;

// Not a number, or 1e30 and more; by its bits, because compilers may assume that there are no such numbers.
fn is_wild(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) >= 0x7149f2cau; }

const ABSENT = 1e30; // a bound this large is none

// More scratch, in the place of what has no meaning yet: no step is there while a matrix is factored, and no
// correction was taken while one is made.
fn at_third() -> u32 { return at_correction(); }
fn at_fourth() -> u32 { return at_step(); }
fn at_weighted() -> u32 { return at_taken(); }

fn load(i: u32) -> Real {
  if (LOCAL_VECTORS > 1u) { return local_vectors[slot * LOCAL_VECTORS + i]; }
  return work[element * params.work_stride + params.matrix + i];
}
fn store(i: u32, value: Real) {
  if (LOCAL_VECTORS > 1u) {
    local_vectors[slot * LOCAL_VECTORS + i] = value;
  } else {
    work[element * params.work_stride + params.matrix + i] = value;
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
  if (params.data_low > 0u) { return DoubleSingle(data[i], data[i + params.data_low]); }
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

// A number of a result, which is all high parts, then all low parts.
fn publish(at: u32, value: DoubleSingle) {
  let sum = quick_sum(value.x, value.y);
  result[at] = sum.x;
  if (params.result_low > 0u) { result[at + params.result_low] = sum.y; }
}

fn at_report() -> u32 { return at_result_report() + element * REPORT; }

// Number i of this element in the section that begins at `section`.
fn solution_at(section: u32, length: u32, i: u32) -> DoubleSingle {
  let at = section + element * length + i;
  if (params.result_low > 0u) { return DoubleSingle(result[at], result[at + params.result_low]); }
  return DoubleSingle(result[at], 0.0);
}
