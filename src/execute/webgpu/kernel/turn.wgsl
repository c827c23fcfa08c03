// Writes the transposes of A and G beside them in `data`: products with their rows then read along columns, where
// neighbouring lanes find neighbouring numbers.

struct Turn {
  matrix: u32, // offset of element 0
  transpose: u32,
  rows: u32,
  columns: u32,
  numbers: u32, // of all elements
  low_part: u32, // as in `Params`
}

@group(0) @binding(0) var<uniform> turn: Turn;
@group(0) @binding(1) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(64)
fn turn_matrices(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * 64u + index;
  if (at >= turn.numbers) { return; }
  let size = turn.rows * turn.columns;
  let row = at % size / turn.columns;
  let column = at % turn.columns;
  let there = turn.transpose + at - at % size + column * turn.rows + row;
  data[there] = data[turn.matrix + at];
  if (turn.low_part > 0u) { data[there + turn.low_part] = data[turn.matrix + at + turn.low_part]; }
}
