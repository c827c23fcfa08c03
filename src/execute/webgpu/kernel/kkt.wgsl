// The regularised KKT matrix of the equilibrated problem,
//
//     [ Q + rho I   Aᵀ         Cᵀ ]
//     [ A          −delta I    0  ]        rows of C: G, −I (lower bounds), I (upper bounds); V = 1/weights
//     [ C           0         −V  ]
//
// After the rows of C are eliminated, H = [Q + rho I + CᵀV⁻¹C, Aᵀ; A, −delta I] is quasidefinite, so that
// H = L D Lᵀ exists in any order (Vanderbei 1995).

fn unknown_at(iterate: bool, i: u32) -> DoubleSingle {
  if (iterate) { return iterate_at(i); }
  return as_ds(load(at_step() + i));
}

// A row of A or G (the rows of A come first), or of Q, as numbers at `start`, `start + step`, …. Neighbouring
// invocations have rows next to each other, and so the numbers that they read at a time are neighbours in memory.
struct RowNumbers {
  start: u32,
  step: u32,
}
fn numbers_of_row(i: u32) -> RowNumbers {
  let n = params.n;
  if (i < n) { return RowNumbers(start_of(params.Q) + i, n); } // Q is symmetric
  if (i < params.order) { return RowNumbers(transpose_start_of(params.A) + i - n, params.e); }
  return RowNumbers(transpose_start_of(params.G) + i - params.order, params.m);
}

// sum + the product of column i of A or G with the unknowns from `first` on.
fn column_product(sum: DoubleSingle, operand: Operand, first: u32, count: u32, i: u32, iterate: bool) -> DoubleSingle {
  var total = sum;
  var at = start_of(operand) + i;
  for (var k = first; k < first + count; k++) {
    total = ds_multiply_add(total, data_at(at), unknown_at(iterate, k) * scale(k));
    at += params.n;
  }
  return total;
}

// Two terms of row i of the KKT matrix times the unknowns, without regularisation.
struct Product {
  first: DoubleSingle, // Qz, Az or Cz
  second: DoubleSingle, // Aᵀnu + Cᵀlambda, for rows of Q
}
fn kkt_product(i: u32, iterate: bool) -> Product {
  let n = params.n;
  var product = Product(DoubleSingle(0.0), DoubleSingle(0.0));
  let is_bound = i >= params.order + params.m;
  if (!is_bound && (i >= n || params.quadratic == Q_DENSE)) {
    let row = numbers_of_row(i);
    var at = row.start;
    for (var j = 0u; j < n; j++) {
      product.first = ds_multiply_add(product.first, data_at(at), unknown_at(iterate, j) * scale(j));
      at += row.step;
    }
    product.first *= scale(i);
  }
  if (is_bound) {
    let row = row_of(i - params.order);
    product.first = unknown_at(iterate, row.variable) * row.sign;
  }
  if (i >= n) { return product; }
  if (params.quadratic == Q_DIAGONAL) {
    product.first = ds_multiply(data_at(start_of(params.Q) + i), unknown_at(iterate, i) * (scale(i) * scale(i)));
  }
  product.first *= cost_scale();
  product.second = column_product(product.second, params.A, n, params.e, i, iterate);
  product.second = column_product(product.second, params.G, params.order, params.m, i, iterate);
  product.second *= scale(i);
  if (params.has_lower == 1u) {
    product.second = ds_add(product.second, -unknown_at(iterate, params.order + row_of_lower(i)));
  }
  if (params.has_upper == 1u) {
    product.second = ds_add(product.second, unknown_at(iterate, params.order + row_of_upper(i)));
  }
  return product;
}

// −p, b or d of row i, equilibrated.
fn equilibrated_right(i: u32) -> DoubleSingle {
  if (i < params.n) { return data_at(start_of(params.p) + i) * (-cost_scale() * scale(i)); }
  if (i < params.order) { return data_at(start_of(params.b) + i - params.n) * scale(i); }
  let row = row_of(i - params.order);
  let side = side_of(i - params.order, row);
  if (row.sign == 0.0) { return side * scale(i); }
  return side / scale(row.variable);
}

