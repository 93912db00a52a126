/**
 * Tensors: memrefs that are dense in row-major order and never written to. Every operation makes a new one, but for those
 * that only look at the elements in another shape.
 */
import { readElement, writeElement } from "../../host/elements.ts";
import {
  allocate,
  forEachPosition,
  type HostFunction,
  type HostValue,
  MemRef,
  numElements,
  rowMajorStrides,
} from "../../host/memref.ts";
import { type ElementArray, type ElementStorage, elementArrays, entriesPerElement } from "../../host/storage.ts";
import { outOfBounds } from "./failures.ts";
import { copyMemRef } from "./memrefs.ts";
import { type Slice, viewOf } from "./views.ts";

type Indices = readonly number[];

const describe = (shape: Indices): string => `[${shape.join(", ")}]`;

/**
 * The function for callers, who may write to the tensors that they get: those are not constants, which the next call uses
 * again. What was passed may come back. `areTensors` tells it of each result.
 */
export function returnOwnTensors(func: HostFunction, areTensors: readonly boolean[]): HostFunction {
  const own = (result: HostValue, args: readonly HostValue[]): MemRef => {
    const { data, offset, shape, strides } = result as MemRef;
    const isPassed = args.some((arg) => arg instanceof MemRef && arg.data === data);
    return new MemRef(isPassed ? data : data.slice(), offset, shape, strides);
  };
  const ownAll = (results: HostValue, args: readonly HostValue[]): HostValue =>
    areTensors.length === 1
      ? own(results, args)
      : (results as readonly HostValue[]).map((result, i) => (areTensors[i]! ? own(result, args) : result));
  return (...args) => {
    const results: unknown = func(...args);
    // Functions that wait for a device return promises.
    return results instanceof Promise
      ? (results.then((values) => ownAll(values, args)) as unknown as HostValue)
      : ownAll(results as HostValue, args);
  };
}

/** Applies `f` to the elements of tensors of one shape; `storages` has theirs. */
export function elementwiseTensor(
  into: ElementStorage,
  storages: readonly ElementStorage[],
  f: (...elements: HostValue[]) => HostValue,
  ...tensors: readonly MemRef[]
): MemRef {
  const { shape } = tensors[0]!;
  for (const tensor of tensors) checkSameShape(shape, tensor.shape);
  const result = allocate(into, shape);
  const count = numElements(shape);
  for (let i = 0; i < count; i++) {
    const elements = tensors.map(({ data }, k) => readElement(storages[k]!, data, i));
    writeElement(into, result.data, i, f(...elements));
  }
  return result;
}

function checkSameShape(a: Indices, b: Indices): void {
  if (describe(a) !== describe(b)) {
    throw new RangeError(`an operation on elements of tensors of the shapes ${describe(a)} and ${describe(b)}`);
  }
}

/** The position of an element. `place` is for the message if there is none. */
function positionOf({ shape, strides }: MemRef, indices: Indices, place: string): number {
  let position = 0;
  for (let i = 0; i < indices.length; i++) {
    if (!(indices[i]! >= 0 && indices[i]! < shape[i]!)) outOfBounds(place);
    position += indices[i]! * strides[i]!;
  }
  return position;
}

export const extractElement = (storage: ElementStorage, tensor: MemRef, indices: Indices, place: string): HostValue =>
  readElement(storage, tensor.data, positionOf(tensor, indices, place));

export function insertElement(
  storage: ElementStorage,
  tensor: MemRef,
  value: HostValue,
  indices: Indices,
  place: string,
): MemRef {
  const result = copyOf(storage, tensor);
  writeElement(storage, result.data, positionOf(result, indices, place), value);
  return result;
}

/** A memref of its own memory with the same elements. */
export function copyOf(storage: ElementStorage, tensor: MemRef): MemRef {
  const result = allocate(storage, tensor.shape);
  copyMemRef(tensor, result, entriesPerElement(storage));
  return result;
}

/** The slice as a tensor of the shape `shape`, which may lack dimensions of size 1. */
export function extractSlice(
  storage: ElementStorage,
  tensor: MemRef,
  slice: Slice,
  shape: Indices,
  place: string,
): MemRef {
  return reshapeTensor(copyOf(storage, viewOf(tensor, slice, place)), shape);
}

/** `tensor` with the elements of `source` in the slice. */
export function insertSlice(
  storage: ElementStorage,
  source: MemRef,
  tensor: MemRef,
  slice: Slice,
  place: string,
): MemRef {
  const result = copyOf(storage, tensor);
  copyMemRef(reshapeTensor(source, slice.sizes), viewOf(result, slice, place), entriesPerElement(storage));
  return result;
}

/** The same elements in another shape. */
export function reshapeTensor(tensor: MemRef, shape: Indices): MemRef {
  if (numElements(shape) !== numElements(tensor.shape)) {
    throw new RangeError(`a tensor of shape ${describe(tensor.shape)} as one of shape ${describe(shape)}`);
  }
  return new MemRef(tensor.data, tensor.offset, shape, rowMajorStrides(shape));
}

