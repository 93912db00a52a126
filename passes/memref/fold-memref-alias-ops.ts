/**
 * `fold-memref-alias-ops`: makes of accesses through views accesses to what is viewed, at other indices; parts of parts
 * become parts.
 */
import { affineDialect } from "../../dialects/affine/index.ts";
import { createIndex } from "../../dialects/arith/index.ts";
import { LoadOp, memrefDialect, StoreOp, SubViewOp, subViewDroppedDims } from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import { sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { constantIndex, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { elementInSource, inSubViewSource } from "./indices-in-source.ts";

/** An access by one index for each dimension. */
interface Access {
  readonly op: Operation;
  readonly memref: Value;
  readonly indices: readonly Value[];
}

/** Lets `access` begin from what its buffer is a view of. */
function accessSource({ op, memref, indices }: Access, rewriter: PatternRewriter): boolean {
  const view = memref.definingOp;
  const element = view === undefined ? undefined : elementInSource(rewriter, view, indices);
  if (element === undefined) return false;
  const { def } = op;
  const values = element.indices.map((index) => createIndex(rewriter, index));
  const segment = (name: string): number => def.operandSegments.findIndex((operand) => operand.name === name);
  rewriter.modify(op, () => {
    def.setOperandGroup(op, segment("memref"), [element.buffer]);
    def.setOperandGroup(op, segment("indices"), values);
  });
  return true;
}

const foldViewIntoLoad = pattern("fold-view-into-load", LoadOp, accessSource);
const foldViewIntoStore = pattern("fold-view-into-store", StoreOp, accessSource);

const isUnit = (stride: MixedIndex): boolean => constantIndex(stride) === 1n;

/** A part of a part, both of neighbouring elements. */
const foldSubViews = pattern("fold-subview-of-subview", SubViewOp, ({ op, source }, rewriter) => {
  const inner = SubViewOp.defining(source);
  if (inner === undefined) return false;
  const slice = sliceOf(op);
  const innerSlice = sliceOf(inner.op);
  if (![...slice.strides, ...innerSlice.strides].every(isUnit)) return false;
  const { buffer, indices } = inSubViewSource(rewriter, inner, slice.offsets);
  const dropped = subViewDroppedDims(inner);
  let next = 0;
  const sizes = innerSlice.sizes.map((_, d) => (dropped.has(d) ? 1n : slice.sizes[next++]!));
  const whole = sliceArgs({ offsets: indices, sizes, strides: innerSlice.strides });
  rewriter.replaceWithNew(op, SubViewOp, { source: buffer, ...whole, resultTypes: op.resultTypes });
  return true;
});

const patterns: readonly Pattern[] = [foldViewIntoLoad, foldViewIntoStore, foldSubViews];

export const foldMemrefAliasOps = definePass(
  "fold-memref-alias-ops",
  {
    summary: "Fold memref alias ops into consumer load/store ops",
    dependentDialects: [affineDialect, memrefDialect],
  },
  (op, { context }) => {
    applyPatternsGreedily(op, patterns, context);
  },
);