// right ← (−p, b, d) − K x for the iterate; also first ← Qz and second ← Aᵀnu + Cᵀlambda.
fn residual_of_iterate() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let product = kkt_product(i, true);
    var value = ds_add(equilibrated_right(i), -ds_add(product.first, product.second));
    if (i < params.n) {
      store(at_first() + i, rounded(product.first));
      store(at_second() + i, rounded(product.second));
    }
    if (i >= params.order && !is_on(i - params.order)) { value = DoubleSingle(0.0); }
    store(at_right() + i, rounded(value));
  }
}

// correction ← right − K step. `exact`: of the active set, without regularisation; rows without weight are out.
fn residual_of_step(exact: bool, rho: f32, delta: f32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let product = kkt_product(i, false);
    var value = ds_add(as_ds(load(at_right() + i)), -ds_add(product.first, product.second));
    if (!exact) {
      var diagonal = real(-rho);
      if (i >= params.n) { diagonal = real(delta); }
      if (i >= params.order) { diagonal = divide(real(1.0), weight(i - params.order)); }
      value = ds_multiply_add(value, as_ds(diagonal), as_ds(load(at_step() + i)));
    }
    if (i >= params.order && head(weight(i - params.order)) == 0.0) { value = DoubleSingle(0.0); }
    store(at_correction() + i, rounded(value));
  }
}

// One entry of H; `sum` is that of GᵀWG.
fn kkt_entry(i: u32, j: u32, GWG: Real, rho: f32, delta: f32) -> Real {
  let n = params.n;
  if (i >= n) {
    if (j >= n) { return real(select(0.0, -delta, i == j)); }
    if (is_fixed(j)) { return real(0.0); }
    return data_real(start_of(params.A) + (i - n) * n + j) * (scale(i) * scale(j));
  }
  if (is_fixed(i) || is_fixed(j)) { return real(select(0.0, 1.0, i == j)); }
  var sum = GWG;
  let start = start_of(params.Q);
  if (params.quadratic == Q_DENSE) { sum = add(sum, data_real(start + i * n + j) * cost_scale()); }
  sum *= scale(i) * scale(j);
  if (i == j) {
    if (params.quadratic == Q_DIAGONAL) { sum = add(sum, data_real(start + i) * (cost_scale() * scale(i) * scale(i))); }
    if (params.has_lower == 1u) { sum = add(sum, weight(row_of_lower(i))); }
    if (params.has_upper == 1u) { sum = add(sum, weight(row_of_upper(i))); }
    sum = add(sum, real(rho));
  }
  return sum;
}

fn put_entry(i: u32, j: u32, GWG: Real, rho: f32, delta: f32) {
  if (i >= params.order || j > i) { return; }
  let value = kkt_entry(i, j, GWG, rho, delta);
  store_matrix(entry(i, j), value);
  if (i == j) { store(at_taken() + i, value); }
}

// Rows i, i + 1 and columns j, j + 1 of H: each number that is read serves two products.
fn assemble_tile(i: u32, j: u32, rho: f32, delta: f32) {
  var sums: array<Real, 4>;
  if (i < params.n) {
    let last = params.n - 1u;
    let right = min(j + 1u, last) - j;
    let down = min(i + 1u, last) - i;
    var a = real(0.0);
    var b = real(0.0);
    var c = real(0.0);
    var d = real(0.0);
    var at = start_of(params.G);
    for (var k = 0u; k < params.m; k++) {
      let row_weight = load(at_slack_step() + k);
      let upper = multiply(row_weight, data_real(at + i));
      let lower = multiply(row_weight, data_real(at + i + down));
      let left = data_real(at + j);
      let other = data_real(at + j + right);
      a = multiply_add(a, upper, left);
      b = multiply_add(b, upper, other);
      c = multiply_add(c, lower, left);
      d = multiply_add(d, lower, other);
      at += params.n;
    }
    sums = array<Real, 4>(a, b, c, d);
  }
  for (var q = 0u; q < 4u; q++) { put_entry(i + q / 2u, j + q % 2u, sums[q], rho, delta); }
}

