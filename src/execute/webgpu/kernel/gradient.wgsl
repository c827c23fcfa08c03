// From the adjoint u = (dz, dnu, dlambda, …) to the gradient of one input: an outer product or a vector, summed over
// the batch where the batch shares the input. One invocation per entry of the gradient.

@group(0) @binding(5) var<storage, read_write> adjoint: array<Real>;
// All high parts, then all low parts where there are any.
@group(0) @binding(6) var<storage, read_write> gradient: array<f32>;

fn adjoint_at(i: u32) -> DoubleSingle {
  return as_ds(adjoint[element * adjoint_length() + i]);
}
// a x + b y.
fn cross(a: DoubleSingle, x: DoubleSingle, b: DoubleSingle, y: DoubleSingle) -> DoubleSingle {
  return ds_multiply_add(ds_multiply(a, x), b, y);
}

fn bound_gradient(start: u32, operand: Operand, index: u32) -> DoubleSingle {
  if (operand.step == 1u) { return adjoint_at(start + index); }
  var sum = DoubleSingle(0.0);
  for (var j = 0u; j < params.n; j++) { sum = ds_add(sum, adjoint_at(start + j)); }
  return sum;
}

fn gradient_entry(index: u32) -> DoubleSingle {
  let n = params.n;
  let row = index / n;
  let column = index % n;
  let z = solution_at(at_result_z(), n, column);
  let dz = adjoint_at(at_adjoint_z() + column);
  let objective = adjoint_at(at_adjoint_objective());
  switch params.gradient_field {
    case OF_P: { return ds_multiply_add(dz, objective, z); }
    case OF_Q: {
      let other = solution_at(at_result_z(), n, row);
      let slope = ds_multiply_add(adjoint_at(at_adjoint_z() + row), objective, other);
      return cross(slope, z, other, dz) * 0.5;
    }
    case OF_DIAGONAL: { return ds_multiply(ds_multiply_add(dz, objective * 0.5, z), z); }
    case OF_A: { return cross(adjoint_at(at_adjoint_nu() + row), z, solution_at(at_result_nu(), params.e, row), dz); }
    case OF_B: { return -adjoint_at(at_adjoint_nu() + index); }
    case OF_G: {
      return cross(adjoint_at(at_adjoint_lambda() + row), z, solution_at(at_result_lambda(), params.m, row), dz);
    }
    case OF_H: { return -adjoint_at(at_adjoint_lambda() + index); }
    case OF_LOWER: { return bound_gradient(at_adjoint_lambda_lower(), params.lower, index); }
    case OF_UPPER, default: { return -bound_gradient(at_adjoint_lambda_upper(), params.upper, index); }
  }
}

fn publish_gradient(at: u32, value: DoubleSingle) {
  let sum = quick_sum(value.x, value.y);
  gradient[at] = sum.x;
  if (params.gradient_low > 0u) { gradient[at + params.gradient_low] = sum.y; }
}

@compute @workgroup_size(NUMBERS_PER_WORKGROUP)
fn gradient_of_batch(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * NUMBERS_PER_WORKGROUP + index;
  if (at >= params.batch * params.gradient_size) { return; }
  element = at / params.gradient_size;
  publish_gradient(at, gradient_entry(at % params.gradient_size));
}

// Small gradients have few entries for many elements: a workgroup makes ENTRIES neighbouring ones, which read
// neighbouring numbers, and STRIPES invocations share the sum of each.
var<workgroup> sums: array<DoubleSingle, ENTRIES * STRIPES>;

// Adds to what earlier chunks of the batch have left.
@compute @workgroup_size(ENTRIES * STRIPES)
fn gradient_of_shared(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * ENTRIES + index % ENTRIES;
  let exists = at < params.gradient_size;
  var sum = DoubleSingle(0.0);
  if (exists) {
    for (element = index / ENTRIES; element < params.batch; element += STRIPES) {
      sum = ds_add(sum, gradient_entry(at));
    }
  }
  sums[index] = sum;
  workgroupBarrier();
  if (!exists || index >= ENTRIES) { return; }
  for (var stripe = 1u; stripe < STRIPES; stripe++) { sum = ds_add(sum, sums[stripe * ENTRIES + index]); }
  var before = DoubleSingle(gradient[at], 0.0);
  if (params.gradient_low > 0u) { before.y = gradient[at + params.gradient_low]; }
  publish_gradient(at, ds_add(before, sum));
}
