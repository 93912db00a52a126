/**
 * Derivatives of operations between tensors and buffers. What is read from a buffer has the elements of its shadow as
 * tangent; its adjoint is added to the shadow.
 */
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { BaseMemRefType } from "../../ir/builtin/types.ts";
import {
  type AdjointBuilder,
  type DerivativeBuilder,
  type DerivativeRule,
  derivative,
  type TangentBuilder,
} from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { fillWithZeros, forEachElement } from "../memref/index.ts";
import { CastOp, ExtractOp } from "../tensor/index.ts";
import { AllocTensorOp } from "./ops/allocation.ts";
import { MaterializeInDestinationOp, ToTensorOp, tensorTypeOf } from "./ops/conversion.ts";

/** The contents of a buffer. */
const contents = ({ builder }: DerivativeBuilder, buffer: Value): Value =>
  builder.create(ToTensorOp, {
    buffer,
    restrict: UnitAttr.get(),
    resultTypes: [tensorTypeOf(buffer.type as BaseMemRefType)],
  }).result;

/** A tensor with these elements, whatever happens to the buffer that they come from. */
const copyOf = ({ builder }: DerivativeBuilder, copy: Value): Value =>
  builder.create(AllocTensorOp, { dynamic_sizes: [], copy, resultTypes: [copy.type] }).result;

const toTensorRule = derivative(ToTensorOp, {
  jvp({ buffer, result }, b) {
    const shadow = b.shadow(buffer);
    if (shadow !== undefined) b.setTangent(result, contents(b, shadow));
  },
  /** shadow += resultBar */
  vjp({ buffer, result }, b) {
    const tensor = b.gradient(result);
    const shadow = b.shadow(buffer);
    if (tensor === undefined || shadow === undefined) return;
    forEachElement(b.builder, shadow, (indices) => {
      const resultTypes = [result.type.elementType];
      b.accumulateElement(shadow, indices, b.builder.create(ExtractOp, { tensor, indices, resultTypes }).result);
    });
  },
});

const isBuffer = ({ type }: Value): boolean => type instanceof BaseMemRefType;

const materializeRule = derivative(MaterializeInDestinationOp, {
  jvp({ source, dest, result }, b) {
    if (!isBuffer(dest)) forwardCopy(b, source, result!);
    else {
      const shadow = b.shadow(dest);
      if (shadow === undefined) return;
      const writable = UnitAttr.get();
      const tangent = b.tangentOrZero(source);
      b.builder.create(MaterializeInDestinationOp, { source: tangent, dest: shadow, writable, resultTypes: [] });
    }
  },
  /** sourceBar += shadow; shadow = 0 */
  vjp({ source, dest, result }, b) {
    if (!isBuffer(dest)) {
      reverseCopy(b, source, result!);
      return;
    }
    const shadow = b.shadow(dest);
    if (shadow === undefined) return;
    const adjoint = copyOf(b, contents(b, shadow));
    fillWithZeros(b, b.builder, shadow);
    b.accumulate(source, as(b, adjoint, source));
  },
});

const allocTensorRule = derivative(AllocTensorOp, {
  inactive: ["dynamic_sizes", "size_hint"],
  jvp({ copy, result }, b) {
    if (copy !== undefined) forwardCopy(b, copy, result);
  },
  vjp({ copy, result }, b) {
    if (copy !== undefined) reverseCopy(b, copy, result);
  },
});

/** Where the result has the elements of `source`: so have the tangents. */
function forwardCopy(b: TangentBuilder, source: Value, result: Value): void {
  const tangent = b.tangent(source);
  if (tangent !== undefined) b.setTangent(result, as(b, tangent, result));
}

function reverseCopy(b: AdjointBuilder, source: Value, result: Value): void {
  const adjoint = b.gradient(result);
  if (adjoint !== undefined) b.accumulate(source, as(b, adjoint, source));
}

/** The tensor in the type of `like`, which may tell more or less of its sizes. */
function as({ builder }: DerivativeBuilder, source: Value, like: Value): Value {
  return source.type === like.type ? source : builder.create(CastOp, { source, resultTypes: [like.type] }).dest;
}

export const bufferizationDerivatives: readonly DerivativeRule[] = [toTensorRule, materializeRule, allocTensorRule];
