/** Views of buffers, and what is asked of buffers: the `memref` dialect's operations that access no elements. */

import {
  AssumeAlignmentOp,
  CastOp,
  CollapseShapeOp,
  DimOp,
  DistinctObjectsOp,
  ExpandShapeOp,
  ExtractAlignedPointerAsIndexOp,
  ExtractStridedMetadataOp,
  knownMetadata,
  MemorySpaceCastOp,
  RankOp,
  ReinterpretCastOp,
  ReshapeOp,
  SubViewOp,
  subViewDroppedDims,
  TransposeOp,
  transposedDims,
  ViewOp,
} from "../../../dialects/memref/index.ts";
import { reassociationOf } from "../../../dialects/reassociation.ts";
import { type BaseMemRefType, isDynamic, MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { isValue, type MixedIndex, mixedIndices } from "../../../ir/mixed-index.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { maxDimension } from "../../host/memref.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { storageOf } from "../memory-access.ts";
import { call, placeText, type RuleEntry, statement } from "../rule.ts";
import { indexList, indexText, list, shapeList, sizesList, sliceText, storageText } from "./lists.ts";

/** `made`, after a check that it has the sizes that the type tells. */
function castText(made: string, result: Value): string {
  return result.type instanceof MemRefType
    ? call(
        "castMemRef",
        made,
        shapeList(result, () => "-1"),
      )
    : made;
}

function emitDim(source: Value, index: Value, result: OpResult, fn: FunctionEmitter): void {
  const { shape } = source.type as BaseMemRefType;
  const dimension = constantInteger(index)?.number;
  const size = dimension === undefined ? undefined : shape?.[dimension];
  if (size !== undefined && !isDynamic(size)) fn.define(result, String(size));
  else if (size !== undefined) fn.define(result, `${fn.text(source)}.shape[${dimension}]`);
  else fn.define(result, call("dimension", fn.text(source), fn.text(index)));
  fn.setMagnitude(result, size === undefined || isDynamic(size) ? maxDimension : size);
}

function emitSubView(view: SubViewOp, fn: FunctionEmitter): void {
  const { op, source, result } = view;
  const slice = sliceOf(op);
  const dropped = subViewDroppedDims(view);
  const kept = slice.sizes.flatMap((_, d) => (dropped.has(d) ? [] : [d]));
  const args = [fn.text(source), sliceText(slice, fn), list(kept), placeText(op)];
  fn.define(result, call("subview", ...args));
}

const groupsText = (groups: readonly (readonly number[])[]): string => list(groups.map(list));

/** What the type tells is a literal. */
function emitMetadata(view: ExtractStridedMetadataOp, fn: FunctionEmitter): void {
  const source = fn.text(view.source);
  const { offsets, sizes, strides } = knownMetadata(view);
  const define = (result: Value, index: MixedIndex, part: string, magnitude = Number.POSITIVE_INFINITY): void => {
    fn.define(result, isValue(index) ? `${source}.${part}` : indexText(index, fn));
    fn.setMagnitude(result, isValue(index) ? magnitude : Math.abs(Number(index)));
  };
  fn.define(view.base_buffer, call("baseBuffer", source));
  define(view.offset, offsets[0]!, "offset");
  for (const [d, size] of sizes.entries()) define(view.sizes[d]!, size, `shape[${d}]`, maxDimension);
  for (const [d, stride] of strides.entries()) define(view.strides[d]!, stride, `strides[${d}]`);
}

function emitView({ op, source, byte_shift, sizes, result }: ViewOp, fn: FunctionEmitter): void {
  if (storageOf(result.type).array === undefined) {
    throw opError(op, `has elements of type '${result.type.elementType}', which are no bytes in the js engine`);
  }
  const args = [fn.text(source), fn.text(byte_shift), sizesList(result, sizes, fn), storageText(result, fn)];
  fn.define(result, call("viewBytes", ...args));
}

export const memrefViewRules: readonly RuleEntry[] = [
  statement(AssumeAlignmentOp, ({ memref, result }, fn) => fn.define(result, fn.text(memref))),
  statement(CastOp, ({ source, dest }, fn) => fn.define(dest, castText(fn.text(source), dest))),
  statement(CollapseShapeOp, ({ src, reassociation, result }, fn) => {
    fn.define(result, call("collapseShape", fn.text(src), groupsText(reassociationOf(reassociation))));
  }),
  statement(DimOp, ({ source, index, result }, fn) => emitDim(source, index, result, fn)),
  statement(DistinctObjectsOp, ({ operands, results }, fn) => {
    for (const [i, result] of results.entries()) fn.define(result, fn.text(operands[i]!));
  }),
  statement(ExpandShapeOp, ({ src, reassociation, output_shape, static_output_shape, result }, fn) => {
    const sizes = indexList(mixedIndices({ operands: output_shape, constants: static_output_shape }), fn);
    fn.define(result, call("expandShape", fn.text(src), groupsText(reassociationOf(reassociation)), sizes));
  }),
  statement(ExtractAlignedPointerAsIndexOp, ({ op }) => {
    throw opError(op, "asks for an address, which buffers of the js engine do not have");
  }),
  statement(ExtractStridedMetadataOp, emitMetadata),
  statement(MemorySpaceCastOp, ({ source, dest }, fn) => fn.define(dest, fn.text(source))),
  statement(RankOp, ({ memref, result }, fn) => {
    const { shape } = memref.type as BaseMemRefType;
    fn.define(result, shape === null ? `${fn.text(memref)}.shape.length` : String(shape.length));
  }),
  statement(ReinterpretCastOp, ({ op, source, result }, fn) => {
    const { offsets, sizes, strides } = sliceOf(op);
    const args = [fn.text(source), indexText(offsets[0]!, fn), indexList(sizes, fn), indexList(strides, fn)];
    fn.define(result, call("reinterpret", ...args));
  }),
  statement(ReshapeOp, ({ source, shape, result }, fn) => {
    fn.define(result, castText(call("reshape", fn.text(source), fn.text(shape), storageText(shape, fn)), result));
  }),
  statement(SubViewOp, emitSubView),
  statement(TransposeOp, (view, fn) => {
    fn.define(view.result, call("transpose", fn.text(view.in), list(transposedDims(view))));
  }),
  statement(ViewOp, emitView),
];
