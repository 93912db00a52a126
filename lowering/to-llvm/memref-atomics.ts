/**
 * Lowers updates of elements as one step: to an instruction, or to a loop that tries until nobody else has written
 * between its reading and its writing.
 */
import { AtomicRMWKind, type AtomicRMWKindName } from "../../dialects/arith/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import * as memref from "../../dialects/memref/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatType, IntegerType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, type ConversionRewriter, conversionPattern } from "../../ir/conversion.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { extractValue } from "./elementwise.ts";
import { elementAddress } from "./memref-access.ts";

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
    if (types.convert(type) === undefined || !isNative(type.elementType)) return false;
    const ptr = elementAddress(rewriter, types, buffer, type, indices);
    const name = binOps[AtomicRMWKind.nameOf(kind)];
    const old =
      name === undefined
        ? updateLoop(op, ptr, type.elementType, rewriter, (element) => multiply(rewriter, element, val))
        : rewriter.create(llvm.AtomicRMWOp, { bin_op: llvm.AtomicBinOp.of(name), ptr, val, ordering: acquireRelease() })
            .res;
    rewriter.replace(op, [old]);
    return true;
  },
);

const convertGenericAtomicRMW = conversionPattern(
  "memref.generic_atomic_rmw-to-llvm",
  memref.GenericAtomicRMWOp,
  ({ op, memref: { type }, atomic_body }, { memref: buffer, indices }, rewriter, types) => {
    if (types.convert(type) === undefined || !isNative(type.elementType)) return false;
    const ptr = elementAddress(rewriter, types, buffer, type, indices);
    const old = updateLoop(op, ptr, type.elementType, rewriter, (element) => {
      const { op: terminator } = memref.AtomicYieldOp.view(atomic_body.front.last!);
      rewriter.inlineBlockBefore(atomic_body.front, element.parentBlock!, null, [element]);
      const next = terminator.operand(0);
      rewriter.erase(terminator);
      return next;
    });
    rewriter.replace(op, [old]);
    return true;
  },
);

const acquireRelease = () => llvm.AtomicOrdering.of("acq_rel");

/**
 * Writes what `compute` makes of the element, until nothing was written between. Gives what the element was before.
 * Floats are compared by their bits, as which they are exchanged.
 */
function updateLoop(
  op: Operation,
  ptr: Value,
  type: IntegerType | FloatType,
  rewriter: ConversionRewriter,
  compute: (element: Value) => Value,
): Value {
  const initial = rewriter.create(llvm.LoadOp, { addr: ptr, resultTypes: [type] }).res;
  const before = op.block!;
  const behind = rewriter.splitBlock(before, op);
  const loop = rewriter.createBlock(before.region!, [type], behind);
  rewriter.setInsertionPointToEnd(before);
  rewriter.create(llvm.BrOp, { dest: loop, destOperands: [initial] });
  rewriter.setInsertionPointToEnd(loop);
  const element = loop.args[0]!;
  const val = asBits(rewriter, compute(element));
  rewriter.setInsertionPointToEnd(loop);
  const exchange = rewriter.create(llvm.AtomicCmpXchgOp, {
    ptr,
    cmp: asBits(rewriter, element),
    val,
    success_ordering: acquireRelease(),
    failure_ordering: llvm.AtomicOrdering.of("monotonic"),
  }).res;
  const found = fromBits(rewriter, extractValue(rewriter, exchange, [0]), type);
  const condition = extractValue(rewriter, exchange, [1]);
  rewriter.create(llvm.CondBrOp, {
    condition,
    trueDest: behind,
    trueDestOperands: [],
    falseDest: loop,
    falseDestOperands: [found],
  });
  return found;
}

const asBits = (builder: OpBuilder, arg: Value): Value =>
  arg.type instanceof FloatType
    ? builder.create(llvm.BitcastOp, { arg, resultTypes: [IntegerType.get(arg.type.width)] }).res
    : arg;
const fromBits = (builder: OpBuilder, arg: Value, type: Type): Value =>
  arg.type === type ? arg : builder.create(llvm.BitcastOp, { arg, resultTypes: [type] }).res;

export const atomicPatterns: readonly ConversionPattern[] = [convertAtomicRMW, convertGenericAtomicRMW];
