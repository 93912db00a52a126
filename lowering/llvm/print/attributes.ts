/** Attributes of functions, arguments and calls in LLVM IR. */

import {
  ConstantRangeAttr,
  type FuncOp,
  type MemoryEffectsAttr,
  parameterAttributes,
  TargetFeaturesAttr,
} from "../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../ir/attribute.ts";
import {
  ArrayAttr,
  type DenseArrayAttr,
  type DictionaryAttr,
  IntegerAttr,
  StringAttr,
  TypeAttr,
  UnitAttr,
} from "../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../ir/operation.ts";
import { quoted } from "./identifiers.ts";
import { type ModuleState, unprintable } from "./module-state.ts";

// Arguments and results.

/** Attributes whose LLVM form is not just their name and a value in parentheses. */
const specialForms: Readonly<Record<string, (value: Attribute) => string>> = {
  align: (value) => `align ${(value as IntegerAttr).value}`,
  nocapture: () => "captures(none)",
};

/** ` noalias align 8`, for the attributes of one argument or result; those of other dialects mean nothing to LLVM. */
export function parameterText(dictionary: DictionaryAttr | undefined, op: Operation, state: ModuleState): string {
  if (dictionary === undefined) return "";
  let text = "";
  for (const [name, value] of dictionary.entries) {
    if (!name.startsWith("llvm.")) continue;
    const llvmName = name.slice("llvm.".length);
    if (!parameterAttributes.has(llvmName)) throw unprintable(op, `the argument attribute '${name}' is unknown`);
    text += ` ${specialForms[llvmName]?.(value) ?? llvmName + argumentOf(value, op, state)}`;
  }
  return text;
}

function argumentOf(value: Attribute, op: Operation, state: ModuleState): string {
  if (value instanceof TypeAttr) return `(${state.type(value.value, op)})`;
  if (value instanceof IntegerAttr) return `(${value.value})`;
  if (ConstantRangeAttr.is(value)) return `(${state.type(value.type, op)} ${value.lower}, ${value.upper})`;
  return "";
}

/** The dictionary of argument or result `index`. */
export const dictionaryAt = (dictionaries: ArrayAttr | undefined, index: number): DictionaryAttr | undefined =>
  dictionaries?.values[index] as DictionaryAttr | undefined;

// Functions and calls.

/** Calling conventions that LLVM IR calls something else, or knows by their number only. */
const conventionNames: Readonly<Record<string, string>> = {
  cc_10: "ghccc",
  cc_11: "cc11",
  ptx_kernelcc: "ptx_kernel",
  ptx_devicecc: "ptx_device",
  spir_funccc: "spir_func",
  spir_kernelcc: "spir_kernel",
  avr_builtincc: "cc86",
  amdgpu_vscc: "amdgpu_vs",
  amdgpu_gscc: "amdgpu_gs",
  amdgpu_cscc: "amdgpu_cs",
  amdgpu_kernelcc: "amdgpu_kernel",
  amdgpu_hscc: "amdgpu_hs",
  msp430_builtincc: "cc94",
  amdgpu_lscc: "amdgpu_ls",
  amdgpu_escc: "amdgpu_es",
  aarch64_vectorcallcc: "aarch64_vector_pcs",
  aarch64_sve_vectorcallcc: "aarch64_sve_vector_pcs",
  wasm_emscripten_invokecc: "cc99",
  amdgpu_gfxcc: "amdgpu_gfx",
  m68k_intrcc: "cc101",
};

/** ` fastcc`; nothing for the C convention. */
export const callingConvention = (name: string): string => (name === "ccc" ? "" : ` ${conventionNames[name] ?? name}`);

/** Attributes of functions and calls that are words in LLVM. */
const words = {
  always_inline: "alwaysinline",
  convergent: "convergent",
  inline_hint: "inlinehint",
  no_inline: "noinline",
  no_unwind: "nounwind",
  optimize_none: "optnone",
  will_return: "willreturn",
} as const;

/** Attributes of functions that are strings in LLVM, most of them with a value. */
const strings = {
  arm_in_za: "aarch64_in_za",
  arm_inout_za: "aarch64_inout_za",
  arm_locally_streaming: "aarch64_pstate_sm_body",
  arm_new_za: "aarch64_new_za",
  arm_out_za: "aarch64_out_za",
  arm_preserves_za: "aarch64_preserves_za",
  arm_streaming: "aarch64_pstate_sm_enabled",
  arm_streaming_compatible: "aarch64_pstate_sm_compatible",
  denormal_fp_math: "denormal-fp-math",
  denormal_fp_math_f32: "denormal-fp-math-f32",
  fp_contract: "fp-contract",
  frame_pointer: "frame-pointer",
  instrument_function_entry: "instrument-function-entry",
  instrument_function_exit: "instrument-function-exit",
  no_infs_fp_math: "no-infs-fp-math",
  no_nans_fp_math: "no-nans-fp-math",
  no_signed_zeros_fp_math: "no-signed-zeros-fp-math",
  prefer_vector_width: "prefer-vector-width",
  reciprocal_estimates: "reciprocal-estimates",
  target_cpu: "target-cpu",
  target_features: "target-features",
  tune_cpu: "tune-cpu",
} as const;

