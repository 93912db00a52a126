/** Derivatives of operations that put the same elements into another shape: adjoints go back into the old one. */

import { indexType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import { splitIndices } from "../../../ir/mixed-index.ts";
import { createIndex } from "../../arith/index.ts";
import { CollapseShapeOp, ExpandShapeOp, FromElementsOp, ReshapeOp } from "../ops.ts";
import { primalSizes } from "./build.ts";

const collapseRule = derivative(CollapseShapeOp, {
  linear: ["src"],
  vjp({ src, reassociation, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { operands: output_shape, constants: static_output_shape } = splitIndices(primalSizes(b, src));
    const args = { src: gradient, reassociation, output_shape, static_output_shape, resultTypes: [src.type] };
    b.accumulate(src, b.builder.create(ExpandShapeOp, args).result);
  },
});

const expandRule = derivative(ExpandShapeOp, {
  linear: ["src"],
  vjp({ src, reassociation, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const args = { src: gradient, reassociation, resultTypes: [src.type] };
    b.accumulate(src, b.builder.create(CollapseShapeOp, args).result);
  },
});

const reshapeRule = derivative(ReshapeOp, {
  linear: ["source"],
  vjp({ op, source, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    if (!(source.type instanceof RankedTensorType)) {
      throw opError(op, "cannot be differentiated in reverse mode: the rank of its source is not known");
    }
    const elements = primalSizes(b, source).map((size) => createIndex(builder, size));
    const shapeType = RankedTensorType.get([elements.length], indexType());
    const shape = builder.create(FromElementsOp, { elements, resultTypes: [shapeType] }).result;
    const reshaped = builder.create(ReshapeOp, { source: gradient, shape, resultTypes: [source.type] });
    b.accumulate(source, reshaped.result);
  },
});

export const shapeDerivatives = [collapseRule, expandRule, reshapeRule];
