/** Derivatives of operations on parts of tensors. Adjoints are changed at the part, not as a whole. */

import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import { createIndexSum } from "../../arith/index.ts";
import { ConcatOp, ExtractSliceOp, InsertSliceOp } from "../ops.ts";
import { addToSlice, extractSlice, insertSlice, primalSizes, primalSlice, sliceAt } from "./build.ts";

const extractSliceRule = derivative(ExtractSliceOp, {
  linear: ["source"],
  /** sourceBar[slice] += resultBar */
  vjp({ op, source, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined || !b.isActive(source)) return;
    addToSlice(b, source, gradient, primalSlice(b, sliceOf(op)));
  },
});

const insertSliceRule = derivative(InsertSliceOp, {
  linear: ["source", "dest"],
  /** sourceBar += resultBar[slice]; destBar += resultBar with 0 in the slice */
  vjp({ op, source, dest, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    const slice = primalSlice(b, sliceOf(op));
    const part = extractSlice(builder, gradient, slice, source.type);
    b.accumulate(source, part);
    if (b.isActive(dest)) b.accumulate(dest, insertSlice(builder, b.constant(0, part), gradient, slice));
  },
});

const concatRule = derivative(ConcatOp, {
  linear: ["inputs"],
  /** Each input gets its part of resultBar. */
  vjp({ inputs, dim, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    const axis = dim.number;
    let offset: MixedIndex = 0n;
    inputs.forEach((input, i) => {
      const sizes = primalSizes(b, input);
      const slice = sliceAt(
        sizes.map((_, d) => (d === axis ? offset : 0n)),
        sizes,
      );
      if (b.isActive(input))
        b.accumulate(input, extractSlice(builder, gradient, slice, input.type as RankedTensorType));
      if (i + 1 < inputs.length) offset = createIndexSum(builder, [offset, sizes[axis]!]);
    });
  },
});

export const sliceDerivatives = [extractSliceRule, insertSliceRule, concatRule];
