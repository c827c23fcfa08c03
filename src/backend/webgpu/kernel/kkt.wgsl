// The regularised KKT matrix of the equilibrated problem,
//
//     [ Q + rho I   Aᵀ         Cᵀ ]
//     [ A          −delta I    0  ]        rows of C: G, −I (lower bounds), I (upper bounds); V = 1/weights
//     [ C           0         −V  ]
//
// After the rows of C are eliminated, H = [Q + rho I + CᵀV⁻¹C, Aᵀ; A, −delta I] is quasidefinite, so that
// H = L D Lᵀ exists in any order (Vanderbei 1995).

fn unknown_at(iterate: bool, i: u32) -> Pair {
  if (iterate) { return iterate_at(i); }
  return as_pair(load(at_step() + i));
}

// The row of A or G (the rows of A come first), or of Q, that belongs to unknown i.
fn row_start(i: u32) -> u32 {
  let n = params.n;
  if (i < n) { return start_of(params.Q) + i * n; }
  if (i < order()) { return start_of(params.A) + (i - n) * n; }
  return start_of(params.G) + (i - order()) * n;
}

// Two parts of row i of the KKT matrix times the unknowns, without regularisation.
struct Product {
  first: Pair, // Qz, Az or Cz
  second: Pair, // Aᵀnu + Cᵀlambda, for rows of Q
}
fn kkt_product(i: u32, iterate: bool) -> Product {
  let n = params.n;
  var product = Product(Pair(0.0), Pair(0.0));
  let is_bound = i >= order() + params.m;
  let is_dense = !is_bound && (i >= n || params.quadratic == 2u);
  let start = row_start(i);
  for (var j = 0u; j < select(0u, n, is_dense); j++) {
    product.first = pair_multiply_add(product.first, data_at(start + j), unknown_at(iterate, j) * scale(j));
  }
  if (is_dense) { product.first *= scale(i); }
  if (is_bound) {
    let row = row_of(i - order());
    product.first = unknown_at(iterate, row.variable) * row.sign;
  }
  if (i >= n) { return product; }
  if (params.quadratic == 1u) {
    product.first = pair_multiply(data_at(start_of(params.Q) + i), unknown_at(iterate, i) * (scale(i) * scale(i)));
  }
  product.first *= cost_scale();
  for (var k = n; k < order() + params.m; k++) {
    product.second = pair_multiply_add(product.second, data_at(row_start(k) + i), unknown_at(iterate, k) * scale(k));
  }
  product.second *= scale(i);
  if (params.has_lower == 1u) {
    product.second = pair_add(product.second, -unknown_at(iterate, order() + row_of_lower(i)));
  }
  if (params.has_upper == 1u) {
    product.second = pair_add(product.second, unknown_at(iterate, order() + row_of_upper(i)));
  }
  return product;
}

// −p, b or d of row i, equilibrated.
fn equilibrated_right(i: u32) -> Pair {
  if (i < params.n) { return data_at(start_of(params.p) + i) * (-cost_scale() * scale(i)); }
  if (i < order()) { return data_at(start_of(params.b) + i - params.n) * scale(i); }
  let row = row_of(i - order());
  let side = side_of(i - order(), row);
  if (row.sign == 0.0) { return side * scale(i); }
  return side / scale(row.variable);
}

// right ← (−p, b, d) − K x for the iterate; also first ← Qz and second ← Aᵀnu + Cᵀlambda.
fn residual_of_iterate() {
  for (var i = lane; i < unknowns(); i += LANES) {
    let product = kkt_product(i, true);
    var value = pair_add(equilibrated_right(i), -pair_add(product.first, product.second));
    if (i < params.n) {
      store(at_first() + i, rounded(product.first));
      store(at_second() + i, rounded(product.second));
    }
    if (i >= order() && !is_on(i - order())) { value = Pair(0.0); }
    store(at_right() + i, rounded(value));
  }
}

