import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/read.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/read-ts.md","filePath":"site/generated/source/src/problem/read-ts.md"}');
const _sfc_main = { name: "source/src/problem/read-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemreadts" tabindex="-1"><code>src/problem/read.ts</code> <a class="header-anchor" href="#srcproblemreadts" aria-label="Permalink to &quot;\`src/problem/read.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/**</span></span>
<span class="line"><span> * From what a user passes to numbers and a shape. Everything is copied, so that nothing the caller does to an</span></span>
<span class="line"><span> * array afterwards reaches a problem. What the shape means is decided by the callers.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>import {</span></span>
<span class="line"><span>  OptNetError,</span></span>
<span class="line"><span>  describe,</span></span>
<span class="line"><span>  excerpt,</span></span>
<span class="line"><span>  formatShape,</span></span>
<span class="line"><span>  quoted,</span></span>
<span class="line"><span>  requireRoom,</span></span>
<span class="line"><span>  sizeOf,</span></span>
<span class="line"><span>  withRoom,</span></span>
<span class="line"><span>} from &quot;./errors.js&quot;;</span></span>
<span class="line"><span>import type { Memory } from &quot;./memory.js&quot;;</span></span>
<span class="line"><span>import { ordinary } from &quot;./memory.js&quot;;</span></span>
<span class="line"><span>import type { TypedNumbers } from &quot;./problem.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Numbers as given, not yet checked to be finite. A plain typed array has no shape of its own. */</span></span>
<span class="line"><span>export interface Numbers {</span></span>
<span class="line"><span>  readonly data: Float64Array;</span></span>
<span class="line"><span>  readonly shape: readonly number[] | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How numbers are read. */</span></span>
<span class="line"><span>export interface Reading {</span></span>
<span class="line"><span>  /** Where the numbers go; ordinary memory if absent. */</span></span>
<span class="line"><span>  readonly memory?: Memory | undefined;</span></span>
<span class="line"><span>  /** What \`null\` stands for, in files; without it \`null\` is no number. */</span></span>
<span class="line"><span>  readonly missing?: number | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const MAX_RANK = 3;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const ACCEPTED = &quot;nested arrays of numbers, a typed array such as Float64Array, or { data, shape }&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @throws OptNetError for anything that is not numbers with a consistent shape, or too many of them for memory, and</span></span>
<span class="line"><span> *   for what throws an error when it is read.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readNumbers(field: string, input: unknown, reading: Reading = {}): Numbers {</span></span>
<span class="line"><span>  return readSafely(field, () =&gt; read(field, input, reading));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function read(field: string, input: unknown, reading: Reading): Numbers {</span></span>
<span class="line"><span>  const { memory = ordinary } = reading;</span></span>
<span class="line"><span>  if (typeof input === &quot;number&quot;) return { data: memory.allocate(1).fill(input), shape: [] };</span></span>
<span class="line"><span>  if (isTypedNumbers(input)) return { data: keep(field, input, memory), shape: undefined };</span></span>
<span class="line"><span>  if (Array.isArray(input)) return readNested(field, input, reading);</span></span>
<span class="line"><span>  if (typeof input === &quot;object&quot; &amp;&amp; input !== null &amp;&amp; &quot;data&quot; in input &amp;&amp; &quot;shape&quot; in input) {</span></span>
<span class="line"><span>    return readDense(field, input.data, input.shape, reading);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: ACCEPTED,</span></span>
<span class="line"><span>    got: describe(input),</span></span>
<span class="line"><span>    hint: conversion(field, input) ?? \`Leave \${field} out where there is none.\`,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Runs what looks into an object of the user&#39;s, of which any property may throw.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError in place of the object&#39;s own error.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readSafely&lt;Result&gt;(field: string, look: () =&gt; Result): Result {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return look();</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    if (error instanceof OptNetError) throw error;</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      expected: &quot;something that can be read&quot;,</span></span>
<span class="line"><span>      got: \`an error on reading it: \${errorText(error)}\`,</span></span>
<span class="line"><span>      hint: &quot;Look for a getter or a proxy that throws, and pass plain arrays.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function errorText(error: unknown): string {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return quoted(error instanceof Error ? error.message : String(error));</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    return &quot;one that cannot be shown&quot;;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where typed arrays that are no numbers, or views that are no arrays, need a conversion. */</span></span>
<span class="line"><span>function conversion(field: string, input: unknown): string | undefined {</span></span>
<span class="line"><span>  const kind = kindOf(input);</span></span>
<span class="line"><span>  if (kind !== undefined) return \`Entries of a \${kind} are no numbers: Float64Array.from(\${field}, Number).\`;</span></span>
<span class="line"><span>  return ArrayBuffer.isView(input) ? \`Convert it to a Float64Array.\` : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function gone(field: string, array: TypedNumbers): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;an array whose memory is there&quot;,</span></span>
<span class="line"><span>    got: \`\${kindOf(array)} on memory that was transferred away or has shrunk\`,</span></span>
<span class="line"><span>    hint: &quot;A transferred ArrayBuffer belongs to its receiver: pass a copy, or transfer a copy.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function keep(field: string, array: TypedNumbers, memory: Memory): Float64Array {</span></span>
<span class="line"><span>  if (isGone(array)) throw gone(field, array);</span></span>
<span class="line"><span>  const length = lengthOf(array);</span></span>
<span class="line"><span>  return withRoom(field, 8 * length, \`a copy of \${length} numbers\`, SPLIT, () =&gt; memory.keep(array));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const SPLIT =</span></span>
<span class="line"><span>  &quot;Solve large batches in parts; give matrices that are mostly zeros as sparse ones (sparse.csr and others).&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function allocate(field: string, shape: readonly number[], memory: Memory): Float64Array {</span></span>
<span class="line"><span>  const length = sizeOf(shape);</span></span>
<span class="line"><span>  const what = \`shape \${formatShape(shape)}\`;</span></span>
<span class="line"><span>  requireRoom(field, length, what, SPLIT);</span></span>
<span class="line"><span>  return withRoom(field, 8 * length, what, SPLIT, () =&gt; memory.allocate(length));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readDense(field: string, data: unknown, shape: unknown, reading: Reading): Numbers {</span></span>
<span class="line"><span>  if (!isTypedNumbers(data) &amp;&amp; !Array.isArray(data)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`\${field}.data\`,</span></span>
<span class="line"><span>      expected: &quot;a typed array of numbers, such as Float64Array, or a flat array of numbers&quot;,</span></span>
<span class="line"><span>      got: describe(data),</span></span>
<span class="line"><span>      hint: conversion(\`\${field}.data\`, data) ?? &quot;data holds the numbers row-major.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const lengths = lengthsOf(field, shape);</span></span>
<span class="line"><span>  const length = Array.isArray(data) ? data.length : lengthOf(data);</span></span>
<span class="line"><span>  // A product of zeros and of lengths beyond all numbers is 0 all the same.</span></span>
<span class="line"><span>  const size = lengths.includes(0) ? 0 : sizeOf(lengths);</span></span>
<span class="line"><span>  if (size !== length) {</span></span>
<span class="line"><span>    if (!Array.isArray(data) &amp;&amp; isGone(data)) keep(\`\${field}.data\`, data, ordinary);</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: \`\${field}.data\`,</span></span>
<span class="line"><span>      expected: \`\${size} numbers for shape \${formatShape(lengths)}\`,</span></span>
<span class="line"><span>      got: \`\${length} numbers\`,</span></span>
<span class="line"><span>      hint: &quot;data holds the product of the shape, row-major.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const { memory = ordinary } = reading;</span></span>
<span class="line"><span>  if (!Array.isArray(data)) return { data: keep(\`\${field}.data\`, data, memory), shape: lengths };</span></span>
<span class="line"><span>  const numbers = allocate(field, lengths, memory);</span></span>
<span class="line"><span>  fillRow(\`\${field}.data\`, data, size, [], numbers, 0, reading);</span></span>
<span class="line"><span>  return { data: numbers, shape: lengths };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function lengthsOf(field: string, shape: unknown): number[] {</span></span>
<span class="line"><span>  const given: readonly unknown[] | undefined = Array.isArray(shape) ? shape : undefined;</span></span>
<span class="line"><span>  if (given !== undefined &amp;&amp; given.length &gt; MAX_RANK) {</span></span>
<span class="line"><span>    const shown = given.slice(0, MAX_RANK + 1).map(describe);</span></span>
<span class="line"><span>    throw tooDeep(field, \`shape [\${shown.join(&quot;,&quot;)}\${given.length &gt; MAX_RANK + 1 ? &quot;,…&quot; : &quot;&quot;}]\`);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  // Holes are undefined here.</span></span>
<span class="line"><span>  const lengths = given &amp;&amp; Array.from(given);</span></span>
<span class="line"><span>  if (lengths?.every(isLength)) return lengths;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field: \`\${field}.shape\`,</span></span>
<span class="line"><span>    expected: &quot;an array of whole numbers that are not negative&quot;,</span></span>
<span class="line"><span>    got: lengths === undefined ? describe(shape) : \`[\${lengths.map(describe).join(&quot;, &quot;)}]\`,</span></span>
<span class="line"><span>    hint: &quot;For example { data, shape: [rows, columns] }.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The first entry at every depth gives the shape; \`fill\` then holds all others to it. */</span></span>
<span class="line"><span>function readNested(field: string, input: readonly unknown[], reading: Reading): Numbers {</span></span>
<span class="line"><span>  const shape: number[] = [];</span></span>
<span class="line"><span>  let level: unknown = input;</span></span>
<span class="line"><span>  for (; ; level = (level as unknown[])[0]) {</span></span>
<span class="line"><span>    const nested = Array.isArray(level);</span></span>
<span class="line"><span>    if (!nested &amp;&amp; !isTypedNumbers(level)) break;</span></span>
<span class="line"><span>    if (shape.length === MAX_RANK) throw tooDeep(field, \`arrays nested more than \${MAX_RANK} deep\`);</span></span>
<span class="line"><span>    shape.push(nested ? (level as unknown[]).length : lengthOf(level as TypedNumbers));</span></span>
<span class="line"><span>    if (!nested) break;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  // Nothing is allocated for what is no number to begin with, such as an array of holes.</span></span>
<span class="line"><span>  if (!shape.includes(0) &amp;&amp; !isTypedNumbers(level)) {</span></span>
<span class="line"><span>    readNumber(</span></span>
<span class="line"><span>      field,</span></span>
<span class="line"><span>      level,</span></span>
<span class="line"><span>      shape.map(() =&gt; 0),</span></span>
<span class="line"><span>      reading,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const data = allocate(field, shape, reading.memory ?? ordinary);</span></span>
<span class="line"><span>  fill(field, input, shape, [], data, 0, reading);</span></span>
<span class="line"><span>  return { data, shape };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Writes \`level\`, found at \`path\`, into \`data\` from \`start\` and returns the end of what it wrote. */</span></span>
<span class="line"><span>function fill(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  level: readonly unknown[] | TypedNumbers,</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  path: number[],</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>  start: number,</span></span>
<span class="line"><span>  reading: Reading,</span></span>
<span class="line"><span>): number {</span></span>
<span class="line"><span>  if (path.length === shape.length - 1) {</span></span>
<span class="line"><span>    return fillRow(field, level, shape[path.length], path, data, start, reading);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const length = shape[path.length + 1];</span></span>
<span class="line"><span>  let end = start;</span></span>
<span class="line"><span>  for (let i = 0; i &lt; shape[path.length]; i++) {</span></span>
<span class="line"><span>    const inner = level[i];</span></span>
<span class="line"><span>    path.push(i);</span></span>
<span class="line"><span>    const last = path.length === shape.length - 1;</span></span>
<span class="line"><span>    if (isTypedNumbers(inner) &amp;&amp; isGone(inner)) throw gone(indexed(field, path), inner);</span></span>
<span class="line"><span>    if (Array.isArray(inner) ? inner.length !== length : !(last &amp;&amp; isRow(inner, length))) {</span></span>
<span class="line"><span>      throw ragged(field, path, length, inner);</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    end = fill(field, inner as readonly unknown[], shape, path, data, end, reading);</span></span>
<span class="line"><span>    path.pop();</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return end;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isRow(value: unknown, length: number): boolean {</span></span>
<span class="line"><span>  return isTypedNumbers(value) &amp;&amp; lengthOf(value) === length &amp;&amp; !isGone(value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function fillRow(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  row: readonly unknown[] | TypedNumbers,</span></span>
<span class="line"><span>  length: number,</span></span>
<span class="line"><span>  path: readonly number[],</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>  start: number,</span></span>
<span class="line"><span>  reading: Reading,</span></span>
<span class="line"><span>): number {</span></span>
<span class="line"><span>  if (!Array.isArray(row)) {</span></span>
<span class="line"><span>    data.set(row as TypedNumbers, start);</span></span>
<span class="line"><span>    return start + length;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (let i = 0; i &lt; length; i++) {</span></span>
<span class="line"><span>    const value: unknown = row[i];</span></span>
<span class="line"><span>    data[start + i] = typeof value === &quot;number&quot; ? value : readNumber(field, value, [...path, i], reading);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return start + length;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readNumber(field: string, value: unknown, path: readonly number[], { missing }: Reading): number {</span></span>
<span class="line"><span>  if (typeof value === &quot;number&quot;) return value;</span></span>
<span class="line"><span>  if (value === null &amp;&amp; missing !== undefined) return missing;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`a number\${missing === undefined ? &quot;&quot; : &quot;, or null for no bound,&quot;} at \${indexed(field, path)}\`,</span></span>
<span class="line"><span>    got: describe(value),</span></span>
<span class="line"><span>    hint: &quot;Convert every entry with Number(…), and check that no entry is missing.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function ragged(field: string, path: readonly number[], length: number, got: unknown): OptNetError {</span></span>
<span class="line"><span>  const first = indexed(field, [...path.slice(0, -1), 0]);</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`an array of length \${length} at \${indexed(field, path)}, like \${first}\`,</span></span>
<span class="line"><span>    got: describe(got),</span></span>
<span class="line"><span>    hint: &quot;Rows are arrays or typed arrays of numbers, and all have the same length.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function tooDeep(field: string, got: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`at most \${MAX_RANK} axes\`,</span></span>
<span class="line"><span>    got,</span></span>
<span class="line"><span>    hint: &quot;A batch of matrices has the axes [batch, rows, columns]; there is nothing beyond.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`A[3][0]\`, as the user would write it. */</span></span>
<span class="line"><span>function indexed(field: string, path: readonly number[]): string {</span></span>
<span class="line"><span>  return field + path.map((index) =&gt; \`[\${index}]\`).join(&quot;&quot;);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isLength(value: unknown): value is number {</span></span>
<span class="line"><span>  return Number.isSafeInteger(value) &amp;&amp; (value as number) &gt;= 0;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What an array input was, for the \`got\` of an error. */</span></span>
<span class="line"><span>export function describeNumbers({ data, shape }: Numbers): string {</span></span>
<span class="line"><span>  if (shape === undefined) return \`a typed array of length \${data.length}\`;</span></span>
<span class="line"><span>  return shape.length === 0 ? &quot;a single number&quot; : \`shape \${formatShape(shape)}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Typed arrays as users pass them. What they are is asked of the engine, not of the object, so that arrays of another</span></span>
<span class="line"><span> * realm (a frame, a test runner&#39;s) pass and no property of theirs can lie.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const PROTOTYPE = Object.getPrototypeOf(Int8Array.prototype) as object;</span></span>
<span class="line"><span>const intrinsic = (name: string | symbol): ((this: unknown) =&gt; unknown) =&gt;</span></span>
<span class="line"><span>  Object.getOwnPropertyDescriptor(PROTOTYPE, name)!.get!;</span></span>
<span class="line"><span>const tag = intrinsic(Symbol.toStringTag);</span></span>
<span class="line"><span>const length = intrinsic(&quot;length&quot;);</span></span>
<span class="line"><span>const at = (PROTOTYPE as { at(index: number): unknown }).at;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whose entries are numbers; the others, BigInt64Array and BigUint64Array, have entries that are not. */</span></span>
<span class="line"><span>const OF_NUMBERS: ReadonlySet&lt;unknown&gt; = new Set([</span></span>
<span class="line"><span>  ...[&quot;Float64Array&quot;, &quot;Float32Array&quot;, &quot;Float16Array&quot;, &quot;Int8Array&quot;, &quot;Uint8Array&quot;, &quot;Uint8ClampedArray&quot;],</span></span>
<span class="line"><span>  ...[&quot;Int16Array&quot;, &quot;Uint16Array&quot;, &quot;Int32Array&quot;, &quot;Uint32Array&quot;],</span></span>
<span class="line"><span>]);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`&quot;Float64Array&quot;\` and so on; undefined for what is no typed array. */</span></span>
<span class="line"><span>export function kindOf(value: unknown): string | undefined {</span></span>
<span class="line"><span>  return ArrayBuffer.isView(value) ? (tag.call(value) as string | undefined) : undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function isTypedNumbers(value: unknown): value is TypedNumbers {</span></span>
<span class="line"><span>  return OF_NUMBERS.has(kindOf(value));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Its length, which is 0 where the memory is gone. */</span></span>
<span class="line"><span>export function lengthOf(array: ArrayBufferView): number {</span></span>
<span class="line"><span>  return length.call(array) as number;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Whether its memory was transferred away, or shrank so that the array lies outside of it. */</span></span>
<span class="line"><span>function isGone(array: TypedNumbers): boolean {</span></span>
<span class="line"><span>  if (lengthOf(array) &gt; 0) return false;</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    at.call(array, 0);</span></span>
<span class="line"><span>    return false;</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    return true;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** What an object must look like. */</span></span>
<span class="line"><span>export interface ObjectForm&lt;Name extends string&gt; {</span></span>
<span class="line"><span>  /** What errors call it, for example \`&quot;cotangents&quot;\`. */</span></span>
<span class="line"><span>  readonly field: string;</span></span>
<span class="line"><span>  readonly names: readonly Name[];</span></span>
<span class="line"><span>  readonly expected: string;</span></span>
<span class="line"><span>  /** What to do where it is no object. */</span></span>
<span class="line"><span>  readonly hint: string;</span></span>
<span class="line"><span>  /** What to do where it has another property. */</span></span>
<span class="line"><span>  readonly unknown: string | ((name: string) =&gt; string);</span></span>
<span class="line"><span>  /** How errors call another property: as itself, or as one of the field. */</span></span>
<span class="line"><span>  readonly named?: ((name: string) =&gt; string) | undefined;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * The named properties of an object, each read once, so that neither an error of a getter nor another answer can</span></span>
<span class="line"><span> * come later.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError for what is no object, has other properties, or throws on reading.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readObject&lt;Name extends string&gt;(</span></span>
<span class="line"><span>  input: unknown,</span></span>
<span class="line"><span>  { field, names, expected, hint, unknown, named = (name) =&gt; \`\${field}.\${name}\` }: ObjectForm&lt;Name&gt;,</span></span>
<span class="line"><span>): { [Key in Name]?: unknown } {</span></span>
<span class="line"><span>  return readSafely(field, () =&gt; {</span></span>
<span class="line"><span>    if (typeof input !== &quot;object&quot; || input === null || Array.isArray(input) || ArrayBuffer.isView(input)) {</span></span>
<span class="line"><span>      const got = Array.isArray(input) ? &quot;an array&quot; : describe(input);</span></span>
<span class="line"><span>      throw new OptNetError({ field, expected, got, hint });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    for (const name of Object.keys(input)) {</span></span>
<span class="line"><span>      if ((names as readonly string[]).includes(name)) continue;</span></span>
<span class="line"><span>      throw new OptNetError({</span></span>
<span class="line"><span>        field: named(excerpt(name)),</span></span>
<span class="line"><span>        expected: \`one of \${names.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>        got: quoted(name),</span></span>
<span class="line"><span>        hint: typeof unknown === &quot;string&quot; ? unknown : unknown(name),</span></span>
<span class="line"><span>      });</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    const read: { [Key in Name]?: unknown } = {};</span></span>
<span class="line"><span>    for (const name of names) {</span></span>
<span class="line"><span>      const value = (input as Record&lt;string, unknown&gt;)[name];</span></span>
<span class="line"><span>      if (value !== undefined) read[name] = value;</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>    return read;</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/read-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const readTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  readTs as default
};
