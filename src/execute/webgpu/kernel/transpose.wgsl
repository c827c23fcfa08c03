// Writes the transposes of A and G beside them in `data`: products with their rows then read along columns, where
// neighbouring invocations find neighbouring numbers.

struct Transpose {
  matrix: u32, // offset of element 0
  transpose: u32,
  rows: u32,
  columns: u32,
  numbers: u32, // of all elements
  low: u32, // as in `Params`
}

@group(0) @binding(0) var<uniform> params: Transpose;
@group(0) @binding(1) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(64)
fn transpose_matrices(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * 64u + index;
  if (at >= params.numbers) { return; }
  let size = params.rows * params.columns;
  let row = at % size / params.columns;
  let column = at % params.columns;
  let there = params.transpose + at - at % size + column * params.rows + row;
  data[there] = data[params.matrix + at];
  if (params.low > 0u) { data[there + params.low] = data[params.matrix + at + params.low]; }
}
