/** Random chains of views on a buffer, with where their elements lie. */

import { collapsedType, expandedType, inferRankReducedType } from "../../dialects/memref/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { rowMajorStrides, stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { Dynamic, MemRefType } from "../../ir/builtin/types.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import type { RandomNumbers } from "./numbers.ts";

/** A view: the value that it is in the program, and where its elements lie. Numbers count elements. */
export interface View {
  readonly name: string;
  readonly type: MemRefType;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** A whole buffer of these sizes. */
export function wholeBuffer(name: string, shape: readonly number[], element: Type, isDynamic: boolean): View {
  const type = MemRefType.get(isDynamic ? shape.map(() => Dynamic) : shape, element);
  return { name, type, offset: 0, shape, strides: rowMajorStrides(shape) as number[] };
}

/** The positions of all elements, in row-major order. */
export function positions({ offset, shape, strides }: View): number[] {
  let all = [offset];
  shape.forEach((size, d) => {
    all = all.flatMap((start) => Array.from({ length: size }, (_, i) => start + i * strides[d]!));
  });
  return all;
}

/** An index as an operation's text has it, and as types do: they only have of a value that it is one. */
interface Index {
  readonly text: string;
  readonly inType: MixedIndex;
}
const unknown = {} as MixedIndex;

const sizeInType = ({ inType }: Index): number => (inType === unknown ? Dynamic : Number(inType));

/** Writes views of views. The program has `%zero`, an index that is 0 at run time. */
export class ViewWriter {
  readonly lines: string[];
  readonly #random: RandomNumbers;
  readonly #prefix: string;
  #count: number;

  /** Names begin with `prefix`. */
  constructor(random: RandomNumbers, prefix = "v") {
    this.lines = [];
    this.#random = random;
    this.#prefix = prefix;
    this.#count = 0;
  }

  /** A view of a view of `source`, so many of them. */
  chain(source: View, length: number): View {
    let view = source;
    for (let i = 0; i < length; i++) view = this.next(view);
    return view;
  }

  /** A random view of `source`. */
  next(source: View): View {
    for (;;) {
      const view = this.#random.pick(makers)(this, source);
      if (view !== undefined) return view;
    }
  }