/** Words among the function attributes of LLVM 22, as `passthrough` may name them; other names become strings. */
const enumAttributes: ReadonlySet<string> = new Set(
  (
    "alwaysinline builtin cold convergent coro_elide_safe coro_only_destroy_when_complete " +
    "disable_sanitizer_instrumentation fn_ret_thunk_extern hot hybrid_patchable inlinehint jumptable minsize " +
    "mustprogress naked nobuiltin nocallback nocf_check nodivergencesource noduplicate nofree noimplicitfloat " +
    "noinline nomerge nonlazybind noprofile norecurse noredzone noreturn nosanitize_bounds nosanitize_coverage " +
    "nosync nounwind null_pointer_is_valid optdebug optforfuzzing optnone optsize presplitcoroutine returns_twice " +
    "safestack sanitize_address sanitize_alloc_token sanitize_hwaddress sanitize_memory " +
    "sanitize_numerical_stability sanitize_realtime sanitize_realtime_blocking sanitize_thread sanitize_type " +
    "shadowcallstack skipprofile speculatable speculative_load_hardening ssp sspreq sspstrong strictfp willreturn"
  ).split(" "),
);

/** ` noinline nounwind memory(none)`: what a function or call of `op` promises. */
export function functionAttributes(op: Operation): string {
  let text = "";
  for (const [name, word] of Object.entries(words)) if (op.attr(name) !== undefined) text += ` ${word}`;
  const effects = op.attr("memory_effects");
  if (effects !== undefined) text += ` ${memoryText(effects as MemoryEffectsAttr)}`;
  return text;
}

/** ` noinline "target-cpu"="x86-64"`: everything that stands behind a function's arguments. */
export function definitionAttributes({ op, passthrough, uwtable_kind, vscale_range }: FuncOp): string {
  let text = functionAttributes(op);
  if (uwtable_kind?.value === "async") text += " uwtable";
  if (uwtable_kind?.value === "sync") text += " uwtable(sync)";
  if (vscale_range !== undefined) {
    text += ` vscale_range(${vscale_range.minRange.value},${vscale_range.maxRange.value})`;
  }
  // What is imported has some of them in both places.
  const others = new Set<string>();
  for (const [name, key] of Object.entries(strings)) {
    const value = op.attr(name);
    if (value !== undefined) others.add(` ${keyValue(key, stringValue(value))}`);
  }
  for (const entry of passthrough?.values ?? []) others.add(` ${passthroughText(entry, op)}`);
  return text + [...others].join("");
}

const keyValue = (key: string, value: string): string => quoted(key) + (value === "" ? "" : `=${quoted(value)}`);

function stringValue(value: Attribute): string {
  if (value instanceof UnitAttr) return "";
  if (value instanceof StringAttr) return value.value;
  if (value instanceof IntegerAttr) return String(value.boolValue);
  if (TargetFeaturesAttr.is(value)) return value.features.map((feature) => feature.value).join(",");
  return (value as unknown as { readonly value: string }).value;
}

/** `"name"` or `["name", "value"]` */
function passthroughText(entry: Attribute, op: Operation): string {
  const [name, value = StringAttr.get("")] = entry instanceof ArrayAttr ? entry.values : [entry];
  if (!(name instanceof StringAttr && value instanceof StringAttr)) {
    throw unprintable(op, `'passthrough' must hold strings and pairs of strings, but got ${entry}`);
  }
  if (value.value === "") return enumAttributes.has(name.value) ? name.value : keyValue(name.value, "");
  return numbered[name.value]?.(BigInt(value.value)) ?? keyValue(name.value, value.value);
}

/** Attributes that \`passthrough\` gives as numbers, in LLVM's words. */
const numbered: Readonly<Record<string, (value: bigint) => string>> = {
  alignstack: (value) => `alignstack(${value})`,
  allocsize: (value) => {
    // Which argument is the size of an element, and which the number of elements, if there is one.
    const count = BigInt.asUintN(32, value);
    return `allocsize(${value >> 32n}${count === 0xffffffffn ? "" : `,${count}`})`;
  },
  allockind: (value) => {
    const kinds = ["alloc", "realloc", "free", "uninitialized", "zeroed", "aligned"];
    return `allockind("${kinds.filter((_, bit) => (value >> BigInt(bit)) & 1n).join(",")}")`;
  },
};

const locations = {
  argMem: "argmem",
  inaccessibleMem: "inaccessiblemem",
  errnoMem: "errnomem",
  targetMem0: "target_mem0",
  targetMem1: "target_mem1",
} as const;

/** `memory(read, argmem: readwrite)`: what is done to memory, and where something else is done. */
function memoryText(effects: MemoryEffectsAttr): string {
  const { other } = effects;
  const exceptions = Object.entries(locations)
    .filter(([key]) => effects[key as keyof typeof locations] !== other)
    .map(([key, name]) => `${name}: ${effects[key as keyof typeof locations]}`);
  const parts = other === "none" && exceptions.length > 0 ? exceptions : [other, ...exceptions];
  return `memory(${parts.join(", ")})`;
}

/** Metadata of a function: how often it was entered, and hints to compilers of kernels. */
export function functionMetadata(func: FuncOp, state: ModuleState): string {
  const { function_entry_count, intel_reqd_sub_group_size } = func;
  let text = "";
  const attach = (name: string, body: string): void => {
    text += ` !${name} ${state.metadata.node(body)}`;
  };
  if (function_entry_count !== undefined) {
    attach("prof", `!{!"function_entry_count", i64 ${function_entry_count.value}}`);
  }
  for (const name of ["work_group_size_hint", "reqd_work_group_size"] as const) {
    const sizes: DenseArrayAttr | undefined = func[name];
    if (sizes !== undefined) attach(name, `!{${sizes.values.map((size) => `i32 ${size}`).join(", ")}}`);
  }
  if (intel_reqd_sub_group_size !== undefined) {
    attach("intel_reqd_sub_group_size", `!{i32 ${intel_reqd_sub_group_size.value}}`);
  }
  return text;
}
