/**
 * Derivatives of reductions of vectors to one number, for vectors whose length is known. The greatest and the smallest
 * number is the last one of those that are equal, as where two numbers are compared.
 */
import type { OpBuilder } from "../../../ir/builder.ts";
import { denseI32Array, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { i64, type VectorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type DerivativeBuilder, type DerivativeRule, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { ExtractElementOp, InsertElementOp, ShuffleVectorOp } from "../aggregate-ops.ts";
import { ConstantOp, PoisonOp } from "../constant-ops.ts";
import {
  ReduceFAddOp,
  ReduceFMaximumOp,
  ReduceFMaxOp,
  ReduceFMinimumOp,
  ReduceFMinOp,
  ReduceFMulOp,
} from "../intrinsics/reductions.ts";

const laneNumber = (builder: OpBuilder, lane: number): Value =>
  builder.create(ConstantOp, { value: IntegerAttr.get(i64(), lane), resultTypes: [i64()] }).res;

/** The elements of a vector, whose length must be known. */
export function lanesOf(builder: OpBuilder, op: Operation, vector: Value): Value[] {
  const { shape, isScalable } = vector.type as VectorType;
  if (isScalable) throw opError(op, "cannot be differentiated with vectors of unknown length");
  return Array.from({ length: shape[0]! }, (_, lane) => {
    const position = laneNumber(builder, lane);
    return builder.create(ExtractElementOp, { vector, position }).res;
  });
}

export function vectorOf(builder: OpBuilder, lanes: readonly Value[], type: VectorType): Value {
  let vector: Value = builder.create(PoisonOp, { resultTypes: [type] }).res;
  lanes.forEach((value, lane) => {
    vector = builder.create(InsertElementOp, { vector, value, position: laneNumber(builder, lane) }).res;
  });
  return vector;
}

/** The number in each element of a vector. */
export function splat(builder: OpBuilder, value: Value, type: VectorType): Value {
  const poison = builder.create(PoisonOp, { resultTypes: [type] }).res;
  const first = { vector: poison, value, position: laneNumber(builder, 0) };
  const v1 = builder.create(InsertElementOp, first).res;
  const mask = denseI32Array(type.shape.flatMap((count) => Array<number>(count).fill(0)));
  return builder.create(ShuffleVectorOp, { v1, v2: poison, mask, resultTypes: [type] }).res;
}

const sum = derivative(ReduceFAddOp, {
  linear: ["start_value", "input"],
  vjp({ start_value, input, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    b.accumulate(start_value, gradient);
    if (b.isActive(input)) b.accumulate(input, splat(b.builder, gradient, input.type as VectorType));
  },
});

/** For each factor the product of all others. */
function productsOfOthers({ builder, arithmetic }: DerivativeBuilder, factors: readonly Value[]): Value[] {
  const multiply = (a: Value | undefined, b: Value): Value =>
    a === undefined ? b : arithmetic.multiply(builder, a, b);
  const others: (Value | undefined)[] = [];
  let before: Value | undefined;
  for (const factor of factors) {
    others.push(before);
    before = multiply(before, factor);
  }
  let behind: Value | undefined;
  for (let i = factors.length - 1; i >= 0; i--) {
    if (behind !== undefined) others[i] = multiply(others[i], behind);
    behind = multiply(behind, factors[i]!);
  }
  return others as Value[];
}

const product = derivative(ReduceFMulOp, {
  jvp({ op, start_value, input, res }, b) {
    const { builder, arithmetic } = b;
    const others = productsOfOthers(b, [start_value, ...lanesOf(builder, op, input)]);
    const tangent = b.tangent(input);
    const tangents = [b.tangent(start_value), ...(tangent === undefined ? [] : lanesOf(builder, op, tangent))];
    let sum: Value | undefined;
    tangents.forEach((factor, i) => {
      if (factor === undefined) return;
      const term = arithmetic.multiply(builder, factor, others[i]!);
      sum = sum === undefined ? term : b.add(sum, term);
    });
    if (sum !== undefined) b.setTangent(res, sum);
  },
  vjp({ op, start_value, input, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const { builder, arithmetic } = b;
    const factors = [b.primal(start_value), ...lanesOf(builder, op, b.primal(input))];
    const [first, ...lanes] = productsOfOthers(b, factors).map((others) =>
      arithmetic.multiply(builder, gradient, others),
    );
    b.accumulate(start_value, first!);
    b.accumulate(input, vectorOf(builder, lanes, input.type as VectorType));
  },
});

type Extremum = typeof ReduceFMaxOp;

const extremum = (def: Extremum): DerivativeRule =>
  derivative(def, {
    jvp({ op, in: input, res }, b) {
      const tangent = b.tangent(input);
      if (tangent === undefined) return;
      const { builder, arithmetic } = b;
      const lanes = lanesOf(builder, op, input);
      const chosen = lanesOf(builder, op, tangent).reduce((before, candidate, i) => {
        const isIt = arithmetic.compare(builder, "==", lanes[i]!, res);
        return arithmetic.select(builder, isIt, candidate, before);
      });
      b.setTangent(res, chosen);
    },
    vjp({ op, in: input, res }, b) {
      const gradient = b.gradient(res);
      if (gradient === undefined) return;
      const { builder, arithmetic } = b;
      const lanes = lanesOf(builder, op, b.primal(input));
      const zero = b.zero(res);
      let rest = gradient;
      for (let i = lanes.length - 1; i > 0; i--) {
        const isIt = arithmetic.compare(builder, "==", lanes[i]!, b.primal(res));
        lanes[i] = arithmetic.select(builder, isIt, rest, zero);
        rest = arithmetic.select(builder, isIt, zero, rest);
      }
      lanes[0] = rest;
      b.accumulate(input, vectorOf(builder, lanes, input.type as VectorType));
    },
  });

export const reductionDerivatives: readonly DerivativeRule[] = [
  sum,
  product,
  ...[ReduceFMaxOp, ReduceFMinOp, ReduceFMaximumOp, ReduceFMinimumOp].map(extremum),
];
