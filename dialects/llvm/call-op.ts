/** `llvm.call`: calls of functions by name or through a pointer. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type ArrayAttr, type DictionaryAttr, SymbolRefAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { DictArrayAttr, FlatSymbolRef, typeAttrOf, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import type { Value } from "../../ir/value.ts";
import { addSignatureAttributes, parseFunctionSignature } from "../function-syntax.ts";
import { CConv, MemoryEffectsAttr, parseOptionalWord, TailCallKind } from "./attributes.ts";
import { AnyLLVMType, FunctionTypeConstraint } from "./constraints.ts";
import { FastmathFlags, noFastmath } from "./flags.ts";
import { FuncOp } from "./func-ops.ts";
import {
  addBundleAttributes,
  bundleAttributes,
  bundleOperands,
  bundlesOf,
  noBundles,
  parseBundles,
  printBundles,
  verifyBundles,
} from "./op-bundles.ts";
import { aliasAttributes } from "./traits.ts";
import { LLVMFunctionType, LLVMPointerType, LLVMVoidType, llvmFunctionType, resultTypesOf } from "./types.ts";

export const CallOp = defineOp(
  "llvm.call",
  {
    summary: "Calls a function by its name, or through the pointer that is the first operand",
    operands: { callee_operands: variadic(AnyLLVMType), ...bundleOperands },
    attributes: {
      /** The type of a callee that takes any number of arguments. */
      var_callee_type: optional(typeAttrOf(FunctionTypeConstraint)),
      callee: optional(FlatSymbolRef),
      fastmathFlags: defaulted(FastmathFlags, noFastmath),
      CConv: defaulted(CConv, () => CConv.of("ccc")),
      TailCallKind: defaulted(TailCallKind, () => TailCallKind.of("none")),
      memory_effects: optional(MemoryEffectsAttr),
      convergent: optional(UnitAttribute),
      no_unwind: optional(UnitAttribute),
      will_return: optional(UnitAttribute),
      ...bundleAttributes,
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
      no_inline: optional(UnitAttribute),
      always_inline: optional(UnitAttribute),
      inline_hint: optional(UnitAttribute),
      ...aliasAttributes,
    },
    results: { result: optional(AnyLLVMType) },
  },
  {
    parse: parseCall,
    print: (view, printer): void => printCall(view, printer),
    verify: (view): void => verifyCall(view),
  },
);
export type CallOp = Op<typeof CallOp>;

CallOp.implement(CallOpInterface, {
  callee: ({ callee, callee_operands }) => callee ?? callee_operands[0]!,
  argumentRange({ op, callee }) {
    const range = CallOp.operandRange(op, 0);
    return callee === undefined ? { start: range.start + 1, count: range.count - 1 } : range;
  },
  setCallee({ op }, callee) {
    op.setAttr("callee", callee as SymbolRefAttr);
  },
});

// Verification.

function verifyCall(view: CallOp): void {
  const { op, callee, callee_operands } = view;
  verifyBundles(view);
  verifyVariadicType(view);
  if (callee !== undefined) return;
  const pointer = callee_operands[0];
  if (pointer === undefined) throw opError(op, "must have either a `callee` attribute or at least an operand");
  if (!LLVMPointerType.is(pointer.type)) {
    throw opError(op, `indirect call expects a pointer as callee: '${pointer.type}'`);
  }
}

/** The type that a call of a function with any number of arguments names fits the call. */
function verifyVariadicType({ op, callee, callee_operands, var_callee_type, result }: CallOp): void {
  if (var_callee_type === undefined) return;
  const type = var_callee_type.value as LLVMFunctionType;
  const args = callee === undefined ? callee_operands.slice(1) : callee_operands;
  if (!type.varArg) throw opError(op, "expected var_callee_type to be a variadic function type");
  if (type.params.length > args.length) {
    throw opError(op, `expected var_callee_type to have at most ${args.length} parameters`);
  }
  type.params.forEach((param, i) => {
    const found = args[i]!.type;
    if (param !== found) throw opError(op, `var_callee_type parameter type mismatch: '${param}' != '${found}'`);
  });
  const { returnType } = type;
  if (result === undefined) {
    if (!LLVMVoidType.is(returnType)) throw opError(op, "expected var_callee_type to return void");
  } else if (returnType !== result.type) {
    throw opError(op, `var_callee_type return type mismatch: '${returnType}' != '${result.type}'`);
  }
}

