// Mehrotra's predictor-corrector with proximal regularisation, from the first iterate to the last in one dispatch. It
// takes the start, the steps and the step lengths of src/execute/typescript (interior-point.ts and steps.ts, which have
// the equations and the sources), one for one in equal units. What differs, and why:
//
// - The units are those of equilibrate.wgsl, and A stays among the rows of the matrix: nothing is prepared per structure.
// - Regularisation and accuracies (NUMERICS in params.ts) are larger: smaller ones drown in the rounding of float32, or
//   of 48 bits.
// - ds comes from the row of complementarity, not from C dz + ds − delta dlambda = −residual. Both give the same number;
//   but in the second it is a difference of large ones, of which float32 leaves nothing where s is small.
// - s and lambda do not fall below SMALLEST, where the range of float32 ends.
// - A pivot that rounding has spoilt is replaced, and a step that it has spoilt is taken again with more regularisation
//   in the next round: the problems of a workgroup factor together, so that none can repeat its own.
// - When to try the active set depends on mu alone: to see that it has settled would take memory for the one before.

const POLISH_BELOW = 1e-3; // complementarity below which the active set is worth a try
const BOUNDARY_FRACTION = 0.995;
// Iterations without a better iterate, or a better proof that there is none, after which rounding sets the limit.
const PATIENCE = 20u;

const NEARLY = 4.0; // how much worse a certificate may be where no better one comes

const START = 0u; // two solves with one matrix, in which slacks weigh 1
const NEWTON = 1u; // predictor and corrector
const POLISH = 2u; // Newton's method on the active set: active rows hold as equalities

// Before the start: fixed variables in their place, all else 0; and which rows take part.
fn set_up() {
  equilibrate();
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let row = row_of(k);
    var slack = 1.0;
    var weight = 0.0;
    let is_boxed = row.sign != 0.0 && params.has_lower * params.has_upper == 1u;
    if (is_boxed && all(lower_at(row.variable) == upper_at(row.variable))) {
      slack = OFF;
      weight = FIXED;
    }
    if (side_of(k, row).x >= ABSENT) { slack = OFF; }
    store(at_s() + k, real(slack));
    store(at_weights() + k, real(weight));
  }
  synchronise();
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = DoubleSingle(0.0);
    if (i < params.n && is_fixed(i)) { value = lower_at(i) / scale(i); }
    set_iterate(i, value);
  }
  synchronise();
}

fn is_active(k: u32) -> bool { return iterate_at(params.order + k).x > head(load(at_s() + k)); }

// V⁻¹: 1/(s/lambda + delta), 1 for the start, or for an active set nearly an equality and nothing.
fn set_weights(mode: u32, delta: f32) {
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let lambda = rounded(iterate_at(params.order + k));
    var denominator = real(1.0);
    if (mode == NEWTON) { denominator = add(divide(load(at_s() + k), lambda), real(delta)); }
    if (mode == POLISH) { denominator = real(params.active_regularisation); }
    let weight = divide(real(1.0), denominator);
    store(at_weights() + k, select_real(weight, real(0.0), mode == POLISH && !is_active(k)));
  }
}

// Adds centring and the second-order term to the right-hand side: s ∘ lambda = sigma mu − ds ∘ dlambda.
fn correct_right(sigma_mu: f32) {
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let product = multiply(load(at_slack_step() + k), load(at_step() + params.order + k));
    let correction = divide(add(product, real(-sigma_mu)), rounded(iterate_at(params.order + k)));
    store(at_slack_step() + k, correction);
    store(at_right() + params.order + k, add(load(at_right() + params.order + k), correction));
  }
  synchronise();
}

