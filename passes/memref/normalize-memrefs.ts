/**
 * The pass `normalize-memrefs`: buffers with a layout become buffers in which the elements lie in order, at the indices
 * that the layout gives.
 */
import { affineDialect, createComposedApply } from "../../dialects/affine/index.ts";
import { createIndex, createIndexConstant } from "../../dialects/arith/index.ts";
import { AllocaOp, AllocOp, memrefDialect, ReinterpretCastOp } from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { isDynamic, type MemRefType } from "../../ir/builtin/types.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import { LayoutChoice } from "./normalize/choice.ts";
import { normalizedType, partOf } from "./normalize/types.ts";
import { mapAccesses, replaceSizes } from "./normalize/uses.ts";

export const normalizeMemrefs = definePass(
  "normalize-memrefs",
  { summary: "Normalize memrefs", on: "builtin.module", dependentDialects: [affineDialect, memrefDialect] },
  (root) => {
    const choice = new LayoutChoice(root);
    const normalized: Value[] = [];
    for (const func of choice.functions) collectNormalized(func, choice, normalized);
    const signatures = [...choice.functions].map((func) => normalizedSignature(func, choice));
    for (const value of normalized) replaceSizes(value);
    for (const value of normalized) mapAccesses(value, (value.type as MemRefType).layout!.affineMap);
    for (const value of normalized) normalize(value);
    for (const { func, inputs, results } of signatures) FunctionOpInterface.of(func)!.setType(func, inputs, results);
  },
);

function collectNormalized(func: Operation, choice: LayoutChoice, normalized: Value[]): void {
  const add = (value: Value): void => {
    if (choice.isNormalized(value)) normalized.push(value);
  };
  const body = FunctionOpInterface.of(func)!.body(func);
  if (!body.isEmpty) body.front.args.forEach(add);
  func.walk((op) => {
    op.results.forEach(add);
  });
}

function normalizedSignature(func: Operation, choice: LayoutChoice) {
  const { argumentTypes, resultTypes } = FunctionOpInterface.of(func)!;
  return {
    func,
    inputs: argumentTypes(func).map((type, i) => (choice.isArgumentNormalized(func, i) ? normalizedType(type)! : type)),
    results: resultTypes(func).map((type, i) => (choice.isResultNormalized(func, i) ? normalizedType(type)! : type)),
  };
}

/** Gives the value the identity layout; what makes a buffer makes one of the new shape. */
function normalize(value: Value): void {
  const old = value.type as MemRefType;
  const type = normalizedType(old)!;
  value.type = type;
  const op = value.definingOp;
  const allocation = AllocOp.match(op) ?? AllocaOp.match(op);
  if (allocation !== undefined) allocation.op.def.setOperandGroup(allocation.op, 0, newSizes(allocation, old));
  else if (ReinterpretCastOp.is(op)) reinterpretInOrder(ReinterpretCastOp.view(op!), type);
}

/** The sizes of the dimensions whose size is not known, which are dimensions of the old buffer or cut from them. */
function newSizes({ op, dynamicSizes }: AllocOp | AllocaOp, { layout, shape }: MemRefType): Value[] {
  const builder = OpBuilder.before(op);
  return layout!.affineMap.results.flatMap((expr) => {
    const part = partOf(expr);
    if (part === undefined || !isDynamic(shape[part.dim]!)) return [];
    const size = dynamicSizes[shape.slice(0, part.dim).filter(isDynamic).length]!;
    if (part.kind === "whole") return [size];
    if (part.kind === "inTile") return [createIndexConstant(builder, part.size)];
    const tiles = AffineMap.get(1, 0, [AffineExpr.dim(0).ceilDiv(part.size)]);
    return [createIndex(builder, createComposedApply(builder, tiles, [size]))];
  });
}

/** The layout, its offset included, is in the indices now: the buffer begins where the source does. */
function reinterpretInOrder({ op, source, result }: ReinterpretCastOp, type: MemRefType): void {
  const sizes = type.shape.map(BigInt);
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((product, size) => product * size, 1n));
  const slice = sliceArgs({ offsets: [0n], sizes, strides });
  const cast = OpBuilder.before(op).create(ReinterpretCastOp, { source, ...slice, resultTypes: [type] });
  result.replaceAllUsesWith(cast.result);
  op.erase();
}