CallOp.implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, callee, var_callee_type, callee_operands, result }, tables) {
    if (callee === undefined) return;
    const target = tables.lookupNearest(op, callee);
    if (target === undefined) throw opError(op, `'${callee.root}' does not reference a symbol in the current scope`);
    const type = FuncOp.match(target)?.function_type.value as LLVMFunctionType | undefined;
    if (type === undefined)
      throw opError(op, `'${callee.root}' does not reference a valid LLVM function, alias, or IFunc`);
    if (type.varArg && var_callee_type === undefined) {
      throw opError(op, "missing var_callee_type attribute for vararg call");
    }
    const { params } = type;
    const given = callee_operands.length;
    if (type.varArg ? given < params.length : given !== params.length) {
      throw opError(op, `incorrect number of operands (${given}) for callee (expecting: ${params.length})`);
    }
    params.forEach((param, i) => {
      const actual = callee_operands[i]!.type;
      if (actual === param) return;
      throw opError(op, `operand type mismatch for operand ${i}: '${actual}' != '${param}'`);
    });
    const [expected] = resultTypesOf(type);
    if (expected === undefined && result !== undefined) {
      throw opError(op, "calling function with void result must not produce values");
    }
    if (expected !== undefined && result === undefined) throw opError(op, "expected function call to produce a value");
    if (expected !== result?.type) throw opError(op, `result type mismatch: '${result!.type}' != '${expected}'`);
  },
});

/** The type of the called function as the call itself tells it. */
export function calleeTypeOf({ var_callee_type, callee, callee_operands, result }: CallOp): LLVMFunctionType {
  if (var_callee_type !== undefined) return var_callee_type.value as LLVMFunctionType;
  const args = callee === undefined ? callee_operands.slice(1) : callee_operands;
  return llvmFunctionType(
    result === undefined ? [] : [result.type],
    args.map(({ type }) => type),
  );
}

/** Calls `callee`, a symbol or a pointer, with as many results as there are types: none or one. */
export function createCall(
  builder: OpBuilder,
  callee: SymbolRefAttr | Value,
  operands: readonly Value[],
  resultTypes: readonly Type[],
): CallOp {
  const call = { op_bundle_operands: [], resultTypes };
  return callee instanceof SymbolRefAttr
    ? builder.create(CallOp, { callee, callee_operands: operands, ...call })
    : builder.create(CallOp, { callee_operands: [callee, ...operands], ...call });
}

// Syntax: `[cconv] [tail] @callee(%args) [vararg(type)] [bundles] {attributes} : [pointer type,] (T {attrs}) -> U {attrs}`.

const written: ReadonlySet<string> = new Set([
  "callee",
  "TailCallKind",
  "CConv",
  "var_callee_type",
  "op_bundle_sizes",
  "op_bundle_tags",
  "arg_attrs",
  "res_attrs",
]);