// ds = −s − (s dlambda)/lambda − correction, the row that elimination left out; and the inverse step lengths.
fn recover_slack_step(corrected: bool) -> vec2<f32> {
  var ratio = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let s = load(at_s() + k);
    let lambda = rounded(iterate_at(params.order + k));
    let dlambda = load(at_step() + params.order + k);
    var ds = -add(s, divide(multiply(s, dlambda), lambda));
    if (corrected) { ds = add(ds, -load(at_slack_step() + k)); }
    store(at_slack_step() + k, ds);
    ratio.x = max(ratio.x, -head(ds) / head(s));
    ratio.y = max(ratio.y, -head(dlambda) / head(lambda));
  }
  return largest_of_all(ratio).xy;
}

// sigma = (mu after the affine step / mu)³.
fn centring(alpha: vec2<f32>, mu: f32, count: f32) -> f32 {
  var sum = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let s = head(load(at_s() + k)) + alpha.x * head(load(at_slack_step() + k));
    let lambda = iterate_at(params.order + k).x + alpha.y * head(load(at_step() + params.order + k));
    sum.x += s * lambda;
  }
  let ratio = clamp(sum_of_all(sum).x / count / mu, 0.0, 1.0);
  return ratio * ratio * ratio;
}

// Multipliers and slacks of no importance shrink 200-fold every step, and would leave float32's range in ten.
const SMALLEST = 1e-18;

fn advance(alpha: vec2<f32>) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let length = select(alpha.y, alpha.x, i < params.n);
    var value = ds_multiply_add(iterate_at(i), DoubleSingle(length, 0.0), as_ds(load(at_step() + i)));
    let k = i - params.order;
    if (i >= params.order && is_on(k)) {
      if (value.x < SMALLEST) { value = DoubleSingle(SMALLEST, 0.0); }
      let s = multiply_add(load(at_s() + k), real(alpha.x), load(at_slack_step() + k));
      store(at_s() + k, select_real(s, real(SMALLEST), head(s) < SMALLEST));
    }
    set_iterate(i, value);
  }
}

// The right-hand sides of the start: (−p, 0, 0), for the smallest multipliers with stationarity, and (0, b, d), for the
// smallest slacks. Two solves, so that neither inherits the size of the other. The second waits in `backup` …
fn split_right() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let is_cost = i < params.n;
    store(at_backup() + i, select_real(load(at_right() + i), real(0.0), is_cost));
    if (!is_cost) { store(at_right() + i, real(0.0)); }
  }
}
// … and then the solution of the first does.
fn swap_right() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    store(at_right() + i, load(at_backup() + i));
    store(at_backup() + i, load(at_step() + i));
  }
}

// z and s = −lambda of the second solve, nu and lambda of the first; s and lambda shifted into the positive orthant.
fn take_start() {
  var lowest = vec4<f32>(-INFINITE);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    lowest.x = max(lowest.x, head(load(at_step() + params.order + k)));
    lowest.y = max(lowest.y, -head(load(at_backup() + params.order + k)));
  }
  let least = -largest_of_all(lowest);
  let shift = select(1.0 - least, vec4<f32>(0.0), least > vec4<f32>(1e-3));
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let step = as_ds(load(at_step() + i));
    if (i < params.n) {
      set_iterate(i, ds_add(iterate_at(i), step));
      continue;
    }
    var multiplier = as_ds(load(at_backup() + i));
    let k = i - params.order;
    if (i >= params.order && is_on(k)) {
      store(at_s() + k, rounded(ds_add(-step, DoubleSingle(shift.x, 0.0))));
      multiplier = ds_add(multiplier, DoubleSingle(shift.y, 0.0));
    }
    set_iterate(i, multiplier);
  }
}

// Moves to the minimiser on the active set; multipliers of inequalities stay nonnegative.
fn accept_polished() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = ds_add(iterate_at(i), as_ds(load(at_step() + i)));
    if (i >= params.order && (value.x < 0.0 || head(weight(i - params.order)) == 0.0)) { value = DoubleSingle(0.0); }
    set_iterate(i, value);
  }
}

fn back_up() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) { store(at_backup() + i, rounded(iterate_at(i))); }
}
fn restore() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) { set_iterate(i, as_ds(load(at_backup() + i))); }
}

