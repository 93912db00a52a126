/** What `+ - * /` and numbers mean for tensors of complex numbers, element by element. Those of floats are arith's. */

import type { OpBuilder } from "../../ir/builder.ts";
import { ComplexOfFloat } from "../../ir/builtin/constraints.ts";
import { indexType, isDynamic, RankedTensorType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Arithmetic } from "../../ir/interfaces/arithmetic.ts";
import type { Value } from "../../ir/value.ts";
import { arithArithmetic } from "../arith/index.ts";
import { complexArithmetic } from "../complex/index.ts";
import { SplatOp } from "./ops/creation.ts";
import { ExtractOp } from "./ops/element.ts";
import { GenerateOp, YieldOp } from "./ops/generate.ts";
import { sizeOf } from "./sizes.ts";

const isComplexTensor = (type: unknown): type is RankedTensorType =>
  type instanceof RankedTensorType && ComplexOfFloat.is(type.elementType);

/** The tensor of what `element` makes of the elements of tensors with the same shape. */
function elementwise(
  builder: OpBuilder,
  tensors: readonly [Value, ...Value[]],
  element: (elements: readonly Value[]) => Value,
): Value {
  const type = tensors[0].type as RankedTensorType;
  const dynamicExtents = type.shape.flatMap((size, i) => (isDynamic(size) ? [sizeOf(builder, tensors[0], i)] : []));
  const body = builder.createRegion(type.shape.map(indexType), (indices) => {
    const resultTypes = [type.elementType];
    const elements = tensors.map((tensor) => builder.create(ExtractOp, { tensor, indices, resultTypes }).result);
    builder.create(YieldOp, { value: element(elements) });
  });
  return builder.create(GenerateOp, { dynamicExtents, body, resultTypes: [type] }).result;
}

const binary =
  (operation: Arithmetic["add"]): Arithmetic["add"] =>
  (builder, lhs, rhs, flags) =>
    elementwise(builder, [lhs, rhs], ([a, b]) => operation(builder, a!, b!, flags));

const { add, subtract, multiply, divide, negate, conjugate } = complexArithmetic;

/** A constant needs a static shape. */
export const tensorArithmetic: Arithmetic = {
  supports: isComplexTensor,
  constant(builder, type, value) {
    const element = complexArithmetic.constant(builder, (type as RankedTensorType).elementType, value);
    return builder.create(SplatOp, { input: element, dynamicSizes: [], resultTypes: [type] }).aggregate;
  },
  negate: (builder, tensor, flags) => elementwise(builder, [tensor], ([a]) => negate(builder, a!, flags)),
  add: binary(add),
  subtract: binary(subtract),
  multiply: binary(multiply),
  divide: binary(divide),
  select: arithArithmetic.select,
  compare(builder, predicate) {
    throw errorAt(builder.loc, `tensors of complex numbers are not compared: a derivative does, by '${predicate}'`);
  },
  conjugate: (builder, tensor) =>
    isComplexTensor(tensor.type) ? elementwise(builder, [tensor], ([a]) => conjugate!(builder, a!)) : tensor,
};
