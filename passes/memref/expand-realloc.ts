/**
 * `expand-realloc`: makes of `memref.realloc` a new buffer with a copy where there is not enough memory, and a view of the
 * same memory where there is.
 */
import { CmpIOp, CmpIPredicate, createIndex } from "../../dialects/arith/index.ts";
import { mixedSizes } from "../../dialects/dynamic-sizes.ts";
import {
  AllocOp,
  CopyOp,
  DeallocOp,
  inferSubViewType,
  memrefDialect,
  ReallocOp,
  ReinterpretCastOp,
  SubViewOp,
  sizeOf,
} from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import { createIf, scfDialect } from "../../dialects/scf/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import { indexFromType, isValue, type MixedIndex } from "../../ir/mixed-index.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";

export const expandRealloc = definePass(
  "expand-realloc",
  {
    summary: "Expand memref.realloc operations into its components",
    options: { "emit-deallocs": boolOption(true, "Emit deallocation operations for the original MemRef") },
    dependentDialects: [memrefDialect, scfDialect],
  },
  (op, { context, options }) => {
    applyPatternsGreedily(op, [expand(options["emit-deallocs"])], context);
  },
);

const expand = (freesSource: boolean): Pattern =>
  pattern("expand-realloc", ReallocOp, (realloc, rewriter) => {
    const oldSize = sizeOfSource(rewriter, realloc.source);
    const [newSize] = sizesOfResult(realloc);
    const inNewMemory = (): Value => moveElements(rewriter, realloc, oldSize, freesSource);
    const inOldMemory = (): Value => resizedView(rewriter, realloc, newSize!);
    const result =
      isValue(oldSize) || isValue(newSize!)
        ? createIf(
            rewriter,
            createLess(rewriter, oldSize, newSize!),
            () => [inNewMemory()],
            () => [inOldMemory()],
          ).results[0]!
        : oldSize < newSize!
          ? inNewMemory()
          : inOldMemory();
    rewriter.replace(realloc.op, [result]);
    return true;
  });

const sizesOfResult = ({ result, dynamicResultSize }: ReallocOp): MixedIndex[] =>
  mixedSizes(result.type as MemRefType, dynamicResultSize === undefined ? [] : [dynamicResultSize]);

function sizeOfSource(builder: OpBuilder, source: Value): MixedIndex {
  return indexFromType((source.type as MemRefType).shape[0]!, () => sizeOf(builder, source, 0));
}

function createLess(builder: OpBuilder, a: MixedIndex, b: MixedIndex): Value {
  const [lhs, rhs] = [createIndex(builder, a), createIndex(builder, b)];
  return builder.create(CmpIOp, { predicate: CmpIPredicate.of("ult"), lhs, rhs }).result;
}

/** A new buffer, which begins with the elements of the old one. */
function moveElements(builder: OpBuilder, realloc: ReallocOp, oldSize: MixedIndex, freesSource: boolean): Value {
  const { source, result, alignment } = realloc;
  const memref = builder.create(AllocOp, {
    dynamicSizes: sizesOfResult(realloc).filter(isValue),
    symbolOperands: [],
    alignment,
    resultTypes: [result.type],
  }).memref;
  const slice = { offsets: [0n], sizes: [oldSize], strides: [1n] };
  const resultTypes = [inferSubViewType(memref.type as MemRefType, slice)];
  const target = builder.create(SubViewOp, { source: memref, ...sliceArgs(slice), resultTypes }).result;
  builder.create(CopyOp, { source, target });
  if (freesSource) builder.create(DeallocOp, { memref: source });
  return memref;
}

function resizedView(builder: OpBuilder, { source, result }: ReallocOp, size: MixedIndex): Value {
  const slice = sliceArgs({ offsets: [0n], sizes: [size], strides: [1n] });
  return builder.create(ReinterpretCastOp, { source, ...slice, resultTypes: [result.type] }).result;
}
