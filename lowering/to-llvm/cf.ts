/** `convert-cf-to-llvm`: branches between blocks, whose arguments change their types with them. */

import * as cf from "../../dialects/cf/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { Block } from "../../ir/block.ts";
import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { type ConversionPattern, type ConversionRewriter, conversionPattern } from "../../ir/conversion.ts";
import type { Operation } from "../../ir/operation.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import { callLibrary, type ModuleSymbols } from "./symbols.ts";

/** Gives the blocks arguments of converted types. Returns whether all types can be converted. */
function convertTargets(blocks: readonly Block[], rewriter: ConversionRewriter, types: TypeConverter): boolean {
  for (const block of new Set(blocks)) {
    if (types.areLegal(block.args.map(({ type }) => type))) continue;
    const signature = types.convertBlockSignature(block);
    if (signature === undefined || signature.types.length !== block.args.length) return false;
    rewriter.applySignatureConversion(block, signature);
  }
  return true;
}

/** Replaces a branch by one that keeps the attributes of the old one. */
function replaceBranch(from: Operation, to: Operation, rewriter: ConversionRewriter): true {
  to.setDiscardableAttrs(from.discardableAttrs);
  rewriter.erase(from);
  return true;
}

const convertBranch = conversionPattern("cf.br-to-llvm", cf.BranchOp, ({ op, dest }, operands, rewriter, types) => {
  if (!convertTargets([dest], rewriter, types)) return false;
  return replaceBranch(op, rewriter.create(llvm.BrOp, { ...operands, dest }).op, rewriter);
});

const convertCondBranch = conversionPattern(
  "cf.cond_br-to-llvm",
  cf.CondBranchOp,
  ({ op, trueDest, falseDest, branch_weights }, operands, rewriter, types) => {
    if (!convertTargets([trueDest, falseDest], rewriter, types)) return false;
    const branch = rewriter.create(llvm.CondBrOp, { ...operands, branch_weights, trueDest, falseDest });
    return replaceBranch(op, branch.op, rewriter);
  },
);

const convertSwitch = conversionPattern("cf.switch-to-llvm", cf.SwitchOp, (view, operands, rewriter, types) => {
  const { op, case_values, case_operand_segments, defaultDestination, caseDestinations } = view;
  if (!convertTargets(op.successors, rewriter, types)) return false;
  const { flag: value, defaultOperands, caseOperands } = operands;
  const branch = rewriter.create(llvm.SwitchOp, {
    value,
    defaultOperands,
    caseOperands,
    case_values,
    case_operand_segments,
    defaultDestination,
    caseDestinations,
  });
  return replaceBranch(op, branch.op, rewriter);
});

/** The program prints the message and aborts unless the condition holds. */
const convertAssert = (symbols: ModuleSymbols): ConversionPattern =>
  conversionPattern("cf.assert-to-llvm", cf.AssertOp, ({ op, msg }, { arg }, rewriter) => {
    const block = op.block!;
    const rest = rewriter.splitBlock(block, op);
    rewriter.createBlock(block.region!);
    const failure = rewriter.insertionBlock;
    const message = symbols.string(op, rewriter, "assert_msg", msg.value);
    const global_name = SymbolRefAttr.get(message.sym_name.value);
    const address = rewriter.create(llvm.AddressOfOp, { global_name, resultTypes: [llvm.ptr()] }).res;
    const text = llvm.createGEP(rewriter, address, message.global_type.value, [0]);
    callLibrary(rewriter, symbols, "puts", [text]);
    callLibrary(rewriter, symbols, "abort", []);
    rewriter.create(llvm.UnreachableOp, {});
    rewriter.setInsertionPointToEnd(block);
    const branch = { trueDest: rest, falseDest: failure, trueDestOperands: [], falseDestOperands: [] };
    rewriter.create(llvm.CondBrOp, { condition: arg, ...branch });
    rewriter.erase(op);
    return true;
  });

export const cfPatterns = (symbols: ModuleSymbols): readonly ConversionPattern[] => [
  convertBranch,
  convertCondBranch,
  convertSwitch,
  convertAssert(symbols),
];
