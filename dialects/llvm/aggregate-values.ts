/** Builds and takes apart structs and arrays of the llvm dialect. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { denseI64Array } from "../../ir/builtin/attributes.ts";
import { i64, VectorType } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { ExtractValueOp, InsertElementOp, InsertValueOp } from "./aggregate-ops.ts";
import { createConstant } from "./arithmetic.ts";
import { PoisonOp } from "./constant-ops.ts";
import { LLVMArrayType, LLVMStructType, literalStruct } from "./types.ts";

/** The type of a part of a struct or array. */
export function partType(type: Type, position: readonly number[]): Type {
  return position.reduce((outer, index) => {
    return LLVMArrayType.is(outer) ? outer.elementType : (outer as LLVMStructType).body![index]!;
  }, type);
}

/** A part of a struct or array. */
export function extractValue(builder: OpBuilder, container: Value, position: readonly number[]): Value {
  const resultTypes = [partType(container.type, position)];
  return builder.create(ExtractValueOp, { container, position: denseI64Array(position), resultTypes }).res;
}

/** A struct or array with one part replaced. */
export const insertValue = (builder: OpBuilder, container: Value, value: Value, position: readonly number[]): Value =>
  builder.create(InsertValueOp, { container, value, position: denseI64Array(position) }).res;

/** A struct or array made of parts. */
export function buildAggregate(
  builder: OpBuilder,
  type: Type,
  parts: Iterable<readonly [position: readonly number[], value: Value]>,
): Value {
  let aggregate: Value = builder.create(PoisonOp, { resultTypes: [type] }).res;
  for (const [position, value] of parts) aggregate = insertValue(builder, aggregate, value, position);
  return aggregate;
}

/** A literal struct of these values. */
export const packValues = (builder: OpBuilder, values: readonly Value[]): Value =>
  buildAggregate(
    builder,
    literalStruct(values.map(({ type }) => type)),
    values.map((value, i) => [[i], value]),
  );

/** The first parts of a struct or array. */
export const unpackValues = (builder: OpBuilder, packed: Value, count: number): readonly Value[] =>
  Array.from({ length: count }, (_, i) => extractValue(builder, packed, [i]));

/**
 * A value of `type` whose numbers are these, in order; undefined if they do not fit. Structs and arrays may lie in each
 * other; C returns several small floats as a vector.
 */
export function valueOfNumbers(builder: OpBuilder, type: Type, numbers: readonly Value[]): Value | undefined {
  const places = numberPlaces(type, []);
  if (places.length !== numbers.length || places.some(({ type: wanted }, i) => wanted !== numbers[i]!.type)) {
    return undefined;
  }
  if (places.length === 1 && places[0]!.type === type) return numbers[0];
  let value: Value = builder.create(PoisonOp, { resultTypes: [type] }).res;
  places.forEach(({ position, lane }, i) => {
    if (lane === undefined) value = insertValue(builder, value, numbers[i]!, position);
    else if (position.length === 0) value = insertElement(builder, value, numbers[i]!, lane);
    else {
      const lanes = insertElement(builder, extractValue(builder, value, position), numbers[i]!, lane);
      value = insertValue(builder, value, lanes, position);
    }
  });
  return value;
}

interface NumberPlace {
  readonly type: Type;
  /** Where the number lies, or the vector that has it in a lane. */
  readonly position: readonly number[];
  readonly lane?: number;
}

function numberPlaces(type: Type, position: readonly number[]): NumberPlace[] {
  if (LLVMStructType.is(type)) {
    return (type.body ?? []).flatMap((part, i) => numberPlaces(part, [...position, i]));
  }
  if (LLVMArrayType.is(type)) {
    return Array.from({ length: type.numElements }, (_, i) => numberPlaces(type.elementType, [...position, i])).flat();
  }
  if (!(type instanceof VectorType)) return [{ type, position }];
  return Array.from({ length: Number(type.numElements) }, (_, lane) => ({ type: type.elementType, position, lane }));
}

function insertElement(builder: OpBuilder, vector: Value, value: Value, lane: number): Value {
  const position = createConstant(builder, i64(), lane);
  return builder.create(InsertElementOp, { vector, value, position }).res;
}
