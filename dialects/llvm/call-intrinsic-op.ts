/** `llvm.call_intrinsic`: intrinsic functions of LLVM that have no operation of their own, by name. */

import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { StringAttr } from "../../ir/builtin/attributes.ts";
import { DictArrayAttr, StrAttr } from "../../ir/builtin/constraints.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import { addSignatureAttributes, parseFunctionSignature } from "../function-syntax.ts";
import { printCallSignature } from "./call-op.ts";
import { AnyLLVMType } from "./constraints.ts";
import { FastmathFlags, noFastmath } from "./flags.ts";
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
import { LLVMVoidType } from "./types.ts";

export const CallIntrinsicOp = defineOp(
  "llvm.call_intrinsic",
  {
    summary: "Calls an intrinsic function of LLVM by its name",
    operands: { args: variadic(AnyLLVMType), ...bundleOperands },
    attributes: {
      intrin: StrAttr,
      fastmathFlags: defaulted(FastmathFlags, noFastmath),
      ...bundleAttributes,
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
    },
    results: { results: optional(AnyLLVMType) },
  },
  {
    // `"llvm.name"(%args) [bundles] {attributes} : (T {attrs}) -> U {attrs}`
    parse(parser, state) {
      state.addAttribute("intrin", StringAttr.get(parser.parseString()));
      const argsAt = parser.start;
      const args = parser.parseDelimitedOperands("paren");
      const bundles = parser.kind === TokenKind.LSQUARE ? parseBundles(parser) : noBundles;
      parser.parseOptionalAttrDict(state);
      parser.parseColon();
      const signature = parseFunctionSignature(parser);
      addSignatureAttributes(state, signature);
      const types = signature.args.map(({ type }) => type);
      const bundled = parser.resolveOperands(bundles.operands, bundles.types, argsAt);
      state.operands = [...parser.resolveOperands(args, types, argsAt), ...bundled];
      state.resultTypes = signature.resultTypes.filter((type) => !LLVMVoidType.is(type));
      state.addAttribute(operandSegmentSizes, sizesAttr([args.length, bundled.length]));
      addBundleAttributes(state, bundles);
    },
    print(view, printer) {
      const { op, intrin, args, results, arg_attrs, res_attrs } = view;
      printer.write(" ").attribute(intrin).write("(").operands(args).write(")");
      const bundles = bundlesOf(view);
      if (bundles.length > 0) printBundles(bundles, printer.write(" "));
      printer.optionalAttrDict(op, written).write(" : ");
      printCallSignature(printer, args, arg_attrs, results, res_attrs);
    },
    verify(view) {
      verifyBundles(view);
      if (!view.intrin.value.startsWith("llvm.")) {
        throw opError(view.op, "intrinsic name must start with 'llvm.'");
      }
    },
  },
);
export type CallIntrinsicOp = Op<typeof CallIntrinsicOp>;

const written: ReadonlySet<string> = new Set(["intrin", "op_bundle_sizes", "op_bundle_tags", "arg_attrs", "res_attrs"]);
