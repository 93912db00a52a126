/** The `tensor` dialect. */

import { droppedDims, sliceShape } from "../../../dialects/offset-size-stride.ts";
import { outputShape, reassociationOf } from "../../../dialects/reassociation.ts";
import {
  BitcastOp,
  CastOp,
  CollapseShapeOp,
  ConcatOp,
  DimOp,
  EmptyOp,
  ExpandShapeOp,
  ExtractOp,
  ExtractSliceOp,
  FromElementsOp,
  GatherOp,
  GenerateOp,
  InsertOp,
  InsertSliceOp,
  PadOp,
  ParallelInsertSliceOp,
  paddingOf,
  RankOp,
  ReshapeOp,
  ScatterOp,
  SplatOp,
} from "../../../dialects/tensor/index.ts";
import type { Block } from "../../../ir/block.ts";
import { isDynamic, RankedTensorType, type TensorType } from "../../../ir/builtin/types.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { maxDimension } from "../../host/memref.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { call, placeText, type RuleEntry, statement } from "../rule.ts";
import { indexList, indexText, list, shapeList, sizesList, sliceText, storageText } from "./lists.ts";

/** The sizes of a type as a list, in which -1 stands for a dynamic one. */
const castShape = (value: Value): string => shapeList(value, () => "-1");

function emitCast(name: "castTensor" | "bitcastTensor", source: Value, dest: OpResult, fn: FunctionEmitter): void {
  const storage = name === "bitcastTensor" ? [storageText(dest, fn)] : [];
  const shape = dest.type instanceof RankedTensorType ? castShape(dest) : `${fn.text(source)}.shape`;
  fn.define(dest, call(name, ...storage, fn.text(source), shape));
}

function emitDim(source: Value, index: Value, result: OpResult, fn: FunctionEmitter): void {
  const { shape } = source.type as TensorType;
  const dimension = constantInteger(index)?.number;
  const size = dimension === undefined ? undefined : shape?.[dimension];
  if (size !== undefined && !isDynamic(size)) fn.define(result, String(size));
  else fn.define(result, call("dimension", fn.text(source), fn.text(index)));
  fn.setMagnitude(result, size === undefined || isDynamic(size) ? maxDimension : size);
}

function emitExtractSlice({ op, source, result }: ExtractSliceOp, fn: FunctionEmitter): void {
  const slice = sliceOf(op);
  const dropped = droppedDims(sliceShape(slice), result.type.shape)!;
  const shape = slice.sizes.filter((_, i) => !dropped.has(i));
  const args = [storageText(source, fn), fn.text(source), sliceText(slice, fn), indexList(shape, fn), placeText(op)];
  fn.define(result, call("extractSlice", ...args));
}

const insertSliceText = (op: Operation, source: Value, dest: Value, fn: FunctionEmitter): string =>
  call("insertSlice", storageText(dest, fn), fn.text(source), fn.text(dest), sliceText(sliceOf(op), fn), placeText(op));

/** The sizes of the collapsed shape follow from those of the source. */
function emitCollapse({ src, reassociation, result }: CollapseShapeOp, fn: FunctionEmitter): void {
  const groups = reassociationOf(reassociation);
  const source = fn.text(src);
  const shape = shapeList(result, (i) => groups[i]!.map((dim) => `${source}.shape[${dim}]`).join(" * "));
  fn.define(result, call("reshapeTensor", source, shape));
}

/** Opens a loop for each dimension of `shape`, which is a list's text; the indices are the arguments of `block`. */
function openLoops(block: Block, shape: string, fn: FunctionEmitter): void {
  block.args.forEach((arg, i) => {
    const name = fn.fresh("i");
    fn.open(`for (let ${name} = 0; ${name} < ${shape}[${i}]; ${name}++) {`);
    fn.alias(arg, name);
    fn.setMagnitude(arg, maxDimension);
  });
}

/** Writes what the block yields to the array `data`, at the position that counts `counter`. */
function emitElement(block: Block, result: Value, data: string, counter: string, fn: FunctionEmitter): void {
  fn.emitBlock(block);
  const element = fn.text(block.last!.operand(0));
  fn.line(`${call("writeElement", storageText(result, fn), data, counter, element)};`);
}

function emitGenerate({ dynamicExtents, body, result }: GenerateOp, fn: FunctionEmitter): void {
  fn.define(result, call("allocate", storageText(result, fn), sizesList(result, dynamicExtents, fn)));
  const made = fn.text(result);
  const counter = fn.fresh("n");
  fn.line(`let ${counter} = 0;`);
  openLoops(body.front, `${made}.shape`, fn);
  emitElement(body.front, result, `${made}.data`, counter, fn);
  fn.line(`${counter}++;`);
  for (const _ of body.front.args) fn.close();
}

