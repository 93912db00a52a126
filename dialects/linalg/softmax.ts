/** `linalg.softmax`: exponentials that add up to 1 along a dimension. */

import { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AnyRankedTensor, I64Attr } from "../../ir/builtin/constraints.ts";
import { FloatType, isDynamic, MemRefType, RankedTensorType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type Op, type OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { AggregatedOpInterface } from "../../ir/interfaces/aggregated.ts";
import {
  DestinationStyleOpInterface,
  hasPureBufferSemantics,
  hasPureTensorSemantics,
} from "../../ir/interfaces/destination-style.ts";
import { elementOrSelf, operandShape } from "../../ir/interfaces/linalg.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { isValue } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { AddFOp, createConstant, DivFOp, MaxNumFOp, SubFOp } from "../arith/index.ts";
import { ExpOp } from "../math/index.ts";
import { AllocOp, sizesOf as bufferSizesOf, DeallocOp } from "../memref/index.ts";
import { EmptyOp, sizesOf } from "../tensor/index.ts";
import { createGeneric, type GenericOp } from "./generic.ts";
import { createFill } from "./named-ops.ts";
import { TensorOrMemref } from "./structured.ts";

export const SoftmaxOp = defineOp(
  "linalg.softmax",
  {
    summary: "Exponentials of the elements, divided by their sum along a dimension",
    operands: { input: TensorOrMemref, output: TensorOrMemref },
    attributes: { dimension: I64Attr },
    results: { result: variadic(AnyRankedTensor) },
    assemblyFormat:
      "attr-dict `dimension` `(` $dimension `)` `ins` `(` $input `:` type($input) `)` " +
      "`outs` `(` $output `:` type($output) `)` (`->` type($result)^)?",
  },
  {
    verify({ op, input, output, dimension }) {
      if (elementOrSelf(input.type) !== elementOrSelf(output.type)) {
        throw opError(op, "failed to verify that input and output have same element type");
      }
      const [from, to] = [operandShape(input), operandShape(output)];
      const isSame = (size: number, i: number): boolean => size === to[i] || isDynamic(size) || isDynamic(to[i]!);
      if (from.length !== to.length || !from.every(isSame)) throw opError(op, "incompatible output shape");
      if (dimension.value < 0n || dimension.value >= BigInt(from.length)) {
        throw opError(op, "incorrect dimension specified");
      }
    },
  },
)
  .implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) })
  .implement(MemoryEffectOpInterface, {
    effects({ op, input, output }): MemoryEffect[] {
      if (hasPureTensorSemantics(op)) return [];
      return [
        { kind: "read", value: input },
        { kind: "write", value: output },
      ];
    },
  });
export type SoftmaxOp = Op<typeof SoftmaxOp>;

/** The maps of what has all dimensions, and of what lacks the one along which the sum is 1. */
interface Maps {
  readonly full: AffineMap;
  readonly reduced: AffineMap;
  readonly dimension: number;
}

SoftmaxOp.implement(AggregatedOpInterface, {
  /** `exp(x - max x) / sum exp(x - max x)`, which does not overflow. */
  decompose({ op, input, output, dimension: { number: dimension } }, builder): Value[] | undefined {
    const onTensors = hasPureTensorSemantics(op);
    if (!(elementOrSelf(input.type) instanceof FloatType) || !(onTensors || hasPureBufferSemantics(op)))
      return undefined;
    const full = AffineMap.getMultiDimIdentityMap(operandShape(input).length);
    const maps = { full, reduced: full.dropResult(dimension), dimension };
    const { maxFinite } = (elementOrSelf(input.type) as FloatType).format;
    const maximum = reduce(builder, input, maps, MaxNumFOp, -maxFinite);
    const numerator = exponentials(builder, input, maximum, output, maps);
    const denominator = reduce(builder, numerator, maps, AddFOp, 0);
    const quotients = createGeneric(
      builder,
      [numerator, denominator],
      [output],
      { maps: [full, maps.reduced, full], iteratorTypes: full.results.map(() => "parallel") },
      (inner, [a, b]) => [inner.create(DivFOp, { lhs: a!, rhs: b! }).result],
    );
    if (!onTensors) for (const memref of [maximum, denominator]) builder.create(DeallocOp, { memref });
    return [...quotients.op.results];
  },
});

/** What the operation makes of its output: a new tensor, or the buffer. */
const outputOf = ({ op }: GenericOp): Value => (op.numResults > 0 ? op.result() : op.operands.at(-1)!);

/** Joins the elements along the dimension, beginning with `start`. */
function reduce(builder: OpBuilder, input: Value, { full, reduced, dimension }: Maps, op: OpDefinition, start: number) {
  const elementType = elementOrSelf(input.type);
  const init = createFill(
    builder,
    createConstant(builder, elementType, start),
    withoutDimension(builder, input, dimension),
  );
  const iteratorTypes = full.results.map((_, i) => (i === dimension ? ("reduction" as const) : ("parallel" as const)));
  const generic = createGeneric(builder, [input], [init], { maps: [full, reduced], iteratorTypes }, (inner, [x, y]) => [
    inner.createOperation(op, [x!, y!], [elementType]).result(),
  ]);
  return outputOf(generic);
}

/** An array like another one, but without one of its dimensions, that holds nothing yet. */
export function withoutDimension(builder: OpBuilder, array: Value, dimension: number): Value {
  const { type } = array;
  const shape = operandShape(array).toSpliced(dimension, 1);
  if (!(type instanceof MemRefType)) {
    const dynamicSizes = sizesOf(builder, array).toSpliced(dimension, 1).filter(isValue);
    const resultTypes = [RankedTensorType.get(shape, elementOrSelf(type))];
    return builder.create(EmptyOp, { dynamicSizes, resultTypes }).result;
  }
  const dynamicSizes = bufferSizesOf(builder, array).toSpliced(dimension, 1).filter(isValue);
  const resultTypes = [MemRefType.get(shape, type.elementType, undefined, type.memorySpace)];
  return builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes }).memref;
}

function exponentials(builder: OpBuilder, input: Value, maximum: Value, output: Value, { full, reduced }: Maps): Value {
  const parts = { maps: [full, reduced, full], iteratorTypes: full.results.map(() => "parallel" as const) };
  const generic = createGeneric(builder, [input, maximum], [output], parts, (inner, [x, largest]) => {
    const difference = inner.create(SubFOp, { lhs: x!, rhs: largest! }).result;
    return [inner.create(ExpOp, { operand: difference }).result];
  });
  return outputOf(generic);
}
