/** `affine.parallel`: counted loops with affine bounds whose iterations may run in any order. */

import type { AffineMap } from "../../ir/affine.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr, ArrayAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import {
  AffineMapAttribute,
  AnyType,
  arrayAttrOf,
  denseElementsOf,
  I64Attr,
  Index,
} from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, IntegerType, i32, i64, indexType, RankedTensorType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ConcurrentOpInterface } from "../../ir/interfaces/concurrent.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { ElementAccessScopeOpInterface } from "../../ir/interfaces/element-access.ts";
import { SplittableLoopOpInterface } from "../../ir/interfaces/splittable-loop.ts";
import type { Operation } from "../../ir/operation.ts";
import {
  AutomaticAllocationScope,
  HasRecursiveMemoryEffects,
  RecursivelySpeculatable,
  singleBlockImplicitTerminator,
} from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { AtomicRMWKind, type AtomicRMWKindName } from "../arith/index.ts";
import { affineAccessTo } from "./element-access.ts";
import type { Applied, LoopBounds } from "./map-operands.ts";
import { parseParallel, printParallel } from "./parallel-syntax.ts";
import { createPartIndex, haveOneResult, partOf } from "./parts.ts";
import { AffineLoop, verifyDimsAndSymbols } from "./scope.ts";
import { YieldOp } from "./yield.ts";

// Attributes.

const Reductions = arrayAttrOf("Reduction ops", AtomicRMWKind.is);
const Steps = arrayAttrOf("64-bit integer array attribute", I64Attr.is);
/** How many results of the map belong to each dimension. */
const Groups = denseElementsOf("32-bit signless integer elements attribute", (attr) => attr.elementType === i32());

export const ParallelOp = defineOp(
  "affine.parallel",
  {
    summary: "A nest of counted loops with affine bounds whose iterations may run in any order",
    operands: { mapOperands: variadic(Index) },
    attributes: {
      reductions: Reductions,
      lowerBoundsMap: AffineMapAttribute,
      lowerBoundsGroups: Groups,
      upperBoundsMap: AffineMapAttribute,
      upperBoundsGroups: Groups,
      steps: Steps,
    },
    results: { results: variadic(AnyType) },
    regions: { region: singleBlockRegion },
    traits: [
      AffineLoop,
      AutomaticAllocationScope,
      singleBlockImplicitTerminator("affine.yield"),
      HasRecursiveMemoryEffects,
      RecursivelySpeculatable,
    ],
  },
  {
    parse: parseParallel,
    attributesWithoutAliases: () => ["lowerBoundsMap", "upperBoundsMap"],
    print(view, printer): void {
      printParallel(view, printer);
    },
    verify(view): void {
      verifyParallel(view);
    },
  },
);
export type ParallelOp = Op<typeof ParallelOp>;

ParallelOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ region }) => [region],
  inductionVars: ({ region }) => region.front.args,
  reductions: ({ region, results }) => results.map((result, i) => ({ operand: region.front.last!.operand(i), result })),
});

/** The bounds of a loop with one dimension. */
const boundsOf = (loop: ParallelOp): LoopBounds => ({ lower: lowerBounds(loop)[0]!, upper: upperBounds(loop)[0]! });

ParallelOp.implement(SplittableLoopOpInterface, {
  isSplittable(view) {
    const [step, ...others] = stepsOf(view);
    return step === 1n && others.length === 0 && haveOneResult(boundsOf(view));
  },
  createPart(view, builder, from, to, body) {
    createParallel(builder, partOf(boundsOf(view), from, to), body);
  },
  createIndex: (_, builder, iv, factor, constant) => createPartIndex(builder, iv, factor, constant),
});

ParallelOp.implement(ElementAccessScopeOpInterface, {
  accessTo: ({ op }, buffer, indices) => affineAccessTo(op, buffer, indices),
});

/** Makes a loop with one dimension and step 1 that joins nothing. */
function createParallel(builder: OpBuilder, { lower, upper }: LoopBounds, body: (iv: Value) => void): void {
  const region = builder.createRegion([indexType()], ([iv]) => {
    body(iv!);
    builder.create(YieldOp, { operands: [] });
  });
  const groupOf = ({ map }: Applied): DenseElementsAttr =>
    DenseElementsAttr.fromNumbers(RankedTensorType.get([1], i32()), [map.numResults]);
  builder.create(ParallelOp, {
    mapOperands: [...lower.operands, ...upper.operands],
    reductions: ArrayAttr.get([]),
    lowerBoundsMap: AffineMapAttr.get(lower.map),
    lowerBoundsGroups: groupOf(lower),
    upperBoundsMap: AffineMapAttr.get(upper.map),
    upperBoundsGroups: groupOf(upper),
    steps: ArrayAttr.get([IntegerAttr.get(i64(), 1)]),
    region,
    resultTypes: [],
  });
}

