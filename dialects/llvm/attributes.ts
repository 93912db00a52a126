/** The attributes of the llvm dialect: predicates, linkage and calling conventions, constants, what functions promise. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { StringAttr, wrapInteger } from "../../ir/builtin/attributes.ts";
import { AnyIntegerAttr, integerEnum, StrAttr } from "../../ir/builtin/constraints.ts";
import { IntegerType, i64 } from "../../ir/builtin/types.ts";
import { type AttributeDefinition, defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";
import {
  attributeField,
  boolField,
  defaultedField,
  integerField,
  optionalField,
  structAttr,
  wordField,
} from "../../ir/struct-attribute.ts";

// Predicates and orderings, which operations store as integers.

export const ICmpPredicate = integerEnum("llvm.icmp comparison predicate", i64, {
  eq: 0,
  ne: 1,
  slt: 2,
  sle: 3,
  sgt: 4,
  sge: 5,
  ult: 6,
  ule: 7,
  ugt: 8,
  uge: 9,
});
export type ICmpPredicateName = keyof typeof ICmpPredicate.cases;

/** The first letter says what a NaN gives: `o` (ordered) false, `u` (unordered) true. */
export const FCmpPredicate = integerEnum("llvm.fcmp comparison predicate", i64, {
  _false: 0,
  oeq: 1,
  ogt: 2,
  oge: 3,
  olt: 4,
  ole: 5,
  one: 6,
  ord: 7,
  ueq: 8,
  ugt: 9,
  uge: 10,
  ult: 11,
  ule: 12,
  une: 13,
  uno: 14,
  _true: 15,
});
export type FCmpPredicateName = keyof typeof FCmpPredicate.cases;

export const AtomicOrdering = integerEnum("Atomic ordering for LLVM's memory model", i64, {
  not_atomic: 0,
  unordered: 1,
  monotonic: 2,
  acquire: 4,
  release: 5,
  acq_rel: 6,
  seq_cst: 7,
});
export type AtomicOrderingName = keyof typeof AtomicOrdering.cases;

export const AtomicBinOp = integerEnum("llvm.atomicrmw binary operations", i64, {
  xchg: 0,
  add: 1,
  sub: 2,
  _and: 3,
  nand: 4,
  _or: 5,
  _xor: 6,
  max: 7,
  min: 8,
  umax: 9,
  umin: 10,
  fadd: 11,
  fsub: 12,
  fmax: 13,
  fmin: 14,
  uinc_wrap: 15,
  udec_wrap: 16,
  usub_cond: 17,
  usub_sat: 18,
  fmaximum: 19,
  fminimum: 20,
});

export const UnnamedAddr = integerEnum("LLVM GlobalValue UnnamedAddr", i64, {
  "": 0,
  local_unnamed_addr: 1,
  unnamed_addr: 2,
});
export const Visibility = integerEnum("LLVM GlobalValue Visibility", i64, { "": 0, hidden: 1, protected: 2 });

// One of several words.

export interface KeywordDefinition<N extends string> extends AttributeDefinition<{ readonly value: N }> {
  readonly words: readonly N[];
  of(word: N): InstanceOf<AttributeDefinition<{ readonly value: N }>>;
}

/** `#llvm.name<word>` */
function keywordAttr<const N extends string>(
  name: `llvm.${string}`,
  summary: string,
  kind: string,
  words: readonly N[],
): KeywordDefinition<N> {
  const field = wordField(kind, words);
  const definition = defineAttr<{ readonly value: N }>(
    name,
    {
      parse(parser) {
        parser.parseLess();
        const value = field.parse(parser);
        parser.parseGreater();
        return { value };
      },
      print({ value }, printer) {
        printer.write("<");
        field.print(value, printer);
        printer.write(">");
      },
    },
    { summary },
  );
  return Object.assign(definition, { words, of: (value: N) => definition.get({ value }) });
}

/** One of `words` if the parser stands at one. */
export const parseOptionalWord = <N extends string>(parser: AsmParser, words: readonly N[]): N | undefined =>
  parser.kind === TokenKind.BARE_ID ? words.find((word) => parser.parseOptionalKeyword(word)) : undefined;

