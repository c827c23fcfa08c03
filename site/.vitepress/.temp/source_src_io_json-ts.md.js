import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"src/io/json.ts","description":"","frontmatter":{"search":false,"editLink":false,"aside":false},"headers":[],"relativePath":"source/src/io/json-ts.md","filePath":"site/generated/source/src/io/json-ts.md"}');
const _sfc_main = { name: "source/src/io/json-ts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="srciojsonts" tabindex="-1"><code>src/io/json.ts</code> <a class="header-anchor" href="#srciojsonts" aria-label="Permalink to &quot;\`src/io/json.ts\`&quot;">​</a></h1><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light-high-contrast github-dark-high-contrast vp-code" tabindex="0"><code><span class="line"><span>import { readNumbers } from &quot;../problem/read.js&quot;;</span></span>
<span class="line"><span>import { quoted, OptNetError, requireRoom, withRoom } from &quot;../problem/errors.js&quot;;</span></span>
<span class="line"><span>import { FIELD_NAMES, type DenseArray, type FieldName, type ProblemInput } from &quot;../problem/problem.js&quot;;</span></span>
<span class="line"><span>import { isMatrix } from &quot;../problem/fields.js&quot;;</span></span>
<span class="line"><span>import type { SparseMatrix } from &quot;../problem/sparse-matrix.js&quot;;</span></span>
<span class="line"><span>import { isSparseInput, readSparse } from &quot;../problem/sparse.js&quot;;</span></span>
<span class="line"><span>import { jsonErrorPosition } from &quot;./json-position.js&quot;;</span></span>
<span class="line"><span>import { lineError, type ProblemFile } from &quot;./problem-file.js&quot;;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const MOST_NAMES_OF_NOTHING = 1000;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const KEYS: readonly string[] = [&quot;name&quot;, &quot;constant&quot;, ...FIELD_NAMES];</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/**</span></span>
<span class="line"><span> * Reads a problem, or a batch of problems, from JSON: an object with the inputs of \`solve\` (\`Q\`, \`p\`, \`A\`, \`b\`,</span></span>
<span class="line"><span> * \`G\`, \`h\`, \`lower\`, \`upper\`) as nested arrays or as \`{ &quot;data&quot;: […], &quot;shape&quot;: […] }\`, Q also as \`{ &quot;diagonal&quot;: … }\`,</span></span>
<span class="line"><span> * sparse Q, A and G as \`{ &quot;shape&quot;, &quot;indptr&quot;, &quot;indices&quot;, &quot;data&quot; }\` or \`{ &quot;shape&quot;, &quot;rows&quot;, &quot;columns&quot;, &quot;values&quot; }\`, and</span></span>
<span class="line"><span> * optionally \`name\` and \`constant\`. An input that is \`null\` is absent; an entry of \`lower\` or \`upper\` that is</span></span>
<span class="line"><span> * \`null\` is infinite.</span></span>
<span class="line"><span> *</span></span>
<span class="line"><span> * @throws OptNetError with \`field\` = \`FILE:LINE\` where the text is not JSON, and \`FILE: Q[0][3]\` where an entry</span></span>
<span class="line"><span> *   is not a number.</span></span>
<span class="line"><span> * @example</span></span>
<span class="line"><span> * \`\`\`ts</span></span>
<span class="line"><span> * const { problem } = readJson(&#39;{ &quot;Q&quot;: [[2]], &quot;p&quot;: [-2], &quot;lower&quot;: [0], &quot;upper&quot;: [null] }&#39;, &quot;one.json&quot;);</span></span>
<span class="line"><span> * \`\`\`</span></span>
<span class="line"><span> */</span></span>
<span class="line"><span>export function readJson(text: string, file: string): ProblemFile {</span></span>
<span class="line"><span>  const value = parse(text, file);</span></span>
<span class="line"><span>  if (typeof value !== &quot;object&quot; || value === null || Array.isArray(value)) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: file,</span></span>
<span class="line"><span>      expected: &quot;an object with the inputs of a problem&quot;,</span></span>
<span class="line"><span>      got: describe(value),</span></span>
<span class="line"><span>      hint: &#39;The smallest problem is { &quot;p&quot;: [1], &quot;lower&quot;: 0 }.&#39;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const content = value as Record&lt;string, unknown&gt;;</span></span>
<span class="line"><span>  const unknown = Object.keys(content).find((key) =&gt; !KEYS.includes(key));</span></span>
<span class="line"><span>  if (unknown !== undefined) {</span></span>
<span class="line"><span>    throw new OptNetError({</span></span>
<span class="line"><span>      field: file,</span></span>
<span class="line"><span>      expected: \`the keys \${KEYS.join(&quot;, &quot;)}\`,</span></span>
<span class="line"><span>      got: quoted(unknown),</span></span>
<span class="line"><span>      hint: &quot;Check the spelling; an unknown key would have no effect.&quot;,</span></span>
<span class="line"><span>    });</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const { name, constant } = content;</span></span>
<span class="line"><span>  if (name !== undefined &amp;&amp; name !== null &amp;&amp; typeof name !== &quot;string&quot;) {</span></span>
<span class="line"><span>    throw entryError(file, &quot;name&quot;, &quot;a string&quot;, name);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (constant !== undefined &amp;&amp; constant !== null &amp;&amp; !Number.isFinite(constant)) {</span></span>
<span class="line"><span>    throw entryError(file, &quot;constant&quot;, &quot;a finite number&quot;, constant);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (content.p === undefined || content.p === null)</span></span>
<span class="line"><span>    throw entryError(file, &quot;p&quot;, &quot;the linear cost&quot;, content.p);</span></span>
<span class="line"><span>  const inputs: Partial&lt;Record&lt;FieldName, FileInput&gt;&gt; = {};</span></span>
<span class="line"><span>  for (const field of FIELD_NAMES) {</span></span>
<span class="line"><span>    const input = content[field];</span></span>
<span class="line"><span>    // No rows at all: the input is absent.</span></span>
<span class="line"><span>    if (Array.isArray(input) &amp;&amp; input.length === 0) continue;</span></span>
<span class="line"><span>    if (input !== undefined &amp;&amp; input !== null) inputs[field] = readInput(file, field, input);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const problem = inputs as ProblemInput;</span></span>
<span class="line"><span>  const length = (input: unknown): number =&gt; (input as DenseArray | undefined)?.shape?.at(-1) ?? 0;</span></span>
<span class="line"><span>  // A batch without elements has hardly anything to name, however many variables it has.</span></span>
<span class="line"><span>  const empty = Object.values(inputs).some((input) =&gt; (input as Partial&lt;DenseArray&gt;).data?.length === 0);</span></span>
<span class="line"><span>  const indices = (count: number, letter: string): string[] =&gt;</span></span>
<span class="line"><span>    Array.from(</span></span>
<span class="line"><span>      { length: empty ? Math.min(count, MOST_NAMES_OF_NOTHING) : count },</span></span>
<span class="line"><span>      (_, index) =&gt; \`\${letter}[\${index}]\`,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  return {</span></span>
<span class="line"><span>    name: (name as string | undefined) || file,</span></span>
<span class="line"><span>    problem,</span></span>
<span class="line"><span>    sense: &quot;minimise&quot;,</span></span>
<span class="line"><span>    constant: (constant as number | undefined) ?? 0,</span></span>
<span class="line"><span>    variableNames: indices(length(problem.p), &quot;z&quot;),</span></span>
<span class="line"><span>    equalityNames: indices(length(problem.b), &quot;A&quot;),</span></span>
<span class="line"><span>    inequalities: indices(length(problem.h), &quot;G&quot;).map((row) =&gt; ({ row, side: &quot;upper&quot; })),</span></span>
<span class="line"><span>    warnings: [],</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function parse(text: string, file: string): unknown {</span></span>
<span class="line"><span>  const json = text.replace(/^\\uFEFF/, &quot;&quot;);</span></span>
<span class="line"><span>  try {</span></span>
<span class="line"><span>    return JSON.parse(json);</span></span>
<span class="line"><span>  } catch {</span></span>
<span class="line"><span>    const position = jsonErrorPosition(json);</span></span>
<span class="line"><span>    const line = json.slice(0, position).split(&quot;\\n&quot;).length;</span></span>
<span class="line"><span>    const got = json.slice(position, position + 20).split(&quot;\\n&quot;)[0];</span></span>
<span class="line"><span>    throw lineError(</span></span>
<span class="line"><span>      file,</span></span>
<span class="line"><span>      line,</span></span>
<span class="line"><span>      &quot;JSON&quot;,</span></span>
<span class="line"><span>      got === &quot;&quot; ? &quot;the end of the file&quot; : quoted(got),</span></span>
<span class="line"><span>      &quot;Look for a missing or extra comma, quote or bracket here or just before; comments are not allowed.&quot;,</span></span>
<span class="line"><span>    );</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>type FileInput =</span></span>
<span class="line"><span>  DenseArray&lt;Float64Array&gt; | { readonly diagonal: DenseArray&lt;Float64Array&gt; } | SparseMatrix | number;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>const MAX_RANK = 3;</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** One input as a flat array with its shape; a number alone is a bound for all variables. */</span></span>
<span class="line"><span>function readInput(file: string, field: FieldName, value: unknown): FileInput {</span></span>
<span class="line"><span>  const missing = field === &quot;lower&quot; ? -Infinity : field === &quot;upper&quot; ? Infinity : undefined;</span></span>
<span class="line"><span>  if (missing !== undefined &amp;&amp; typeof value === &quot;number&quot;) return value;</span></span>
<span class="line"><span>  if (typeof value === &quot;object&quot; &amp;&amp; value !== null &amp;&amp; !Array.isArray(value)) {</span></span>
<span class="line"><span>    return readObject(file, field, value as Record&lt;string, unknown&gt;, missing);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  const shape: number[] = [];</span></span>
<span class="line"><span>  for (let level: unknown = value; Array.isArray(level); level = level[0]) {</span></span>
<span class="line"><span>    if (shape.length === MAX_RANK)</span></span>
<span class="line"><span>      throw entryError(file, field, \`at most \${MAX_RANK} axes\`, undefined, &quot;more&quot;);</span></span>
<span class="line"><span>    shape.push(level.length);</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (shape.length === 0) throw entryError(file, field, &quot;an array&quot;, value);</span></span>
<span class="line"><span>  const data = allocate(file, field, shape);</span></span>
<span class="line"><span>  let filled = 0;</span></span>
<span class="line"><span>  const fill = (level: unknown, depth: number, path: string): void =&gt; {</span></span>
<span class="line"><span>    if (depth &lt; shape.length) {</span></span>
<span class="line"><span>      if (!Array.isArray(level) || level.length !== shape[depth]) {</span></span>
<span class="line"><span>        throw entryError(</span></span>
<span class="line"><span>          file,</span></span>
<span class="line"><span>          path,</span></span>
<span class="line"><span>          \`an array of \${shape[depth]} \${depth === shape.length - 1 ? &quot;numbers&quot; : &quot;rows&quot;}\`,</span></span>
<span class="line"><span>          level,</span></span>
<span class="line"><span>        );</span></span>
<span class="line"><span>      }</span></span>
<span class="line"><span>      level.forEach((inner, index) =&gt; fill(inner, depth + 1, \`\${path}[\${index}]\`));</span></span>
<span class="line"><span>    } else if (level === null &amp;&amp; missing !== undefined) {</span></span>
<span class="line"><span>      data[filled++] = missing;</span></span>
<span class="line"><span>    } else if (typeof level === &quot;number&quot;) {</span></span>
<span class="line"><span>      data[filled++] = level;</span></span>
<span class="line"><span>    } else {</span></span>
<span class="line"><span>      throw entryError(</span></span>
<span class="line"><span>        file,</span></span>
<span class="line"><span>        path,</span></span>
<span class="line"><span>        missing === undefined ? &quot;a number&quot; : &quot;a number, or null for no bound&quot;,</span></span>
<span class="line"><span>        level,</span></span>
<span class="line"><span>      );</span></span>
<span class="line"><span>    }</span></span>
<span class="line"><span>  };</span></span>
<span class="line"><span>  fill(value, 0, field);</span></span>
<span class="line"><span>  return { data, shape };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** \`{ data, shape }\`, the one way to write a batch without elements; \`{ diagonal }\`; or a sparse matrix. */</span></span>
<span class="line"><span>function readObject(</span></span>
<span class="line"><span>  file: string,</span></span>
<span class="line"><span>  field: FieldName,</span></span>
<span class="line"><span>  value: Record&lt;string, unknown&gt;,</span></span>
<span class="line"><span>  missing: number | undefined,</span></span>
<span class="line"><span>): FileInput {</span></span>
<span class="line"><span>  const keys = Object.keys(value).sort().join();</span></span>
<span class="line"><span>  if (field === &quot;Q&quot; &amp;&amp; keys === &quot;diagonal&quot;) {</span></span>
<span class="line"><span>    return { diagonal: readDiagonal(file, value.diagonal) };</span></span>
<span class="line"><span>  }</span></span>
<span class="line"><span>  if (isMatrix(field) &amp;&amp; isSparseInput(value)) return readSparse(\`\${file}: \${field}\`, value);</span></span>
<span class="line"><span>  if (keys !== &quot;data,shape&quot; || !Array.isArray(value.data)) throw entryError(file, field, &quot;an array&quot;, value);</span></span>
<span class="line"><span>  const { data, shape } = readNumbers(\`\${file}: \${field}\`, value, { missing });</span></span>
<span class="line"><span>  return { data, shape: shape! };</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function readDiagonal(file: string, value: unknown): DenseArray&lt;Float64Array&gt; {</span></span>
<span class="line"><span>  const nested = typeof value === &quot;object&quot; &amp;&amp; value !== null &amp;&amp; &quot;diagonal&quot; in value;</span></span>
<span class="line"><span>  const diagonal = nested ? undefined : readInput(file, &quot;Q&quot;, value);</span></span>
<span class="line"><span>  if (typeof diagonal === &quot;object&quot; &amp;&amp; &quot;data&quot; in diagonal) return diagonal;</span></span>
<span class="line"><span>  throw entryError(file, &quot;Q&quot;, &quot;a diagonal as an array&quot;, value);</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>/** Rows of different lengths may look like far more numbers than the file has. */</span></span>
<span class="line"><span>function allocate(file: string, field: FieldName, shape: readonly number[]): Float64Array {</span></span>
<span class="line"><span>  const numbers = shape.reduce((product, size) =&gt; product * size, 1);</span></span>
<span class="line"><span>  const what = \`an array of shape [\${shape.join(&quot;,&quot;)}]\`;</span></span>
<span class="line"><span>  const hint =</span></span>
<span class="line"><span>    &quot;Check that rows have the same length; a matrix of mostly zeros is { shape, indptr, indices, data }.&quot;;</span></span>
<span class="line"><span>  requireRoom(\`\${file}: \${field}\`, numbers, what, hint);</span></span>
<span class="line"><span>  return withRoom(\`\${file}: \${field}\`, 8 * numbers, what, hint, () =&gt; new Float64Array(numbers));</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function entryError(</span></span>
<span class="line"><span>  file: string,</span></span>
<span class="line"><span>  path: string,</span></span>
<span class="line"><span>  expected: string,</span></span>
<span class="line"><span>  value: unknown,</span></span>
<span class="line"><span>  got = describe(value),</span></span>
<span class="line"><span>): OptNetError {</span></span>
<span class="line"><span>  return new OptNetError({</span></span>
<span class="line"><span>    field: \`\${file}: \${path}\`,</span></span>
<span class="line"><span>    expected,</span></span>
<span class="line"><span>    got,</span></span>
<span class="line"><span>    hint: &quot;Inputs are nested arrays of numbers, as for solve.&quot;,</span></span>
<span class="line"><span>  });</span></span>
<span class="line"><span>}</span></span>
<span class="line"><span></span></span>
<span class="line"><span>function describe(value: unknown): string {</span></span>
<span class="line"><span>  if (Array.isArray(value)) return \`an array of \${value.length}\`;</span></span>
<span class="line"><span>  if (value === null) return &quot;null&quot;;</span></span>
<span class="line"><span>  if (typeof value === &quot;object&quot;) return &quot;an object&quot;;</span></span>
<span class="line"><span>  if (typeof value === &quot;string&quot;) return quoted(value);</span></span>
<span class="line"><span>  return value === undefined ? &quot;nothing&quot; : String(value);</span></span>
<span class="line"><span>}</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("site/generated/source/src/io/json-ts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const jsonTs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  jsonTs as default
};
