/** Names of WGSL: letters, digits and underscores, which neither mean something already nor are reserved. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Keywords, words that the specification reserves, and what the printer uses itself. Source: WGSL, sections 16 and 17. */
const taken: ReadonlySet<string> = new Set([
  ...words(`
    alias break case const const_assert continue continuing default diagnostic discard else enable false fn for if let loop
    override requires return struct switch true var while
  `),
  ...words(`
    NULL Self abstract active alignas alignof as asm asm_fragment async attribute auto await become cast catch class
    co_await co_return co_yield coherent column_major common compile compile_fragment concept const_cast consteval constexpr
    constinit crate debugger decltype delete demote demote_to_helper do dynamic_cast enum explicit export extends extern
    external fallthrough filter final finally friend from fxgroup get goto groupshared highp impl implements import inline
    instanceof interface layout lowp macro macro_rules match mediump meta mod module move mut mutable namespace new nil
    noexcept noinline nointerpolation non_coherent noncoherent noperspective null nullptr of operator package packoffset
    partition pass patch pixelfragment precise precision premerge priv protected pub public readonly ref regardless register
    reinterpret_cast require resource restrict self set shared sizeof smooth snorm static static_assert static_cast std
    subroutine super target template this thread_local throw trait try type typedef typeid typename typeof union unless
    unorm unsafe unsized use using varying virtual volatile wgsl where with writeonly yield
  `),
  ...words(`
    bool f16 f32 i32 u32 vec3 array atomic abs acos acosh asin asinh atan atan2 atanh bitcast ceil cos cosh countLeadingZeros
    countOneBits countTrailingZeros exp exp2 floor fma inverseSqrt log log2 max min pow round select sin sinh sqrt tan tanh
    trunc storageBarrier workgroupBarrier workgroupUniformLoad
    function private read read_write storage uniform workgroup write
  `),
]);

/** What the printer calls values within functions. */
const isLocal = (name: string): boolean => /^(v|local)\d+$/.test(name);
/** Of these there are many, of which later versions may have more. */
const isFamily = (name: string): boolean => /^(atomic|subgroup|quad|pack|unpack|texture)[A-Z0-9]/.test(name);

export class Names {
  readonly #used: Set<string>;

  constructor() {
    this.#used = new Set();
  }

  /** A name like `wanted` that nothing else has. */
  fresh(wanted: string): string {
    const cleaned = wanted.replace(/[^A-Za-z0-9_]/g, "_").replace(/^_+/, "");
    const base = /^[A-Za-z]/.test(cleaned) ? cleaned : `k${cleaned}`;
    const isFree = (name: string): boolean =>
      !taken.has(name) && !isLocal(name) && !isFamily(name) && !this.#used.has(name);
    let name = base;
    for (let suffix = 0; !isFree(name); suffix++) name = `${base}_${suffix}`;
    this.#used.add(name);
    return name;
  }
}
