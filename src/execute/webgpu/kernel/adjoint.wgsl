// One solve with the factors that the forward pass has left: K u = −(∂l/∂z, ∂l/∂nu, ∂l/∂lambda) on the active set,
// refined to working accuracy. The derivation is in src/derivative/index.ts.

@group(0) @binding(4) var<storage, read> cotangents: array<f32>;
// Per element: dz, dnu, dlambda, dlambdaLower, dlambdaUpper and the cotangent of the objective.
@group(0) @binding(5) var<storage, read_write> adjoint: array<Real>;

// The negative cotangent of one output, equilibrated by `unit`, from `start` on; sections are [batch, length].
fn negative_cotangent(start: u32, length: u32, i: u32, unit: f32) -> Real {
  if (start == NONE) { return real(0.0); }
  let at = start + element * length + i;
  var value = DoubleSingle(cotangents[at], 0.0);
  if (params.cotangent_low > 0u) { value.y = cotangents[at + params.cotangent_low]; }
  return rounded(value * -unit);
}

fn objective_cotangent() -> Real { return -negative_cotangent(params.cotangent_objective, 1u, 0u, 1.0); }

// (Qz + p)ᵢ, the derivative of the objective, in the units of the inputs.
fn objective_slope(i: u32) -> DoubleSingle {
  let n = params.n;
  var slope = data_at(start_of(params.p) + i);
  let start = start_of(params.Q);
  if (params.quadratic == Q_DIAGONAL) {
    slope = ds_multiply_add(slope, data_at(start + i), solution_at(at_result_z(), n, i));
  }
  if (params.quadratic == Q_DENSE) {
    for (var j = 0u; j < n; j++) {
      slope = ds_multiply_add(slope, data_at(start + i * n + j), solution_at(at_result_z(), n, j));
    }
  }
  return slope;
}

// Of a fixed variable: which of its two bounds carries the multiplier.
fn upper_is_active(j: u32) -> bool {
  return solution_at(at_result_lambda_upper(), params.n, j).x > solution_at(at_result_lambda_lower(), params.n, j).x;
}

fn set_right() {
  let n = params.n;
  let c = cost_scale();
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = real(0.0);
    var step = real(0.0);
    if (i < n) {
      value = negative_cotangent(params.cotangent_z, n, i, c * scale(i));
      let weight = objective_cotangent();
      if (head(weight) != 0.0) {
        value = add(value, -multiply(weight, rounded(objective_slope(i))) * (c * scale(i)));
      }
      if (is_fixed(i)) {
        step = -negative_cotangent(params.cotangent_lambda_lower, n, i, 1.0 / scale(i));
        if (upper_is_active(i)) { step = negative_cotangent(params.cotangent_lambda_upper, n, i, 1.0 / scale(i)); }
      }
    } else if (i < params.order) {
      value = negative_cotangent(params.cotangent_nu, params.e, i - n, scale(i));
    } else if (head(weight(i - params.order)) > 0.0) {
      let row = row_of(i - params.order);
      if (row.sign == 0.0) {
        value = negative_cotangent(params.cotangent_lambda, params.m, i - params.order, scale(i));
      }
      if (row.sign < 0.0) {
        value = negative_cotangent(params.cotangent_lambda_lower, n, row.variable, 1.0 / scale(row.variable));
      }
      if (row.sign > 0.0) {
        value = negative_cotangent(params.cotangent_lambda_upper, n, row.variable, 1.0 / scale(row.variable));
      }
    }
    store(at_right() + i, value);
    store(at_step() + i, step);
  }
}

fn fill_adjoint(start: u32, length: u32, value: f32) {
  for (var i = invocation; i < length; i += INVOCATIONS) { adjoint[start + i] = real(value); }
}

fn publish_adjoint(start: u32) {
  let n = params.n;
  let e = params.e;
  let m = params.m;
  let c = cost_scale();
  for (var i = invocation; i < n; i += INVOCATIONS) {
    adjoint[start + at_adjoint_z() + i] = load(at_step() + i) * scale(i);
    var lower = real(0.0);
    var upper = real(0.0);
    if (is_fixed(i)) {
      let left = load(at_correction() + i);
      if (upper_is_active(i)) { upper = left; } else { lower = -left; }
    } else {
      if (params.has_lower == 1u) { lower = load(at_step() + params.order + row_of_lower(i)); }
      if (params.has_upper == 1u) { upper = load(at_step() + params.order + row_of_upper(i)); }
    }
    adjoint[start + at_adjoint_lambda_lower() + i] = lower * (1.0 / (c * scale(i)));
    adjoint[start + at_adjoint_lambda_upper() + i] = upper * (1.0 / (c * scale(i)));
  }
  for (var k = invocation; k < e; k += INVOCATIONS) {
    adjoint[start + at_adjoint_nu() + k] = load(at_step() + n + k) * (scale(n + k) / c);
  }
  for (var k = invocation; k < m; k += INVOCATIONS) {
    adjoint[start + at_adjoint_lambda() + k] = load(at_step() + params.order + k) * (scale(params.order + k) / c);
  }
  if (invocation == 0u) { adjoint[start + at_adjoint_objective()] = objective_cotangent(); }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn solve_adjoint(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let exists = assign_element(group.x, index);
  let length = adjoint_length();
  let start = element * length;
  let status = u32(result[at_report() + REPORT_STATUS]);
  let solved = status == SOLVED;
  if (!solved) { fill_adjoint(start, length, select(params.unsolved, 0.0, status == SOLVED_ELSEWHERE)); }
  wake(exists && solved);
  if (LOCAL_VECTORS > 1u) {
    let kept = element * params.work_stride + params.matrix;
    for (var i = invocation; i < kept_vectors(); i += INVOCATIONS) { store(i, work[kept + i]); }
    synchronise();
  }
  set_right();
  synchronise();
  let sound = refine(true, params.exact_accuracy, 0.0, 0.0);
  wake(exists && solved);
  if (sound) { publish_adjoint(start); } else { fill_adjoint(start, length, 0.0); }
}
