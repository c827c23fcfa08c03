// What is known of the current iterate, in the units of the inputs, and how it leaves the GPU.

struct Assessment {
  primal: f32,
  dual: f32,
  gap: f32,
  merit: f32, // the largest of them in units of its tolerance: at most 1 means solved
  mu: f32,
  rows: f32, // that take part
  broken: bool, // not a number
  // Violations of certificates of primal and dual infeasibility, relative to their gains.
  contradiction: f32,
  descent: f32,
  objective: DoubleSingle, // ½ zᵀQz + pᵀz
}

// What a residual of terms of this size may be at most.
fn limit_of(size: f32) -> f32 { return max(min(params.tolerance * size, params.absolute_tolerance), LEAST_LIMIT); }
const LEAST_LIMIT = 1e-30;

// Reads the residuals that residual_of_iterate has left.
fn assess() -> Assessment {
  let n = params.n;
  let c = cost_scale();
  // Maxima, maxima, sums, sums, and the objective in double-single.
  var totals: array<vec4<f32>, 5>;
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let x = iterate_at(i).x;
    let residual = head(load(at_right() + i));
    if (is_wild(x) || is_wild(residual)) { totals[0].w = 1.0; }
    if (i < n) {
      let unit = 1.0 / (c * scale(i));
      let full_p = data_at(start_of(params.p) + i);
      let p = full_p.x;
      let Qz = head(load(at_first() + i));
      let slope = ds_add(as_ds(load(at_first() + i)) * 0.5, full_p * (c * scale(i)));
      totals[4] = vec4<f32>(ds_multiply_add(totals[4].xy, slope, iterate_at(i)), 0.0, 0.0);
      let multipliers = head(load(at_second() + i));
      totals[3].x += p * c * scale(i) * x;
      totals[3].y += Qz * x;
      totals[1].y = max(totals[1].y, max(max(abs(Qz), abs(multipliers)) * unit, abs(p)));
      if (is_fixed(i)) {
        // Its bounds take up any multiplier, at their common value.
        totals[2].y -= x * multipliers;
        continue;
      }
      totals[0].y = max(totals[0].y, abs(residual) * unit);
      totals[2].x -= x * residual;
      totals[1].z = max(totals[1].z, abs(Qz));
      totals[1].w = max(totals[1].w, abs(multipliers));
      continue;
    }
    if (i < params.order) {
      let side = equilibrated_right(i).x;
      let unit = 1.0 / scale(i);
      totals[0].x = max(totals[0].x, abs(residual) * unit);
      totals[1].x = max(totals[1].x, max(abs(side), abs(side - residual)) * unit);
      totals[2].x += x * residual;
      totals[2].y += x * side;
      totals[0].z = max(totals[0].z, abs(side - residual));
      continue;
    }
    let k = i - params.order;
    if (!is_on(k)) { continue; }
    let row = row_of(k);
    let side = equilibrated_right(i).x;
    var unit = scale(row.variable);
    if (row.sign == 0.0) { unit = 1.0 / scale(i); }
    totals[0].x = max(totals[0].x, -residual * unit);
    totals[1].x = max(totals[1].x, max(abs(side), abs(side - residual)) * unit);
    totals[2].x += x * residual;
    totals[2].y += x * side;
    totals[2].z += x * head(load(at_s() + k));
    totals[2].w += 1.0;
    totals[0].z = max(totals[0].z, side - residual);
  }
  for (var i = 0u; i < 5u; i++) { totals[i] = reduce(min(i / 2u, DS_SUM), totals[i]); }

  var a: Assessment;
  a.primal = totals[0].x;
  a.dual = totals[0].y;
  a.gap = abs(totals[2].x) / c;
  // As src/form/verdict.ts, but that residuals of a kind share one measure: the largest of their terms.
  let gap_size = max(max(abs(totals[3].x), abs(totals[3].y)), abs(totals[2].y)) / c;
  let primal_limit = limit_of(totals[1].x);
  let dual_limit = limit_of(totals[1].y);
  a.merit = max(max(a.primal / primal_limit, a.dual / dual_limit), a.gap / limit_of(gap_size));
  a.rows = totals[2].w;
  a.mu = totals[2].z / max(1.0, a.rows);
  a.broken = totals[0].w > 0.0;
  // Aᵀnu + Cᵀlambda = 0 with bᵀnu + dᵀlambda < 0 contradicts the constraints;
  // Qz = 0, Az = 0, Cz ≤ 0 with pᵀz < 0 leads down for ever.
  let contradiction = select(INFINITE, totals[1].w / -totals[2].y, totals[2].y < 0.0);
  let descent = select(INFINITE, max(totals[1].z, totals[0].z) / -totals[3].x, totals[3].x < 0.0);
  a.contradiction = select(INFINITE, contradiction, a.primal > params.loose * primal_limit);
  a.descent = select(INFINITE, descent, a.dual > params.loose * dual_limit);
  a.objective = totals[4].xy / c;
  return a;
}

// The iterate in the units of the inputs, and its residuals; scales are powers of two, so that nothing is rounded.
// `proof`: the multipliers of a contradiction, in which the cost has no part.
fn publish_iterate(a: Assessment, proof: bool) {
  let n = params.n;
  let e = params.e;
  let m = params.m;
  let c = cost_scale();
  for (var i = invocation; i < n; i += INVOCATIONS) {
    publish(at_result_z() + element * n + i, iterate_at(i) * scale(i));
    var lower = DoubleSingle(0.0);
    var upper = DoubleSingle(0.0);
    if (is_fixed(i)) {
      // The two bounds are an equality; they take up what is left.
      let left = as_ds(select_real(-load(at_right() + i), load(at_second() + i), proof));
      if (left.x > 0.0) { lower = left; } else { upper = -left; }
    } else {
      if (params.has_lower == 1u) { lower = iterate_at(params.order + row_of_lower(i)); }
      if (params.has_upper == 1u) { upper = iterate_at(params.order + row_of_upper(i)); }
    }
    publish(at_result_lambda_lower() + element * n + i, lower / (c * scale(i)));
    publish(at_result_lambda_upper() + element * n + i, upper / (c * scale(i)));
  }
  for (var k = invocation; k < e; k += INVOCATIONS) {
    publish(at_result_nu() + element * e + k, iterate_at(n + k) * (scale(n + k) / c));
  }
  for (var k = invocation; k < m; k += INVOCATIONS) {
    publish(at_result_lambda() + element * m + k, iterate_at(params.order + k) * (scale(params.order + k) / c));
    let slack = as_ds(load(at_right() + params.order + k)) / scale(params.order + k);
    publish(at_result_slack() + element * m + k, select(slack, DoubleSingle(0.0), slack.x < 0.0));
  }
  if (invocation == 0u) {
    let report = at_report();
    result[report + REPORT_PRIMAL_RESIDUAL] = a.primal;
    result[report + REPORT_DUAL_RESIDUAL] = a.dual;
    result[report + REPORT_DUALITY_GAP] = a.gap;
    result[report + REPORT_OBJECTIVE] = a.objective.x;
    result[report + REPORT_OBJECTIVE_LOW] = a.objective.y;
  }
}

// Rows whose slack and multiplier are both 0 to the accuracy at hand, in the equilibrated problem.
fn count_weak(threshold: f32) -> f32 {
  var count = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let slack = head(load(at_right() + params.order + k));
    if (is_on(k) && slack <= threshold && iterate_at(params.order + k).x <= threshold) { count.x += 1.0; }
  }
  return sum_of_all(count).x;
}
