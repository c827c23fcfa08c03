// How results lie in memory.

// What became of an element: its report's entry STATUS.
const SOLVED = 0u;
const MAX_ITERATIONS = 1u;
const PRIMAL_INFEASIBLE = 2u;
const DUAL_INFEASIBLE = 3u;
const NUMERICAL_ERROR = 4u;
const ELSEWHERE = 5u; // the CPU has solved it, and has its derivatives

// Entries of a report.
const PRIMAL = 0u;
const DUAL = 1u;
const GAP = 2u;
const OBJECTIVE = 3u; // and its low part
const STATUS = 5u;
const ITERATIONS = 6u;
const WEAK = 7u;
const REPORT = 8u;

fn publish(at: u32, value: DoubleSingle) {
  let sum = quick_sum(value.x, value.y);
  result[at] = sum.x;
  if (params.result_low > 0u) { result[at + params.result_low] = sum.y; }
}

// Sections of `result`, each [batch, length]: z, nu, lambda, lambdaLower, lambdaUpper, slack, report.
fn at_result_z() -> u32 { return 0u; }
fn at_result_nu() -> u32 { return params.batch * params.n; }
fn at_result_lambda() -> u32 { return at_result_nu() + params.batch * params.e; }
fn at_result_lower() -> u32 { return at_result_lambda() + params.batch * params.m; }
fn at_result_upper() -> u32 { return at_result_lower() + params.batch * params.n; }
fn at_result_slack() -> u32 { return at_result_upper() + params.batch * params.n; }
fn at_result_report() -> u32 { return at_result_slack() + params.batch * params.m; }
fn at_report() -> u32 { return at_result_report() + element * REPORT; }

// Number i of this element in the section that begins at `section`.
fn solution_at(section: u32, length: u32, i: u32) -> DoubleSingle {
  let at = section + element * length + i;
  if (params.result_low > 0u) { return DoubleSingle(result[at], result[at + params.result_low]); }
  return DoubleSingle(result[at], 0.0);
}
