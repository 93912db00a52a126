/** Sums of products, and their adjoints, which are sums of products again. */

import type { AffineMap } from "../../../ir/affine.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, ShapedType } from "../../../ir/builtin/types.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import { indexingMaps } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, MulFOp } from "../../arith/index.ts";
import { GenericOp } from "../generic.ts";
import { multiplyAddBody } from "../named/bodies.ts";
import { hasBodyOf } from "../named/body-region.ts";
import { createNamedOp, findContraction } from "../named-ops.ts";
import { contentsOf, gradientOf, gradientOrZeros, isBuffer } from "./arrays.ts";
import { outputsOf } from "./body.ts";
import { createNest } from "./nest.ts";

/** Whether a named operation adds products of the elements of two arrays, all of one type of float, to its output. */
export function isContraction(op: Operation): boolean {
  if (GenericOp.is(op) || op.numOperands !== 3) return false;
  const [type, ...types] = op.operands.map((operand) =>
    operand.type instanceof ShapedType ? operand.type.elementType : undefined,
  );
  return type instanceof FloatType && types.every((other) => other === type) && hasBodyOf(op, multiplyAddBody);
}

/** out += sum of lhs * rhs over some loops, under the name that there is for it. Returns what `out` becomes. */
function addProducts(
  builder: OpBuilder,
  inputs: readonly [Value, Value],
  out: Value,
  maps: readonly [AffineMap, AffineMap, AffineMap],
): Value {
  const found = findContraction(maps);
  if (found !== undefined) {
    const ordered = found.isSwapped ? [inputs[1], inputs[0]] : inputs;
    return createNamedOp(builder, found.def, ordered, out, found.attributes).results[0] ?? out;
  }
  const operands = [...inputs, out].map((value, i) => ({ type: value.type, map: maps[i]!, operand: () => value }));
  const [result] = createNest(builder, {
    numLoops: maps[0].numDims,
    inputs: operands.slice(0, 2),
    outputs: operands.slice(2),
    body([lhs, rhs], [sum]) {
      const product = builder.create(MulFOp, { lhs: lhs!, rhs: rhs! }).result;
      return [builder.create(AddFOp, { lhs: sum!, rhs: product }).result];
    },
  });
  return result!;
}

/**
 * lhsBar += outBar * rhs; rhsBar += lhs * outBar: the output's adjoint stands in the input's place, and the input is
 * the output.
 */
export function reverseContraction(op: Operation, b: AdjointBuilder): void {
  const [output] = outputsOf(op);
  const gradient = gradientOf(op, output!, b);
  if (gradient === undefined) return;
  const [lhs, rhs] = op.operands as [Value, Value];
  const [lhsMap, rhsMap, outMap] = indexingMaps(op) as [AffineMap, AffineMap, AffineMap];
  if (!isBuffer(output!.init)) b.accumulate(output!.init, gradient);
  const add = (value: Value, inputs: () => [Value, Value], maps: [AffineMap, AffineMap, AffineMap]): void => {
    if (!b.isActive(value)) return;
    const sum = addProducts(b.builder, inputs(), gradientOrZeros(b, value), maps);
    if (!isBuffer(value)) b.setGradient(value, sum);
  };
  add(lhs, () => [gradient, contentsOf(op, rhs, b)], [outMap, rhsMap, lhsMap]);
  add(rhs, () => [contentsOf(op, lhs, b), gradient], [lhsMap, outMap, rhsMap]);
}
