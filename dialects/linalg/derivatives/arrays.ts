/** The tensors and buffers that the rules use and make. */

import type { AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { hasPureBufferSemantics } from "../../../ir/interfaces/destination-style.ts";
import type { AdjointBuilder, DerivativeBuilder } from "../../../ir/interfaces/differentiable.ts";
import { elementOrSelf } from "../../../ir/interfaces/linalg.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AllocOp, allocateLike, DeallocOp, LoadOp } from "../../memref/index.ts";
import { EmptyOp, ExtractOp } from "../../tensor/index.ts";
import { createFill } from "../named-ops.ts";
import type { Output } from "./body.ts";
import type { NestOutput } from "./nest.ts";

export const isBuffer = ({ type }: Value): boolean => type instanceof MemRefType;
export const isArray = ({ type }: Value): boolean => type instanceof MemRefType || type instanceof RankedTensorType;

/** A tensor that will be written everywhere. */
export const emptyTensor = (builder: OpBuilder, type: RankedTensorType, sizes: readonly MixedIndex[]): Value =>
  builder.create(EmptyOp, { dynamicSizes: sizes.filter(isValue), resultTypes: [type] }).result;

/** Zeros everywhere; returns what a tensor becomes, or the buffer. */
export const fillWithZeros = (b: DerivativeBuilder, array: Value): Value =>
  createFill(b.builder, b.zeroOf(elementOrSelf(array.type), b.builder), array);

// In reverse mode.

/** The adjoint of the output: that of the result, or the shadow of the buffer; undefined if there is none. */
export const gradientOf = (op: Operation, { init, position }: Output, b: AdjointBuilder): Value | undefined =>
  isBuffer(init) ? b.shadow(init) : b.gradient(op.result(position));

/** An operand as it was in front of the operation. */
export const contentsOf = (op: Operation, operand: Value, b: AdjointBuilder): Value =>
  isBuffer(operand) ? b.contents(op, operand) : b.primal(operand);

/** A tensor of the shape of `like`, one of the primal, that will be written everywhere. */
export function emptyLike(b: AdjointBuilder, like: Value, elementType?: Type): Value {
  const own = like.type as RankedTensorType;
  const type = elementType === undefined ? own : RankedTensorType.get(own.shape, elementType);
  return emptyTensor(b.builder, type, own.hasStaticShape ? [] : b.sizes(like));
}

/** A tensor or buffer of the shape of an operand, with elements of another type. */
export const arrayLike = (b: AdjointBuilder, like: Value, elementType: Type): Value =>
  isBuffer(like) ? allocateLike(b.builder, b.primal(like), elementType) : emptyLike(b, like, elementType);

/** The shadow of a buffer; the adjoint of a tensor that has come together so far. */
export const gradientOrZeros = (b: AdjointBuilder, array: Value): Value =>
  (isBuffer(array) ? b.shadow(array) : b.gradient(array)) ?? fillWithZeros(b, emptyLike(b, array));

/** A sum over all iterations of a nest: an array with one number in it. */
export class Sum {
  readonly #b: AdjointBuilder;
  readonly #type: Type;
  readonly #array: Value;

  /** `type` is that of the number; the array is a buffer if `op` works on buffers. */
  constructor(op: Operation, type: Type, b: AdjointBuilder) {
    this.#b = b;
    this.#type = type;
    const { builder } = b;
    this.#array = hasPureBufferSemantics(op)
      ? allocate(builder, MemRefType.get([], type))
      : emptyTensor(builder, RankedTensorType.get([], type), []);
    this.#array = fillWithZeros(b, this.#array);
  }

  output(map: AffineMap): NestOutput {
    return { type: this.#array.type, map, operand: () => this.#array };
  }

  /** The sum, behind the nest in which the array became `result`; 0 if that is undefined. */
  read(result = this.#array): Value {
    const { builder } = this.#b;
    const resultTypes = [this.#type];
    if (!isBuffer(result)) return builder.create(ExtractOp, { tensor: result, indices: [], resultTypes }).result;
    const sum = builder.create(LoadOp, { memref: result, indices: [], resultTypes }).result;
    builder.create(DeallocOp, { memref: result });
    return sum;
  }
}

export const allocate = (builder: OpBuilder, type: MemRefType, dynamicSizes: readonly Value[] = []): Value =>
  builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [type] }).memref;
