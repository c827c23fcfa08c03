import{F as Ie,I as x,J as C,U as Ee,V as Te,ca as Ge,da as F,e as w,ea as je,h as P,ha as Ce,l as Pe,na as Le,s as z}from"./chunk-6VZBDR6Q.js";var Et=5,Ue=256,y=class extends w{constructor(e){super({field:"device",...e})}};async function hn(n=Tt()){if(n===void 0)throw J("no navigator.gpu","Use a browser with WebGPU on a secure page (https or localhost), or in Node pass a device: see optnet/webgpu/node.");let e=await n.requestAdapter({powerPreference:"high-performance"});if(e===null)throw J("WebGPU without an adapter","The machine has no GPU that the host accepts, or its driver is blocked.");let{limits:t}=e;return e.requestDevice({label:"optnet",requiredLimits:{maxComputeWorkgroupStorageSize:t.maxComputeWorkgroupStorageSize,maxStorageBufferBindingSize:t.maxStorageBufferBindingSize,maxBufferSize:t.maxBufferSize}})}function Tt(){return globalThis.navigator?.gpu}function J(n,e){return new y({expected:"a WebGPU device",got:n,hint:e})}function ee(n){if(typeof n!="object"||n===null||typeof n.createComputePipelineAsync!="function")throw J(String(n),"Pass what adapter.requestDevice() resolves to, or nothing.");for(let[e,t]of[["maxStorageBuffersPerShaderStage",Et],["maxComputeInvocationsPerWorkgroup",Ue],["maxComputeWorkgroupSizeX",Ue]])if(!(n.limits[e]>=t))throw new y({expected:`${e} of at least ${t}`,got:String(n.limits[e]),hint:"Request the device with the adapter's own limits."})}var re={float32:{bytesPerNumber:4,numbersOfIterate:2},compensated:{bytesPerNumber:8,numbersOfIterate:1}};function L(n,e){let{variables:t,equalities:a,inequalities:r,lower:o,upper:i}=n,s=r+t*(Number(o)+Number(i)),l=t+a,u=l+s,d=re[e].numbersOfIterate*u;return{n:t,e:a,m:r,rows:s,order:l,unknowns:u,iterate:d,matrix:l*(l+1)/2}}var De={z:["n"],nu:["e"],lambda:["m"],lambdaLower:["n"],lambdaUpper:["n"],slack:["m"]},oe=Object.keys(De),q=["primalResidual","dualResidual","dualityGap","objective","objectiveLow","status","iterations","weaklyActive"],se=n=>q.indexOf(n),k={...De,report:[q.length]},A={z:["n"],nu:["e"],lambda:["m"],lambdaLower:["n"],lambdaUpper:["n"],objective:[1]},Be=Object.keys(A),V={weights:["rows"],scales:["order","m"],costScale:[1],x:["iterate"],right:["unknowns"],step:["unknowns"],correction:["unknowns"],taken:["unknowns"],backup:["unknowns"],s:["rows"],slackStep:["rows"],first:["order"],second:["order"]},ie="x";function S(n,e){return n.reduce((t,a)=>t+(typeof a=="number"?a:e[a]),0)}function O(n,e,t){let a=0;for(let[r,o]of Object.entries(n)){if(r===t)break;a+=S(o,e)}return a}var Me=["p","Q","diagonal","A","b","G","h","lower","upper"];function ze(n){return Me.indexOf(n)}var Fe=["zero","diagonal","dense"];function qe(n){return Fe.indexOf(n)}var Gt=["solved","maxIterations","primalInfeasible","dualInfeasible","numericalError"];function le(n){return z.indexOf(n)}var Ve=n=>z[n],ue=z.length,W=65535,U=64,de=8,jt=32,I=3e38,ce=16,N=4294967295,We={offset:"u32",stride:"u32",step:"u32",transpose:"u32"},D={Q:"Operand",p:"Operand",A:"Operand",b:"Operand",G:"Operand",h:"Operand",lower:"Operand",upper:"Operand",zero:"u32",batch:"u32",n:"u32",e:"u32",m:"u32",rows:"u32",order:"u32",unknowns:"u32",iterate:"u32",matrix:"u32",quadratic:"u32",hasLower:"u32",hasUpper:"u32",first:"u32",end:"u32",workStride:"u32",dataLow:"u32",resultLow:"u32",cotangentLow:"u32",gradientLow:"u32",gradientField:"u32",gradientSize:"u32",cotangentZ:"u32",cotangentNu:"u32",cotangentLambda:"u32",cotangentLambdaLower:"u32",cotangentLambdaUpper:"u32",cotangentObjective:"u32",unsolved:"f32",tolerance:"f32",loose:"f32",absoluteTolerance:"f32",maxIterations:"u32",stepRefinements:"u32",exactRefinements:"u32",infeasibilityTolerance:"f32",rho:"f32",rhoFloor:"f32",delta:"f32",deltaFloor:"f32",activeRegularisation:"f32",smallestPivot:"f32",rhoTarget:"f32",stepAccuracy:"f32",exactAccuracy:"f32",weak:"f32"},pe={matrix:"u32",transpose:"u32",rows:"u32",columns:"u32",numbers:"u32",dataLow:"u32"};function fe(n){let e=Object.values(n).reduce((t,a)=>t+(a==="Operand"?4:1),0);return 16*Math.ceil(e/4)}function me(n,e){let t=new DataView(new ArrayBuffer(fe(n))),a=0,r=(o,i)=>{o==="u32"?t.setUint32(a,i,!0):t.setFloat32(a,i,!0),a+=4};for(let[o,i]of Object.entries(n)){let s=e[o];if(i!=="Operand")r(i,s);else for(let l of Object.keys(We))r("u32",s[l])}return t.buffer}function $(n){return n.replace(/([a-z])([A-Z])/g,(e,t,a)=>`${t}_${a.toLowerCase()}`)}function te(n,e){let t=Object.entries(e).map(([a,r])=>`  ${$(a)}: ${r},
`);return`struct ${n} {
${t.join("")}}
`}function ne(n,e=""){return n.map((t,a)=>`const ${e}${$(t).toUpperCase()} = ${a}u;
`).join("")}function ae(n,e,t=""){let a=[];return Object.entries(e).map(([o,i])=>{let s=a.length===0?"0u":`${t}(${a.join(" + ")})`;return a.push(...i.map(l=>typeof l=="number"?`${l}u`:`params.${l}`)),`fn ${n}${$(o)}() -> u32 { return ${s}; }
`}).join("")}function Ct(n,e){let a=Object.values(e).flat().map(r=>typeof r=="number"?`${r}u`:`params.${r}`).join(" + ");return`fn ${n}() -> u32 { return ${a}; }
`}var Q=[ne(q,"REPORT_"),`const REPORT = ${q.length}u;
`,ne(Me,"OF_"),ne(Fe,"Q_"),...Gt.map(n=>`const ${$(n).toUpperCase()} = ${le(n)}u;
`),`const SOLVED_ELSEWHERE = ${ue}u;
`,...Object.entries({ROW:W,NUMBERS_PER_WORKGROUP:U,ENTRIES:de,STRIPES:jt,FAULTLESS:ce,NONE:N}).map(([n,e])=>`const ${n} = ${e}u;
`),`const INFINITE = ${I};
`,te("Operand",We),te("Params",D),te("Transpose",pe)].join(""),$e=[ae("at_",V),`fn kept_vectors() -> u32 { return at_${ie}(); }
`,ae("at_result_",k,"params.batch * "),ae("at_adjoint_",A),Ct("adjoint_length",A)].join("");function he(n){return typeof n=="object"&&n!==null&&"buffer"in n&&"shape"in n}function R(n){return"buffer"in n}function kn(n){let e=je(n);for(let l of x)Ie(e[l])&&Ke(l);let t=Te(e.Q),a=new Map;for(let l of x){let u=l==="Q"&&he(t)?t:e[l];he(u)&&a.set(l,u)}if(a.size===0)return Qe(F(n));let r=Ut(e.p),o={},i={...e};for(let[l,u]of a){let{operand:d,elementShape:c}=Dt(l,u,r,l==="Q"&&u===t);o[l]=d;let h=l==="lower"?-1/0:l==="upper"?1/0:0,p=new Float64Array(d.size).fill(h);i[l]=c.length===0?h:{data:p,shape:c}}let s=Qe(F(i));return Lt({...s,...o},s.batched?s.batch:void 0)}function Qe(n){let{h:e,quadratic:t}=n;return t==="sparse"&&Ke("Q"),e&&Pe("h",e.data,e.shape,e.stride>0||e.ofOne===!0,"On a GPU leave such rows out; solve takes them for absent."),{...n,quadratic:t}}function Ke(n){throw new w({field:n,expected:"a dense matrix, which is all that a GPU factors",got:"a sparse matrix",hint:`Call solve, which takes it as it is, or pass ${n}.toDense().`})}function Lt(n,e){let t=e===void 0?[]:[[void 0,e]];for(let i of x){let s=n[i];s&&R(s)&&s.batch!==void 0&&t.push([i,s.batch])}let a=t.find(([,i])=>i!==1)?.[1]??1,r=t.find(([,i])=>i!==1&&i!==a);if(r!==void 0)throw Mt(r[0],a,r[1]);Ce(a,n.variables,n.equalities,n.inequalities);let o={...n};if(o.batch=a,o.batched=t.length>0,a!==1)for(let i of x){let s=n[i],l=s&&R(s)?s.batch:e;s&&s.stride>0&&l===1&&Object.assign(o,{[i]:{...s,stride:0,ofOne:!0}})}return o}function Ut(n){return he(n)?n.shape.at(-1)??0:F({p:n}).variables}function Dt(n,e,t,a){let{buffer:r,shape:o,offset:i=0}=e,s=o.every(f=>Number.isInteger(f)&&f>=0),l=4*o.reduce((f,g)=>f*g,1);if(!s||i%4!==0||!(i>=0)||!(i+l<=r.size))throw new w({field:n,expected:`${l} bytes of float32 for shape [${o.join(",")}], from a multiple of 4`,got:`a buffer of ${r.size} bytes and offset ${i}`,hint:"Row-major float32; offset is in bytes."});if(!(r.usage&GPUBufferUsage.COPY_SRC))throw new w({field:n,expected:"a buffer with the usage COPY_SRC",got:`usage ${r.usage}`,hint:"Create it with GPUBufferUsage.COPY_SRC, so that it can be copied."});let u=a?1:Bt(n,o),d=o.length>u,c=d?o.slice(1):[...o],h=c.reduce((f,g)=>f*g,1),p=d?o[0]:void 0;return{operand:{buffer:r,offset:i,size:h,stride:d?h:0,shape:o,batch:p},elementShape:n==="Q"&&c[0]===1&&u===2?[t]:[...c]}}function Bt(n,e){switch(n){case"A":case"G":return 2;case"Q":return e.length===3||e.length===2&&e[0]!==1?2:1;case"lower":case"upper":return e.length===0?0:1;default:return 1}}function Mt(n,e,t){return new w({field:n,expected:`a batch of ${e}, as the other inputs have`,got:String(t),hint:"Give all of them the same number of elements; an input without a batch axis is shared by all."})}var zt={jvp:"vjp: derivatives on a GPU are reverse mode",jacobian:"vjp: derivatives on a GPU are reverse mode","settings.warmStart":"a start from scratch, which is all that a GPU does","settings.inPlace":"a new solution, which is all that a GPU makes","settings.earlier":"a batch that a GPU factors itself"};function K(n,e="a call"){throw new w({field:n,expected:zt[n],got:typeof e=="string"?e:P(e),hint:"Call solve, or QpSolver, which do it on the CPU."})}function Nn({earlier:n,warmStart:e,into:t}){e&&K("settings.warmStart",e),t&&K("settings.inPlace",!0),n&&K("settings.earlier","the factors of an earlier batch")}function He(n){for(let e of["warmStart","inPlace"]){let t=n[e];t!==void 0&&K(`settings.${e}`,t)}}var Ft=1e-6,_e=1e-11;function Gn(n={}){let{precision:e="auto",polish:t=!1,fallback:a="cpu",measure:r=!1,...o}=n,{onNotice:i=qt,...s}=o;Ye("precision",e,["auto","float32","compensated"]),Ye("fallback",a,["cpu","error"]);for(let[u,d]of Object.entries({polish:t,measure:r}))if(typeof d!="boolean")throw new w({field:`settings.${u}`,expected:"true or false",got:P(d),hint:"Leave it out for false."});He(s);for(let u of["backend","form","timeLimit","onIteration"])if(s[u]!==void 0)throw new w({field:`settings.${u}`,expected:"nothing: it has no effect on the GPU",got:P(s[u]),hint:"Leave it out, or call solve for the CPU."});let l=Le(s);return be("gradient",l.gradient,"exact"),be("infeasible",l.infeasible,"report"),be("invalid",l.invalid,"throw"),{settings:l,precision:e,polish:t,fallback:a,measure:r,notify:i}}function be(n,e,t){if(e!==t)throw new w({field:`settings.${n}`,expected:`"${t}" on a GPU`,got:P(e),hint:"Call solve, which does it on the CPU."})}function Ye(n,e,t){if(!t.includes(e))throw new w({field:`settings.${n}`,expected:`one of ${t.map(a=>`"${a}"`).join(", ")}`,got:P(e),hint:"Check the spelling."})}function jn({settings:n,precision:e,polish:t,notify:a},r){let{tolerance:o}=n,i=e==="auto"?o>=Ft?"float32":"compensated":e;if(r.exactness===void 0&&(i==="compensated"&&a("optnet: this GPU's compiler breaks double-single arithmetic, so the batch is solved in plain float32; expect about 4 digits."),i="float32"),o<_e&&!t)throw new w({field:"settings.tolerance",expected:`at least ${_e} on a GPU`,got:String(o),hint:"Its numbers have 48 bits at most. Set polish, loosen the tolerance, or call solve for float64."});let s=Math.max(o,_e);return{arithmetic:i,settings:{...n,tolerance:s}}}var Xe=new Set;function qt(n){Xe.has(n)||(Xe.add(n),console.warn(n))}var ge=`// One solve with the factors that the forward pass has left: K u = \u2212(\u2202l/\u2202z, \u2202l/\u2202nu, \u2202l/\u2202lambda) on the active set,
// refined to working accuracy. The derivation is in src/derivative/index.ts.

@group(0) @binding(4) var<storage, read> cotangents: array<f32>;
// Per element: dz, dnu, dlambda, dlambdaLower, dlambdaUpper and the cotangent of the objective.
@group(0) @binding(5) var<storage, read_write> adjoint: array<Real>;

// The negative cotangent of one output, equilibrated by \`unit\`, from \`start\` on; sections are [batch, length].
fn negative_cotangent(start: u32, length: u32, i: u32, unit: f32) -> Real {
  if (start == NONE) { return real(0.0); }
  let at = start + element * length + i;
  var value = DoubleSingle(cotangents[at], 0.0);
  if (params.cotangent_low > 0u) { value.y = cotangents[at + params.cotangent_low]; }
  return rounded(value * -unit);
}

fn objective_cotangent() -> Real { return -negative_cotangent(params.cotangent_objective, 1u, 0u, 1.0); }

// (Qz + p)\u1D62, the derivative of the objective, in the units of the inputs.
fn objective_slope(i: u32) -> DoubleSingle {
  let n = params.n;
  var slope = data_at(start_of(params.p) + i);
  let start = start_of(params.Q);
  if (params.quadratic == Q_DIAGONAL) {
    slope = ds_multiply_add(slope, data_at(start + i), solution_at(at_result_z(), n, i));
  }
  if (params.quadratic == Q_DENSE) {
    for (var j = 0u; j < n; j++) {
      slope = ds_multiply_add(slope, data_at(start + i * n + j), solution_at(at_result_z(), n, j));
    }
  }
  return slope;
}

// Of a fixed variable: which of its two bounds carries the multiplier.
fn upper_is_active(j: u32) -> bool {
  return solution_at(at_result_lambda_upper(), params.n, j).x > solution_at(at_result_lambda_lower(), params.n, j).x;
}

fn set_right() {
  let n = params.n;
  let c = cost_scale();
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = real(0.0);
    var step = real(0.0);
    if (i < n) {
      value = negative_cotangent(params.cotangent_z, n, i, c * scale(i));
      let weight = objective_cotangent();
      if (head(weight) != 0.0) {
        value = add(value, -multiply(weight, rounded(objective_slope(i))) * (c * scale(i)));
      }
      if (is_fixed(i)) {
        step = -negative_cotangent(params.cotangent_lambda_lower, n, i, 1.0 / scale(i));
        if (upper_is_active(i)) { step = negative_cotangent(params.cotangent_lambda_upper, n, i, 1.0 / scale(i)); }
      }
    } else if (i < params.order) {
      value = negative_cotangent(params.cotangent_nu, params.e, i - n, scale(i));
    } else if (head(weight(i - params.order)) > 0.0) {
      let row = row_of(i - params.order);
      if (row.sign == 0.0) {
        value = negative_cotangent(params.cotangent_lambda, params.m, i - params.order, scale(i));
      }
      if (row.sign < 0.0) {
        value = negative_cotangent(params.cotangent_lambda_lower, n, row.variable, 1.0 / scale(row.variable));
      }
      if (row.sign > 0.0) {
        value = negative_cotangent(params.cotangent_lambda_upper, n, row.variable, 1.0 / scale(row.variable));
      }
    }
    store(at_right() + i, value);
    store(at_step() + i, step);
  }
}

fn fill_adjoint(start: u32, length: u32, value: f32) {
  for (var i = invocation; i < length; i += INVOCATIONS) { adjoint[start + i] = real(value); }
}

fn publish_adjoint(start: u32) {
  let n = params.n;
  let e = params.e;
  let m = params.m;
  let c = cost_scale();
  for (var i = invocation; i < n; i += INVOCATIONS) {
    adjoint[start + at_adjoint_z() + i] = load(at_step() + i) * scale(i);
    var lower = real(0.0);
    var upper = real(0.0);
    if (is_fixed(i)) {
      let left = load(at_correction() + i);
      if (upper_is_active(i)) { upper = left; } else { lower = -left; }
    } else {
      if (params.has_lower == 1u) { lower = load(at_step() + params.order + row_of_lower(i)); }
      if (params.has_upper == 1u) { upper = load(at_step() + params.order + row_of_upper(i)); }
    }
    adjoint[start + at_adjoint_lambda_lower() + i] = lower * (1.0 / (c * scale(i)));
    adjoint[start + at_adjoint_lambda_upper() + i] = upper * (1.0 / (c * scale(i)));
  }
  for (var k = invocation; k < e; k += INVOCATIONS) {
    adjoint[start + at_adjoint_nu() + k] = load(at_step() + n + k) * (scale(n + k) / c);
  }
  for (var k = invocation; k < m; k += INVOCATIONS) {
    adjoint[start + at_adjoint_lambda() + k] = load(at_step() + params.order + k) * (scale(params.order + k) / c);
  }
  if (invocation == 0u) { adjoint[start + at_adjoint_objective()] = objective_cotangent(); }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn solve_adjoint(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let exists = assign_element(group.x, index);
  let length = adjoint_length();
  let start = element * length;
  let status = u32(result[at_report() + REPORT_STATUS]);
  let solved = status == SOLVED;
  if (!solved) { fill_adjoint(start, length, select(params.unsolved, 0.0, status == SOLVED_ELSEWHERE)); }
  wake(exists && solved);
  if (LOCAL_VECTORS > 1u) {
    let kept = element * params.work_stride + params.matrix;
    for (var i = invocation; i < kept_vectors(); i += INVOCATIONS) { store(i, work[kept + i]); }
    synchronise();
  }
  set_right();
  synchronise();
  let sound = refine(true, params.exact_accuracy, 0.0, 0.0);
  wake(exists && solved);
  if (sound) { publish_adjoint(start); } else { fill_adjoint(start, length, 0.0); }
}
`,we=`// Double-single arithmetic: a number is the exact sum of two float32, high + low, about 48 bits.
// Sources: Dekker 1971; Knuth, The Art of Computer Programming 2, 4.2.2; Hida, Li & Bailey 2001 (QD).

alias DoubleSingle = vec2<f32>;

// x itself, in a way that no compiler can know: params.zero is 0 at run time only.
fn fence(x: f32) -> f32 {
  if (FENCED) { return bitcast<f32>(bitcast<u32>(x) ^ params.zero); }
  return x;
}

// a + b exactly, for |a| \u2265 |b|.
fn quick_sum(a: f32, b: f32) -> DoubleSingle {
  let sum = fence(a + b);
  return DoubleSingle(sum, b - fence(sum - a));
}

// a + b exactly.
fn two_sum(a: f32, b: f32) -> DoubleSingle {
  let sum = fence(a + b);
  let added = fence(sum - a);
  return DoubleSingle(sum, fence(a - fence(sum - added)) + fence(b - added));
}

// Two halves of 12 bits, whose products are exact.
fn split(x: f32) -> DoubleSingle {
  let shifted = fence(4097.0 * x);
  let high = fence(shifted - fence(shifted - x));
  return DoubleSingle(high, x - high);
}

// a \xB7 b exactly, but for underflow.
fn two_product(a: f32, b: f32) -> DoubleSingle {
  let product = fence(a * b);
  if (FUSED) { return DoubleSingle(product, fma(a, b, -product)); }
  let x = split(a);
  let y = split(b);
  return DoubleSingle(product, fence(fence(fence(x.x * y.x - product) + x.x * y.y) + x.y * y.x) + x.y * y.y);
}

fn ds_add(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let sum = two_sum(a.x, b.x);
  return quick_sum(sum.x, sum.y + (a.y + b.y));
}

fn ds_multiply(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let product = two_product(a.x, b.x);
  return quick_sum(product.x, product.y + (a.x * b.y + a.y * b.x));
}

// sum + a \xB7 b.
fn ds_multiply_add(sum: DoubleSingle, a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let product = two_product(a.x, b.x);
  let total = two_sum(sum.x, product.x);
  return quick_sum(total.x, total.y + (sum.y + (product.y + (a.x * b.y + a.y * b.x))));
}

// The quotient of the high parts, corrected by that of the remainder; division itself may be 2.5 units off.
fn ds_divide(a: DoubleSingle, b: DoubleSingle) -> DoubleSingle {
  let first = a.x / b.x;
  let remainder = ds_multiply_add(a, DoubleSingle(-first, 0.0), b);
  let second = remainder.x / b.x;
  let rest = ds_multiply_add(remainder, DoubleSingle(-second, 0.0), b);
  return quick_sum(first, second + rest.x / b.x);
}
`,Ze=`// Ruiz equilibration of [Q A\u1D40 G\u1D40; A 0 0; G 0 0] (Ruiz 2001): divide rows and columns by the square root of their
// largest entry until all are near 1. Bounds need none: their rows are unit vectors. Every scale is rounded to a
// power of two, so that scaling is exact.

const SWEEPS = 10u;

// The power of two nearest to x on a logarithmic scale: its exponent, after a step of \u221A2.
fn nearest_power_of_two(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x * 1.4142135) & 0x7f800000u);
}

fn scaled_entry(at: u32, j: u32) -> f32 { return abs(data[at]) * scale(j); }

// The largest entry of column i of [Q; A; G], or of row i \u2212 n of [A; G].
fn largest_entry(i: u32) -> f32 {
  let n = params.n;
  let e = params.e;
  var largest = 0.0;
  if (i >= n) {
    let row = numbers_of_row(i);
    for (var j = 0u; j < n; j++) { largest = max(largest, scaled_entry(row.start + j * row.step, j)); }
    return largest * scale(i);
  }
  if (params.quadratic == Q_DIAGONAL) { largest = scaled_entry(start_of(params.Q) + i, i); }
  if (params.quadratic == Q_DENSE) {
    for (var j = 0u; j < n; j++) { largest = max(largest, scaled_entry(start_of(params.Q) + j * n + i, j)); }
  }
  for (var k = 0u; k < e + params.m; k++) {
    let start = select(start_of(params.G) + (k - e) * n, start_of(params.A) + k * n, k < e);
    largest = max(largest, scaled_entry(start + i, n + k));
  }
  return largest * scale(i);
}

fn equilibrate() {
  let n = params.n;
  let count = params.order + params.m;
  for (var i = invocation; i < count; i += INVOCATIONS) { store(at_scales() + i, real(1.0)); }
  synchronise();
  for (var sweep = 0u; sweep < SWEEPS; sweep++) {
    for (var i = invocation; i < count; i += INVOCATIONS) { store(at_correction() + i, real(largest_entry(i))); }
    synchronise();
    for (var i = invocation; i < count; i += INVOCATIONS) {
      let largest = head(load(at_correction() + i));
      if (largest > 0.0) { store(at_scales() + i, real(scale(i) / sqrt(largest))); }
    }
    synchronise();
  }
  for (var i = invocation; i < count; i += INVOCATIONS) {
    store(at_scales() + i, real(nearest_power_of_two(scale(i))));
  }
  synchronise();
  // The scale of the cost brings the largest entry of Q and p near 1.
  var size = vec4<f32>(0.0);
  for (var i = invocation; i < n; i += INVOCATIONS) {
    size.x = max(size.x, abs(data[start_of(params.p) + i]) * scale(i));
    let start = start_of(params.Q);
    if (params.quadratic == Q_DIAGONAL) { size.x = max(size.x, scaled_entry(start + i, i) * scale(i)); }
    if (params.quadratic == Q_DENSE) {
      for (var j = 0u; j < n; j++) { size.x = max(size.x, scaled_entry(start + j * n + i, j) * scale(i)); }
    }
  }
  let largest = largest_of_all(size).x;
  if (invocation == 0u) {
    store(at_cost_scale(), real(select(1.0, nearest_power_of_two(1.0 / largest), largest > 0.0)));
  }
  synchronise();
}
`,ve=`// From the adjoint u = (dz, dnu, dlambda, \u2026) to the gradient of one input: an outer product or a vector, summed over
// the batch where the batch shares the input. One invocation per entry of the gradient.

@group(0) @binding(5) var<storage, read_write> adjoint: array<Real>;
// All high parts, then all low parts where there are any.
@group(0) @binding(6) var<storage, read_write> gradient: array<f32>;

fn adjoint_at(i: u32) -> DoubleSingle {
  return as_ds(adjoint[element * adjoint_length() + i]);
}
// a x + b y.
fn cross(a: DoubleSingle, x: DoubleSingle, b: DoubleSingle, y: DoubleSingle) -> DoubleSingle {
  return ds_multiply_add(ds_multiply(a, x), b, y);
}

fn bound_gradient(start: u32, operand: Operand, index: u32) -> DoubleSingle {
  if (operand.step == 1u) { return adjoint_at(start + index); }
  var sum = DoubleSingle(0.0);
  for (var j = 0u; j < params.n; j++) { sum = ds_add(sum, adjoint_at(start + j)); }
  return sum;
}

fn gradient_entry(index: u32) -> DoubleSingle {
  let n = params.n;
  let row = index / n;
  let column = index % n;
  let z = solution_at(at_result_z(), n, column);
  let dz = adjoint_at(at_adjoint_z() + column);
  let objective = adjoint_at(at_adjoint_objective());
  switch params.gradient_field {
    case OF_P: { return ds_multiply_add(dz, objective, z); }
    case OF_Q: {
      let other = solution_at(at_result_z(), n, row);
      let slope = ds_multiply_add(adjoint_at(at_adjoint_z() + row), objective, other);
      return cross(slope, z, other, dz) * 0.5;
    }
    case OF_DIAGONAL: { return ds_multiply(ds_multiply_add(dz, objective * 0.5, z), z); }
    case OF_A: { return cross(adjoint_at(at_adjoint_nu() + row), z, solution_at(at_result_nu(), params.e, row), dz); }
    case OF_B: { return -adjoint_at(at_adjoint_nu() + index); }
    case OF_G: {
      return cross(adjoint_at(at_adjoint_lambda() + row), z, solution_at(at_result_lambda(), params.m, row), dz);
    }
    case OF_H: { return -adjoint_at(at_adjoint_lambda() + index); }
    case OF_LOWER: { return bound_gradient(at_adjoint_lambda_lower(), params.lower, index); }
    case OF_UPPER, default: { return -bound_gradient(at_adjoint_lambda_upper(), params.upper, index); }
  }
}

fn publish_gradient(at: u32, value: DoubleSingle) {
  let sum = quick_sum(value.x, value.y);
  gradient[at] = sum.x;
  if (params.gradient_low > 0u) { gradient[at + params.gradient_low] = sum.y; }
}

@compute @workgroup_size(NUMBERS_PER_WORKGROUP)
fn gradient_of_batch(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * NUMBERS_PER_WORKGROUP + index;
  if (at >= params.batch * params.gradient_size) { return; }
  element = at / params.gradient_size;
  publish_gradient(at, gradient_entry(at % params.gradient_size));
}

// Small gradients have few entries for many elements: a workgroup makes ENTRIES neighbouring ones, which read
// neighbouring numbers, and STRIPES invocations share the sum of each.
var<workgroup> sums: array<DoubleSingle, ENTRIES * STRIPES>;

// Adds to what earlier chunks of the batch have left.
@compute @workgroup_size(ENTRIES * STRIPES)
fn gradient_of_shared(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let at = (group.y * ROW + group.x) * ENTRIES + index % ENTRIES;
  let exists = at < params.gradient_size;
  var sum = DoubleSingle(0.0);
  if (exists) {
    for (element = index / ENTRIES; element < params.batch; element += STRIPES) {
      sum = ds_add(sum, gradient_entry(at));
    }
  }
  sums[index] = sum;
  workgroupBarrier();
  if (!exists || index >= ENTRIES) { return; }
  for (var stripe = 1u; stripe < STRIPES; stripe++) { sum = ds_add(sum, sums[stripe * ENTRIES + index]); }
  var before = DoubleSingle(gradient[at], 0.0);
  if (params.gradient_low > 0u) { before.y = gradient[at + params.gradient_low]; }
  publish_gradient(at, ds_add(before, sum));
}
`,Je=`// Mehrotra's predictor-corrector with proximal regularisation, from the first iterate to the last in one dispatch. It
// takes the start, the steps and the step lengths of src/execute/typescript (interior-point.ts and steps.ts, which have
// the equations and the sources), one for one in equal units. What differs, and why:
//
// - The units are those of equilibrate.wgsl, and A stays among the rows of the matrix: nothing is prepared per structure.
// - Regularisation and accuracies (NUMERICS in params.ts) are larger: smaller ones drown in the rounding of float32, or
//   of 48 bits.
// - ds comes from the row of complementarity, not from C dz + ds \u2212 delta dlambda = \u2212residual. Both give the same number;
//   but in the second it is a difference of large ones, of which float32 leaves nothing where s is small.
// - s and lambda do not fall below SMALLEST, where the range of float32 ends.
// - A pivot that rounding has spoilt is replaced, and a step that it has spoilt is taken again with more regularisation
//   in the next round: the problems of a workgroup factor together, so that none can repeat its own.
// - When to try the active set depends on mu alone: to see that it has settled would take memory for the one before.

const POLISH_BELOW = 1e-3; // complementarity below which the active set is worth a try
const BOUNDARY_FRACTION = 0.995;
// Iterations without a better iterate, or a better proof that there is none, after which rounding sets the limit.
const PATIENCE = 20u;

const NEARLY = 4.0; // how much worse a certificate may be where no better one comes

const START = 0u; // two solves with one matrix, in which slacks weigh 1
const NEWTON = 1u; // predictor and corrector
const POLISH = 2u; // Newton's method on the active set: active rows hold as equalities

// Before the start: fixed variables in their place, all else 0; and which rows take part.
fn set_up() {
  equilibrate();
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let row = row_of(k);
    var slack = 1.0;
    var weight = 0.0;
    let is_boxed = row.sign != 0.0 && params.has_lower * params.has_upper == 1u;
    if (is_boxed && all(lower_at(row.variable) == upper_at(row.variable))) {
      slack = OFF;
      weight = FIXED;
    }
    if (side_of(k, row).x >= ABSENT) { slack = OFF; }
    store(at_s() + k, real(slack));
    store(at_weights() + k, real(weight));
  }
  synchronise();
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = DoubleSingle(0.0);
    if (i < params.n && is_fixed(i)) { value = lower_at(i) / scale(i); }
    set_iterate(i, value);
  }
  synchronise();
}

fn is_active(k: u32) -> bool { return iterate_at(params.order + k).x > head(load(at_s() + k)); }

// V\u207B\xB9: 1/(s/lambda + delta), 1 for the start, or for an active set nearly an equality and nothing.
fn set_weights(mode: u32, delta: f32) {
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let lambda = rounded(iterate_at(params.order + k));
    var denominator = real(1.0);
    if (mode == NEWTON) { denominator = add(divide(load(at_s() + k), lambda), real(delta)); }
    if (mode == POLISH) { denominator = real(params.active_regularisation); }
    let weight = divide(real(1.0), denominator);
    store(at_weights() + k, select_real(weight, real(0.0), mode == POLISH && !is_active(k)));
  }
}

// Adds centring and the second-order term to the right-hand side: s \u2218 lambda = sigma mu \u2212 ds \u2218 dlambda.
fn correct_right(sigma_mu: f32) {
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let product = multiply(load(at_slack_step() + k), load(at_step() + params.order + k));
    let correction = divide(add(product, real(-sigma_mu)), rounded(iterate_at(params.order + k)));
    store(at_slack_step() + k, correction);
    store(at_right() + params.order + k, add(load(at_right() + params.order + k), correction));
  }
  synchronise();
}

// ds = \u2212s \u2212 (s dlambda)/lambda \u2212 correction, the row that elimination left out; and the inverse step lengths.
fn recover_slack_step(corrected: bool) -> vec2<f32> {
  var ratio = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let s = load(at_s() + k);
    let lambda = rounded(iterate_at(params.order + k));
    let dlambda = load(at_step() + params.order + k);
    var ds = -add(s, divide(multiply(s, dlambda), lambda));
    if (corrected) { ds = add(ds, -load(at_slack_step() + k)); }
    store(at_slack_step() + k, ds);
    ratio.x = max(ratio.x, -head(ds) / head(s));
    ratio.y = max(ratio.y, -head(dlambda) / head(lambda));
  }
  return largest_of_all(ratio).xy;
}

// sigma = (mu after the affine step / mu)\xB3.
fn centring(alpha: vec2<f32>, mu: f32, count: f32) -> f32 {
  var sum = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    let s = head(load(at_s() + k)) + alpha.x * head(load(at_slack_step() + k));
    let lambda = iterate_at(params.order + k).x + alpha.y * head(load(at_step() + params.order + k));
    sum.x += s * lambda;
  }
  let ratio = clamp(sum_of_all(sum).x / count / mu, 0.0, 1.0);
  return ratio * ratio * ratio;
}

// Multipliers and slacks of no importance shrink 200-fold every step, and would leave float32's range in ten.
const SMALLEST = 1e-18;

fn advance(alpha: vec2<f32>) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let length = select(alpha.y, alpha.x, i < params.n);
    var value = ds_multiply_add(iterate_at(i), DoubleSingle(length, 0.0), as_ds(load(at_step() + i)));
    let k = i - params.order;
    if (i >= params.order && is_on(k)) {
      if (value.x < SMALLEST) { value = DoubleSingle(SMALLEST, 0.0); }
      let s = multiply_add(load(at_s() + k), real(alpha.x), load(at_slack_step() + k));
      store(at_s() + k, select_real(s, real(SMALLEST), head(s) < SMALLEST));
    }
    set_iterate(i, value);
  }
}

// The right-hand sides of the start: (\u2212p, 0, 0), for the smallest multipliers with stationarity, and (0, b, d), for the
// smallest slacks. Two solves, so that neither inherits the size of the other. The second waits in \`backup\` \u2026
fn split_right() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let is_cost = i < params.n;
    store(at_backup() + i, select_real(load(at_right() + i), real(0.0), is_cost));
    if (!is_cost) { store(at_right() + i, real(0.0)); }
  }
}
// \u2026 and then the solution of the first does.
fn swap_right() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    store(at_right() + i, load(at_backup() + i));
    store(at_backup() + i, load(at_step() + i));
  }
}

// z and s = \u2212lambda of the second solve, nu and lambda of the first; s and lambda shifted into the positive orthant.
fn take_start() {
  var lowest = vec4<f32>(-INFINITE);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    if (!is_on(k)) { continue; }
    lowest.x = max(lowest.x, head(load(at_step() + params.order + k)));
    lowest.y = max(lowest.y, -head(load(at_backup() + params.order + k)));
  }
  let least = -largest_of_all(lowest);
  let shift = select(1.0 - least, vec4<f32>(0.0), least > vec4<f32>(1e-3));
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let step = as_ds(load(at_step() + i));
    if (i < params.n) {
      set_iterate(i, ds_add(iterate_at(i), step));
      continue;
    }
    var multiplier = as_ds(load(at_backup() + i));
    let k = i - params.order;
    if (i >= params.order && is_on(k)) {
      store(at_s() + k, rounded(ds_add(-step, DoubleSingle(shift.x, 0.0))));
      multiplier = ds_add(multiplier, DoubleSingle(shift.y, 0.0));
    }
    set_iterate(i, multiplier);
  }
}

// Moves to the minimiser on the active set; multipliers of inequalities stay nonnegative.
fn accept_polished() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    var value = ds_add(iterate_at(i), as_ds(load(at_step() + i)));
    if (i >= params.order && (value.x < 0.0 || head(weight(i - params.order)) == 0.0)) { value = DoubleSingle(0.0); }
    set_iterate(i, value);
  }
}

fn back_up() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) { store(at_backup() + i, rounded(iterate_at(i))); }
}
fn restore() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) { set_iterate(i, as_ds(load(at_backup() + i))); }
}

// Derivatives need the factors of the active set, its weights and the scales.
fn keep() {
  let start = element * params.work_stride;
  if (LOCAL_MATRIX > 1u) {
    for (var i = invocation; i < params.matrix; i += INVOCATIONS) { work[start + i] = load_matrix(i); }
  }
  if (LOCAL_VECTORS > 1u) {
    for (var i = invocation; i < kept_vectors(); i += INVOCATIONS) { work[start + params.matrix + i] = load(i); }
  }
}

// Where a step is refined from: the proximal terms pull towards the iterate, which is 0 as a step counts; multipliers
// of inactive rows go to 0.
fn begin_step(mode: u32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let drop = mode == POLISH && i >= params.order && head(weight(i - params.order)) == 0.0;
    store(at_step() + i, select_real(real(0.0), rounded(-iterate_at(i)), drop));
  }
  synchronise();
}

// What some problem of the workgroup is up to this round.
const RUNS = 1u;
const FACTORS = 2u;
const CORRECTS = 4u;
const STARTS = 8u;

@compute @workgroup_size(WORKGROUP_SIZE)
fn solve(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) index: u32) {
  let exists = assign_element(group.x, index);
  let report = at_report();

  set_up();
  var running = exists;
  var mode = START;
  var begun = false;
  var factored = false;
  var last_chance = false; // the iterate solves the problem; polishing may only better it
  var iteration = 0u;
  var improved_at = 0u;
  var best = INFINITE;
  var best_proof = INFINITE;
  var polished = INFINITE; // merit after the previous round of polishing
  var tried = INFINITE; // complementarity at the previous polishing
  var threshold = params.weak;
  var status = NUMERICAL_ERROR;
  var rho = params.rho;
  var delta = params.delta;
  var boost = 1.0; // of the regularisation, after a factorisation that rounding has spoilt

  loop {
    wake(running);
    residual_of_iterate();
    synchronise();
    let a = assess();
    var going = running; // on to a step this round
    if (running) {
      // A certificate that is nearly good enough is a verdict where nothing better comes.
      let proof = min(a.contradiction, a.descent);
      let contradicts = a.contradiction <= params.infeasibility_tolerance || a.contradiction <= a.descent;
      let against = select(DUAL_INFEASIBLE, PRIMAL_INFEASIBLE, contradicts);
      let better_proof = begun && mode != POLISH && !a.broken && proof < 0.5 * best_proof;
      if (better_proof) {
        best_proof = proof;
        improved_at = iteration;
      }
      let proven = begun && mode != POLISH && !a.broken && a.merit > 1.0 && proof <= params.infeasibility_tolerance;
      let nearly_proven = better_proof && best > params.loose && proof <= NEARLY * params.infeasibility_tolerance;
      if (begun && !a.broken && (a.merit < best || proven || nearly_proven)) {
        if (mode != POLISH && a.merit < 0.99 * best) { improved_at = iteration; }
        best = min(best, a.merit);
        publish_iterate(a, proven || nearly_proven);
        status = select(NUMERICAL_ERROR, against, proven || nearly_proven);
      }
      let stopping = iteration == params.max_iterations || iteration - improved_at > PATIENCE;
      if (proven) {
        going = false;
        running = false;
      } else if (mode == POLISH) {
        let failed = a.broken || a.merit > 0.5 * polished;
        polished = a.merit;
        let exact = !a.broken && a.merit <= 1.0;
        // The active set fits, so that what is 0 is 0 to the last digits.
        if (exact) { threshold = params.weak; }
        if (exact || (failed && last_chance)) {
          status = SOLVED;
          going = false;
          running = false;
        } else if (failed) {
          restore();
          mode = NEWTON;
          going = false;
        }
      } else if (begun) {
        last_chance = a.merit <= 1.0 || (stopping && best <= params.loose);
        mode = NEWTON;
        if (a.broken) {
          going = false;
          running = false;
        } else if (last_chance || (a.mu <= POLISH_BELOW && a.mu < 0.1 * tried)) {
          mode = POLISH;
          tried = a.mu;
          polished = INFINITE;
          factored = false;
          threshold = max(params.weak, 3.0 * sqrt(a.mu));
          back_up();
        } else if (stopping) {
          if (iteration == params.max_iterations && status == NUMERICAL_ERROR) { status = MAX_ITERATIONS; }
          going = false;
          running = false;
        }
        rho = max(params.rho_floor, min(rho, a.mu * 1e-3));
        delta = max(params.delta_floor, min(delta, a.mu * 1e-3));
      }
    }
    let factors = going && (mode != POLISH || !factored);
    let corrects = going && mode == NEWTON && a.rows > 0.0;
    let starts = going && mode == START;
    let flags = flags_of_all(
      select(0u, RUNS, running) | select(0u, FACTORS, factors) |
        select(0u, CORRECTS, corrects) | select(0u, STARTS, starts),
    );
    if ((flags & RUNS) == 0u) { break; }

    if ((flags & FACTORS) != 0u) {
      wake(factors);
      set_weights(mode, delta * boost);
      synchronise();
      let nearly = params.active_regularisation;
      assemble(select(rho * boost, nearly, mode == POLISH), select(delta * boost, nearly, mode == POLISH));
      factor();
      if (factors) { factored = mode == POLISH; }
    }

    var alpha = vec2<f32>(1.0);
    var sigma_mu = 0.0;
    var sound = true;
    let passes = select(1u, 2u, (flags & (CORRECTS | STARTS)) != 0u);
    for (var pass_index = 0u; pass_index < passes; pass_index++) {
      let takes_part = going && sound && (pass_index == 0u || corrects || starts);
      if ((flags & STARTS) != 0u) {
        wake(takes_part && starts);
        if (pass_index == 0u) { split_right(); } else { swap_right(); }
      }
      wake(takes_part && corrects);
      if (pass_index == 1u) { correct_right(sigma_mu); }
      wake(takes_part);
      begin_step(mode);
      let accuracy = select(params.step_accuracy, params.exact_accuracy, mode == POLISH);
      let refined = refine(mode == POLISH, accuracy, rho * boost, delta * boost);
      if (takes_part) { sound = refined; }
      if (passes == 1u) { break; }
      wake(takes_part && sound && corrects);
      let ratio = recover_slack_step(pass_index == 1u);
      let fraction = select(1.0, BOUNDARY_FRACTION, pass_index == 1u);
      if (is_awake()) { alpha = min(vec2<f32>(1.0), fraction / max(ratio, vec2<f32>(1e-30))); }
      if (pass_index == 0u) { sigma_mu = centring(alpha, a.mu, a.rows) * a.mu; }
    }

    let moves = going && (sound || mode == POLISH);
    if (going && !moves) {
      boost *= 100.0;
      running = boost <= 1e9;
    }
    if ((flags & STARTS) != 0u) {
      wake(moves && starts);
      take_start();
    }
    wake(moves);
    if (moves) {
      boost = max(1.0, 0.1 * boost);
      if (mode == POLISH) {
        accept_polished();
      } else {
        begun = true;
      }
      if (mode == NEWTON) {
        // With a quadratic term z enters the dual residual, which then only shrinks along a common step.
        if (params.quadratic != Q_ZERO) { alpha = vec2<f32>(min(alpha.x, alpha.y)); }
        advance(alpha);
        iteration++;
      }
    }
    synchronise();
  }

  wake(exists);
  if (exists && status == SOLVED) { keep(); }
  let weak = count_weak(threshold);
  if (invocation == 0u) {
    result[report + REPORT_STATUS] = f32(status);
    result[report + REPORT_ITERATIONS] = f32(iteration);
    result[report + REPORT_WEAKLY_ACTIVE] = weak;
  }
}
`,ye=`// The regularised KKT matrix of the equilibrated problem,
//
//     [ Q + rho I   A\u1D40         C\u1D40 ]
//     [ A          \u2212delta I    0  ]        rows of C: G, \u2212I (lower bounds), I (upper bounds); V = 1/weights
//     [ C           0         \u2212V  ]
//
// After the rows of C are eliminated, H = [Q + rho I + C\u1D40V\u207B\xB9C, A\u1D40; A, \u2212delta I] is quasidefinite, so that
// H = L D L\u1D40 exists in any order (Vanderbei 1995).

fn unknown_at(iterate: bool, i: u32) -> DoubleSingle {
  if (iterate) { return iterate_at(i); }
  return as_ds(load(at_step() + i));
}

// A row of A or G (the rows of A come first), or of Q, as numbers at \`start\`, \`start + step\`, \u2026. Neighbouring
// invocations have rows next to each other, and so the numbers that they read at a time are neighbours in memory.
struct RowNumbers {
  start: u32,
  step: u32,
}
fn numbers_of_row(i: u32) -> RowNumbers {
  let n = params.n;
  if (i < n) { return RowNumbers(start_of(params.Q) + i, n); } // Q is symmetric
  if (i < params.order) { return RowNumbers(transpose_start_of(params.A) + i - n, params.e); }
  return RowNumbers(transpose_start_of(params.G) + i - params.order, params.m);
}

// sum + the product of column i of A or G with the unknowns from \`first\` on.
fn column_product(sum: DoubleSingle, operand: Operand, first: u32, count: u32, i: u32, iterate: bool) -> DoubleSingle {
  var total = sum;
  var at = start_of(operand) + i;
  for (var k = first; k < first + count; k++) {
    total = ds_multiply_add(total, data_at(at), unknown_at(iterate, k) * scale(k));
    at += params.n;
  }
  return total;
}

// Two terms of row i of the KKT matrix times the unknowns, without regularisation.
struct Product {
  first: DoubleSingle, // Qz, Az or Cz
  second: DoubleSingle, // A\u1D40nu + C\u1D40lambda, for rows of Q
}
fn kkt_product(i: u32, iterate: bool) -> Product {
  let n = params.n;
  var product = Product(DoubleSingle(0.0), DoubleSingle(0.0));
  let is_bound = i >= params.order + params.m;
  if (!is_bound && (i >= n || params.quadratic == Q_DENSE)) {
    let row = numbers_of_row(i);
    var at = row.start;
    for (var j = 0u; j < n; j++) {
      product.first = ds_multiply_add(product.first, data_at(at), unknown_at(iterate, j) * scale(j));
      at += row.step;
    }
    product.first *= scale(i);
  }
  if (is_bound) {
    let row = row_of(i - params.order);
    product.first = unknown_at(iterate, row.variable) * row.sign;
  }
  if (i >= n) { return product; }
  if (params.quadratic == Q_DIAGONAL) {
    product.first = ds_multiply(data_at(start_of(params.Q) + i), unknown_at(iterate, i) * (scale(i) * scale(i)));
  }
  product.first *= cost_scale();
  product.second = column_product(product.second, params.A, n, params.e, i, iterate);
  product.second = column_product(product.second, params.G, params.order, params.m, i, iterate);
  product.second *= scale(i);
  if (params.has_lower == 1u) {
    product.second = ds_add(product.second, -unknown_at(iterate, params.order + row_of_lower(i)));
  }
  if (params.has_upper == 1u) {
    product.second = ds_add(product.second, unknown_at(iterate, params.order + row_of_upper(i)));
  }
  return product;
}

// \u2212p, b or d of row i, equilibrated.
fn equilibrated_right(i: u32) -> DoubleSingle {
  if (i < params.n) { return data_at(start_of(params.p) + i) * (-cost_scale() * scale(i)); }
  if (i < params.order) { return data_at(start_of(params.b) + i - params.n) * scale(i); }
  let row = row_of(i - params.order);
  let side = side_of(i - params.order, row);
  if (row.sign == 0.0) { return side * scale(i); }
  return side / scale(row.variable);
}

// right \u2190 (\u2212p, b, d) \u2212 K x for the iterate; also first \u2190 Qz and second \u2190 A\u1D40nu + C\u1D40lambda.
fn residual_of_iterate() {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let product = kkt_product(i, true);
    var value = ds_add(equilibrated_right(i), -ds_add(product.first, product.second));
    if (i < params.n) {
      store(at_first() + i, rounded(product.first));
      store(at_second() + i, rounded(product.second));
    }
    if (i >= params.order && !is_on(i - params.order)) { value = DoubleSingle(0.0); }
    store(at_right() + i, rounded(value));
  }
}

// correction \u2190 right \u2212 K step. \`exact\`: of the active set, without regularisation; rows without weight are out.
fn residual_of_step(exact: bool, rho: f32, delta: f32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let product = kkt_product(i, false);
    var value = ds_add(as_ds(load(at_right() + i)), -ds_add(product.first, product.second));
    if (!exact) {
      var diagonal = real(-rho);
      if (i >= params.n) { diagonal = real(delta); }
      if (i >= params.order) { diagonal = divide(real(1.0), weight(i - params.order)); }
      value = ds_multiply_add(value, as_ds(diagonal), as_ds(load(at_step() + i)));
    }
    if (i >= params.order && head(weight(i - params.order)) == 0.0) { value = DoubleSingle(0.0); }
    store(at_correction() + i, rounded(value));
  }
}

// One entry of H; \`sum\` is that of G\u1D40WG.
fn kkt_entry(i: u32, j: u32, GWG: Real, rho: f32, delta: f32) -> Real {
  let n = params.n;
  if (i >= n) {
    if (j >= n) { return real(select(0.0, -delta, i == j)); }
    if (is_fixed(j)) { return real(0.0); }
    return data_real(start_of(params.A) + (i - n) * n + j) * (scale(i) * scale(j));
  }
  if (is_fixed(i) || is_fixed(j)) { return real(select(0.0, 1.0, i == j)); }
  var sum = GWG;
  let start = start_of(params.Q);
  if (params.quadratic == Q_DENSE) { sum = add(sum, data_real(start + i * n + j) * cost_scale()); }
  sum *= scale(i) * scale(j);
  if (i == j) {
    if (params.quadratic == Q_DIAGONAL) { sum = add(sum, data_real(start + i) * (cost_scale() * scale(i) * scale(i))); }
    if (params.has_lower == 1u) { sum = add(sum, weight(row_of_lower(i))); }
    if (params.has_upper == 1u) { sum = add(sum, weight(row_of_upper(i))); }
    sum = add(sum, real(rho));
  }
  return sum;
}

fn put_entry(i: u32, j: u32, GWG: Real, rho: f32, delta: f32) {
  if (i >= params.order || j > i) { return; }
  let value = kkt_entry(i, j, GWG, rho, delta);
  store_matrix(entry(i, j), value);
  if (i == j) { store(at_taken() + i, value); }
}

// Rows i, i + 1 and columns j, j + 1 of H: each number that is read serves two products.
fn assemble_tile(i: u32, j: u32, rho: f32, delta: f32) {
  var sums: array<Real, 4>;
  if (i < params.n) {
    let last = params.n - 1u;
    let right = min(j + 1u, last) - j;
    let down = min(i + 1u, last) - i;
    var a = real(0.0);
    var b = real(0.0);
    var c = real(0.0);
    var d = real(0.0);
    var at = start_of(params.G);
    for (var k = 0u; k < params.m; k++) {
      let row_weight = load(at_slack_step() + k);
      let upper = multiply(row_weight, data_real(at + i));
      let lower = multiply(row_weight, data_real(at + i + down));
      let left = data_real(at + j);
      let other = data_real(at + j + right);
      a = multiply_add(a, upper, left);
      b = multiply_add(b, upper, other);
      c = multiply_add(c, lower, left);
      d = multiply_add(d, lower, other);
      at += params.n;
    }
    sums = array<Real, 4>(a, b, c, d);
  }
  for (var q = 0u; q < 4u; q++) { put_entry(i + q / 2u, j + q % 2u, sums[q], rho, delta); }
}

// Leaves the diagonal in \`taken\`.
fn assemble(rho: f32, delta: f32) {
  // The weights of rows of G in the units of the inputs.
  for (var k = invocation; k < params.m; k += INVOCATIONS) {
    let factor = scale(params.order + k);
    store(at_slack_step() + k, weight(k) * (factor * factor));
  }
  synchronise();
  let tiles = (params.order + 1u) / 2u;
  var i = 0u;
  var j = invocation;
  for (var index = invocation; index < tiles * (tiles + 1u) / 2u; index += INVOCATIONS) {
    while (j > i) {
      j -= i + 1u;
      i++;
    }
    assemble_tile(2u * i, 2u * j, rho, delta);
    j += INVOCATIONS;
  }
  synchronise();
}

// A pivot below the rounding of what it was is replaced by that rounding, and one of the multipliers' that is not
// even \u2212delta by a large one: both shorten the step along a direction of which rounding has left nothing.
fn sound_pivot(k: u32, pivot: Real) -> Real {
  let diagonal = abs(head(load(at_taken() + k)));
  if (k < params.n) {
    let least = params.smallest_pivot * max(params.smallest_pivot, diagonal);
    if (!(head(pivot) > least)) { return real(least); }
  } else if (!(head(pivot) < -0.5 * diagonal)) {
    return real(-1e6);
  }
  return pivot;
}

// H = L D L\u1D40 and M = L\u207B\xB9 in one sweep and in place: the diagonal becomes D\u207B\xB9, the rest M. After columns k and k + 1,
// rows below hold \u2212(rows of L) M to the left of column k and the remaining matrix to the right of column k + 1. With M
// at hand a solve is two products without any order among the invocations. Two columns at a time halve the barriers and
// the passes through the matrix.
fn factor() {
  let size = params.order;
  let columns = INVOCATIONS / 4u;
  let column = invocation % columns;
  let first_row = invocation / columns; // beyond every loop in invocations that are asleep
  for (var k = 0u; k < size; k += 2u) {
    if (k + 1u == size) {
      if (invocation == 0u) { store_matrix(entry(k, k), divide(real(1.0), sound_pivot(k, load_matrix(entry(k, k))))); }
      break;
    }
    let inverse = divide(real(1.0), sound_pivot(k, load_matrix(entry(k, k))));
    // L and what of the two columns is left to eliminate, of the rows below: all from the columns as they are.
    let side = load_matrix(entry(k + 1u, k));
    let ratio = multiply(side, inverse);
    let next = sound_pivot(k + 1u, multiply_add(load_matrix(entry(k + 1u, k + 1u)), -ratio, side));
    let next_inverse = divide(real(1.0), next);
    for (var i = k + 2u + invocation; i < size; i += INVOCATIONS) {
      let value = load_matrix(entry(i, k));
      let multiplier = multiply(value, inverse);
      let left = multiply_add(load_matrix(entry(i, k + 1u)), -multiplier, side);
      store(at_first() + i, multiplier);
      store(at_second() + i, value);
      store(at_third() + i, multiply(left, next_inverse));
      store(at_fourth() + i, left);
    }
    for (var j = invocation; j < k; j += INVOCATIONS) {
      let at = entry(k + 1u, j);
      store_matrix(at, multiply_add(load_matrix(at), -ratio, load_matrix(entry(k, j))));
    }
    synchronise();
    if (invocation == 0u) {
      store_matrix(entry(k, k), inverse);
      store_matrix(entry(k + 1u, k), -ratio);
      store_matrix(entry(k + 1u, k + 1u), next_inverse);
    }
    for (var i = k + 2u + invocation; i < size; i += INVOCATIONS) {
      let multiplier = -load(at_third() + i);
      store_matrix(entry(i, k), multiply_add(-load(at_first() + i), multiplier, -ratio));
      store_matrix(entry(i, k + 1u), multiplier);
    }
    for (var i = k + 2u + first_row; i < size; i += 4u) {
      let first = -load(at_first() + i);
      let second = -load(at_third() + i);
      if (head(first) == 0.0 && head(second) == 0.0) { continue; }
      for (var t = column; t + 2u <= i; t += columns) {
        let is_left = t < k;
        let j = select(t + 2u, t, is_left);
        var value = load_matrix(entry(i, j));
        if (is_left) {
          value = multiply_add(value, first, load_matrix(entry(k, j)));
          value = multiply_add(value, second, load_matrix(entry(k + 1u, j)));
        } else {
          value = multiply_add(value, first, load(at_second() + j));
          value = multiply_add(value, second, load(at_fourth() + j));
        }
        store_matrix(entry(i, j), value);
      }
    }
    synchronise();
  }
  synchronise();
}

// correction \u2190 H\u207B\xB9 correction, with the rows of C eliminated and recovered.
fn apply_factors() {
  let n = params.n;
  for (var k = invocation; k < params.m; k += INVOCATIONS) {
    store(at_weighted() + k, multiply(weight(k), load(at_correction() + params.order + k)) * scale(params.order + k));
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var value = load(at_correction() + i);
    if (i < n) {
      var sum = real(0.0);
      var at = start_of(params.G) + i;
      for (var k = 0u; k < params.m; k++) {
        sum = multiply_add(sum, load(at_weighted() + k), data_real(at));
        at += n;
      }
      value = add(value, sum * scale(i));
      if (params.has_lower == 1u) {
        value = multiply_add(value, -weight(row_of_lower(i)), load(at_correction() + params.order + row_of_lower(i)));
      }
      if (params.has_upper == 1u) {
        value = multiply_add(value, weight(row_of_upper(i)), load(at_correction() + params.order + row_of_upper(i)));
      }
      if (is_fixed(i)) { value = real(0.0); }
    }
    store(at_first() + i, value);
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var sum = load(at_first() + i);
    for (var j = 0u; j < i; j++) { sum = multiply_add(sum, load_matrix(entry(i, j)), load(at_first() + j)); }
    store(at_second() + i, multiply(sum, load_matrix(entry(i, i))));
  }
  synchronise();
  for (var i = invocation; i < params.order; i += INVOCATIONS) {
    var sum = load(at_second() + i);
    for (var j = i + 1u; j < params.order; j++) {
      sum = multiply_add(sum, load_matrix(entry(j, i)), load(at_second() + j));
    }
    store(at_correction() + i, sum);
  }
  synchronise();
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let row = row_of(k);
    var along = load(at_correction() + row.variable) * row.sign;
    if (row.sign == 0.0) {
      var sum = real(0.0);
      var at = transpose_start_of(params.G) + k;
      for (var j = 0u; j < n; j++) {
        sum = multiply_add(sum, data_real(at), load(at_correction() + j) * scale(j));
        at += params.m;
      }
      along = sum * scale(params.order + k);
    }
    let at = at_correction() + params.order + k;
    store(at, multiply(weight(k), add(along, -load(at))));
  }
  synchronise();
}

fn add_to_step(sign: f32) {
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    store(at_step() + i, add(load(at_step() + i), load(at_taken() + i) * sign));
  }
}

// step \u2190 K\u207B\xB9 right to working accuracy: corrections by the factors of a neighbouring matrix while they help.
// Leaves the last residual in \`correction\`; that of a fixed variable is what its bounds must carry. False where
// rounding left nothing of the factors. Ends with all invocations asleep, and met.
fn refine(exact: bool, accuracy: f32, rho: f32, delta: f32) -> bool {
  let limit = select(params.step_refinements, params.exact_refinements, exact);
  var going = is_awake();
  var sound = true;
  var target_size = 0.0;
  var previous = INFINITE;
  for (var round = 0u; ; round++) {
    residual_of_step(exact, min(rho, params.rho_target), delta);
    var size = vec4<f32>(0.0);
    for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
      if (i < params.n && is_fixed(i)) { continue; }
      let left = abs(head(load(at_correction() + i)));
      if (is_wild(left)) { size.y = 1.0; }
      size.x = max(size.x, left);
    }
    let all_sizes = largest_of_all(size);
    let largest = all_sizes.x;
    if (going && all_sizes.y > 0.0) {
      sound = false;
      going = false;
    }
    if (going) {
      if (round == 0u) { target_size = largest * accuracy; }
      if (largest > previous) { add_to_step(-1.0); }
      let enough = round > limit || !(largest > target_size) || largest > select(0.9, 0.99, exact) * previous;
      previous = largest;
      going = !enough;
    }
    if (flags_of_all(u32(going)) == 0u) { break; }
    wake(going);
    apply_factors();
    for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
      store(at_taken() + i, load(at_correction() + i));
    }
    add_to_step(1.0);
    synchronise();
  }
  wake(false);
  synchronise();
  return sound;
}
`,Se=`// Where everything is. A workgroup solves PROBLEMS elements of the batch; INVOCATIONS share the work on each. The
// structs, and the functions at_\u2026 that say where a vector begins, are made from layout.ts.

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> data: array<f32>;
// Per element: the factored matrix, then the vectors (all, or only those that derivatives need).
@group(0) @binding(2) var<storage, read_write> work: array<Real>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

var<workgroup> local_vectors: array<Real, LOCAL_VECTORS * PROBLEMS>;
var<workgroup> local_matrix: array<Real, LOCAL_MATRIX * PROBLEMS>;

var<private> element: u32;

// Not a number, or 1e30 and more; by its bits, because compilers may assume that there are no such numbers.
fn is_wild(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) >= 0x7149f2cau; }

const ABSENT = 1e30; // a bound this large is none

// More scratch, in the place of what has no meaning yet: no step is there while a matrix is factored, and no
// correction was taken while one is made.
fn at_third() -> u32 { return at_correction(); }
fn at_fourth() -> u32 { return at_step(); }
fn at_weighted() -> u32 { return at_taken(); }

fn load(i: u32) -> Real {
  if (LOCAL_VECTORS > 1u) { return local_vectors[slot * LOCAL_VECTORS + i]; }
  return work[element * params.work_stride + params.matrix + i];
}
fn store(i: u32, value: Real) {
  if (LOCAL_VECTORS > 1u) {
    local_vectors[slot * LOCAL_VECTORS + i] = value;
  } else {
    work[element * params.work_stride + params.matrix + i] = value;
  }
}

// Entry (i, j), j \u2264 i, of the packed lower triangle.
fn entry(i: u32, j: u32) -> u32 { return i * (i + 1u) / 2u + j; }
fn load_matrix(i: u32) -> Real {
  if (LOCAL_MATRIX > 1u) { return local_matrix[slot * LOCAL_MATRIX + i]; }
  return work[element * params.work_stride + i];
}
fn store_matrix(i: u32, value: Real) {
  if (LOCAL_MATRIX > 1u) {
    local_matrix[slot * LOCAL_MATRIX + i] = value;
  } else {
    work[element * params.work_stride + i] = value;
  }
}

fn data_at(i: u32) -> DoubleSingle {
  if (params.data_low > 0u) { return DoubleSingle(data[i], data[i + params.data_low]); }
  return DoubleSingle(data[i], 0.0);
}
fn start_of(operand: Operand) -> u32 { return operand.offset + element * operand.stride; }
// Column j of A or G begins here plus j times its rows, so that invocations with neighbouring rows read neighbours.
fn transpose_start_of(operand: Operand) -> u32 { return operand.transpose + element * operand.stride; }

fn scale(i: u32) -> f32 { return head(load(at_scales() + i)); }
fn cost_scale() -> f32 { return head(load(at_cost_scale())); }

fn lower_at(j: u32) -> DoubleSingle { return data_at(start_of(params.lower) + j * params.lower.step); }
fn upper_at(j: u32) -> DoubleSingle { return data_at(start_of(params.upper) + j * params.upper.step); }

// A variable whose bounds are equal is no unknown: it stays where it is. The weight of its lower bound says so.
const FIXED = -1.0;
fn is_fixed(j: u32) -> bool {
  return params.has_lower * params.has_upper == 1u && head(load(at_weights() + row_of_lower(j))) == FIXED;
}

// The weight of a row in H; 0 for rows that take no part.
fn weight(k: u32) -> Real {
  let stored = load(at_weights() + k);
  return select_real(real(0.0), stored, head(stored) > 0.0);
}

// Rows without a finite side, and both bounds of a fixed variable, take no part. Their slack says so.
const OFF = -1.0;
fn is_on(k: u32) -> bool { return head(load(at_s() + k)) != OFF; }

// What a row of C is: a row of G, or a bound on a variable.
struct Row {
  variable: u32, // of a bound
  sign: f32, // 0 for a row of G, \u22121 for a lower and 1 for an upper bound
}
fn row_of(k: u32) -> Row {
  if (k < params.m) { return Row(0u, 0.0); }
  let bound = k - params.m;
  if (bound < params.n * params.has_lower) { return Row(bound, -1.0); }
  return Row(bound - params.n * params.has_lower, 1.0);
}
fn row_of_lower(j: u32) -> u32 { return params.m + j; }
fn row_of_upper(j: u32) -> u32 { return params.m + params.n * params.has_lower + j; }

// The right-hand side d of a row, in the units of the inputs and with the sign of the row.
fn side_of(k: u32, row: Row) -> DoubleSingle {
  if (row.sign == 0.0) { return data_at(start_of(params.h) + k); }
  if (row.sign < 0.0) { return -lower_at(row.variable); }
  return upper_at(row.variable);
}

// A number of a result, which is all high parts, then all low parts.
fn publish(at: u32, value: DoubleSingle) {
  let sum = quick_sum(value.x, value.y);
  result[at] = sum.x;
  if (params.result_low > 0u) { result[at + params.result_low] = sum.y; }
}

fn at_report() -> u32 { return at_result_report() + element * REPORT; }

// Number i of this element in the section that begins at \`section\`.
fn solution_at(section: u32, length: u32, i: u32) -> DoubleSingle {
  let at = section + element * length + i;
  if (params.result_low > 0u) { return DoubleSingle(result[at], result[at + params.result_low]); }
  return DoubleSingle(result[at], 0.0);
}
`,et=`// What is known of the current iterate, in the units of the inputs, and how it leaves the GPU.

struct Assessment {
  primal: f32,
  dual: f32,
  gap: f32,
  merit: f32, // the largest of them in units of its tolerance: at most 1 means solved
  mu: f32,
  rows: f32, // that take part
  broken: bool, // not a number
  // Violations of certificates of primal and dual infeasibility, relative to their gains.
  contradiction: f32,
  descent: f32,
  objective: DoubleSingle, // \xBD z\u1D40Qz + p\u1D40z
}

// What a residual of terms of this size may be at most.
fn limit_of(size: f32) -> f32 { return max(min(params.tolerance * size, params.absolute_tolerance), LEAST_LIMIT); }
const LEAST_LIMIT = 1e-30;

// Reads the residuals that residual_of_iterate has left.
fn assess() -> Assessment {
  let n = params.n;
  let c = cost_scale();
  // Maxima, maxima, sums, sums, and the objective in double-single.
  var totals: array<vec4<f32>, 5>;
  for (var i = invocation; i < params.unknowns; i += INVOCATIONS) {
    let x = iterate_at(i).x;
    let residual = head(load(at_right() + i));
    if (is_wild(x) || is_wild(residual)) { totals[0].w = 1.0; }
    if (i < n) {
      let unit = 1.0 / (c * scale(i));
      let full_p = data_at(start_of(params.p) + i);
      let p = full_p.x;
      let Qz = head(load(at_first() + i));
      let slope = ds_add(as_ds(load(at_first() + i)) * 0.5, full_p * (c * scale(i)));
      totals[4] = vec4<f32>(ds_multiply_add(totals[4].xy, slope, iterate_at(i)), 0.0, 0.0);
      let multipliers = head(load(at_second() + i));
      totals[3].x += p * c * scale(i) * x;
      totals[3].y += Qz * x;
      totals[1].y = max(totals[1].y, max(max(abs(Qz), abs(multipliers)) * unit, abs(p)));
      if (is_fixed(i)) {
        // Its bounds take up any multiplier, at their common value.
        totals[2].y -= x * multipliers;
        continue;
      }
      totals[0].y = max(totals[0].y, abs(residual) * unit);
      totals[2].x -= x * residual;
      totals[1].z = max(totals[1].z, abs(Qz));
      totals[1].w = max(totals[1].w, abs(multipliers));
      continue;
    }
    if (i < params.order) {
      let side = equilibrated_right(i).x;
      let unit = 1.0 / scale(i);
      totals[0].x = max(totals[0].x, abs(residual) * unit);
      totals[1].x = max(totals[1].x, max(abs(side), abs(side - residual)) * unit);
      totals[2].x += x * residual;
      totals[2].y += x * side;
      totals[0].z = max(totals[0].z, abs(side - residual));
      continue;
    }
    let k = i - params.order;
    if (!is_on(k)) { continue; }
    let row = row_of(k);
    let side = equilibrated_right(i).x;
    var unit = scale(row.variable);
    if (row.sign == 0.0) { unit = 1.0 / scale(i); }
    totals[0].x = max(totals[0].x, -residual * unit);
    totals[1].x = max(totals[1].x, max(abs(side), abs(side - residual)) * unit);
    totals[2].x += x * residual;
    totals[2].y += x * side;
    totals[2].z += x * head(load(at_s() + k));
    totals[2].w += 1.0;
    totals[0].z = max(totals[0].z, side - residual);
  }
  for (var i = 0u; i < 5u; i++) { totals[i] = reduce(min(i / 2u, DS_SUM), totals[i]); }

  var a: Assessment;
  a.primal = totals[0].x;
  a.dual = totals[0].y;
  a.gap = abs(totals[2].x) / c;
  // As src/form/verdict.ts, but that residuals of a kind share one measure: the largest of their terms.
  let gap_size = max(max(abs(totals[3].x), abs(totals[3].y)), abs(totals[2].y)) / c;
  let primal_limit = limit_of(totals[1].x);
  let dual_limit = limit_of(totals[1].y);
  a.merit = max(max(a.primal / primal_limit, a.dual / dual_limit), a.gap / limit_of(gap_size));
  a.rows = totals[2].w;
  a.mu = totals[2].z / max(1.0, a.rows);
  a.broken = totals[0].w > 0.0;
  // A\u1D40nu + C\u1D40lambda = 0 with b\u1D40nu + d\u1D40lambda < 0 contradicts the constraints;
  // Qz = 0, Az = 0, Cz \u2264 0 with p\u1D40z < 0 leads down for ever.
  let contradiction = select(INFINITE, totals[1].w / -totals[2].y, totals[2].y < 0.0);
  let descent = select(INFINITE, max(totals[1].z, totals[0].z) / -totals[3].x, totals[3].x < 0.0);
  a.contradiction = select(INFINITE, contradiction, a.primal > params.loose * primal_limit);
  a.descent = select(INFINITE, descent, a.dual > params.loose * dual_limit);
  a.objective = totals[4].xy / c;
  return a;
}

// The iterate in the units of the inputs, and its residuals; scales are powers of two, so that nothing is rounded.
// \`proof\`: the multipliers of a contradiction, in which the cost has no part.
fn publish_iterate(a: Assessment, proof: bool) {
  let n = params.n;
  let e = params.e;
  let m = params.m;
  let c = cost_scale();
  for (var i = invocation; i < n; i += INVOCATIONS) {
    publish(at_result_z() + element * n + i, iterate_at(i) * scale(i));
    var lower = DoubleSingle(0.0);
    var upper = DoubleSingle(0.0);
    if (is_fixed(i)) {
      // The two bounds are an equality; they take up what is left.
      let left = as_ds(select_real(-load(at_right() + i), load(at_second() + i), proof));
      if (left.x > 0.0) { lower = left; } else { upper = -left; }
    } else {
      if (params.has_lower == 1u) { lower = iterate_at(params.order + row_of_lower(i)); }
      if (params.has_upper == 1u) { upper = iterate_at(params.order + row_of_upper(i)); }
    }
    publish(at_result_lambda_lower() + element * n + i, lower / (c * scale(i)));
    publish(at_result_lambda_upper() + element * n + i, upper / (c * scale(i)));
  }
  for (var k = invocation; k < e; k += INVOCATIONS) {
    publish(at_result_nu() + element * e + k, iterate_at(n + k) * (scale(n + k) / c));
  }
  for (var k = invocation; k < m; k += INVOCATIONS) {
    publish(at_result_lambda() + element * m + k, iterate_at(params.order + k) * (scale(params.order + k) / c));
    let slack = as_ds(load(at_right() + params.order + k)) / scale(params.order + k);
    publish(at_result_slack() + element * m + k, select(slack, DoubleSingle(0.0), slack.x < 0.0));
  }
  if (invocation == 0u) {
    let report = at_report();
    result[report + REPORT_PRIMAL_RESIDUAL] = a.primal;
    result[report + REPORT_DUAL_RESIDUAL] = a.dual;
    result[report + REPORT_DUALITY_GAP] = a.gap;
    result[report + REPORT_OBJECTIVE] = a.objective.x;
    result[report + REPORT_OBJECTIVE_LOW] = a.objective.y;
  }
}

// Rows whose slack and multiplier are both 0 to the accuracy at hand, in the equilibrated problem.
fn count_weak(threshold: f32) -> f32 {
  var count = vec4<f32>(0.0);
  for (var k = invocation; k < params.rows; k += INVOCATIONS) {
    let slack = head(load(at_right() + params.order + k));
    if (is_on(k) && slack <= threshold && iterate_at(params.order + k).x <= threshold) { count.x += 1.0; }
  }
  return sum_of_all(count).x;
}
`,H=`// What the host decides when it makes a pipeline. WGSL has no imports: this text stands in front of every module.

// Which of the ways to an exact product and sum this device allows; \`probe.wgsl\` finds out.
override FUSED: bool = false; // fma() rounds once
override FENCED: bool = false; // the compiler reassociates sums unless it is kept from seeing through them

override INVOCATIONS: u32 = 32; // invocations that share the work on one problem; a power of two, from 8 to 256
override PROBLEMS: u32 = 1; // problems that share a workgroup, at most MOST_PROBLEMS
// Numbers of one problem in workgroup memory, for vectors and for the factored matrix; 1 where they are in \`work\`.
override LOCAL_VECTORS: u32 = 1;
override LOCAL_MATRIX: u32 = 1;
`,tt=`// Is double-single arithmetic exact on this device, the way it was specialised? Every invocation checks one pair of
// numbers against integer arithmetic, which no compiler bends.

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> data: array<f32>; // a, b and the exact low parts, 4 per invocation
@group(0) @binding(2) var<storage, read_write> faults: array<u32>;

@compute @workgroup_size(NUMBERS_PER_WORKGROUP)
fn probe(@builtin(global_invocation_id) id: vec3<u32>) {
  let at = 4u * id.x;
  if (at >= arrayLength(&data)) { return; }
  let sum = two_sum(data[at], data[at + 1u]);
  let product = two_product(data[at], data[at + 1u]);
  // A sum of many terms, as residuals are: what is lost shows in the end.
  var total = DoubleSingle(data[at], 0.0);
  for (var i = 0u; i < 16u; i++) {
    total = ds_multiply_add(total, DoubleSingle(data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  }
  for (var i = 0u; i < 16u; i++) {
    total = ds_multiply_add(total, DoubleSingle(-data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  }
  let quotient = ds_divide(DoubleSingle(data[at], 0.0), DoubleSingle(data[at + 1u], 0.0));
  let back = ds_multiply_add(DoubleSingle(-data[at], 0.0), quotient, DoubleSingle(data[at + 1u], 0.0));
  var fault = FAULTLESS;
  if (sum.y != data[at + 2u]) { fault |= 1u; }
  if (product.y != data[at + 3u]) { fault |= 2u; }
  let size = abs(data[at]) * (1.0 + 32.0 * abs(data[at + 1u]));
  if (abs((total.x - data[at]) + total.y) > 1e-12 * size) { fault |= 4u; }
  if (abs(back.x) > 1e-12 * abs(data[at])) { fault |= 8u; }
  faults[id.x] = fault;
}
`,nt=`// The number of the linear algebra: double-single, an exact sum of two float32.

alias Real = DoubleSingle;

fn real(x: f32) -> Real { return DoubleSingle(x, 0.0); }
fn head(a: Real) -> f32 { return a.x; }
fn rounded(a: DoubleSingle) -> Real { return a; }
fn as_ds(a: Real) -> DoubleSingle { return a; }
fn data_real(i: u32) -> Real { return data_at(i); }

fn add(a: Real, b: Real) -> Real { return ds_add(a, b); }
fn multiply(a: Real, b: Real) -> Real { return ds_multiply(a, b); }
fn multiply_add(sum: Real, a: Real, b: Real) -> Real { return ds_multiply_add(sum, a, b); }
fn divide(a: Real, b: Real) -> Real { return ds_divide(a, b); }
fn select_real(no: Real, yes: Real, condition: bool) -> Real { return select(no, yes, condition); }

fn iterate_at(i: u32) -> DoubleSingle { return load(at_x() + i); }
fn set_iterate(i: u32, value: DoubleSingle) { store(at_x() + i, value); }
`,at=`// The number of the linear algebra: float32. The iterate is double-single all the same, in two numbers, so that
// rounded steps correct it to its last digit.

alias Real = f32;

fn real(x: f32) -> Real { return x; }
fn head(a: Real) -> f32 { return a; }
fn rounded(a: DoubleSingle) -> Real { return a.x + a.y; }
fn as_ds(a: Real) -> DoubleSingle { return DoubleSingle(a, 0.0); }
fn data_real(i: u32) -> Real { return data[i]; } // the low part is below its rounding

fn add(a: Real, b: Real) -> Real { return a + b; }
fn multiply(a: Real, b: Real) -> Real { return a * b; }
fn multiply_add(sum: Real, a: Real, b: Real) -> Real { return sum + a * b; }
fn divide(a: Real, b: Real) -> Real { return a / b; }
fn select_real(no: Real, yes: Real, condition: bool) -> Real { return select(no, yes, condition); }

fn iterate_at(i: u32) -> DoubleSingle { return DoubleSingle(load(at_x() + i), load(at_x() + params.unknowns + i)); }
fn set_iterate(i: u32, value: DoubleSingle) {
  store(at_x() + i, value.x);
  store(at_x() + params.unknowns + i, value.y);
}
`,rt=`// Writes the transposes of A and G beside them in \`data\`: products with their rows then read along columns, where
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
`,ot=`// The invocations of a workgroup: who works on what, and how they wait for each other. Barriers must be reached by all
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

// \`false\` where the last workgroup of a batch has no element left for these invocations.
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
`;var Vt={float32:at,compensated:nt};function st(n,e){let t=[H,Q,we,Vt[n],$e,Se,ot];switch(e){case"solve":return[...t,ye,Ze,et,Je].join(`
`);case"solve_adjoint":return[...t,ye,ge].join(`
`);case"transpose_matrices":return[H,Q,rt].join(`
`);default:return[...t,ve].join(`
`)}}var it=[H,Q,we,tt].join(`
`),lt=Object.fromEntries(Array.from([Se,ge,ve].join("").matchAll(/@binding\((\d+)\) var<[^>]+> (\w+)/g),([,n,e])=>[e,Number(n)]));var Wt=[{fused:!0,fenced:!1},{fused:!1,fenced:!1},{fused:!0,fenced:!0},{fused:!1,fenced:!0}],ut={fused:!1,fenced:!0},Y=256;async function dt(n){let e=Qt(),t=n.createBuffer({size:e.byteLength,usage:GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_DST}),a=n.createBuffer({size:fe(D),usage:GPUBufferUsage.UNIFORM});n.queue.writeBuffer(t,0,e);let r=n.createShaderModule({code:it,label:"optnet probe"});try{for(let o of Wt)if(await $t(n,r,o,a,t)===0)return o;return}finally{t.destroy(),a.destroy()}}async function $t(n,e,{fused:t,fenced:a},r,o){let i=await n.createComputePipelineAsync({layout:"auto",compute:{module:e,entryPoint:"probe",constants:{FUSED:Number(t),FENCED:Number(a)}}}),s=4*Y,l=n.createBuffer({size:s,usage:GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_SRC}),u=n.createBuffer({size:s,usage:GPUBufferUsage.MAP_READ|GPUBufferUsage.COPY_DST}),d=n.createCommandEncoder(),c=d.beginComputePass();c.setPipeline(i),c.setBindGroup(0,n.createBindGroup({layout:i.getBindGroupLayout(0),entries:[r,o,l].map((p,_)=>({binding:_,resource:{buffer:p}}))})),c.dispatchWorkgroups(Y/U),c.end(),d.copyBufferToBuffer(l,0,u,0,s),n.queue.submit([d.finish()]),await u.mapAsync(GPUMapMode.READ);let h=new Uint32Array(u.getMappedRange()).reduce((p,_)=>p+ +(_!==ce),0);return l.destroy(),u.destroy(),h}function Qt(){let n=new Float32Array(4*Y),e=1,t=()=>(e=Math.imul(e,1664525)+1013904223>>>0,e/2**32);for(let a=0;a<Y;a++){let r=Math.fround((t()-.5)*2**Math.round(12*t()-6)),o=Math.fround((t()+.5)*2**Math.round(12*t()-6));n.set([r,o,r+o-Math.fround(r+o),r*o-Math.fround(r*o)],4*a)}return n}var Z=class{device;exactness;#t=new Map;#e=new Map;#a=new Map;#n;constructor(e,t){this.device=e,this.exactness=t,e.lost.then(a=>this.#n=a)}requireAlive(){if(this.#n!==void 0)throw ft(this.#n)}get lost(){return this.#n!==void 0}async pipeline(e,t,a){let r=ct(e,t,a),o=this.#e.get(r);if(o)return o;let i=this.#a.get(r);i||(i=this.device.createComputePipelineAsync(this.#r(e,t,a)),this.#a.set(r,i));try{let s=await i;return this.#e.set(r,s),s}catch(s){throw this.requireAlive(),s}finally{this.#a.delete(r)}}pipelineNow(e,t,a){let r=ct(e,t,a),o=this.#e.get(r);return o||(o=this.device.createComputePipeline(this.#r(e,t,a)),this.#e.set(r,o)),o}#r(e,t,a){let r=st(e,t),o=this.#t.get(r);o||(o=this.device.createShaderModule({code:r,label:`optnet ${e} ${t}`}),this.#t.set(r,o));let{fused:i=!1,fenced:s=!1}=this.exactness??{};return{label:`optnet ${e} ${t}`,layout:"auto",compute:{module:o,entryPoint:t,constants:{FUSED:Number(i),FENCED:Number(s),...a}}}}};function ft({reason:n,message:e}){return new y({expected:"a GPU device in use",got:`one that was lost (${n}): ${e}`,hint:"Request another device; buffers and solutions of the lost one are gone."})}function ct(n,e,t){return[n,e,...Object.entries(t).flat()].join(" ")}var pt=new WeakMap,X=new WeakMap;async function Kt(n){ee(n);let e=await Promise.race([n.lost,Promise.resolve(void 0)]);if(e!==void 0)throw ft(e);let t=pt.get(n);t||(t=dt(n).then(r=>new Z(n,r)),pt.set(n,t));let a=await t;return X.set(n,a),a.requireAlive(),a}function $n(n){let e=X.get(n);if(e)return e;ee(n);let t=new Z(n,ut);return X.set(n,t),Kt(n).catch(()=>X.delete(n)),t}function mt(n){let{lower:e,upper:t}=n;return!e||!t||R(e)||R(t)?new Map:Ee({...n,lower:e,upper:t})}function ht(n,e){if(e.size===0)return n;let{batch:t,variables:a}=n,[r,o]=[n.lower,n.upper],i=r.stride===0&&o.stride===0,s=new Float64Array((i?1:t)*a);for(let u=0;u<s.length;u++){let[d,c]=[Math.floor(u/a),u%a];s[u]=Math.min(C(r,d,c,0),C(o,d,c,0))}return{...n,lower:{data:s,size:a,stride:i?0:a,shape:i?[a]:[t,a]}}}function _t(n,e,t){let a=[...t.status];for(let[r,o]of e){a[r]="primalInfeasible";let i=Ge(n,r,o);for(let d of["nu","lambda","lambdaLower","lambdaUpper"])t[d].set(i[d],r*i[d].length);t.weaklyActive[r]=0;let{lower:s,upper:l}=n,u=C(s,r,o,0)-C(l,r,o,0);t.primalResidual[r]=Math.max(t.primalResidual[r],.5*u)}return{...t,status:a}}var bt=32,Ht=8,Yt=256,gt=4096;function vt(n,e,t){let{bytesPerNumber:a}=re[e],r=L(n,e),{order:o,unknowns:i,matrix:s}=r,l=O(V,r),u=O(V,r,ie),d=Xt(o,i),c=Math.max(1,bt/d);if(d<=bt){let m={matrix:d*(d+1)/2,vectors:24*d};if(c*(m.matrix+m.vectors)*a<=t-wt(d*c)){let v={localMatrix:m.matrix,localVectors:m.vectors};return{arithmetic:e,bytesPerNumber:a,invocations:d,problems:c,...v,workStride:s+u}}}let h=Math.floor((t-wt(d*c))/c),p=m=>{let b=m*a;if(b>h)return 1;let v=Math.min(Zt(b),h-h%a);return h-=v,v/a},_=p(s),f=p(l),g=s+(f>1?u:l);return{arithmetic:e,bytesPerNumber:a,invocations:d,problems:c,localVectors:f,localMatrix:_,workStride:g}}function Xt(n,e){let t=Ht;for(;t<Yt&&(t<n||2*t<e);)t*=2;return t}function wt(n){return 16*n+128}function Zt(n){if(n<=gt)return gt;let e=2**(Math.floor(Math.log2(n))-2);return Math.ceil(n/e)*e}var Jt=2**38,en=25,tn=16;function yt(n,e){let{variables:t,equalities:a,inequalities:r}=n,{order:o}=L(n,e),i=t*(t+2*(a+r))+o*o,s=r*t*t/2+o**3/3+10*i,l=e==="float32"?1:tn;return Math.max(1,Math.floor(Jt/(en*s*l)))}var nn={float32:{stepRefinements:3,exactRefinements:100,rho:1e-5,rhoFloor:1e-7,delta:1e-4,deltaFloor:1e-4,activeRegularisation:3e-4,smallestPivot:1e-6,rhoTarget:1e-8,stepAccuracy:1e-4,exactAccuracy:1e-7,weak:1e-4,infeasibilityTolerance:1e-4},compensated:{stepRefinements:10,exactRefinements:25,rho:1e-8,rhoFloor:1e-10,delta:1e-8,deltaFloor:1e-10,activeRegularisation:1e-7,smallestPivot:1e-13,rhoTarget:1e-13,stepAccuracy:1e-9,exactAccuracy:1e-11,weak:1e-7,infeasibilityTolerance:4e-9}},an={float32:1e-6,compensated:1e-8};function St(n,e,t,a,r,o){let i=Math.min(e.tolerance,an[t]);return{...o,...a,...r,...nn[t],zero:0,quadratic:qe(n.quadratic),hasLower:+(n.lower!==void 0),hasUpper:+(n.upper!==void 0),first:0,end:r.batch,cotangentLow:0,gradientLow:0,gradientField:0,gradientSize:0,cotangentZ:N,cotangentNu:N,cotangentLambda:N,cotangentLambdaLower:N,cotangentLambdaUpper:N,cotangentObjective:N,unsolved:e.unsolvedGradient==="nan"?NaN:0,tolerance:i,loose:e.tolerance/i,absoluteTolerance:Math.min(e.absoluteTolerance,I),maxIterations:e.maxIterations}}var xe=["A","G"],rn={offset:0,stride:0,step:0,transpose:0};function xt(n){let e=0,t=0;for(let a of x){let r=n[a];if(r===void 0)continue;let o=r.size*(xe.includes(a)?2:1);r.stride>0?e+=o:t+=o}return{perElement:e,shared:t}}function kt(n,e,t,a){let r={},o=0;for(let p of x){let _=e[p];if(r[p]=rn,_===void 0)continue;let{size:f,stride:g}=_,m=g>0?a*f:f,b=xe.includes(p)?o+m:0,v=f===1&&on(p)?sn(_,e):1;r[p]={offset:o,stride:g,step:v,transpose:b},o+=b>0?2*m:m}let i=new Float32Array(o),s=new Float32Array(o),l=!1;for(let p of x){let _=e[p];if(_===void 0||R(_))continue;let f=ln(_,t,a,r[p].offset,i,s);l||=f}let u=Math.max(4,4*o)*(l?2:1),d=n.createBuffer({label:"optnet data",size:u,usage:GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_DST});n.queue.writeBuffer(d,0,i),l&&n.queue.writeBuffer(d,4*o,s),un(n,e,t,a,r,d);let c=l?o:0,h=xe.flatMap(p=>{let _=e[p];if(_===void 0||_.size===0)return[];let{offset:f,transpose:g}=r[p],m=e.variables,b=_.size/m;return[{matrix:f,transpose:g,rows:b,columns:m,numbers:g-f,dataLow:c}]});return{buffer:d,operands:r,dataLow:c,transposes:h}}function on(n){return n==="lower"||n==="upper"}function sn(n,{variables:e}){return n.size===e?1:0}function ln({data:n,size:e,stride:t},a,r,o,i,s){let l=t>0?a*e:0,u=t>0?r*e:e,d=!1;for(let c=0;c<u;c++){let h=Math.min(I,Math.max(-I,n[l+c])),p=Math.fround(h);i[o+c]=p,!(p===h||Math.abs(h)===I)&&(s[o+c]=h-p,d=!0)}return d}function un(n,e,t,a,r,o){let i=n.createCommandEncoder(),s=!1;for(let l of x){let u=e[l];if(u===void 0||!R(u)||u.size===0)continue;let{buffer:d,offset:c,size:h,stride:p}=u,_=p>0?t*h:0,f=p>0?a*h:h;i.copyBufferToBuffer(d,c+4*_,o,4*r[l].offset,4*f),s=!0}s&&n.queue.submit([i.finish()])}var dn=2**30,B=class{gpu;problem;contradictions;#t;settings;memory;sizes;lengths;chunks;constructor(e,t,a,r,o){e.requireAlive();let{limits:i}=e.device;this.gpu=e,this.problem=t,this.contradictions=mt(t),this.#t=ht(t,this.contradictions),this.settings=a,this.sizes={variables:t.variables,equalities:t.equalities,inequalities:t.inequalities,lower:t.lower!==void 0,upper:t.upper!==void 0},this.lengths=L(this.sizes,r);let s=vt(this.sizes,r,i.maxComputeWorkgroupStorageSize);this.memory={...s,problems:o??s.problems};let l=[],u=this.#s(i);for(let d=0;d<t.batch;d+=u)l.push(this.#i(d,Math.min(u,t.batch-d)));this.chunks=l}pipeline(e){return this.gpu.pipeline(this.memory.arithmetic,e,this.#e(e))}pipelineNow(e){return this.gpu.pipelineNow(this.memory.arithmetic,e,this.#e(e))}#e(e){let{invocations:t,problems:a,localVectors:r,localMatrix:o}=this.memory,i={INVOCATIONS:t,PROBLEMS:a,LOCAL_VECTORS:r};return e==="solve"?{...i,LOCAL_MATRIX:o}:e==="solve_adjoint"?{...i,LOCAL_MATRIX:1}:{}}sectionOf(e,t){let a=S(k[t],this.lengths);return{offset:e.count*O(k,this.lengths,t),length:e.count*a,width:a}}solve(e,t){for(let a of this.chunks){for(let s of a.transposes)this.#a(t,a,s);let{data:r,work:o,result:i}=a;this.dispatchElements(e,a,a.params,{data:r,work:o,result:i})}}dispatchElements(e,{count:t},a,r){let{problems:o,arithmetic:i}=this.memory,s=Math.min(this.gpu.device.limits.maxComputeWorkgroupsPerDimension,Math.ceil(yt(this.sizes,i)/o));for(let l=0;l<t;l+=s*o){let u=Math.min(t,l+s*o),d=this.uniform({...a,first:l,end:u});this.#n(e,{...r,params:d},[Math.ceil((u-l)/o)]),d.destroy()}}dispatchNumbers(e,t,a,r=U){let o=Math.ceil(a/r);this.#n(e,t,[Math.min(o,W),Math.ceil(o/W)])}#a(e,{data:t},a){let r=this.#r(me(pe,a));this.dispatchNumbers(e,{params:r,data:t},a.numbers),r.destroy()}#n(e,t,a){let{device:r}=this.gpu,o=Object.entries(t).map(([l,u])=>({binding:lt[l],resource:{buffer:u}})),i=r.createCommandEncoder(),s=i.beginComputePass();s.setPipeline(e),s.setBindGroup(0,r.createBindGroup({layout:e.getBindGroupLayout(0),entries:o})),s.dispatchWorkgroups(a[0],a[1]??1),s.end(),r.queue.submit([i.finish()])}storage(e,t,a=0){return this.gpu.device.createBuffer({label:`optnet ${e}`,size:Math.max(16,4*t),usage:GPUBufferUsage.STORAGE|a})}output(e,t){let{device:a}=this.gpu,r=Math.max(4,4*t);if(r>a.limits.maxBufferSize)throw new y({expected:`a buffer of ${r} bytes for the ${e} of the whole batch`,got:`maxBufferSize ${a.limits.maxBufferSize}`,hint:"Read it with vjpAsync or from the solution, or solve the batch in smaller pieces."});return a.createBuffer({label:`optnet ${e}`,size:r,usage:GPUBufferUsage.STORAGE|GPUBufferUsage.COPY_SRC|GPUBufferUsage.COPY_DST})}uniform(e){return this.#r(me(D,e))}#r(e){let{device:t}=this.gpu,a=GPUBufferUsage.UNIFORM|GPUBufferUsage.COPY_DST,r=t.createBuffer({label:"optnet params",size:e.byteLength,usage:a});return t.queue.writeBuffer(r,0,e),r}dispose(){for(let{data:e,work:t,result:a}of this.chunks)for(let r of[e,t,a])r.destroy()}#o(e){return O(k,this.lengths)*e*2}#s(e){let t=Math.min(e.maxStorageBufferBindingSize,e.maxBufferSize,dn),{perElement:a,shared:r}=xt(this.#t),o=this.memory.workStride*this.memory.bytesPerNumber,i=Math.min(Math.floor(t/o),Math.floor(t/(4*this.#o(1))),a>0?Math.floor((t/8-r)/a):1/0);if(i>=1&&8*r<=t)return i;throw new y({expected:`storage buffers of ${Math.max(o,8*(r+a))} bytes for one element`,got:`maxStorageBufferBindingSize ${e.maxStorageBufferBindingSize}, maxBufferSize ${e.maxBufferSize}`,hint:"Request the device with the adapter's own limits, or solve this problem on the CPU."})}#i(e,t){let{gpu:a,memory:r,settings:o}=this,i=this.#t,{buffer:s,operands:l,dataLow:u,transposes:d}=kt(a.device,i,e,t),c=this.#o(t),{arithmetic:h,workStride:p}=r,_={batch:t,workStride:p,dataLow:u,resultLow:c/2},f=St(i,o,h,this.lengths,_,l);return{first:e,count:t,params:f,data:s,transposes:d,work:this.storage("work",r.workStride*r.bytesPerNumber*t/4),result:this.storage("result",c,GPUBufferUsage.COPY_SRC|GPUBufferUsage.COPY_DST)}}};async function Ot(n){let{problem:e,chunks:t,lengths:a}=n,{batch:r,variables:o,equalities:i,inequalities:s}=e,l=f=>new Float64Array(r*S(k[f],a)),u={z:l("z"),nu:l("nu"),lambda:l("lambda"),lambdaLower:l("lambdaLower"),lambdaUpper:l("lambdaUpper"),slack:l("slack")},d=l("report"),c=await Promise.all(t.map(f=>E(n,f.result)));t.forEach((f,g)=>{let m=(b,v,T)=>{let{offset:G,length:j,width:M}=n.sectionOf(f,b);ke(c[g],G,v,T.subarray(f.first*M,f.first*M+j))};for(let b of oe)m(b,f.params.resultLow,u[b]);m("report",0,d)});let h=S(k.report,a),p=f=>new Float64Array(r).map((g,m)=>d[m*h+se(f)]),_=p("objectiveLow");return{shape:{batch:r,variables:o,equalities:i,inequalities:s},...u,primalResidual:p("primalResidual"),dualResidual:p("dualResidual"),dualityGap:p("dualityGap"),objective:p("objective").map((f,g)=>f+_[g]),status:Array.from(p("status"),Ve),iterations:Int32Array.from(p("iterations")),weaklyActive:Int32Array.from(p("weaklyActive"))}}async function E(n,e,t=0,a=e.size){let{device:r}=n.gpu,o=GPUBufferUsage.MAP_READ|GPUBufferUsage.COPY_DST,i=r.createBuffer({label:"optnet readback",size:a,usage:o}),s=r.createCommandEncoder();s.copyBufferToBuffer(e,t,i,0,a),r.queue.submit([s.finish()]);try{await i.mapAsync(GPUMapMode.READ)}catch(u){throw await new Promise(d=>setTimeout(d,0)),n.gpu.requireAlive(),u}let l=new Float32Array(i.getMappedRange().slice(0));return i.destroy(),l}function ke(n,e,t,a){for(let r=0;r<a.length;r++)a[r]=n[e+r]+(t>0?n[e+r+t]:0)}function At(n,e,t){let{queue:a}=n.gpu.device;for(let r of e){let o=Nt(n,r);for(let i of oe){let{offset:s,width:l}=n.sectionOf(o,i);if(l===0)continue;let u=s+(r-o.first)*l,{high:d,low:c}=Ae(t[i].subarray(r*l,(r+1)*l));a.writeBuffer(o.result,4*u,d),a.writeBuffer(o.result,4*(u+o.params.resultLow),c)}}Oe(n,e,ue)}function Oe(n,e,t){for(let a of e){let r=Nt(n,a),{offset:o,width:i}=n.sectionOf(r,"report"),s=o+(a-r.first)*i+se("status");n.gpu.device.queue.writeBuffer(r.result,4*s,Float32Array.of(t))}}function Nt({chunks:n},e){return n.find(({first:t,count:a})=>e>=t&&e<t+a)}function Ae(n){let e=Float32Array.from(n);return{high:e,low:Float32Array.from(n,(t,a)=>t-e[a])}}function Re(n,e,t,a){let r=new Map(a.map(s=>[s,[]])),o=(s,l,u)=>{let c={buffer:n.storage(`gradient of ${s}`,2*u,GPUBufferUsage.COPY_SRC),first:l,numbers:u};return r.get(s).push(c),c},i=new Map;for(let s of a){let{size:l,stride:u}=n.problem[s];u===0&&i.set(s,o(s,0,l))}for(let s of n.chunks){let l=Pt(n,e.adjoint,s,t);for(let u of a){let{size:d}=n.problem[u],c=i.get(u)??o(u,s.first*d,s.count*d);pn(n,e,s,l,u,c)}l.destroy()}return new Map(a.map(s=>{let{shape:l}=n.problem[s],u=l.reduce((d,c)=>d*c,1);return[s,{pieces:r.get(s),numbers:u,shape:l}]}))}async function Rt(n,e,t){let a=Object.fromEntries(Ne.map(d=>[d,t[d].map(c=>-c)])),{lengths:r,memory:o}=n,i=O(A,r),s=o.bytesPerNumber/4,l=Object.fromEntries(Ne.map(d=>[d,new Float64Array(t[d].length)])),u=n.chunks.map(async d=>{let c={...d.params,unsolved:0},h=Pt(n,e,{...d,params:c},a),p=await E(n,h);h.destroy();for(let _ of Ne){let f=S(A[_],r),g=O(A,r,_);for(let m=0;m<d.count*f;m++){let b=s*(Math.floor(m/f)*i+g+m%f);l[_][d.first*f+m]=s===1?p[b]:p[b]+p[b+1]}}});return await Promise.all(u),l}var Ne=["z","nu","lambda","lambdaLower","lambdaUpper"],cn={z:"cotangentZ",nu:"cotangentNu",lambda:"cotangentLambda",lambdaLower:"cotangentLambdaLower",lambdaUpper:"cotangentLambdaUpper",objective:"cotangentObjective"};function Pt(n,e,t,a){let{device:r}=n.gpu,o=m=>S(A[m],n.lengths),i=new Map,s=0;for(let m of Be)a[m]!==void 0&&(i.set(m,s),s+=t.count*o(m));let l=n.storage("cotangents",2*s,GPUBufferUsage.COPY_DST),u=r.createCommandEncoder(),d={...t.params,cotangentLow:s};for(let[m,b]of i){d[cn[m]]=b;let v=a[m],T=t.first*o(m),G=t.count*o(m);if(G!==0)if(v instanceof Float64Array){let{high:j,low:M}=Ae(v.subarray(T,T+G));r.queue.writeBuffer(l,4*b,j),r.queue.writeBuffer(l,4*(s+b),M)}else{let j=(v.offset??0)+4*T;u.copyBufferToBuffer(v.buffer,j,l,4*b,4*G)}}r.queue.submit([u.finish()]);let h=t.count*O(A,n.lengths)*n.memory.bytesPerNumber/4,p=n.storage("adjoint",h,GPUBufferUsage.COPY_SRC),{data:_,work:f,result:g}=t;return n.dispatchElements(e,t,d,{data:_,work:f,result:g,cotangents:l,adjoint:p}),l.destroy(),p}function pn(n,e,t,a,r,{buffer:o,numbers:i}){let s=n.problem[r];if(i===0)return;let l=n.uniform({...t.params,gradientField:ze(r==="Q"&&n.problem.quadratic!=="dense"?"diagonal":r),gradientSize:s.size,gradientLow:i}),u={params:l,result:t.result,adjoint:a,gradient:o};s.stride>0?n.dispatchNumbers(e.batched,u,i):n.dispatchNumbers(e.shared,u,i,de),l.destroy()}var It=class n{batch;#t=!1;constructor(e){this.batch=e}static async solve(e,t,a,r,{timings:o,problems:i}={}){let{device:s}=e,l=performance.now(),u=async _=>{if(o===void 0)return;await s.queue.onSubmittedWorkDone();let f=performance.now();o[_]=f-l,l=f};s.pushErrorScope("out-of-memory");let d=new B(e,t,a,r,i),c=s.popErrorScope();await u("upload");let[h,p]=await Promise.all([d.pipeline("solve"),d.pipeline("transpose_matrices")]);if(await u("compile"),d.solve(h,p),await u("solve"),await c!==null)throw d.dispose(),fn(d);return n.#e(d)}static solveNow(e,t,a,r){let o=new B(e,t,a,r);return o.solve(o.pipelineNow("solve"),o.pipelineNow("transpose_matrices")),n.#e(o)}static#e(e){return Oe(e,[...e.contradictions.keys()],le("primalInfeasible")),new n(e)}async read(){let{problem:e,contradictions:t}=this.batch,a=await Ot(this.batch);return t.size===0?a:_t(e,t,a)}overwrite(e,t){At(this.batch,e,t)}copyOutput(e){let{batch:t}=this,{device:a}=t.gpu,r=S(k[e],t.lengths),o=t.problem.batch*r,i=t.output(e,o),s=a.createCommandEncoder();for(let l of t.chunks){let{offset:u,length:d}=t.sectionOf(l,e);d>0&&s.copyBufferToBuffer(l.result,4*u,i,4*l.first*r,4*d)}return a.queue.submit([s.finish()]),{buffer:i,shape:t.problem.batched?[t.problem.batch,r]:[r]}}async solveKkt(e){let{batch:t}=this;return t.gpu.requireAlive(),Rt(t,await t.pipeline("solve_adjoint"),e)}async gradients(e,t){let{batch:a}=this;a.gpu.requireAlive();let[r,o,i]=await Promise.all([a.pipeline("solve_adjoint"),a.pipeline("gradient_of_batch"),a.pipeline("gradient_of_shared")]);return Re(a,{adjoint:r,batched:o,shared:i},e,t)}gradientsNow(e,t){let{batch:a}=this;a.gpu.requireAlive();let r={adjoint:a.pipelineNow("solve_adjoint"),batched:a.pipelineNow("gradient_of_batch"),shared:a.pipelineNow("gradient_of_shared")};return Re(a,r,e,t)}takeGradient({pieces:e,numbers:t,shape:a}){let{device:r}=this.batch.gpu,o=this.batch.output("gradient",t),i=r.createCommandEncoder();for(let{buffer:s,first:l,numbers:u}of e)u>0&&i.copyBufferToBuffer(s,0,o,4*l,4*u);r.queue.submit([i.finish()]);for(let{buffer:s}of e)s.destroy();return{buffer:o,shape:a}}async readGradient({pieces:e,numbers:t}){let a=new Float64Array(t),r=await Promise.all(e.map(({buffer:o})=>E(this.batch,o)));return e.forEach(({buffer:o,first:i,numbers:s},l)=>{o.destroy(),ke(r[l],0,s,a.subarray(i,i+s))}),a}async readArray({buffer:e,shape:t,offset:a=0}){let r=4*t.reduce((o,i)=>o*i,1);return Float64Array.from(await E(this.batch,e,a,r))}upload(e,t){let a=this.batch.output("gradient",e.length);return this.batch.gpu.device.queue.writeBuffer(a,0,Float32Array.from(e)),{buffer:a,shape:t}}dispose(){this.#t||this.batch.dispose(),this.#t=!0}};function fn({problem:n,memory:e,chunks:t}){let a=n.batch*e.workStride*e.bytesPerNumber/1048576;return new y({expected:`memory for ${n.batch} elements, ${Math.ceil(a)} MiB in ${t.length} chunks`,got:"out of memory",hint:"Solve the batch in smaller pieces, and dispose of solutions that are no longer needed."})}export{y as a,hn as b,Be as c,Kt as d,$n as e,he as f,R as g,kn as h,K as i,Nn as j,It as k,Gn as l,jn as m};
