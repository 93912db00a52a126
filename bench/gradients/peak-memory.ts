/** How many bytes of memory a program takes at most: what it allocates and frees is counted while the js engine executes it. */

import { createIndexConstant, MulIOp } from "../../dialects/arith/index.ts";
import { CallOp } from "../../dialects/func/index.ts";
import { AllocOp, DeallocOp, DimOp } from "../../dialects/memref/index.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { indexType, isDynamic, type MemRefType, scalarWidth } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { type CompiledModule, compile } from "../../tools/compile.ts";
import { defaultContext } from "../../tools/registry.ts";

/** Differentiates, and lowers tensors to buffers. */
const pipeline =
  "builtin.module(inline,canonicalize,cse,loop-invariant-code-motion,autodiff,canonicalize,cse,lower-ad-tape,lower-to-loops)";

/** The bytes in use and their peak. */
const counters = `
  memref.global "private" @bytesInUse : memref<2xindex> = dense<0>
  func.func @countBytes(%bytes: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %counts = memref.get_global @bytesInUse : memref<2xindex>
    %before = memref.load %counts[%c0] : memref<2xindex>
    %inUse = arith.addi %before, %bytes : index
    memref.store %inUse, %counts[%c0] : memref<2xindex>
    %peak = memref.load %counts[%c1] : memref<2xindex>
    %most = arith.maxsi %inUse, %peak : index
    memref.store %most, %counts[%c1] : memref<2xindex>
    return
  }
  func.func @peakBytes() -> index {
    %c1 = arith.constant 1 : index
    %counts = memref.get_global @bytesInUse : memref<2xindex>
    %peak = memref.load %counts[%c1] : memref<2xindex>
    return %peak : index
  }`;

/** A program whose function `peakBytes` tells the most bytes that were in use since it was compiled. */
export function compileCounting(text: string): CompiledModule {
  const context = defaultContext();
  const module = parseModule(`${text}${counters}`, context);
  if (module === undefined || !new PassManager(context, pipeline).run(module)) {
    throw new Error(context.diagnostics.map(({ message }) => message).join("\n"));
  }
  module.walk((op) => {
    if (AllocOp.is(op)) count(new OpBuilder(op.loc).setInsertionPointAfter(op), op.result(0), 1);
    else if (DeallocOp.is(op)) count(OpBuilder.before(op), op.operand(0), -1);
    return undefined;
  });
  return compile(module, { engine: "js" });
}

/** Adds the size of a buffer, times `sign`, to what is in use. */
function count(builder: OpBuilder, buffer: Value, sign: 1 | -1): void {
  const { shape, elementType } = buffer.type as MemRefType;
  const sizes = shape.map((size, i): Value => {
    const number = createIndexConstant(builder, isDynamic(size) ? i : size);
    if (!isDynamic(size)) return number;
    return builder.create(DimOp, { source: buffer, index: number, resultTypes: [indexType()] }).result;
  });
  const elementBytes = createIndexConstant(builder, (sign * scalarWidth(elementType)!) / 8);
  const bytes = sizes.reduce((lhs, rhs) => builder.create(MulIOp, { lhs, rhs }).result, elementBytes);
  builder.create(CallOp, { callee: SymbolRefAttr.get("countBytes"), operands: [bytes], resultTypes: [] });
}