// correction ← right − K step. `exact`: of the active set, without regularisation; rows without weight are out.
fn residual_of_step(exact: bool, rho: f32, delta: f32) {
  for (var i = lane; i < unknowns(); i += LANES) {
    let product = kkt_product(i, false);
    var value = pair_add(as_pair(load(at_right() + i)), -pair_add(product.first, product.second));
    if (!exact) {
      var diagonal = real(-rho);
      if (i >= params.n) { diagonal = real(delta); }
      if (i >= order()) { diagonal = divide(real(1.0), weight(i - order())); }
      value = pair_multiply_add(value, as_pair(diagonal), as_pair(load(at_step() + i)));
    }
    if (i >= order() && head(weight(i - order())) == 0.0) { value = Pair(0.0); }
    store(at_correction() + i, rounded(value));
  }
}

fn data_real(i: u32) -> Real { return rounded(data_at(i)); }

// One entry of H.
fn kkt_entry(i: u32, j: u32, rho: f32, delta: f32) -> Real {
  let n = params.n;
  if (i >= n) {
    if (j >= n) { return real(select(0.0, -delta, i == j)); }
    if (is_fixed(j)) { return real(0.0); }
    return data_real(start_of(params.A) + (i - n) * n + j) * (scale(i) * scale(j));
  }
  if (is_fixed(i) || is_fixed(j)) { return real(select(0.0, 1.0, i == j)); }
  var sum = real(0.0);
  for (var k = 0u; k < params.m; k++) {
    let start = start_of(params.G) + k * n;
    let factor = scale(order() + k);
    let weighted = multiply(weight(k) * (factor * factor), data_real(start + i));
    sum = multiply_add(sum, weighted, data_real(start + j));
  }
  let start = start_of(params.Q);
  if (params.quadratic == 2u) { sum = add(sum, data_real(start + i * n + j) * cost_scale()); }
  sum *= scale(i) * scale(j);
  if (i == j) {
    if (params.quadratic == 1u) { sum = add(sum, data_real(start + i) * (cost_scale() * scale(i) * scale(i))); }
    if (params.has_lower == 1u) { sum = add(sum, weight(row_of_lower(i))); }
    if (params.has_upper == 1u) { sum = add(sum, weight(row_of_upper(i))); }
    sum = add(sum, real(rho));
  }
  return sum;
}

// Leaves the diagonal in `taken`.
fn assemble(rho: f32, delta: f32) {
  var i = 0u;
  var j = lane;
  for (var index = lane; index < matrix_size(); index += LANES) {
    while (j > i) {
      j -= i + 1u;
      i++;
    }
    let value = kkt_entry(i, j, rho, delta);
    store_matrix(index, value);
    if (i == j) { store(at_taken() + i, value); }
    j += LANES;
  }
}

// H = L D Lᵀ and M = L⁻¹ in one sweep and in place: the diagonal becomes D⁻¹, the rest M. After step k, rows
// below k hold −(rows of L) M to the left of column k and the remaining matrix to the right. With M at hand
// a solve is two products without any order among the lanes.
fn factor() {
  let size = order();
  let columns = LANES / 4u;
  let column = lane % columns;
  let first_row = lane / columns;
  for (var k = 0u; k < size; k++) {
    // A pivot below the rounding of what it was is replaced by that rounding, and one of the multipliers' that is not
    // even −delta by a large one: both shorten the step along a direction of which rounding has left nothing.
    var pivot = load_matrix(entry(k, k));
    let diagonal = abs(head(load(at_taken() + k)));
    if (k < params.n) {
      let least = params.smallest_pivot * max(params.smallest_pivot, diagonal);
      if (!(head(pivot) > least)) { pivot = real(least); }
    } else if (!(head(pivot) < -0.5 * diagonal)) {
      pivot = real(-1e6);
    }
    let inverse = divide(real(1.0), pivot);
    for (var i = k + 1u + lane; i < size; i += LANES) {
      let value = load_matrix(entry(i, k));
      store(at_first() + i, multiply(value, inverse));
      store(at_second() + i, value);
    }
    meet();
    if (lane == 0u) { store_matrix(entry(k, k), inverse); }
    for (var i = k + 1u + first_row; i < size; i += 4u) {
      let multiplier = -load(at_first() + i);
      if (head(multiplier) == 0.0) { continue; }
      for (var j = column; j <= i; j += columns) {
        if (j == k) {
          store_matrix(entry(i, k), multiplier);
        } else {
          let from_k = select_real(load_matrix(entry(max(j, k), min(j, k))), load(at_second() + j), j > k);
          store_matrix(entry(i, j), multiply_add(load_matrix(entry(i, j)), multiplier, from_k));
        }
      }
    }
    meet();
  }
}

