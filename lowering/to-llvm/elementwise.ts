/**
 * Operations that work on each element alone. LLVM has them for scalars and for vectors of one dimension; vectors of more
 * dimensions are arrays of those, which are gone through one by one.
 */

import * as arith from "../../dialects/arith/index.ts";
import {
  ConstantOp,
  ExtractElementOp,
  extractValue,
  FastmathFlags,
  InsertElementOp,
  IntegerOverflowFlags,
  insertValue,
  isCompatibleType,
  LLVMArrayType,
  PoisonOp,
} from "../../dialects/llvm/index.ts";
import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { elementTypeOrSelf, FloatType, i64, VectorType } from "../../ir/builtin/types.ts";
import type { ConversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition, OpSpec, OpView } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

/** Computes the result for scalars or vectors of one dimension; `type` is that of the result. */
type Compute<S extends OpSpec> = (op: OpView<S>, operands: readonly Value[], type: Type, builder: OpBuilder) => Value;

/** Converts an operation with one result by what it does to each vector; only those that `accepts` lets through. */
export const elementwise = <S extends OpSpec>(
  from: OpDefinition<S>,
  compute: Compute<S>,
  accepts: (op: Operation) => boolean = () => true,
): ConversionPattern => ({
  name: `${from.name}-to-llvm`,
  root: from as OpDefinition,
  benefit: 1,
  convert(op, operands, rewriter, types) {
    if (!accepts(op)) return false;
    const values = operands.map((operand) => operand[0]!);
    const type = types.convert(op.result().type);
    if (type === undefined || !isCompatibleType(type) || !values.every((value) => isCompatibleType(value.type))) {
      return false;
    }
    // A float that LLVM does not have is only bits there, with which it cannot calculate.
    if (
      !values.every((value, i) => keepsFloat(op.operand(i).type, value.type)) ||
      !keepsFloat(op.result().type, type)
    ) {
      return false;
    }
    const view = from.view(op);
    rewriter.replace(op, [perVector(rewriter, values, type, (parts, part) => compute(view, parts, part, rewriter))]);
    return true;
  },
});

const keepsFloat = (from: Type, to: Type): boolean =>
  !(elementTypeOrSelf(from) instanceof FloatType) || innermostElement(to) instanceof FloatType;
const innermostElement = (type: Type): Type =>
  LLVMArrayType.is(type) ? innermostElement(type.elementType) : elementTypeOrSelf(type);

/** Operations that become one operation with the same operands. */
export const elementwiseTable = (
  pairs: readonly (readonly [from: OpDefinition, to: OpDefinition])[],
): ConversionPattern[] =>
  pairs.map(([from, to]) =>
    elementwise(from, ({ op }, operands, type, builder) => createLike(op, to, operands, type, builder)),
  );

/** Makes a `to` with the flags and discardable attributes of `op`. */
export const createLike = (
  op: Operation,
  to: OpDefinition,
  operands: readonly Value[],
  type: Type,
  builder: OpBuilder,
  extra: Readonly<Record<string, Attribute>> = {},
): Value => builder.createOperation(to, operands, [type], { ...flagsFor(op, to), ...extra }).result();

/** The attributes of `op` in the words of the llvm dialect, as far as `to` knows them; and the discardable ones. */
function flagsFor(op: Operation, to: OpDefinition): Readonly<Record<string, Attribute>> {
  const attributes: Record<string, Attribute> = Object.fromEntries(op.discardableAttrs);
  const fastmath = op.attr("fastmath");
  if (fastmath !== undefined && to.attributeSlot("fastmathFlags") !== undefined) {
    attributes.fastmathFlags = convertFastmath(fastmath);
  }
  const overflow = op.attr("overflowFlags");
  if (overflow !== undefined && to.attributeSlot("overflowFlags") !== undefined) {
    const names = (["nsw", "nuw"] as const).filter((name) => arith.IntegerOverflowFlags.has(overflow as never, name));
    attributes.overflowFlags = IntegerOverflowFlags.of(...names);
  }
  return attributes;
}

const fastmathNames = ["nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc"] as const;

/** `#arith.fastmath<...>` as `#llvm.fastmath<...>`. */
export const convertFastmath = (flags: Attribute): FastmathFlags =>
  FastmathFlags.of(...fastmathNames.filter((name) => arith.FastMathFlags.has(flags as arith.FastMathFlagsAttr, name)));

/** Applies `compute` to scalars and vectors, or to each vector in nests of arrays. */
function perVector(
  builder: OpBuilder,
  operands: readonly Value[],
  type: Type,
  compute: (operands: readonly Value[], type: Type) => Value,
): Value {
  if (!LLVMArrayType.is(type)) return compute(operands, type);
  let result: Value = builder.create(PoisonOp, { resultTypes: [type] }).res;
  for (const position of positions(type)) {
    const parts = operands.map((operand) =>
      LLVMArrayType.is(operand.type) ? extractValue(builder, operand, position) : operand,
    );
    result = insertValue(builder, result, compute(parts, typeAt(type, position)), position);
  }
  return result;
}

/** Applies `compute` to scalars, or to each element of vectors, whose length must be known. */
export function perElement(
  builder: OpBuilder,
  operands: readonly Value[],
  type: Type,
  compute: (elements: readonly Value[], type: Type) => Value,
): Value {
  if (!(type instanceof VectorType)) return compute(operands, type);
  let result: Value = builder.create(PoisonOp, { resultTypes: [type] }).res;
  for (let i = 0; i < type.numElements; i++) {
    const index = { value: IntegerAttr.get(i64(), i), resultTypes: [i64()] };
    const position = builder.create(ConstantOp, index).res;
    const elements = operands.map((vector) => builder.create(ExtractElementOp, { vector, position }).res);
    const value = compute(elements, type.elementType);
    result = builder.create(InsertElementOp, { vector: result, value, position }).res;
  }
  return result;
}

/** Whether the type is a vector whose length only the machine knows. */
export const isScalable = (type: Type): boolean => type instanceof VectorType && type.isScalable;

/** The places of all innermost elements. */
function* positions(type: Type, prefix: readonly number[] = []): Generator<readonly number[]> {
  if (!LLVMArrayType.is(type)) {
    yield prefix;
    return;
  }
  for (let i = 0; i < type.numElements; i++) yield* positions(type.elementType, [...prefix, i]);
}

const typeAt = (type: Type, position: readonly number[]): Type =>
  position.reduce((outer) => (outer as LLVMArrayType).elementType, type);
