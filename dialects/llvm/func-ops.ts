/** Functions of the llvm dialect. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr, StringAttr } from "../../ir/builtin/attributes.ts";
import {
  ArrayAttribute,
  BoolAttribute,
  DenseI32Array,
  DictArrayAttr,
  FlatSymbolRef,
  I32Attr,
  I64Attr,
  StrAttr,
  typeAttrOf,
  UnitAttribute,
} from "../../ir/builtin/constraints.ts";
import { i32 } from "../../ir/builtin/types.ts";
import { anyRegion, defaulted, optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { CallableOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import {
  AutomaticAllocationScope,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SymbolTrait,
  Terminator,
} from "../../ir/traits.ts";
import {
  addFunctionType,
  addSignatureAttributes,
  bodyArguments,
  parseFunctionSignature,
  parseOptionalFunctionBody,
  printFunctionSignature,
} from "../function-syntax.ts";
import {
  CConv,
  FramePointerKind,
  Linkage,
  MemoryEffectsAttr,
  parseOptionalWord,
  TargetFeaturesAttr,
  UWTableKind,
  VScaleRangeAttr,
} from "./attributes.ts";
import { verifyBlockTags } from "./block-tags.ts";
import { AnyLLVMType, FunctionTypeConstraint, isCompatibleOuterType } from "./constraints.ts";
import {
  globalValueAttributes,
  parseDistinctAttributes,
  parseGlobalValuePrefix,
  parseOptionalComdat,
  parseUnnamedAddr,
  printGlobalValuePrefix,
  printUnnamedAddr,
} from "./global-value.ts";
import { verifyParameterAttributes } from "./parameter-attributes.ts";
import { type LLVMFunctionType, llvmFunctionType, resultTypesOf } from "./types.ts";

export const ReturnOp = defineOp(
  "llvm.return",
  {
    summary: "Returns from a function, or from the initializer of a global variable",
    operands: { arg: optional(AnyLLVMType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: "attr-dict ($arg^ `:` type($arg))?",
  },
  {
    verify({ op, arg }) {
      const func = FuncOp.match(op.parentOp);
      if (func === undefined) return;
      const [expected] = resultTypesOf(func.function_type.value as LLVMFunctionType);
      const wrong =
        expected === arg?.type
          ? undefined
          : expected === undefined
            ? "expected no operands"
            : arg === undefined
              ? "expected 1 operand"
              : "mismatching result types";
      if (wrong !== undefined) throw opError(op, wrong).attachNote(func.op.loc, "when returning from function");
    },
  },
);
export type ReturnOp = Op<typeof ReturnOp>;

const unit = optional(UnitAttribute);
const text = optional(StrAttr);

export const FuncOp = defineOp(
  "llvm.func",
  {
    summary: "A function; a declaration if its body is empty",
    attributes: {
      sym_name: StrAttr,
      sym_visibility: text,
      function_type: typeAttrOf(FunctionTypeConstraint),
      linkage: defaulted(Linkage, () => Linkage.of("external")),
      ...globalValueAttributes,
      CConv: defaulted(CConv, () => CConv.of("ccc")),
      convergent: unit,
      personality: optional(FlatSymbolRef),
      garbageCollector: text,
      passthrough: optional(ArrayAttribute),
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
      function_entry_count: optional(I64Attr),
      memory_effects: optional(MemoryEffectsAttr),
      arm_streaming: unit,
      arm_locally_streaming: unit,
      arm_streaming_compatible: unit,
      arm_new_za: unit,
      arm_in_za: unit,
      arm_out_za: unit,
      arm_inout_za: unit,
      arm_preserves_za: unit,
      vscale_range: optional(VScaleRangeAttr),
      frame_pointer: optional(FramePointerKind),
      target_cpu: text,
      tune_cpu: text,
      reciprocal_estimates: text,
      prefer_vector_width: text,
      target_features: optional(TargetFeaturesAttr),
      no_infs_fp_math: optional(BoolAttribute),
      no_nans_fp_math: optional(BoolAttribute),
      no_signed_zeros_fp_math: optional(BoolAttribute),
      denormal_fp_math: text,
      denormal_fp_math_f32: text,
      fp_contract: text,
      instrument_function_entry: text,
      instrument_function_exit: text,
      no_inline: unit,
      always_inline: unit,
      inline_hint: unit,
      no_unwind: unit,
      will_return: unit,
      optimize_none: unit,
      work_group_size_hint: optional(DenseI32Array),
      reqd_work_group_size: optional(DenseI32Array),
      intel_reqd_sub_group_size: optional(I32Attr),
      uwtable_kind: optional(UWTableKind),
    },
    regions: { body: anyRegion },
    traits: [AutomaticAllocationScope, SymbolTrait, IsolatedFromAbove],
  },
  {
    parse: parseFunc,
    print: ({ op }, printer) => printFunc(op, printer),
    verify({ op, body, linkage, arg_attrs, res_attrs, function_type }) {
      if (linkage.value === "common") throw opError(op, "functions cannot have 'common' linkage");
      if (body.isEmpty && !["external", "extern_weak"].includes(linkage.value)) {
        throw opError(op, "external functions must have 'external' or 'extern_weak' linkage");
      }
      const type = function_type.value as LLVMFunctionType;
      verifyParameterAttributes(op, type.params, arg_attrs);
      verifyParameterAttributes(op, resultTypesOf(type), res_attrs);
    },
    verifyRegions: ({ body }) => verifyBlockTags(body),
  },
);
export type FuncOp = Op<typeof FuncOp>;

FuncOp.implement(CallableOpInterface, {
  callableRegion: ({ body }) => (body.isEmpty ? undefined : body),
});

// Syntax: `[linkage] [visibility] [unnamed_addr] [cconv] @name(...) -> T [vscale_range(a, b)] [comdat(@c::@d)] ...`.

/** What the syntax says outside of the attribute dictionary. */
const written: ReadonlySet<string> = new Set([
  "sym_name",
  "function_type",
  "linkage",
  "visibility_",
  "unnamed_addr",
  "CConv",
  "vscale_range",
  "comdat",
  "arg_attrs",
  "res_attrs",
]);

