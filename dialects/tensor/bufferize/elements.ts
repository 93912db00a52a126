/** Bufferization of what concerns one element, or only the shape. */

import { BufferizableOpInterface } from "../../../ir/interfaces/bufferizable.ts";
import { destinationStyleBufferization } from "../../../ir/interfaces/destination-style-bufferization.ts";
import * as memref from "../../memref/index.ts";
import { ExtractOp, InsertOp } from "../ops/element.ts";
import { DimOp, RankOp } from "../ops/shape.ts";

ExtractOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize({ op, tensor, indices }, bufferizer) {
    const { builder } = bufferizer;
    const buffer = bufferizer.buffer(tensor);
    const load = builder.create(memref.LoadOp, { memref: buffer, indices, resultTypes: op.resultTypes });
    bufferizer.replace(op, [load.result]);
  },
});

InsertOp.implement(BufferizableOpInterface, {
  ...destinationStyleBufferization,
  bufferize({ op, scalar, dest, indices }, bufferizer) {
    const buffer = bufferizer.buffer(dest);
    bufferizer.builder.create(memref.StoreOp, { value: scalar, memref: buffer, indices });
    bufferizer.replace(op, [buffer]);
  },
});

DimOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize({ op, source, index }, bufferizer) {
    const { builder } = bufferizer;
    const buffer = bufferizer.buffer(source);
    const dim = builder.create(memref.DimOp, { source: buffer, index, resultTypes: op.resultTypes });
    bufferizer.replace(op, [dim.result]);
  },
});

RankOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize({ op, tensor }, bufferizer) {
    const { builder } = bufferizer;
    const rank = builder.create(memref.RankOp, { memref: bufferizer.buffer(tensor), resultTypes: op.resultTypes });
    bufferizer.replace(op, [rank.result]);
  },
});
