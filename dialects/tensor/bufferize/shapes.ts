/** Bufferization of what looks at a tensor through another type. Where the layout does not allow that, it is copied. */

import { hasIdentityLayout } from "../../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { BufferizableOpInterface, type Bufferizer, equivalentTo } from "../../../ir/interfaces/bufferizable.ts";
import type { Value } from "../../../ir/value.ts";
import * as memref from "../../memref/index.ts";
import { reassociationOf } from "../../reassociation.ts";
import { CastOp } from "../ops/casts.ts";
import { CollapseShapeOp, ExpandShapeOp } from "../ops/reassociation.ts";
import { ReshapeOp } from "../ops/reshape.ts";

/** A copy of the buffer in row-major order. */
function rowMajorCopy(buffer: Value, bufferizer: Bufferizer): Value {
  const { shape, elementType, memorySpace } = buffer.type as MemRefType;
  const copy = bufferizer.allocate(
    MemRefType.get(shape, elementType, undefined, memorySpace),
    bufferizer.dynamicSizes(buffer),
  );
  bufferizer.copy(buffer, copy);
  return copy;
}

CastOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ dest }) => [equivalentTo(dest)],
  bufferType({ source, dest }, _, types): BaseMemRefType {
    const from = types.of(source);
    const { type } = dest;
    // Between types with a rank the layout stays; else it may be any.
    if (!(from instanceof MemRefType && type instanceof RankedTensorType)) {
      return types.withDynamicLayout(type, from.memorySpace);
    }
    return MemRefType.get(type.shape, type.elementType, from.layout, from.memorySpace);
  },
  bufferize({ op, source, dest }, bufferizer) {
    const type = bufferizer.types.of(dest);
    const buffer = bufferizer.buffer(source);
    if (buffer.type === type) bufferizer.replace(op, [buffer]);
    // Unlike others, this cast may fail: the program says that it does not.
    else {
      const cast = bufferizer.builder.create(memref.CastOp, { source: buffer, resultTypes: [type] });
      bufferizer.replace(op, [cast.dest]);
    }
  },
});

ExpandShapeOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ result }) => [equivalentTo(result)],
  bufferType: ({ src, result, reassociation }, _, types) =>
    memref.expandedType(types.of(src) as MemRefType, result.type.shape!, reassociationOf(reassociation)),
  bufferize({ op, src, output_shape, static_output_shape, reassociation, result }, bufferizer) {
    const resultTypes = [bufferizer.types.of(result)];
    const expanded = bufferizer.builder.create(memref.ExpandShapeOp, {
      src: bufferizer.buffer(src),
      output_shape,
      static_output_shape,
      reassociation,
      resultTypes,
    });
    bufferizer.replace(op, [expanded.result]);
  },
});

CollapseShapeOp.implement(BufferizableOpInterface, {
  // There may be a copy.
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ result }) => [equivalentTo(result)],
  bufferType({ src, result, reassociation }, _, types) {
    const from = types.of(src) as MemRefType;
    const groups = reassociationOf(reassociation);
    return memref.isCollapsible(from, groups)
      ? memref.collapsedType(from, groups, result.type.shape!)!
      : types.allocated(result.type, from.memorySpace);
  },
  bufferize({ op, src, reassociation, result }, bufferizer) {
    const buffer = bufferizer.buffer(src);
    const isCollapsible = memref.isCollapsible(buffer.type as MemRefType, reassociationOf(reassociation));
    const resultTypes = [bufferizer.types.of(result)];
    const source = isCollapsible ? buffer : rowMajorCopy(buffer, bufferizer);
    const collapsed = bufferizer.builder.create(memref.CollapseShapeOp, { src: source, reassociation, resultTypes });
    bufferizer.replace(op, [collapsed.result]);
  },
});

ReshapeOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: (_, { index }) => index === 1,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ result }, { index }) => (index === 0 ? [equivalentTo(result)] : []),
  bufferType: ({ source, result }, _, types) => types.allocated(result.type, types.of(source).memorySpace),
  bufferize({ op, source, shape, result }, bufferizer) {
    const buffer = bufferizer.buffer(source);
    const isRowMajor = !(buffer.type instanceof MemRefType) || hasIdentityLayout(buffer.type);
    const reshaped = bufferizer.builder.create(memref.ReshapeOp, {
      source: isRowMajor ? buffer : rowMajorCopy(buffer, bufferizer),
      shape: bufferizer.buffer(shape),
      resultTypes: [bufferizer.types.of(result)],
    });
    bufferizer.replace(op, [reshaped.result]);
  },
});
