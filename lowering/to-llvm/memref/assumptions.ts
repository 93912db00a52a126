/** Lowers what may be assumed of buffers to assumptions that LLVM knows. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { ArrayAttr, BoolAttr, denseI32Array, StringAttr } from "../../../ir/builtin/attributes.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import type { Value } from "../../../ir/value.ts";
import { firstElementAddress } from "./access.ts";
import { indexConstant, part } from "./descriptor.ts";

const createTrue = (builder: OpBuilder): Value =>
  builder.create(llvm.ConstantOp, { value: BoolAttr.get(true), resultTypes: [i1()] }).res;

/** Says something of values, by a tag that LLVM knows. */
function assume(builder: OpBuilder, cond: Value, tag: string, operands: readonly Value[]): void {
  builder.create(llvm.AssumeOp, {
    cond,
    op_bundle_operands: operands,
    op_bundle_sizes: denseI32Array([operands.length]),
    op_bundle_tags: ArrayAttr.get([StringAttr.get(tag)]),
  });
}

/** What is aligned is the first element. */
const convertAssumeAlignment = conversionPattern(
  "memref.assume_alignment-to-llvm",
  memref.AssumeAlignmentOp,
  (view, { memref: buffer }, rewriter, types) => {
    const { type } = view.memref;
    if (types.convert(type) === undefined) return false;
    const first = firstElementAddress(rewriter, types, buffer, type);
    const condition = createTrue(rewriter);
    assume(rewriter, condition, "align", [first, indexConstant(rewriter, types, view.alignment.number)]);
    rewriter.replace(view.op, [buffer]);
    return true;
  },
);

const convertDistinctObjects = conversionPattern(
  "memref.distinct_objects-to-llvm",
  memref.DistinctObjectsOp,
  ({ op }, { operands }, rewriter, types) => {
    if (op.operandTypes.some((type) => types.convert(type) === undefined)) return false;
    const pointers = operands.map((buffer) => llvm.extractValue(rewriter, buffer, part.aligned));
    const condition = createTrue(rewriter);
    pointers.forEach((pointer, i) => {
      for (const other of pointers.slice(i + 1)) assume(rewriter, condition, "separate_storage", [pointer, other]);
    });
    rewriter.replace(op, operands);
    return true;
  },
);

export const assumptionPatterns: readonly ConversionPattern[] = [convertAssumeAlignment, convertDistinctObjects];
