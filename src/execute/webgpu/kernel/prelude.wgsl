// What the host decides when it makes a pipeline. WGSL has no imports: this text stands in front of every module.

// Which of the ways to an exact product and sum this device allows; `probe.wgsl` finds out.
override FUSED: bool = false; // fma() rounds once
override FENCED: bool = false; // the compiler reassociates sums unless it is kept from seeing through them

override INVOCATIONS: u32 = 32; // invocations that share the work on one problem; a power of two, from 8 to 256
override PROBLEMS: u32 = 1; // problems that share a workgroup, at most MOST_PROBLEMS
// Numbers of one problem in workgroup memory, for vectors and for the factored matrix; 1 where they are in `work`.
override LOCAL_VECTORS: u32 = 1;
override LOCAL_MATRIX: u32 = 1;
