/** What programs in the page may import, and the file of the site that it comes from. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  optnet: "lib/optnet.js",
  "optnet/threads": "lib/optnet-threads.js",
  "optnet/webgpu": "lib/optnet-webgpu.js",
  "optnet/io": "lib/optnet-io.js",
  "optnet/model": "lib/optnet-model.js",
  "optnet/tfjs": "lib/optnet-tfjs.js",
  "@tensorflow/tfjs": "lib/tensorflow.js",
  "optnet/jax": "lib/optnet-jax.js",
  "@jax-js/jax": "lib/jax.js",
};
