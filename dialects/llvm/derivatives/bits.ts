/**
 * The bits of numbers. What is done to the sign bit alone is differentiated as the function of numbers that it is; through
 * anything else that becomes a number again no derivative can be followed.
 */
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, type IntegerType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import { constantValue } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AndOp, FNegOp, OrOp, XOrOp } from "../arithmetic-ops.ts";
import { BitcastOp } from "../cast-ops.ts";
import { FloatLike, IntegerLike } from "../constraints.ts";
import { applyBinary, applyUnary, CopySignOp, FAbsOp } from "../intrinsics/float.ts";
import { type LoadOp, StoreOp } from "../memory-ops.ts";

/** The number of the type whose bits a value is, computed from numbers; undefined if it is not known how. */
function numberOf(bits: Value, type: Type, builder: OpBuilder): Value | undefined {
  const number = BitcastOp.match(bits.definingOp)?.arg;
  if (number !== undefined) return number.type === type ? number : undefined;
  return sizeOf(bits, type, builder) ?? negativeOf(bits, type, builder) ?? signedOf(bits, type, builder);
}

function sizeOf(bits: Value, type: Type, builder: OpBuilder): Value | undefined {
  const number = operandOf(bits, AndOp, "others", type, builder);
  return number && applyUnary(builder, FAbsOp, number);
}

function negativeOf(bits: Value, type: Type, builder: OpBuilder): Value | undefined {
  const changed = operandOf(bits, XOrOp, "sign", type, builder);
  const set = operandOf(bits, OrOp, "sign", type, builder);
  const operand = changed ?? (set && applyUnary(builder, FAbsOp, set));
  return operand && builder.create(FNegOp, { operand }).res;
}

/** The sign of one number with the size of another one. */
function signedOf(bits: Value, type: Type, builder: OpBuilder): Value | undefined {
  const both = OrOp.match(bits.definingOp);
  if (both === undefined) return undefined;
  const { lhs, rhs } = both;
  for (const [size, sign] of [
    [lhs, rhs],
    [rhs, lhs],
  ] as const) {
    const a = operandOf(size, AndOp, "others", type, builder);
    const b = a && operandOf(sign, AndOp, "sign", type, builder);
    if (a !== undefined && b !== undefined) return applyBinary(builder, CopySignOp, a, b);
  }
  return undefined;
}

/** The number of which `op` takes the bits together with a mask, if `bits` comes from there. */
function operandOf(
  bits: Value,
  op: typeof AndOp | typeof OrOp | typeof XOrOp,
  mask: "sign" | "others",
  type: Type,
  builder: OpBuilder,
): Value | undefined {
  const view = op.match(bits.definingOp);
  if (view === undefined) return undefined;
  if (isMask(view.rhs, mask)) return numberOf(view.lhs, type, builder);
  return isMask(view.lhs, mask) ? numberOf(view.rhs, type, builder) : undefined;
}

function isMask(value: Value, mask: "sign" | "others"): boolean {
  const constant = constantValue(value);
  const number = constant instanceof DenseElementsAttr ? constant.splatValue : constant;
  if (!(number instanceof IntegerAttr)) return false;
  const { width } = elementTypeOrSelf(value.type) as IntegerType;
  const sign = 1n << BigInt(width - 1);
  return BigInt.asUintN(width, number.value) === (mask === "sign" ? sign : sign - 1n);
}

/** The type of the numbers that the bits become again, perhaps after an operation on some of them. */
function numberTypeOf(bits: Value): Type | undefined {
  const seen = new Set([bits]);
  // The set grows while it is walked.
  for (const value of seen) {
    for (const { owner } of value.uses()) {
      if (BitcastOp.is(owner) && FloatLike.is(owner.result(0).type)) return owner.result(0).type;
      if (AndOp.is(owner) || OrOp.is(owner) || XOrOp.is(owner)) seen.add(owner.result(0));
    }
  }
  return undefined;
}

/** A load of bits that become numbers loads the numbers, which may be stored as such; others take their bits from there. */
export function loadNumbers({ op, res }: LoadOp): void {
  if (!IntegerLike.is(res.type)) return;
  const type = numberTypeOf(res);
  if (type === undefined) return;
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const arg = builder.insert(op.clone()).result(0);
  arg.type = type;
  for (const { owner, index } of [...res.uses()]) if (StoreOp.is(owner) && index === 0) owner.setOperand(0, arg);
  res.replaceAllUsesWith(builder.create(BitcastOp, { arg, resultTypes: [res.type] }).res);
  op.erase();
}

const refuse = (op: Operation): never => {
  throw opError(
    op,
    "reads the bits of a number, through which no derivative can be followed; compute the result with arithmetic, or say " +
      "'llvm.bitcast: none' in a file for --derivative-rules if no derivative flows here",
  );
};

export const bitDerivatives: readonly DerivativeRule[] = [
  {
    op: BitcastOp,
    inactive: [],
    escapes: true,
    expand(op) {
      if (!FloatLike.is(op.result(0).type)) return;
      const number = numberOf(op.operand(0), op.result(0).type, OpBuilder.before(op));
      if (number === undefined) return;
      op.result(0).replaceAllUsesWith(number);
      op.erase();
    },
    jvp: refuse,
    vjp: refuse,
  },
];
