import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/problem/errors.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/problem/errors-ts.md","filePath":"site/generated/source/src/problem/errors-ts.md"}');
const _sfc_main = { name: "source/src/problem/errors-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srcproblemerrorsts" tabindex="-1"><code>src/problem/errors.ts</code> <a class="header-anchor" href="#srcproblemerrorsts" aria-label="Permalink to &quot;\`src/problem/errors.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>/** What was wrong with an input: where, what was needed, what came, and what to do about it. */</span></span>
<span class="line"><span>export interface ErrorDetails {</span></span>
<span class="line"><span>  /** The input or setting at fault, for example \`&quot;Q&quot;\` or \`&quot;settings.tolerance&quot;\`. */</span></span>
<span class="line"><span>  readonly field: string;</span></span>
<span class="line"><span>  /** What was needed there. */</span></span>
<span class="line"><span>  readonly expected: string;</span></span>
<span class="line"><span>  /** What came instead; of long inputs the beginning. */</span></span>
<span class="line"><span>  readonly got: string;</span></span>
<span class="line"><span>  /** What to do about it, in a sentence. */</span></span>
<span class="line"><span>  readonly hint: string;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A process may hold the package twice, as an ES module and as CommonJS; an error of either is one to both. */</span></span>
<span class="line"><span>const BRAND = Symbol.for(&quot;optnet.OptNetError&quot;);</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Misuse of the library: a wrong shape, a NaN, an unknown setting. A problem that merely has no solution is</span></span>
<span class="line"><span> * never an error; it is the \`status\` of its batch element. Control characters in the texts are escaped.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * try {</span></span>
<span class="line"><span> *   solve({ Q: [[1, 0]], p: [1, 2] });</span></span>
<span class="line"><span> * } catch (error) {</span></span>
<span class="line"><span> *   if (error instanceof OptNetError) console.log(error.field, error.expected, error.got, error.hint);</span></span>
<span class="line"><span> * }</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export class OptNetError extends Error implements ErrorDetails {</span></span>
<span class="line"><span>  /** \`&quot;OptNetError&quot;\`. */</span></span>
<span class="line"><span>  override readonly name = &quot;OptNetError&quot;;</span></span>
<span class="line"><span>  /** See {@link ErrorDetails}. */</span></span>
<span class="line"><span>  readonly field: string;</span></span>
<span class="line"><span>  /** See {@link ErrorDetails}. */</span></span>
<span class="line"><span>  readonly expected: string;</span></span>
<span class="line"><span>  /** See {@link ErrorDetails}. */</span></span>
<span class="line"><span>  readonly got: string;</span></span>
<span class="line"><span>  /** See {@link ErrorDetails}. */</span></span>
<span class="line"><span>  readonly hint: string;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  constructor(details: ErrorDetails) {</span></span>
<span class="line"><span>    const [field, expected, got, hint] = [details.field, details.expected, details.got, details.hint].map(</span></span>
<span class="line"><span>      printable,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>    super(\`\${field}: expected \${expected}, got \${got}. \${hint}\`);</span></span>
<span class="line"><span>    this.field = field;</span></span>
<span class="line"><span>    this.expected = expected;</span></span>
<span class="line"><span>    this.got = got;</span></span>
<span class="line"><span>    this.hint = hint;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  static {</span></span>
<span class="line"><span>    Object.defineProperty(this.prototype, BRAND, { value: true });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span></span></span>
<span class="line"><span>  static override [Symbol.hasInstance](value: unknown): value is OptNetError {</span></span>
<span class="line"><span>    // A class that extends this one has instances of its own only.</span></span>
<span class="line"><span>    if (this !== OptNetError) return Function.prototype[Symbol.hasInstance].call(this, value);</span></span>
<span class="line"><span>    return typeof value === &quot;object&quot; &amp;&amp; value !== null &amp;&amp; BRAND in value;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** How text from outside is shown in messages: it may be long, and it may hold what a terminal obeys. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Most characters of an input that a message repeats. */</span></span>
<span class="line"><span>const LONGEST = 100;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Control and format characters, line separators and halves of pairs; what is left can be printed anywhere. */</span></span>
<span class="line"><span>const UNPRINTABLE = /[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]/gu;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const SHORT: Readonly&lt;Record&lt;string, string&gt;&gt; = { &quot;\\n&quot;: &quot;\\\\n&quot;, &quot;\\r&quot;: &quot;\\\\r&quot;, &quot;\\t&quot;: &quot;\\\\t&quot; };</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The text with every character that is not printed as an escape: \`\\n\`, \`\\u001b\`, \`\\u202e\`. */</span></span>
<span class="line"><span>export function printable(text: string): string {</span></span>
<span class="line"><span>  return text.replace(UNPRINTABLE, (character) =&gt; {</span></span>
<span class="line"><span>    if (character in SHORT) return SHORT[character];</span></span>
<span class="line"><span>    return Array.from({ length: character.length }, (_, i) =&gt; escaped(character.charCodeAt(i))).join(&quot;&quot;);</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function escaped(unit: number): string {</span></span>
<span class="line"><span>  return \`\\\\u\${unit.toString(16).padStart(4, &quot;0&quot;)}\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The beginning of a text, printable: at most 100 characters, of which the last says that there were more. */</span></span>
<span class="line"><span>export function excerpt(text: string): string {</span></span>
<span class="line"><span>  // No character gets shorter, so that what comes later cannot fit.</span></span>
<span class="line"><span>  const shown = printable(text.slice(0, LONGEST + 1));</span></span>
<span class="line"><span>  if (text.length &lt;= LONGEST &amp;&amp; shown.length &lt;= LONGEST) return shown;</span></span>
<span class="line"><span>  const cut = shown.slice(0, LONGEST - 1);</span></span>
<span class="line"><span>  // Neither half an escape nor half a pair.</span></span>
<span class="line"><span>  return \`\${cut.replace(/\\\\(?:u[0-9a-f]{0,3})?$|[\\ud800-\\udbff]$/, &quot;&quot;)}…\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** An excerpt in quotation marks. */</span></span>
<span class="line"><span>export function quoted(text: string): string {</span></span>
<span class="line"><span>  return \`&quot;\${excerpt(text)}&quot;\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** A value in a few words, for the \`got\` of an error. */</span></span>
<span class="line"><span>export function describe(value: unknown): string {</span></span>
<span class="line"><span>  if (typeof value === &quot;string&quot;) return quoted(value);</span></span>
<span class="line"><span>  // Writing out a large one takes its time.</span></span>
<span class="line"><span>  if (typeof value === &quot;bigint&quot;) return value === BigInt.asIntN(64, value) ? \`\${value}n\` : &quot;a large bigint&quot;;</span></span>
<span class="line"><span>  if (typeof value === &quot;function&quot;) return &quot;a function&quot;;</span></span>
<span class="line"><span>  if (typeof value === &quot;symbol&quot;) return &quot;a symbol&quot;;</span></span>
<span class="line"><span>  if (Array.isArray(value)) return \`an array of length \${value.length}\`;</span></span>
<span class="line"><span>  if (ArrayBuffer.isView(value)) {</span></span>
<span class="line"><span>    const kind = Object.prototype.toString.call(value).slice(8, -1);</span></span>
<span class="line"><span>    return \`\${kind} of length \${(value as Partial&lt;Float64Array&gt;).length ?? value.byteLength}\`;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (typeof value === &quot;object&quot; &amp;&amp; value !== null) {</span></span>
<span class="line"><span>    const keys = Object.keys(value);</span></span>
<span class="line"><span>    return keys.length &gt; 0</span></span>
<span class="line"><span>      ? \`an object with \${excerpt(keys.slice(0, 5).join(&quot;, &quot;))}\`</span></span>
<span class="line"><span>      : &quot;an object without entries&quot;;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return String(value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Where a number stands in an array, in words. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function sizeOf(shape: readonly number[]): number {</span></span>
<span class="line"><span>  return shape.reduce((product, length) =&gt; product * length, 1);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>export function formatShape(shape: readonly (number | string)[]): string {</span></span>
<span class="line"><span>  return \`[\${shape.join(&quot;,&quot;)}]\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Where entry \`index\` of an array is: \`A[3][2,5] (element 3, row 2, column 5)\`.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @param batched whether the first axis of \`shape\` is the batch.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function positionOf(field: string, shape: readonly number[], batched: boolean, index: number): string {</span></span>
<span class="line"><span>  const indices = indicesOf(shape, index);</span></span>
<span class="line"><span>  const name = entryName(field, shape, batched, index);</span></span>
<span class="line"><span>  const words: string[] = [];</span></span>
<span class="line"><span>  if (batched) words.push(\`element \${indices.shift()}\`);</span></span>
<span class="line"><span>  if (indices.length === 1) words.push(\`entry \${indices[0]}\`);</span></span>
<span class="line"><span>  if (indices.length === 2) words.push(\`row \${indices[0]}\`, \`column \${indices[1]}\`);</span></span>
<span class="line"><span>  return words.length === 0 ? name : \`\${name} (\${words.join(&quot;, &quot;)})\`;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`A[3][2,5]\`: the batch in brackets of its own. */</span></span>
<span class="line"><span>export function entryName(field: string, shape: readonly number[], batched: boolean, index: number): string {</span></span>
<span class="line"><span>  const indices = indicesOf(shape, index);</span></span>
<span class="line"><span>  const element = batched ? formatShape(indices.splice(0, 1)) : &quot;&quot;;</span></span>
<span class="line"><span>  return field + element + (indices.length === 0 ? &quot;&quot; : formatShape(indices));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function indicesOf(shape: readonly number[], index: number): number[] {</span></span>
<span class="line"><span>  const indices: number[] = [];</span></span>
<span class="line"><span>  for (let axis = shape.length - 1, rest = index; axis &gt;= 0; axis--) {</span></span>
<span class="line"><span>    indices.unshift(rest % shape[axis]);</span></span>
<span class="line"><span>    rest = Math.floor(rest / shape[axis]);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  return indices;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The index of the first entry that is NaN or infinite, or −1. */</span></span>
<span class="line"><span>export function firstNonFinite(data: Float64Array): number {</span></span>
<span class="line"><span>  // x − x is 0 for finite x and NaN otherwise: one comparison for four entries.</span></span>
<span class="line"><span>  let i = 0;</span></span>
<span class="line"><span>  for (; i + 4 &lt;= data.length; i += 4) {</span></span>
<span class="line"><span>    const a = data[i];</span></span>
<span class="line"><span>    const b = data[i + 1];</span></span>
<span class="line"><span>    const c = data[i + 2];</span></span>
<span class="line"><span>    const d = data[i + 3];</span></span>
<span class="line"><span>    if (a - a + (b - b) + (c - c) + (d - d) !== 0) break;</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  for (; i &lt; data.length; i++) if (data[i] - data[i] !== 0) return i;</span></span>
<span class="line"><span>  return -1;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * @param hint what to do; by default, where such numbers come from.</span></span>
<span class="line"><span> * @throws OptNetError naming the first entry that is NaN or infinite.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function requireFinite(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  data: Float64Array,</span></span>
<span class="line"><span>  shape: readonly number[],</span></span>
<span class="line"><span>  batched: boolean,</span></span>
<span class="line"><span>  hint = &quot;Look for a division by zero, an overflow or a missing value where this number comes from.&quot;,</span></span>
<span class="line"><span>): void {</span></span>
<span class="line"><span>  const index = firstNonFinite(data);</span></span>
<span class="line"><span>  if (index &lt; 0) return;</span></span>
<span class="line"><span>  throw new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: &quot;finite numbers&quot;,</span></span>
<span class="line"><span>    got: \`\${data[index]} at \${positionOf(field, shape, batched, index)}\`,</span></span>
<span class="line"><span>    hint,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Room for numbers: what cannot be had is an error that says how much it would be, before anything is asked for. */</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Most bytes in one array, and in all arrays of one solution: what every engine and WebAssembly can address. */</span></span>
<span class="line"><span>export const MOST_BYTES = 2 ** 32;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** @throws OptNetError where \`numbers\` float64 of \`what\` are more than {@link MOST_BYTES}. */</span></span>
<span class="line"><span>export function requireRoom(field: string, numbers: number, what: string, hint: string): void {</span></span>
<span class="line"><span>  if (8 * numbers &lt;= MOST_BYTES) return;</span></span>
<span class="line"><span>  throw noRoom(field, 8 * numbers, what, hint);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Runs what allocates \`bytes\` for \`what\`.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError where the engine has no such memory.</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function withRoom&lt;Result&gt;(</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  bytes: number,</span></span>
<span class="line"><span>  what: string,</span></span>
<span class="line"><span>  hint: string,</span></span>
<span class="line"><span>  allocate: () =&gt; Result,</span></span>
<span class="line"><span>): Result {</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return allocate();</span></span>
<span class="line"><span>  } catch (error) {</span></span>
<span class="line"><span>    throw roomErrorFor(error, field, bytes, what, hint);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** The error to throw for one that was caught: about memory where an engine had none, and otherwise itself. */</span></span>
<span class="line"><span>export function roomErrorFor(</span></span>
<span class="line"><span>  error: unknown,</span></span>
<span class="line"><span>  field: string,</span></span>
<span class="line"><span>  bytes: number,</span></span>
<span class="line"><span>  what: string,</span></span>
<span class="line"><span>  hint: string,</span></span>
<span class="line"><span>): unknown {</span></span>
<span class="line"><span>  // The one error that engines throw for an array that they cannot make, and for a recursion that is too deep.</span></span>
<span class="line"><span>  const isShortage = error instanceof RangeError &amp;&amp; !/call stack/i.test(error.message);</span></span>
<span class="line"><span>  return isShortage ? noRoom(field, bytes, what, hint) : error;</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function noRoom(field: string, bytes: number, what: string, hint: string): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field,</span></span>
<span class="line"><span>    expected: \`numbers that fit into memory, at most \${inBytes(MOST_BYTES)}\`,</span></span>
<span class="line"><span>    got: \`\${what}, which takes \${inBytes(bytes)}\`,</span></span>
<span class="line"><span>    hint,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`34359738368 bytes (32 GiB)\`. */</span></span>
<span class="line"><span>export function inBytes(bytes: number): string {</span></span>
<span class="line"><span>  const units = [&quot;bytes&quot;, &quot;KiB&quot;, &quot;MiB&quot;, &quot;GiB&quot;, &quot;TiB&quot;, &quot;PiB&quot;, &quot;EiB&quot;];</span></span>
<span class="line"><span>  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));</span></span>
<span class="line"><span>  if (power === 0) return \`\${bytes} bytes\`;</span></span>
<span class="line"><span>  return \`\${bytes} bytes (\${Number((bytes / 2 ** (10 * power)).toPrecision(3))} \${units[power]})\`;</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/problem/errors-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const errorsTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  errorsTs as default
};