export const Linkage = keywordAttr("llvm.linkage", "LLVM Linkage specification", "LLVM linkage types", [
  "external",
  "available_externally",
  "linkonce",
  "linkonce_odr",
  "weak",
  "weak_odr",
  "appending",
  "internal",
  "private",
  "extern_weak",
  "common",
]);
export const CConv = keywordAttr("llvm.cconv", "LLVM Calling Convention specification", "Calling Conventions", [
  "ccc",
  "fastcc",
  "coldcc",
  "cc_10",
  "cc_11",
  "anyregcc",
  "preserve_mostcc",
  "preserve_allcc",
  "swiftcc",
  "cxx_fast_tlscc",
  "tailcc",
  "cfguard_checkcc",
  "swifttailcc",
  "x86_stdcallcc",
  "x86_fastcallcc",
  "arm_apcscc",
  "arm_aapcscc",
  "arm_aapcs_vfpcc",
  "msp430_intrcc",
  "x86_thiscallcc",
  "ptx_kernelcc",
  "ptx_devicecc",
  "spir_funccc",
  "spir_kernelcc",
  "intel_ocl_bicc",
  "x86_64_sysvcc",
  "win64cc",
  "x86_vectorcallcc",
  "hhvmcc",
  "hhvm_ccc",
  "x86_intrcc",
  "avr_intrcc",
  "avr_builtincc",
  "amdgpu_vscc",
  "amdgpu_gscc",
  "amdgpu_cscc",
  "amdgpu_kernelcc",
  "x86_regcallcc",
  "amdgpu_hscc",
  "msp430_builtincc",
  "amdgpu_lscc",
  "amdgpu_escc",
  "aarch64_vectorcallcc",
  "aarch64_sve_vectorcallcc",
  "wasm_emscripten_invokecc",
  "amdgpu_gfxcc",
  "m68k_intrcc",
]);
export const TailCallKind = keywordAttr(
  "llvm.tailcallkind",
  "LLVM Calling Convention specification",
  "Tail Call Kind",
  ["none", "tail", "musttail", "notail"],
);
export const FramePointerKind = keywordAttr("llvm.framePointerKind", "LLVM FramePointerKind", "LLVM FramePointerKind", [
  "none",
  "non-leaf",
  "all",
  "reserved",
  "non-leaf-no-reserve",
]);
export const UWTableKind = keywordAttr("llvm.uwtableKind", "LLVM Unwind Behavior", "LLVM Unwind Behavior", [
  "none",
  "sync",
  "async",
]);

// Constants.

const parameterless = { parse: () => ({}), print: () => {} };
export const UndefAttr = defineAttr("llvm.undef", parameterless);
export const PoisonAttr = defineAttr("llvm.poison", parameterless);
/** The value whose bits are all zero, of any type. */
export const ZeroAttr = defineAttr("llvm.zero", parameterless);

// What is promised of functions, arguments and loaded values.

const modRef = wordField("LLVM ModRefInfo", ["none", "read", "write", "readwrite"]);
export const MemoryEffectsAttr = structAttr(
  "llvm.memory_effects",
  {
    other: modRef,
    argMem: modRef,
    inaccessibleMem: modRef,
    errnoMem: modRef,
    targetMem0: modRef,
    targetMem1: modRef,
  },
  { summary: "LLVM memory effects" },
);
export type MemoryEffectsAttr = InstanceOf<typeof MemoryEffectsAttr>;

export const DereferenceableAttr = structAttr("llvm.dereferenceable", {
  bytes: integerField,
  mayBeNull: defaultedField(boolField, false),
});

export const VScaleRangeAttr = structAttr("llvm.vscale_range", {
  minRange: attributeField(AnyIntegerAttr),
  maxRange: attributeField(AnyIntegerAttr),
});

/** `#llvm.constant_range<i32, 0, 4>`: the integers from `lower` up to, but not including, `upper`; it may wrap. */
export const ConstantRangeAttr = defineAttr("llvm.constant_range", {
  parse(parser) {
    parser.parseLess();
    const at = parser.start;
    const type = parser.parseType();
    if (!(type instanceof IntegerType)) throw parser.error("expected integer type", at);
    const parseBound = (): bigint => {
      parser.parseComma();
      return wrapInteger(parser.parseInteger(), type);
    };
    const lower = parseBound();
    const upper = parseBound();
    parser.parseGreater();
    return { type, lower, upper };
  },
  print({ type, lower, upper }, printer) {
    printer.write("<").type(type).write(`, ${lower}, ${upper}>`);
  },
});
export type ConstantRangeAttr = InstanceOf<typeof ConstantRangeAttr>;

/** `#llvm.target_features<["+avx2", "-sse4a"]>` */
export const TargetFeaturesAttr = defineAttr<{ readonly features: readonly StringAttr[] }>("llvm.target_features", {
  parse(parser) {
    const features: StringAttr[] = [];
    parser.parseLess();
    parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
      features.push(StringAttr.get(parser.parseString()));
    });
    parser.parseGreater();
    return { features };
  },
  print({ features }, printer) {
    printer.write("<[").list(features, (feature) => printer.attribute(feature));
    printer.write("]>");
  },
  verify({ features }) {
    if (features.every(({ value }) => /^[+-]/.test(value) && !value.includes(","))) return undefined;
    return "target features must start with '+' or '-' and hold no ','";
  },
});

export const TargetAttr = structAttr("llvm.target", {
  triple: attributeField(StrAttr),
  chip: attributeField(StrAttr),
  features: optionalField(attributeField(TargetFeaturesAttr)),
});

/** The memory space of a memref that lives in this address space. */
export const AddressSpaceAttr = defineAttr("llvm.address_space", {
  parse(parser) {
    parser.parseLess();
    const addressSpace = Number(BigInt.asUintN(32, parser.parseInteger()));
    parser.parseGreater();
    return { addressSpace };
  },
  print: ({ addressSpace }, printer) => {
    printer.write(`<${addressSpace}>`);
  },
});