ParallelOp.implement(ConcurrentOpInterface, { executionIds: ({ region }) => region.front.args });

/** How the values that iterations yield are joined. */
export const reductionKinds = ({ reductions }: ParallelOp): AtomicRMWKindName[] =>
  reductions.values.map((kind) => AtomicRMWKind.nameOf(kind as IntegerAttr));

export const stepsOf = ({ steps }: ParallelOp): bigint[] => steps.values.map((step) => (step as IntegerAttr).value);

/** All bounds in one map; `lowerBounds` tells them apart. */
export const lowerBoundsMap = ({ lowerBoundsMap: { affineMap: map }, mapOperands }: ParallelOp): Applied => ({
  map,
  operands: mapOperands.slice(0, map.numInputs),
});
export const upperBoundsMap = (view: ParallelOp): Applied => ({
  map: view.upperBoundsMap.affineMap,
  operands: view.mapOperands.slice(view.lowerBoundsMap.affineMap.numInputs),
});

/** For each dimension the map of whose results the greatest is the first value of the induction variable. */
export const lowerBounds = (view: ParallelOp): Applied[] => splitBounds(lowerBoundsMap(view), view.lowerBoundsGroups);
/** For each dimension the map below whose least result the induction variable stays. */
export const upperBounds = (view: ParallelOp): Applied[] => splitBounds(upperBoundsMap(view), view.upperBoundsGroups);

function splitBounds({ map, operands }: Applied, groups: DenseElementsAttr): Applied[] {
  let start = 0;
  return sizesOf(groups).map((size) => {
    const bound = { map: map.getSliceMap(start, size), operands };
    start += size;
    return bound;
  });
}

const sizesOf = (groups: DenseElementsAttr): number[] =>
  Array.from({ length: groups.numElements }, (_, i) => (groups.elementAttr(i) as IntegerAttr).number);

// Verification.

function verifyParallel(view: ParallelOp): void {
  const { op, lowerBoundsGroups, upperBoundsGroups, steps, region } = view;
  const counts = [region.front.args.length, lowerBoundsGroups.numElements, upperBoundsGroups.numElements];
  if (counts.some((count) => count !== steps.values.length)) {
    const [args, lower, upper] = counts;
    throw opError(
      op,
      `the number of region arguments (${args}) and the number of map groups for lower (${lower}) and upper bound ` +
        `(${upper}), and the number of steps (${steps.values.length}) must all match`,
    );
  }
  const [lower, upper] = [lowerBoundsMap(view), upperBoundsMap(view)];
  verifyGroups(op, "lower", lower.map, lowerBoundsGroups);
  verifyGroups(op, "upper", upper.map, upperBoundsGroups);
  if (upper.operands.length !== upper.map.numInputs) {
    throw opError(op, "expected as many operands as the maps of the bounds have inputs");
  }
  verifyReductions(view);
  verifyDimsAndSymbols(op, lower.operands, lower.map.numDims);
  verifyDimsAndSymbols(op, upper.operands, upper.map.numDims);
}

function verifyGroups(op: Operation, which: "lower" | "upper", map: AffineMap, groups: DenseElementsAttr): void {
  const sizes = sizesOf(groups);
  // A size is read as an unsigned number.
  if (sizes.includes(0)) throw opError(op, `expected ${which} bound map to have at least one result`);
  const total = sizes.reduce((sum, size) => sum + (size >>> 0), 0);
  if (total !== map.numResults) throw opError(op, `expected ${which} bounds map to have ${total} results`);
}

const isFloat = (type: Type): boolean => type instanceof FloatType;
const isInteger = (type: Type): boolean => type instanceof IntegerType;
const isSigned = (type: Type): boolean => type instanceof IntegerType && type.signedness === "signed";
const isUnsigned = (type: Type): boolean => type instanceof IntegerType && type.signedness === "unsigned";

/** What types values must have to be joined; kinds that are missing are not for loops. */
const reductionTypes: Readonly<Partial<Record<AtomicRMWKindName, (type: Type) => boolean>>> = {
  addf: isFloat,
  addi: isInteger,
  assign: () => true,
  mulf: isFloat,
  muli: isInteger,
  maximumf: isFloat,
  minimumf: isFloat,
  maxs: isSigned,
  mins: isSigned,
  maxu: isUnsigned,
  minu: isUnsigned,
  ori: isInteger,
  andi: isInteger,
};

function verifyReductions(view: ParallelOp): void {
  const { op, results } = view;
  const kinds = reductionKinds(view);
  if (kinds.length !== results.length) throw opError(op, "a reduction must be specified for each output");
  kinds.forEach((kind, i) => {
    if (reductionTypes[kind]?.(results[i]!.type) === true) return;
    throw opError(op, "result type cannot match reduction attribute");
  });
}