function parseCall(parser: AsmParser, state: ParsedOperation): void {
  const cconv = parseOptionalWord(parser, CConv.words);
  if (cconv !== undefined) state.addAttribute("CConv", CConv.of(cconv));
  const kind = parseOptionalWord(parser, TailCallKind.words);
  if (kind !== undefined) state.addAttribute("TailCallKind", TailCallKind.of(kind));
  const callee = parser.parseOptionalSymbolName();
  const pointer = callee === undefined ? parser.parseOperand() : undefined;
  if (callee !== undefined) state.addAttribute("callee", SymbolRefAttr.get(callee));
  const argsAt = parser.start;
  const args = parser.parseDelimitedOperands("paren");
  if (parser.parseOptionalKeyword("vararg")) parseVariadicType(parser, state);
  const bundles = parser.kind === TokenKind.LSQUARE ? parseBundles(parser) : noBundles;
  parser.parseOptionalAttrDict(state);
  parser.parseColon();
  const callees: Value[] = [];
  const typesAt = parser.start;
  if (pointer !== undefined) {
    if (parser.kind === TokenKind.LPAREN) throw parser.error("expected indirect call to have 2 trailing types");
    callees.push(parser.resolveOperand(pointer, parser.parseType()));
    parser.parseComma();
  } else if (parser.kind !== TokenKind.LPAREN) {
    throw parser.error("expected direct call to have 1 trailing type");
  }
  const signature = parseFunctionSignature(parser);
  if (signature.resultTypes.length > 1) throw parser.error("expected function with 0 or 1 result", typesAt);
  addSignatureAttributes(state, signature);
  const argTypes = signature.args.map(({ type }) => type);
  callees.push(...parser.resolveOperands(args, argTypes, argsAt));
  const bundled = parser.resolveOperands(bundles.operands, bundles.types, argsAt);
  state.operands = [...callees, ...bundled];
  state.resultTypes = signature.resultTypes.filter((type) => !LLVMVoidType.is(type));
  state.addAttribute(operandSegmentSizes, sizesAttr([callees.length, bundled.length]));
  addBundleAttributes(state, bundles);
}

function parseVariadicType(parser: AsmParser, state: ParsedOperation): void {
  parser.parseLParen();
  const at = parser.start;
  const type = parser.parseType();
  if (!LLVMFunctionType.is(type)) throw parser.error("expected '!llvm.func' type", at);
  state.addAttribute("var_callee_type", TypeAttr.get(type));
  parser.parseRParen();
}

function printCall(view: CallOp, printer: AsmPrinter): void {
  const { op, callee, callee_operands, var_callee_type, arg_attrs, res_attrs } = view;
  printer.write(" ");
  if (view.CConv.value !== "ccc") printer.write(`${view.CConv.value} `);
  if (view.TailCallKind.value !== "none") printer.write(`${view.TailCallKind.value} `);
  if (callee !== undefined) printer.symbolName(callee.root);
  else printer.operand(callee_operands[0]!);
  const args = callee === undefined ? callee_operands.slice(1) : callee_operands;
  printer.write("(").operands(args).write(")");
  if (var_callee_type !== undefined) printer.write(" vararg(").attribute(var_callee_type).write(")");
  const bundles = bundlesOf(view);
  if (bundles.length > 0) printBundles(bundles, printer.write(" "));
  printer.optionalAttrDict(op, written).write(" : ");
  if (callee === undefined) printer.type(callee_operands[0]!.type).write(", ");
  printCallSignature(printer, args, arg_attrs, view.result, res_attrs);
}

/** `(T {attrs}, U) -> V` */
export function printCallSignature(
  printer: AsmPrinter,
  args: readonly Value[],
  argAttributes: ArrayAttr | undefined,
  result: Value | undefined,
  resultAttributes: ArrayAttr | undefined,
): void {
  printTypes(printer, args, argAttributes);
  printer.write(" -> ");
  if (result !== undefined && isPlain(resultAttributes)) printer.type(result.type);
  else printTypes(printer, result === undefined ? [] : [result], resultAttributes);
}

const isPlain = (attributes: ArrayAttr | undefined): boolean =>
  attributes === undefined || (attributes.values as readonly DictionaryAttr[]).every(({ isEmpty }) => isEmpty);

/** `(T {attrs}, U)` */
function printTypes(printer: AsmPrinter, values: readonly Value[], attributes: ArrayAttr | undefined): void {
  printer.write("(").list(values.keys(), (i) => {
    printer.type(values[i]!.type).optionalDictionary(attributes?.values[i] as DictionaryAttr | undefined);
  });
  printer.write(")");
}
