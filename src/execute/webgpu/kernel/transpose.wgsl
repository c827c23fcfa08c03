// Writes the transposes of A and G beside them in `data`: products with their rows then read along columns, where
// neighbouring invocations find neighbouring numbers.

@group(0) @binding(0) var<uniform> params: Transpose;
@group(0) @binding(1) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(NUMBERS_PER_WORKGROUP)
fn transpose_matrices(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * NUMBERS_PER_WORKGROUP + index;
  if (at >= params.numbers) { return; }
  let size = params.rows * params.columns;
  let row = at % size / params.columns;
  let column = at % params.columns;
  let there = params.transpose + at - at % size + column * params.rows + row;
  data[there] = data[params.matrix + at];
  if (params.data_low > 0u) { data[there + params.data_low] = data[params.matrix + at + params.data_low]; }
}