// Leaves the diagonal in `taken`.
fn assemble(rho: f32, delta: f32) {
  // The weights of rows of G in the units of the inputs.
  for (var k = invocation; k < params.m; k += INVOCATIONS) {
    let factor = scale(params.order + k);
    store(at_slack_step() + k, weight(k) * (factor * factor));
  }
  synchronise();
  let tiles = (params.order + 1u) / 2u;
  var i = 0u;
  var j = invocation;
  for (var index = invocation; index < tiles * (tiles + 1u) / 2u; index += INVOCATIONS) {
    while (j > i) {
      j -= i + 1u;
      i++;
    }
    assemble_tile(2u * i, 2u * j, rho, delta);
    j += INVOCATIONS;
  }
  synchronise();
}

// A pivot below the rounding of what it was is replaced by that rounding, and one of the multipliers' that is not
// even −delta by a large one: both shorten the step along a direction of which rounding has left nothing.
fn sound_pivot(k: u32, pivot: Real) -> Real {
  let diagonal = abs(head(load(at_taken() + k)));
  if (k < params.n) {
    let least = params.smallest_pivot * max(params.smallest_pivot, diagonal);
    if (!(head(pivot) > least)) { return real(least); }
  } else if (!(head(pivot) < -0.5 * diagonal)) {
    return real(-1e6);
  }
  return pivot;
}

// H = L D Lᵀ and M = L⁻¹ in one sweep and in place: the diagonal becomes D⁻¹, the rest M. After columns k and k + 1,
// rows below hold −(rows of L) M to the left of column k and the remaining matrix to the right of column k + 1. With M
// at hand a solve is two products without any order among the invocations. Two columns at a time halve the barriers and
// the passes through the matrix.
fn factor() {
  let size = params.order;
  let columns = INVOCATIONS / 4u;
  let column = invocation % columns;
  let first_row = invocation / columns; // beyond every loop in invocations that are asleep
  for (var k = 0u; k < size; k += 2u) {
    if (k + 1u == size) {
      if (invocation == 0u) { store_matrix(entry(k, k), divide(real(1.0), sound_pivot(k, load_matrix(entry(k, k))))); }
      break;
    }
    let inverse = divide(real(1.0), sound_pivot(k, load_matrix(entry(k, k))));
    // L and what of the two columns is left to eliminate, of the rows below: all from the columns as they are.
    let side = load_matrix(entry(k + 1u, k));
    let ratio = multiply(side, inverse);
    let next = sound_pivot(k + 1u, multiply_add(load_matrix(entry(k + 1u, k + 1u)), -ratio, side));
    let next_inverse = divide(real(1.0), next);
    for (var i = k + 2u + invocation; i < size; i += INVOCATIONS) {
      let value = load_matrix(entry(i, k));
      let multiplier = multiply(value, inverse);
      let left = multiply_add(load_matrix(entry(i, k + 1u)), -multiplier, side);
      store(at_first() + i, multiplier);
      store(at_second() + i, value);
      store(at_third() + i, multiply(left, next_inverse));
      store(at_fourth() + i, left);
    }
    for (var j = invocation; j < k; j += INVOCATIONS) {
      let at = entry(k + 1u, j);
      store_matrix(at, multiply_add(load_matrix(at), -ratio, load_matrix(entry(k, j))));
    }
    synchronise();
    if (invocation == 0u) {
      store_matrix(entry(k, k), inverse);
      store_matrix(entry(k + 1u, k), -ratio);
      store_matrix(entry(k + 1u, k + 1u), next_inverse);
    }
    for (var i = k + 2u + invocation; i < size; i += INVOCATIONS) {
      let multiplier = -load(at_third() + i);
      store_matrix(entry(i, k), multiply_add(-load(at_first() + i), multiplier, -ratio));
      store_matrix(entry(i, k + 1u), multiplier);
    }
    for (var i = k + 2u + first_row; i < size; i += 4u) {
      let first = -load(at_first() + i);
      let second = -load(at_third() + i);
      if (head(first) == 0.0 && head(second) == 0.0) { continue; }
      for (var t = column; t + 2u <= i; t += columns) {
        let is_left = t < k;
        let j = select(t + 2u, t, is_left);
        var value = load_matrix(entry(i, j));
        if (is_left) {
          value = multiply_add(value, first, load_matrix(entry(k, j)));
          value = multiply_add(value, second, load_matrix(entry(k + 1u, j)));
        } else {
          value = multiply_add(value, first, load(at_second() + j));
          value = multiply_add(value, second, load(at_fourth() + j));
        }
        store_matrix(entry(i, j), value);
      }
    }
    synchronise();
  }
  synchronise();
}