  below(bound: number): number {
    return this.#random.below(bound);
  }
  pick<T>(values: readonly T[]): T {
    return this.#random.pick(values);
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  /** A name for a new value. */
  fresh(): string {
    return `%${this.#prefix}${this.#count++}`;
  }
  /** Writes an operation of one result. */
  write(operation: string): string {
    const name = this.fresh();
    this.lines.push(`${name} = ${operation}`);
    return name;
  }
  /** An index that is not known before run time. */
  value(number: number): string {
    const constant = this.write(`arith.constant ${number} : index`);
    return this.write(`arith.addi ${constant}, %zero : index`);
  }
  known = (number: number): Index => ({ text: String(number), inType: BigInt(number) });
  open = (number: number): Index => ({ text: this.value(number), inType: unknown });
  index(number: number): Index {
    return this.chance(2) ? this.known(number) : this.open(number);
  }
}

type Maker = (writer: ViewWriter, source: View) => View | undefined;

const texts = (indices: readonly Index[]): string => `[${indices.map(({ text }) => text).join(", ")}]`;

const subview: Maker = (writer, source) => {
  // The first ones of size 1, since others could be meant otherwise.
  let isDropping = writer.chance(3);
  const dims = source.shape.map((limit, d) => {
    const size = 1 + writer.below(limit);
    const stride = 2 * (size - 1) < limit && writer.chance(3) ? 2 : 1;
    const offset = writer.below(limit - (size - 1) * stride);
    const [start, count, step] = [writer.index(offset), writer.index(size), writer.index(stride)];
    const isDropped = isDropping && count.text === "1";
    if (isDropped) isDropping = writer.chance(2);
    return { d, offset, size, stride, isDropped, start, count, step };
  });
  const slice = {
    offsets: dims.map(({ start }) => start.inType),
    sizes: dims.map(({ count }) => count.inType),
    strides: dims.map(({ step }) => step.inType),
  };
  const dropped = new Set(dims.filter(({ isDropped }) => isDropped).map(({ d }) => d));
  const kept = dims.filter(({ isDropped }) => !isDropped);
  const type = inferRankReducedType(source.type, slice, dropped);
  const lists = `${texts(dims.map(({ start }) => start))} ${texts(dims.map(({ count }) => count))} ${texts(dims.map(({ step }) => step))}`;
  return {
    name: writer.write(`memref.subview ${source.name}${lists} : ${source.type} to ${type}`),
    type,
    offset: dims.reduce((sum, { d, offset }) => sum + offset * source.strides[d]!, source.offset),
    shape: kept.map(({ size }) => size),
    strides: kept.map(({ d, stride }) => stride * source.strides[d]!),
  };
};

const transpose: Maker = (writer, source) => {
  if (source.shape.length < 2) return undefined;
  const order = source.shape.map((_, d) => d);
  for (let i = order.length - 1; i > 0; i--) {
    const j = writer.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const permuted = <T>(list: readonly T[]): T[] => order.map((d) => list[d]!);
  const { strides, offset } = stridesAndOffset(source.type)!;
  const layout = StridedLayoutAttr.get(offset, permuted(strides));
  const type = MemRefType.get(permuted(source.type.shape), source.type.elementType, layout);
  const dims = source.shape.map((_, d) => `d${d}`);
  const map = `(${dims.join(", ")}) -> (${permuted(dims).join(", ")})`;
  return {
    name: writer.write(`memref.transpose ${source.name} ${map} : ${source.type} to ${type}`),
    type,
    offset: source.offset,
    shape: permuted(source.shape),
    strides: permuted(source.strides),
  };
};

const expand: Maker = (writer, source) => {
  if (source.shape.length === 0 || source.shape.length > 4) return undefined;
  const at = writer.below(source.shape.length);
  const size = source.shape[at]!;
  const inner = writer.pick(Array.from({ length: size }, (_, i) => i + 1).filter((part) => size % part === 0));
  const split = <T>(list: readonly T[], ...parts: T[]): T[] => [...list.slice(0, at), ...parts, ...list.slice(at + 1)];
  const isOpen = source.type.shape[at] === Dynamic;
  // What is known stays known, and what is not stays unknown.
  const outer = isOpen ? writer.open(size / inner) : writer.known(size / inner);
  const last = isOpen ? writer.index(inner) : writer.known(inner);
  const sizes = source.shape.map((extent, d) =>
    source.type.shape[d] === Dynamic ? writer.open(extent) : writer.known(extent),
  );
  const groups = source.shape.map((_, d) => (d < at ? [d] : d === at ? [d, d + 1] : [d + 1]));
  const type = expandedType(source.type, split(source.type.shape, sizeInType(outer), sizeInType(last)), groups);
  const shape = `${JSON.stringify(groups)} output_shape ${texts(split(sizes, outer, last))}`;
  return {
    name: writer.write(`memref.expand_shape ${source.name} ${shape} : ${source.type} into ${type}`),
    type,
    offset: source.offset,
    shape: split(source.shape, size / inner, inner),
    strides: split(source.strides, source.strides[at]! * inner, source.strides[at]!),
  };
};

const collapse: Maker = (writer, { name, type: from, offset, shape, strides }) => {
  const candidates = shape.flatMap((_, d) =>
    d + 1 < shape.length && (shape[d] === 1 || shape[d + 1] === 1 || strides[d] === strides[d + 1]! * shape[d + 1]!)
      ? [d]
      : [],
  );
  if (candidates.length === 0) return undefined;
  const at = writer.pick(candidates);
  const groups = shape.slice(1).map((_, d) => (d < at ? [d] : d === at ? [d, d + 1] : [d + 1]));
  const type = collapsedType(from, groups);
  if (type === undefined) return undefined;
  const join = <T>(list: readonly T[], part: T): T[] => [...list.slice(0, at), part, ...list.slice(at + 2)];
  return {
    name: writer.write(`memref.collapse_shape ${name} ${JSON.stringify(groups)} : ${from} into ${type}`),
    type,
    offset,
    shape: join(shape, shape[at]! * shape[at + 1]!),
    strides: join(strides, shape[at + 1] === 1 ? strides[at]! : strides[at + 1]!),
  };
};

/** The type tells nothing any more. */
const cast: Maker = (writer, source) => {
  const open = source.shape.map(() => Dynamic);
  const type = MemRefType.get(open, source.type.elementType, StridedLayoutAttr.get(Dynamic, open));
  return { ...source, name: writer.write(`memref.cast ${source.name} : ${source.type} to ${type}`), type };
};

/** The same view, made of what can be asked of it. */
const rebuild: Maker = (writer, source) => {
  const { length } = source.shape;
  const results = Array.from({ length: 2 + 2 * length }, () => writer.fresh());
  const base = MemRefType.get([], source.type.elementType);
  const types = [base, ...results.slice(1).map(() => "index")].join(", ");
  writer.lines.push(
    `${results.join(", ")} = memref.extract_strided_metadata ${source.name} : ${source.type} -> ${types}`,
  );
  const open = source.shape.map(() => Dynamic);
  const type = MemRefType.get(open, source.type.elementType, StridedLayoutAttr.get(Dynamic, open));
  const [buffer, offset, ...rest] = results;
  const parts = `offset: [${offset}], sizes: [${rest.slice(0, length).join(", ")}], strides: [${rest.slice(length).join(", ")}]`;
  return { ...source, name: writer.write(`memref.reinterpret_cast ${buffer} to ${parts} : ${base} to ${type}`), type };
};

const makers: readonly Maker[] = [subview, subview, transpose, expand, collapse, cast, rebuild];
