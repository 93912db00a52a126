/** Values of one type as the bits of another one, as a load sees what a store of another type has written. */

import { Attribute, type Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import type { BuildArgs, OpDefinition, OpSpec } from "../../../ir/define-op.ts";
import { constantValue } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Value } from "../../../ir/value.ts";
import { AndOp, LShrOp, OrOp, ShlOp } from "../arithmetic-ops.ts";
import { AddrSpaceCastOp, BitcastOp, IntToPtrOp, PtrToIntOp, TruncOp, ZExtOp } from "../cast-ops.ts";
import { createConstant, materializeConstant } from "../constant-ops.ts";
import { isBigEndian, sizeInBits, sizeInBytes } from "../data-layout.ts";
import { LLVMArrayType, LLVMPointerType, LLVMStructType } from "../types.ts";

/** Vectors of pointers and aggregates cannot be taken for numbers. */
function hasConvertibleBits(type: Type): boolean {
  if (LLVMStructType.is(type) || LLVMArrayType.is(type)) return false;
  return !(type instanceof VectorType && (type.isScalable || LLVMPointerType.is(type.elementType)));
}

/** Whether the first bytes of a `whole` in memory can be taken for a `part`. */
export function isConvertiblePart(part: Type, whole: Type, op: Operation): boolean {
  if (part === whole) return true;
  if (!hasConvertibleBits(part) || !hasConvertibleBits(whole)) return false;
  const [partSize, wholeSize] = [sizeInBytes(part, op), sizeInBytes(whole, op)];
  if (partSize === undefined || wholeSize === undefined) return false;
  if (LLVMPointerType.is(part) && LLVMPointerType.is(whole)) return partSize === wholeSize;
  return partSize <= wholeSize && sizeInBits(part, op)! <= sizeInBits(whole, op)!;
}

/** Creates values beside an operation, at whose place the data layout holds. */
class BitBuilder {
  readonly #builder: OpBuilder;
  readonly #op: Operation;

  constructor(builder: OpBuilder, op: Operation) {
    this.#builder = builder;
    this.#op = op;
  }

  width(type: Type): number {
    return sizeInBits(type, this.#op)!;
  }

  /** Folds the operation that it creates if it can. */
  create<S extends OpSpec>(def: OpDefinition<S>, args: BuildArgs<S>): Value {
    const op = def.build(args, this.#builder.loc);
    const constants = Object.fromEntries(
      def.operandSegments.map(({ name }, i) => [name, constantValue(op.operand(i))] as const),
    );
    const folded = def.hooks.fold?.(def.view(op), constants as never);
    if (!(folded instanceof Value || folded instanceof Attribute)) return this.#builder.insert(op).result();
    const { type } = op.result();
    op.erase();
    return folded instanceof Value ? folded : materializeConstant(this.#builder, folded, type)!.result();
  }

  constant(type: IntegerType, value: bigint): Value {
    return createConstant(this.#builder, type, value);
  }

  toInteger(value: Value): Value {
    if (value.type instanceof IntegerType) return value;
    const args = { arg: value, resultTypes: [IntegerType.get(this.width(value.type))] };
    return LLVMPointerType.is(value.type) ? this.create(PtrToIntOp, args) : this.create(BitcastOp, args);
  }

  fromInteger(value: Value, type: Type): Value {
    if (value.type === type) return value;
    const args = { arg: value, resultTypes: [type] };
    return LLVMPointerType.is(type) ? this.create(IntToPtrOp, args) : this.create(BitcastOp, args);
  }

  sameWidth(value: Value, type: Type): Value {
    if (value.type === type) return value;
    // Where a pointer came from would be forgotten on the way through an integer.
    if (LLVMPointerType.is(value.type) && LLVMPointerType.is(type)) {
      return this.create(AddrSpaceCastOp, { arg: value, resultTypes: [type] });
    }
    return this.fromInteger(this.toInteger(value), type);
  }

  /** How far the first bytes in memory are from the low bits of a number. */
  shiftOfFirstBytes(part: Type, whole: Type): number {
    if (!isBigEndian(this.#op)) return 0;
    return 8 * (sizeInBytes(whole, this.#op)! - sizeInBytes(part, this.#op)!);
  }
}

/** The first bytes of `value` in memory as a value of type `part`. */
export function createPart(builder: OpBuilder, op: Operation, value: Value, part: Type): Value {
  const bits = new BitBuilder(builder, op);
  if (value.type === part || bits.width(value.type) === bits.width(part)) return bits.sameWidth(value, part);
  let integer = bits.toInteger(value);
  const type = integer.type as IntegerType;
  const shift = bits.shiftOfFirstBytes(part, value.type);
  if (shift > 0) integer = bits.create(LShrOp, { lhs: integer, rhs: bits.constant(type, BigInt(shift)) });
  const low = bits.create(TruncOp, { arg: integer, resultTypes: [IntegerType.get(bits.width(part))] });
  return bits.fromInteger(low, part);
}

/** `whole` with its first bytes in memory replaced by those of `part`. */
export function createWithPart(builder: OpBuilder, op: Operation, part: Value, whole: Value): Value {
  const bits = new BitBuilder(builder, op);
  const [partType, wholeType] = [part.type, whole.type];
  if (partType === wholeType || bits.width(partType) === bits.width(wholeType)) return bits.sameWidth(part, wholeType);
  const old = bits.toInteger(whole);
  const type = old.type as IntegerType;
  let written = bits.create(ZExtOp, { arg: bits.toInteger(part), resultTypes: [type] });
  const shift = bits.shiftOfFirstBytes(partType, wholeType);
  if (shift > 0) written = bits.create(ShlOp, { lhs: written, rhs: bits.constant(type, BigInt(shift)) });
  const overwritten = ((1n << BigInt(bits.width(partType))) - 1n) << BigInt(shift);
  const mask = bits.constant(type, IntegerAttr.get(type, ~overwritten).value);
  const kept = bits.create(AndOp, { lhs: old, rhs: mask });
  return bits.fromInteger(bits.create(OrOp, { lhs: kept, rhs: written }), wholeType);
}
