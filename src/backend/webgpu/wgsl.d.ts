/** Shader sources: text at build time (scripts/inline-wgsl.mjs), so that the package needs no bundler for them. */
declare module "*.wgsl" {
  const source: string;
  export default source;
}
