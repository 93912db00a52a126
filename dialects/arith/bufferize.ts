/** How operations of `arith` that are given tensors as a whole work on buffers. */

import type { ElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { type BaseMemRefType, elementTypeOrSelf, i1, type MemRefType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { BufferizableOpInterface, equivalentTo, maybeEquivalentTo } from "../../ir/interfaces/bufferizable.ts";
import { ConstantOp } from "./ops/constant.ts";
import { IndexCastOp } from "./ops/integer-casts.ts";
import { SelectOp } from "./ops/select.ts";

ConstantOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  isWritable: () => false,
  bufferize({ op, value, result }, bufferizer) {
    const type = bufferizer.types.of(result) as MemRefType;
    bufferizer.replace(op, [bufferizer.constant(value as ElementsAttr, type)]);
  },
});

IndexCastOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ op }) => [equivalentTo(op.result())],
  bufferType: ({ in: source, out }, _, types) => {
    const from = types.of(source);
    return from.cloneWith(from.shape, elementTypeOrSelf(out.type)) as BaseMemRefType;
  },
  bufferize({ op, out }, bufferizer) {
    bufferizer.becomeBuffers([out]);
    bufferizer.bufferizeOperands(op);
  },
});

SelectOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ result }) => [maybeEquivalentTo(result)],
  bufferType({ op, true_value, false_value }, _, types) {
    const type = types.common(types.of(true_value), types.of(false_value));
    if (type === undefined) throw opError(op, "inconsistent memory space on true/false operands");
    return type;
  },
  bufferize({ op, condition, result }, bufferizer) {
    if (condition.type !== i1()) throw opError(op, "only i1 condition values are supported");
    bufferizer.becomeBuffers([result]);
    const type = result.type as BaseMemRefType;
    bufferizer.bufferizeOperands(op, [undefined, type, type]);
  },
});