// correction ← H⁻¹ correction, with the rows of C eliminated and recovered.
fn apply_factors() {
  let n = params.n;
  for (var k = invocation; k < params.m; k += INVOCATIONS) {
    store(at_weighted() + k, multiply(weight(k), load(at_correction() + params.order + k)) * scale(params.order + k));
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var value = load(at_correction() + i);
    if (i < n) {
      var sum = real(0.0);
      var at = start_of(params.G) + i;
      for (var k = 0u; k < params.m; k++) {
        sum = multiply_add(sum, load(at_weighted() + k), data_real(at));
        at += n;
      }
      value = add(value, sum * scale(i));
      if (params.has_lower == 1u) {
        value = multiply_add(value, -weight(row_of_lower(i)), load(at_correction() + params.order + row_of_lower(i)));
      }
      if (params.has_upper == 1u) {
        value = multiply_add(value, weight(row_of_upper(i)), load(at_correction() + params.order + row_of_upper(i)));
      }
      if (is_fixed(i)) { value = real(0.0); }
    }
    store(at_first() + i, value);
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var sum = load(at_first() + i);
    for (var j = 0u; j < i; j++) { sum = multiply_add(sum, load_matrix(entry(i, j)), load(at_first() + j)); }
    store(at_second() + i, multiply(sum, load_matrix(entry(i, i))));
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var sum = load(at_second() + i);
    for (var j = i + 1u; j < params.order; j++) {
      sum = multiply_add(sum, load_matrix(entry(j, i)), load(at_second() + j));
    }
    store(at_correction() + i, sum);
  }
  synchronise();
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let row = row_of(k);
    var along = load(at_correction() + row.variable) * row.sign;
    if (row.sign == 0.0) {
      var sum = real(0.0);
      var at = transpose_start_of(params.G) + k;
      for (var j = 0u; j < n; j++) {
        sum = multiply_add(sum, data_real(at), load(at_correction() + j) * scale(j));
        at += params.m;
      }
      along = sum * scale(params.order + k);
    }
    let at = at_correction() + params.order + k;
    store(at, multiply(weight(k), add(along, -load(at))));
  }
  synchronise();
}

fn add_to_step(sign: f32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    store(at_step() + i, add(load(at_step() + i), load(at_taken() + i) * sign));
  }
}

// step ← K⁻¹ right to working accuracy: corrections by the factors of a neighbouring matrix while they help.
// Leaves the last residual in `correction`; that of a fixed variable is what its bounds must carry. False where
// rounding left nothing of the factors. Ends with all invocations asleep, and met.
fn refine(exact: bool, accuracy: f32, rho: f32, delta: f32) -> bool {
  let limit = select(params.step_refinements, params.exact_refinements, exact);
  var going = is_awake();
  var sound = true;
  var target_size = 0.0;
  var previous = INFINITE;
  for (var round = 0u; ; round++) {
    residual_of_step(exact, min(rho, params.rho_target), delta);
    var size = vec4<f32>(0.0);
    for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
      if (i < params.n && is_fixed(i)) { continue; }
      let left = abs(head(load(at_correction() + i)));
      if (is_wild(left)) { size.y = 1.0; }
      size.x = max(size.x, left);
    }
    let all_sizes = largest_of_all(size);
    let largest = all_sizes.x;
    if (going && all_sizes.y > 0.0) {
      sound = false;
      going = false;
    }
    if (going) {
      if (round == 0u) { target_size = largest * accuracy; }
      if (largest > previous) { add_to_step(-1.0); }
      let enough = round > limit || !(largest > target_size) || largest > select(0.9, 0.99, exact) * previous;
      previous = largest;
      going = !enough;
    }
    if (flags_of_all(u32(going)) == 0u) { break; }
    wake(going);
    apply_factors();
    for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
      store(at_taken() + i, load(at_correction() + i));
    }
    add_to_step(1.0);
    synchronise();
  }
  wake(false);
  synchronise();
  return sound;
}