// correction ← H⁻¹ correction, with the rows of C eliminated and recovered.
fn apply_factors() {
  let n = params.n;
  for (var i = lane; i < order(); i += LANES) {
    var value = load(at_correction() + i);
    if (i < n) {
      var sum = real(0.0);
      for (var k = 0u; k < params.m; k++) {
        let weighted = multiply(weight(k), load(at_correction() + order() + k)) * scale(order() + k);
        sum = multiply_add(sum, weighted, data_real(start_of(params.G) + k * n + i));
      }
      value = add(value, sum * scale(i));
      if (params.has_lower == 1u) { value = multiply_add(value, -weight(row_of_lower(i)), load(at_correction() + order() + row_of_lower(i))); }
      if (params.has_upper == 1u) { value = multiply_add(value, weight(row_of_upper(i)), load(at_correction() + order() + row_of_upper(i))); }
      if (is_fixed(i)) { value = real(0.0); }
    }
    store(at_first() + i, value);
  }
  meet();
  for (var i = lane; i < order(); i += LANES) {
    var sum = load(at_first() + i);
    for (var j = 0u; j < i; j++) { sum = multiply_add(sum, load_matrix(entry(i, j)), load(at_first() + j)); }
    store(at_second() + i, multiply(sum, load_matrix(entry(i, i))));
  }
  meet();
  for (var i = lane; i < order(); i += LANES) {
    var sum = load(at_second() + i);
    for (var j = i + 1u; j < order(); j++) { sum = multiply_add(sum, load_matrix(entry(j, i)), load(at_second() + j)); }
    store(at_correction() + i, sum);
  }
  meet();
  for (var k = lane; k < rows(); k += LANES) {
    let row = row_of(k);
    var along = load(at_correction() + row.variable) * row.sign;
    if (row.sign == 0.0) {
      var sum = real(0.0);
      for (var j = 0u; j < n; j++) {
        sum = multiply_add(sum, data_real(start_of(params.G) + k * n + j), load(at_correction() + j) * scale(j));
      }
      along = sum * scale(order() + k);
    }
    let at = at_correction() + order() + k;
    store(at, multiply(weight(k), add(along, -load(at))));
  }
  meet();
}

fn add_to_step(sign: f32) {
  for (var i = lane; i < unknowns(); i += LANES) {
    store(at_step() + i, add(load(at_step() + i), load(at_taken() + i) * sign));
  }
}

// step ← K⁻¹ right to working accuracy: corrections by the factors of a neighbouring matrix while they help.
// Leaves the last residual in `correction`; that of a fixed variable is what its bounds must carry. False where
// rounding left nothing of the factors.
fn refine(exact: bool, rho: f32, delta: f32) -> bool {
  let limit = select(params.step_refinements, params.exact_refinements, exact);
  let accuracy = select(params.step_accuracy, params.exact_accuracy, exact);
  var target_size = 0.0;
  var previous = 3e38;
  for (var round = 0u; ; round++) {
    residual_of_step(exact, min(rho, params.rho_target), delta);
    var size = vec4<f32>(0.0);
    for (var i = lane; i < unknowns(); i += LANES) {
      if (i < params.n && is_fixed(i)) { continue; }
      let left = abs(head(load(at_correction() + i)));
      if (!(left < 1e30)) { size.y = 1.0; }
      size.x = max(size.x, left);
    }
    let all_sizes = reduce(size, false);
    let largest = all_sizes.x;
    if (all_sizes.y > 0.0) { return false; }
    if (round == 0u) { target_size = largest * accuracy; }
    if (largest > previous) { add_to_step(-1.0); }
    if (round > limit || !(largest > target_size) || largest > select(0.9, 0.99, exact) * previous) { break; }
    previous = largest;
    apply_factors();
    for (var i = lane; i < unknowns(); i += LANES) { store(at_taken() + i, load(at_correction() + i)); }
    add_to_step(1.0);
    meet();
  }
  return true;
}