// Derivatives need the factors of the active set, its weights and the scales.
fn keep() {
  let start = element * params.work_stride;
  if (LOCAL_MATRIX > 1u) {
    for (var i = invocation; i < params.matrix; i += INVOCATIONS) { work[start + i] = load_matrix(i); }
  }
  if (LOCAL_VECTORS > 1u) {
    for (var i = invocation; i < kept_vectors(); i += INVOCATIONS) { work[start + params.matrix + i] = load(i); }
  }
}

// Where a step is refined from: the proximal terms pull towards the iterate, which is 0 as a step counts; multipliers
// of inactive rows go to 0.
fn begin_step(mode: u32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let drop = mode == POLISH && i >= params.order && head(weight(i - params.order)) == 0.0;
    store(at_step() + i, select_real(real(0.0), rounded(-iterate_at(i)), drop));
  }
  synchronise();
}

// What some problem of the workgroup is up to this round.
const RUNS = 1u;
const FACTORS = 2u;
const CORRECTS = 4u;
const STARTS = 8u;

@compute @workgroup_size(WORKGROUP_SIZE)
fn solve(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let exists = assign_element(group.x, index);
  let report = at_report();

  set_up();
  var running = exists;
  var mode = START;
  var begun = false;
  var factored = false;
  var last_chance = false; // the iterate solves the problem; polishing may only better it
  var iteration = 0u;
  var improved_at = 0u;
  var best = INFINITE;
  var best_proof = INFINITE;
  var polished = INFINITE; // merit after the previous round of polishing
  var tried = INFINITE; // complementarity at the previous polishing
  var threshold = params.weak;
  var status = NUMERICAL_ERROR;
  var rho = params.rho;
  var delta = params.delta;
  var boost = 1.0; // of the regularisation, after a factorisation that rounding has spoilt

  loop {
    wake(running);
    residual_of_iterate();
    synchronise();
    let a = assess();
    var going = running; // on to a step this round
    if (running) {
      // A certificate that is nearly good enough is a verdict where nothing better comes.
      let proof = min(a.contradiction, a.descent);
      let contradicts = a.contradiction <= params.infeasibility_tolerance || a.contradiction <= a.descent;
      let against = select(DUAL_INFEASIBLE, PRIMAL_INFEASIBLE, contradicts);
      let better_proof = begun && mode != POLISH && !a.broken && proof < 0.5 * best_proof;
      if (better_proof) {
        best_proof = proof;
        improved_at = iteration;
      }
      let proven = begun && mode != POLISH && !a.broken && a.merit > 1.0 && proof <= params.infeasibility_tolerance;
      let nearly_proven = better_proof && best > params.loose && proof <= NEARLY * params.infeasibility_tolerance;
      if (begun && !a.broken && (a.merit < best || proven || nearly_proven)) {
        if (mode != POLISH && a.merit < 0.99 * best) { improved_at = iteration; }
        best = min(best, a.merit);
        publish_iterate(a, proven || nearly_proven);
        status = select(NUMERICAL_ERROR, against, proven || nearly_proven);
      }
      let stopping = iteration == params.max_iterations || iteration - improved_at > PATIENCE;
      if (proven) {
        going = false;
        running = false;
      } else if (mode == POLISH) {
        let failed = a.broken || a.merit > 0.5 * polished;
        polished = a.merit;
        let exact = !a.broken && a.merit <= 1.0;
        // The active set fits, so that what is 0 is 0 to the last digits.
        if (exact) { threshold = params.weak; }
        if (exact || (failed && last_chance)) {
          status = SOLVED;
          going = false;
          running = false;
        } else if (failed) {
          restore();
          mode = NEWTON;
          going = false;
        }
      } else if (begun) {
        last_chance = a.merit <= 1.0 || (stopping && best <= params.loose);
        mode = NEWTON;
        if (a.broken) {
          going = false;
          running = false;
        } else if (last_chance || (a.mu <= POLISH_BELOW && a.mu < 0.1 * tried)) {
          mode = POLISH;
          tried = a.mu;
          polished = INFINITE;
          factored = false;
          threshold = max(params.weak, 3.0 * sqrt(a.mu));
          back_up();
        } else if (stopping) {
          if (iteration == params.max_iterations && status == NUMERICAL_ERROR) { status = MAX_ITERATIONS; }
          going = false;
          running = false;
        }
        rho = max(params.rho_floor, min(rho, a.mu * 1e-3));
        delta = max(params.delta_floor, min(delta, a.mu * 1e-3));
      }
    }
    let factors = going && (mode != POLISH || !factored);
    let corrects = going && mode == NEWTON && a.rows > 0.0;
    let starts = going && mode == START;
    let flags = flags_of_all(
      select(0u, RUNS, running) | select(0u, FACTORS, factors) |
        select(0u, CORRECTS, corrects) | select(0u, STARTS, starts),
    );
    if ((flags & RUNS) == 0u) { break; }

    if ((flags & FACTORS) != 0u) {
      wake(factors);
      set_weights(mode, delta * boost);
      synchronise();
      let nearly = params.active_regularisation;
      assemble(select(rho * boost, nearly, mode == POLISH), select(delta * boost, nearly, mode == POLISH));
      factor();
      if (factors) { factored = mode == POLISH; }
    }

    var alpha = vec2<f32>(1.0);
    var sigma_mu = 0.0;
    var sound = true;
    let passes = select(1u, 2u, (flags & (CORRECTS | STARTS)) != 0u);
    for (var pass_index = 0u; pass_index < passes; pass_index++) {
      let takes_part = going && sound && (pass_index == 0u || corrects || starts);
      if ((flags & STARTS) != 0u) {
        wake(takes_part && starts);
        if (pass_index == 0u) { split_right(); } else { swap_right(); }
      }
      wake(takes_part && corrects);
      if (pass_index == 1u) { correct_right(sigma_mu); }
      wake(takes_part);
      begin_step(mode);
      let accuracy = select(params.step_accuracy, params.exact_accuracy, mode == POLISH);
      let refined = refine(mode == POLISH, accuracy, rho * boost, delta * boost);
      if (takes_part) { sound = refined; }
      if (passes == 1u) { break; }
      wake(takes_part && sound && corrects);
      let ratio = recover_slack_step(pass_index == 1u);
      let fraction = select(1.0, BOUNDARY_FRACTION, pass_index == 1u);
      if (is_awake()) { alpha = min(vec2<f32>(1.0), fraction / max(ratio, vec2<f32>(1e-30))); }
      if (pass_index == 0u) { sigma_mu = centring(alpha, a.mu, a.rows) * a.mu; }
    }

    let moves = going && (sound || mode == POLISH);
    if (going && !moves) {
      boost *= 100.0;
      running = boost <= 1e9;
    }
    if ((flags & STARTS) != 0u) {
      wake(moves && starts);
      take_start();
    }
    wake(moves);
    if (moves) {
      boost = max(1.0, 0.1 * boost);
      if (mode == POLISH) {
        accept_polished();
      } else {
        begun = true;
      }
      if (mode == NEWTON) {
        // With a quadratic term z enters the dual residual, which then only shrinks along a common step.
        if (params.quadratic != Q_ZERO) { alpha = vec2<f32>(min(alpha.x, alpha.y)); }
        advance(alpha);
        iteration++;
      }
    }
    synchronise();
  }

  wake(exists);
  if (exists && status == SOLVED) { keep(); }
  let weak = count_weak(threshold);
  if (invocation == 0u) {
    result[report + REPORT_STATUS] = f32(status);
    result[report + REPORT_ITERATIONS] = f32(iteration);
    result[report + REPORT_WEAKLY_ACTIVE] = weak;
  }
}