function parseFunc(parser: AsmParser, state: ParsedOperation): void {
  parseGlobalValuePrefix(parser, state);
  parseUnnamedAddr(parser, state);
  state.addAttribute("CConv", CConv.of(parseOptionalWord(parser, CConv.words) ?? "ccc"));
  const at = parser.start;
  state.addAttribute("sym_name", StringAttr.get(parser.parseSymbolName()));
  const signature = parseFunctionSignature(parser, true);
  addFunctionType(parser, state, signature, at, { makeType });
  if (parser.parseOptionalKeyword("vscale_range")) {
    parser.parseLParen();
    const minRange = IntegerAttr.get(i32(), parser.parseInteger());
    parser.parseComma();
    const maxRange = IntegerAttr.get(i32(), parser.parseInteger());
    parser.parseRParen();
    state.addAttribute("vscale_range", VScaleRangeAttr.get({ minRange, maxRange }));
  }
  parseOptionalComdat(parser, state);
  parseDistinctAttributes(parser, state);
  addSignatureAttributes(state, signature);
  state.regions.push(parseOptionalFunctionBody(parser, state, bodyArguments(signature)));
}

function makeType(inputs: readonly Type[], results: readonly Type[], isVariadic: boolean): Type | string {
  if (results.length > 1) return "expected zero or one function result";
  if (!inputs.every(isCompatibleOuterType)) return "expected LLVM type for function arguments";
  const wrong = results.find((type) => !isCompatibleOuterType(type));
  if (wrong !== undefined) return `expected LLVM type for function results'${wrong}'`;
  return llvmFunctionType(results, inputs, isVariadic);
}

function printFunc(op: Operation, printer: AsmPrinter): void {
  const view = FuncOp.view(op);
  printer.write(" ");
  printGlobalValuePrefix(view, printer, view.linkage.value !== "external");
  printUnnamedAddr(view, printer);
  if (view.CConv.value !== "ccc") printer.write(`${view.CConv.value} `);
  printer.symbolName(symbolName(op)!);
  printFunctionSignature(op, printer, (view.function_type.value as LLVMFunctionType).varArg);
  const { vscale_range, comdat, body } = view;
  if (vscale_range !== undefined) {
    printer.write(` vscale_range(${vscale_range.minRange.value}, ${vscale_range.maxRange.value})`);
  }
  if (comdat !== undefined) printer.write(" comdat(").attribute(comdat).write(")");
  printer.optionalAttrDictWithKeyword(op, written);
  if (!body.isEmpty) printer.write(" ").region(body, { entryBlockArgs: false });
}