function emitPad(view: PadOp, fn: FunctionEmitter): void {
  const { op, source, region, result } = view;
  const { low, high } = paddingOf(view);
  const padding = [indexList(low, fn), indexList(high, fn)];
  fn.define(result, call("padTensor", storageText(source, fn), fn.text(source), ...padding, placeText(op)));
  if (low.length === 0) return;
  const made = fn.text(result);
  fn.line(`${call("castTensor", made, castShape(result))};`);
  const counter = fn.fresh("n");
  fn.line(`let ${counter} = 0;`);
  openLoops(region.front, `${made}.shape`, fn);
  const outside = region.front.args.map((arg, i) => {
    const [index, start] = [fn.text(arg), indexText(low[i]!, fn)];
    return `${index} < ${start} || ${index} >= ${start} + ${fn.text(source)}.shape[${i}]`;
  });
  fn.open(`if (${outside.join(" || ")}) {`);
  emitElement(region.front, result, `${made}.data`, counter, fn);
  fn.close();
  fn.line(`${counter}++;`);
  for (const _ of low) fn.close();
}

/** The slices' sizes that the type of the result does not tell are those of the indices and the source. */
function emitGather({ op, source, indices, gather_dims, result }: GatherOp, fn: FunctionEmitter): void {
  const dims = gather_dims.numbers;
  const first = indices.type.rank - 1;
  const kept = source.type.shape.flatMap((_, i) =>
    result.type.rank - first < source.type.rank && dims.includes(i) ? [] : [i],
  );
  const shape = shapeList(result, (i) =>
    i < first ? `${fn.text(indices)}.shape[${i}]` : `${fn.text(source)}.shape[${kept[i - first]}]`,
  );
  const coordinates = call("elementsOf", storageText(indices, fn), fn.text(indices));
  const args = [storageText(source, fn), fn.text(source), coordinates, list(dims), shape, placeText(op)];
  fn.define(result, call("gatherTensor", ...args));
}

export const tensorRules: readonly RuleEntry[] = [
  statement(BitcastOp, ({ source, dest }, fn) => emitCast("bitcastTensor", source, dest, fn)),
  statement(CastOp, ({ source, dest }, fn) => emitCast("castTensor", source, dest, fn)),
  statement(CollapseShapeOp, emitCollapse),
  statement(ConcatOp, ({ dim, inputs, result }, fn) => {
    const joined = call("concatTensors", storageText(result, fn), String(dim.value), list(fn.texts(inputs)));
    fn.define(result, call("castTensor", joined, castShape(result)));
  }),
  statement(DimOp, ({ source, index, result }, fn) => emitDim(source, index, result, fn)),
  // Any elements will do.
  statement(EmptyOp, ({ dynamicSizes, result }, fn) => {
    fn.define(result, call("allocate", storageText(result, fn), sizesList(result, dynamicSizes, fn)));
  }),
  statement(ExpandShapeOp, (view, fn) => {
    fn.define(view.result, call("reshapeTensor", fn.text(view.src), indexList(outputShape(view), fn)));
  }),
  statement(ExtractOp, ({ op, tensor, indices, result }, fn) => {
    const args = [storageText(tensor, fn), fn.text(tensor), list(fn.texts(indices)), placeText(op)];
    fn.define(result, call("extractElement", ...args));
  }),
  statement(ExtractSliceOp, emitExtractSlice),
  statement(FromElementsOp, ({ elements, result }, fn) => {
    fn.define(result, call("tensorOf", storageText(result, fn), list(result.type.shape), list(fn.texts(elements))));
  }),
  statement(GatherOp, emitGather),
  statement(GenerateOp, emitGenerate),
  statement(InsertOp, ({ op, scalar, dest, indices, result }, fn) => {
    const args = [storageText(dest, fn), fn.text(dest), fn.text(scalar), list(fn.texts(indices)), placeText(op)];
    fn.define(result, call("insertElement", ...args));
  }),
  statement(InsertSliceOp, ({ op, source, dest, result }, fn) => {
    fn.define(result, insertSliceText(op, source, dest, fn));
  }),
  statement(PadOp, emitPad),
  // The threads of a loop are executed one after the other, on a variable.
  statement(ParallelInsertSliceOp, ({ op, source, dest }, fn) => {
    fn.line(`${fn.text(dest)} = ${insertSliceText(op, source, dest, fn)};`);
  }),
  statement(RankOp, ({ tensor, result }, fn) => fn.define(result, `${fn.text(tensor)}.shape.length`)),
  statement(ReshapeOp, ({ source, shape, result }, fn) => {
    const sizes = `${call("elementsOf", storageText(shape, fn), fn.text(shape))}.map(Number)`;
    const reshaped = call("reshapeTensor", fn.text(source), sizes);
    fn.define(
      result,
      result.type instanceof RankedTensorType ? call("castTensor", reshaped, castShape(result)) : reshaped,
    );
  }),
  statement(ScatterOp, ({ op, source, dest, indices, scatter_dims, result }, fn) => {
    const coordinates = call("elementsOf", storageText(indices, fn), fn.text(indices));
    const args = [fn.text(source), fn.text(dest), coordinates, list(scatter_dims.numbers), placeText(op)];
    fn.define(result, call("scatterTensor", storageText(dest, fn), ...args));
  }),
  statement(SplatOp, ({ input, dynamicSizes, aggregate }, fn) => {
    const sizes = sizesList(aggregate, dynamicSizes, fn);
    fn.define(aggregate, call("splatTensor", storageText(aggregate, fn), sizes, fn.text(input)));
  }),
];
