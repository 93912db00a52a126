/** `tensor.generate`: a tensor whose elements a region computes from their indices; and the end of such regions. */

import { AnyRankedTensor, AnyType, Index } from "../../../ir/builtin/constraints.ts";
import { IndexType } from "../../../ir/builtin/types.ts";
import { singleBlockRegion, variadic } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { RegionFlowOpInterface } from "../../../ir/interfaces/region-flow.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../../ir/interfaces/reify-result-shapes.ts";
import {
  HasRecursiveMemoryEffects,
  hasParent,
  Pure,
  ReturnLike,
  singleBlockImplicitTerminator,
  Terminator,
} from "../../../ir/traits.ts";
import { mixedSizes, verifyDynamicSizes } from "../../dynamic-sizes.ts";

export const YieldOp = defineOp("tensor.yield", {
  summary: "Ends a region with the element that it computes",
  operands: { value: AnyType },
  traits: [Pure, ReturnLike, Terminator, hasParent("tensor.generate", "tensor.pad")],
  assemblyFormat: "$value attr-dict `:` type($value)",
});
export type YieldOp = Op<typeof YieldOp>;

export const GenerateOp = defineOp(
  "tensor.generate",
  {
    summary: "A tensor whose elements are computed from their indices",
    operands: { dynamicExtents: variadic(Index) },
    results: { result: AnyRankedTensor },
    regions: { body: singleBlockRegion },
    traits: [HasRecursiveMemoryEffects, singleBlockImplicitTerminator("tensor.yield")],
    assemblyFormat: "$dynamicExtents $body attr-dict `:` type($result)",
  },
  {
    verify({ op, dynamicExtents, result }) {
      verifyDynamicSizes(op, result.type, dynamicExtents);
    },
    verifyRegions({ op, body, result: { type } }) {
      const { args } = body.front;
      if (!args.every((arg) => arg.type instanceof IndexType)) {
        throw errorAt(op.loc, "all body arguments must be index");
      }
      if (args.length !== type.rank) throw errorAt(op.loc, "must have one body argument per input dimension");
      if (body.front.last!.operand(0).type !== type.elementType) {
        throw opError(op, "body must be terminated with a `yield` operation of the tensor element type");
      }
    },
    resultNames: () => ["generated"],
  },
).implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes: ({ dynamicExtents, result }) => [mixedSizes(result.type, dynamicExtents)],
});
GenerateOp.implement(RegionFlowOpInterface, {
  dependences: ({ body, result }) => [{ from: body.front.last!.operands, to: [result] }],
});
export type GenerateOp = Op<typeof GenerateOp>;
