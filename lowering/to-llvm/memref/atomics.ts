/**
 * Lowers updates of elements as one step: to an instruction, or to a loop that tries until nobody else has written
 * between its reading and its writing.
 */
import { AtomicRMWKind, type AtomicRMWKindName } from "../../../dialects/arith/index.ts";
import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, IntegerType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, type ConversionRewriter, conversionPattern } from "../../../ir/conversion.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { elementAddress } from "./access.ts";

type BinOp = Parameters<typeof llvm.AtomicBinOp.of>[0];

/** The instruction's names for the kinds that it has. */
const binOps: Readonly<Partial<Record<AtomicRMWKindName, BinOp>>> = {
  addf: "fadd",
  addi: "add",
  andi: "_and",
  assign: "xchg",
  maximumf: "fmaximum",
  maxnumf: "fmax",
  maxs: "max",
  maxu: "umax",
  minimumf: "fminimum",
  minnumf: "fmin",
  mins: "min",
  minu: "umin",
  ori: "_or",
  xori: "_xor",
};

/** Types of elements that LLVM calculates with, as they are. */
const isNative = (type: Type): type is IntegerType | FloatType =>
  (type instanceof IntegerType || type instanceof FloatType) && llvm.isCompatibleType(type);

const multiply = (builder: OpBuilder, lhs: Value, rhs: Value): Value =>
  lhs.type instanceof FloatType
    ? builder.create(llvm.FMulOp, { lhs, rhs }).res
    : builder.create(llvm.MulOp, { lhs, rhs }).res;

const convertAtomicRMW = conversionPattern(
  "memref.atomic_rmw-to-llvm",
  memref.AtomicRMWOp,
  ({ op, memref: { type }, kind }, { value: val, memref: buffer, indices }, rewriter, types) => {
    const { elementType } = type;
    if (types.convert(type) === undefined || !isNative(elementType)) return false;
    const ptr = elementAddress(rewriter, types, buffer, type, indices);
    const name = binOps[AtomicRMWKind.nameOf(kind)];
    if (name === undefined) {
      updateInLoop(op, ptr, elementType, rewriter, (behind) => {
        const block = rewriter.createBlock(behind.region!, [elementType], behind);
        rewriter.setInsertionPointToEnd(block);
        return { block, value: multiply(rewriter, block.args[0]!, val) };
      });
      return true;
    }
    const update = { bin_op: llvm.AtomicBinOp.of(name), ptr, val, ordering: acquireRelease() };
    rewriter.replace(op, [rewriter.create(llvm.AtomicRMWOp, update).res]);
    return true;
  },
);

/** The region may have several blocks once what branches in it is lowered. */
const convertGenericAtomicRMW = conversionPattern(
  "memref.generic_atomic_rmw-to-llvm",
  memref.GenericAtomicRMWOp,
  ({ op, memref: { type }, atomic_body: body }, { memref: buffer, indices }, rewriter, types) => {
    if (types.convert(type) === undefined || !isNative(type.elementType)) return false;
    const ptr = elementAddress(rewriter, types, buffer, type, indices);
    updateInLoop(op, ptr, type.elementType, rewriter, (behind) => {
      const { front: block, last } = body;
      const terminator = last!.last!;
      const value = terminator.operand(0);
      rewriter.inlineRegionBefore(body, behind.region!, behind);
      rewriter.erase(terminator);
      rewriter.setInsertionPointToEnd(last!);
      return { block, value };
    });
    return true;
  },
);

const acquireRelease = () => llvm.AtomicOrdering.of("acq_rel");

/** Code that makes the new element of the old one, which is the argument of its first block. */
interface Computation {
  readonly block: Block;
  readonly value: Value;
}

/**
 * Replaces `op`: writes what is computed of the element, until nothing was written between. The result is what the element
 * was before. Floats are compared by their bits, as which they are exchanged. `compute` puts blocks in front of `behind`
 * and the insertion point where its value is known.
 */
function updateInLoop(
  op: Operation,
  ptr: Value,
  type: IntegerType | FloatType,
  rewriter: ConversionRewriter,
  compute: (behind: Block) => Computation,
): void {
  const initial = rewriter.create(llvm.LoadOp, { addr: ptr, resultTypes: [type] }).res;
  const before = op.block!;
  const behind = rewriter.splitBlock(before, op);
  const { block, value } = compute(behind);
  const exchange = rewriter.create(llvm.AtomicCmpXchgOp, {
    ptr,
    cmp: asBits(rewriter, block.args[0]!),
    val: asBits(rewriter, value),
    success_ordering: acquireRelease(),
    failure_ordering: llvm.AtomicOrdering.of("monotonic"),
  }).res;
  const found = fromBits(rewriter, llvm.extractValue(rewriter, exchange, [0]), type);
  const condition = llvm.extractValue(rewriter, exchange, [1]);
  rewriter.create(llvm.CondBrOp, {
    condition,
    trueDest: behind,
    trueDestOperands: [],
    falseDest: block,
    falseDestOperands: [found],
  });
  rewriter.setInsertionPointToEnd(before);
  rewriter.create(llvm.BrOp, { dest: block, destOperands: [initial] });
  rewriter.replace(op, [found]);
}

const asBits = (builder: OpBuilder, arg: Value): Value =>
  arg.type instanceof FloatType
    ? builder.create(llvm.BitcastOp, { arg, resultTypes: [IntegerType.get(arg.type.width)] }).res
    : arg;
const fromBits = (builder: OpBuilder, arg: Value, type: Type): Value =>
  arg.type === type ? arg : builder.create(llvm.BitcastOp, { arg, resultTypes: [type] }).res;

export const atomicPatterns: readonly ConversionPattern[] = [convertAtomicRMW, convertGenericAtomicRMW];
