/** Builds and takes apart structs and arrays of the llvm dialect. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { denseI64Array } from "../../ir/builtin/attributes.ts";
import type { Value } from "../../ir/value.ts";
import { ExtractValueOp, InsertValueOp } from "./aggregate-ops.ts";
import { PoisonOp } from "./constant-ops.ts";
import { LLVMArrayType, type LLVMStructType, literalStruct } from "./types.ts";

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