/** The tensor itself, if its sizes are those; -1 stands for any. */
export function castTensor(tensor: MemRef, shape: Indices): MemRef {
  const fits = tensor.shape.length === shape.length && shape.every((size, i) => size < 0 || size === tensor.shape[i]);
  if (fits) return tensor;
  const expected = shape.map((size) => (size < 0 ? "?" : size)).join(", ");
  throw new RangeError(`cast of a tensor of shape ${describe(tensor.shape)} to [${expected}]`);
}

/** The same bits as other elements. */
export function bitcastTensor({ array }: ElementStorage, tensor: MemRef, shape: Indices): MemRef {
  castTensor(tensor, shape);
  const { buffer, byteOffset, length } = tensor.data as ElementArray;
  const data = new elementArrays[array!](buffer as ArrayBuffer, byteOffset, length);
  return new MemRef(data, tensor.offset, tensor.shape, tensor.strides);
}

export function tensorOf(storage: ElementStorage, shape: Indices, elements: readonly HostValue[]): MemRef {
  const result = allocate(storage, shape);
  elements.forEach((element, i) => {
    writeElement(storage, result.data, i, element);
  });
  return result;
}

export function splatTensor(storage: ElementStorage, shape: Indices, element: HostValue): MemRef {
  const result = allocate(storage, shape);
  const count = numElements(shape);
  for (let i = 0; i < count; i++) writeElement(storage, result.data, i, element);
  return result;
}

/** The elements as a list, in row-major order. */
export function elementsOf(storage: ElementStorage, tensor: MemRef): HostValue[] {
  const elements: HostValue[] = [];
  forEachPosition(tensor, (position) => elements.push(readElement(storage, tensor.data, position)));
  return elements;
}

export function concatTensors(storage: ElementStorage, dim: number, tensors: readonly MemRef[]): MemRef {
  const shape = tensors[0]!.shape.map((size, i) =>
    i === dim ? tensors.reduce((sum, tensor) => sum + tensor.shape[i]!, 0) : size,
  );
  const result = allocate(storage, shape);
  let start = 0;
  for (const tensor of tensors) {
    const sizes = shape.map((size, i) => (i === dim ? tensor.shape[i]! : size));
    const part = new MemRef(result.data, start * result.strides[dim]!, sizes, result.strides);
    copyMemRef(castTensor(tensor, sizes), part, entriesPerElement(storage));
    start += tensor.shape[dim]!;
  }
  return result;
}

/** A tensor with the elements of `tensor` behind `low` others and in front of `high`. */
export function padTensor(storage: ElementStorage, tensor: MemRef, low: Indices, high: Indices, place: string): MemRef {
  if (low.some((count) => count < 0) || high.some((count) => count < 0)) outOfBounds(place);
  const result = allocate(
    storage,
    tensor.shape.map((size, i) => low[i]! + size + high[i]!),
  );
  const slice = { offsets: low, sizes: tensor.shape, strides: low.map(() => 1) };
  copyMemRef(tensor, viewOf(result, slice, place), entriesPerElement(storage));
  return result;
}

/** Calls `visit` for each tuple of indices in `indices` with the slice of a tensor of the shape `shape` that it names. */
function forEachSlice(
  coordinates: readonly HostValue[],
  dims: Indices,
  shape: Indices,
  visit: (slice: Slice, tuple: number) => void,
): void {
  const sizes = shape.map((size, i) => (dims.includes(i) ? 1 : size));
  const strides = shape.map(() => 1);
  for (let first = 0, tuple = 0; first < coordinates.length; first += dims.length, tuple++) {
    const offsets = shape.map((_, i) => (dims.includes(i) ? Number(coordinates[first + dims.indexOf(i)]) : 0));
    visit({ offsets, sizes, strides }, tuple);
  }
}

/** The memref on slice number `tuple` of slices that stand behind each other. */
function partOf({ data }: MemRef, { sizes }: Slice, tuple: number): MemRef {
  return new MemRef(data, tuple * numElements(sizes), sizes, rowMajorStrides(sizes));
}

/** The slices of `source` that the index tuples name, as a tensor of the shape `shape`. */
export function gatherTensor(
  storage: ElementStorage,
  source: MemRef,
  coordinates: readonly HostValue[],
  dims: Indices,
  shape: Indices,
  place: string,
): MemRef {
  const result = allocate(storage, shape);
  forEachSlice(coordinates, dims, source.shape, (slice, tuple) => {
    copyMemRef(viewOf(source, slice, place), partOf(result, slice, tuple), entriesPerElement(storage));
  });
  return result;
}

/** `dest` with the slices in `source` where the index tuples say. */
export function scatterTensor(
  storage: ElementStorage,
  source: MemRef,
  dest: MemRef,
  coordinates: readonly HostValue[],
  dims: Indices,
  place: string,
): MemRef {
  const result = copyOf(storage, dest);
  const sizes = dest.shape.map((size, i) => (dims.includes(i) ? 1 : size));
  const parts = reshapeTensor(source, [coordinates.length / dims.length, ...sizes]);
  forEachSlice(coordinates, dims, dest.shape, (slice, tuple) => {
    copyMemRef(partOf(parts, slice, tuple), viewOf(result, slice, place), entriesPerElement(storage));
  });
  return result;
}
