// The invocations of a workgroup: who works on what, and how they wait for each other. Barriers must be reached by all
// of them together, so every loop with a barrier in it runs until no problem of the workgroup needs it any more.
// Meanwhile the invocations of a problem that is done, or that sits a phase out, are asleep: their number is beyond
// every loop. Nothing that a problem computes depends on its neighbours, so it has the same bits beside any of them.

const ASLEEP = 0x80000000u;
const MOST_PROBLEMS = 8u;

override WORKGROUP_SIZE: u32 = INVOCATIONS * PROBLEMS;
// Reductions take two steps: GROUP numbers to one, then the rest to one.
override GROUP: u32 = select(8u, 16u, INVOCATIONS > 64u);

var<private> local_index: u32; // of this invocation in the workgroup
var<private> slot: u32; // of its problem in the workgroup
var<private> invocation: u32; // of this invocation among those of its problem, or ASLEEP

var<workgroup> partial: array<vec4<f32>, WORKGROUP_SIZE>;
var<workgroup> votes: array<u32, MOST_PROBLEMS>;

// `false` where the last workgroup of a batch has no element left for these invocations.
fn assign_element(group: u32, index: u32) -> bool {
  local_index = index;
  slot = index / INVOCATIONS;
  element = params.first + group * PROBLEMS + slot;
  let exists = element < params.end;
  element = min(element, params.end - 1u);
  wake(exists);
  return exists;
}

fn wake(awake: bool) { invocation = select(ASLEEP, local_index % INVOCATIONS, awake); }
fn is_awake() -> bool { return invocation != ASLEEP; }

// What was written before is read after.
fn synchronise() {
  workgroupBarrier();
  if (LOCAL_VECTORS == 1u || LOCAL_MATRIX == 1u) { storageBarrier(); }
}

// The flags that any problem of the workgroup raises, the same in all invocations.
fn flags_of_all(flags: u32) -> u32 {
  if (local_index % INVOCATIONS == 0u) { votes[slot] = flags; }
  if (LOCAL_VECTORS == 1u || LOCAL_MATRIX == 1u) { storageBarrier(); }
  let all = workgroupUniformLoad(&votes);
  var raised = 0u;
  for (var i = 0u; i < MOST_PROBLEMS; i++) { raised |= all[i]; }
  return raised;
}

const LARGEST = 0u;
const SUM = 1u;
const DS_SUM = 2u; // the sum of double-single numbers

fn combine(how: u32, a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
  switch how {
    case LARGEST: { return max(a, b); }
    case SUM: { return a + b; }
    default: { return vec4<f32>(ds_add(a.xy, b.xy), 0.0, 0.0); }
  }
}

// Over all invocations of a problem; the same in every one of them, and of no meaning to those asleep. Few barriers
// count for more than few additions.
fn reduce(how: u32, value: vec4<f32>) -> vec4<f32> {
  let rest = INVOCATIONS / GROUP;
  partial[local_index] = value;
  synchronise();
  if (local_index % INVOCATIONS < rest) {
    var group = value;
    for (var i = 1u; i < GROUP; i++) { group = combine(how, group, partial[local_index + i * rest]); }
    partial[local_index] = group;
  }
  workgroupBarrier();
  var all = partial[slot * INVOCATIONS];
  for (var i = 1u; i < rest; i++) { all = combine(how, all, partial[slot * INVOCATIONS + i]); }
  workgroupBarrier();
  return all;
}
fn largest_of_all(value: vec4<f32>) -> vec4<f32> { return reduce(LARGEST, value); }
fn sum_of_all(value: vec4<f32>) -> vec4<f32> { return reduce(SUM, value); }
