/** How values go into functions and come out of them. What is no buffer goes as it is. */

import {
  AddOp,
  AllocaOp,
  buildAggregate,
  extractValue,
  insertValue,
  MemcpyOp,
  MulOp,
  partType,
  ptr,
} from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { IntegerType, isDynamic, MemRefType, UnrankedMemRefType } from "../../ir/builtin/types.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import type { Value } from "../../ir/value.ts";
import {
  indexConstant,
  isMemRef,
  packDescriptor,
  part,
  partsOf,
  unpackDescriptor,
  unrankedPart,
} from "./memref/descriptor.ts";
import { callLibrary, type ModuleSymbols } from "./symbols.ts";
import { addressSpaceOf, indexTypeOf } from "./types.ts";

/** `type` is in each case the type before the conversion. */
export interface CallingConvention {
  /** Whether functions that ask for one get a wrapper for C. */
  readonly hasCInterface: boolean;
  /** The types of what stands for an argument; undefined if such arguments cannot be passed. */
  argumentTypes(type: Type): readonly Type[] | undefined;
  /** The type of what stands for a result; undefined if such results cannot be returned. */
  resultType(type: Type): Type | undefined;
  /** In the caller: what is passed for a converted value. */
  passArgument(builder: OpBuilder, value: Value, type: Type): readonly Value[];
  /** In the function: the converted value that stands for an argument. */
  receiveArgument(builder: OpBuilder, parts: readonly Value[], type: Type): Value;
  /** In the function: what is returned for a converted value. */
  passResult(builder: OpBuilder, value: Value, type: Type): Value;
  /** In the caller: the converted value that stands for a result. */
  receiveResult(builder: OpBuilder, value: Value, type: Type): Value;
}

/**
 * Buffers are passed as the parts of their descriptors and returned as descriptors. The descriptor that one of unknown
 * rank points to lies on the stack of the function; for the caller it is copied to the heap, from where the caller takes
 * it to its own stack.
 */
export class DescriptorConvention implements CallingConvention {
  readonly hasCInterface = true;
  readonly #types: TypeConverter;
  readonly #symbols: ModuleSymbols;

  constructor(types: TypeConverter, symbols: ModuleSymbols) {
    this.#types = types;
    this.#symbols = symbols;
  }

  argumentTypes(type: Type): readonly Type[] | undefined {
    const converted = this.#types.convert(type);
    if (converted === undefined || !isMemRef(type)) return converted === undefined ? undefined : [converted];
    return partsOf(type).map((position) => partType(converted, position));
  }
  resultType(type: Type): Type | undefined {
    return this.#types.convert(type);
  }
  passArgument(builder: OpBuilder, value: Value, type: Type): readonly Value[] {
    return isMemRef(type) ? unpackDescriptor(builder, value, type) : [value];
  }
  receiveArgument(builder: OpBuilder, parts: readonly Value[], type: Type): Value {
    return isMemRef(type) ? packDescriptor(builder, this.#types.convert(type)!, parts, type) : parts[0]!;
  }

  passResult(builder: OpBuilder, value: Value, type: Type): Value {
    if (!(type instanceof UnrankedMemRefType)) return value;
    const size = descriptorSize(builder, this.#types, value);
    const copy = callLibrary(builder, this.#symbols, "malloc", [size], [ptr()])!;
    copyBytes(builder, copy, extractValue(builder, value, unrankedPart.descriptor), size);
    return insertValue(builder, value, copy, unrankedPart.descriptor);
  }

  receiveResult(builder: OpBuilder, value: Value, type: Type): Value {
    if (!(type instanceof UnrankedMemRefType)) return value;
    const size = descriptorSize(builder, this.#types, value);
    const elem_type = TypeAttr.get(IntegerType.get(8));
    const copy = builder.create(AllocaOp, { arraySize: size, elem_type, resultTypes: [ptr()] }).res;
    const original = extractValue(builder, value, unrankedPart.descriptor);
    copyBytes(builder, copy, original, size);
    callLibrary(builder, this.#symbols, "free", [original], []);
    return insertValue(builder, value, copy, unrankedPart.descriptor);
  }
}

const copyBytes = (builder: OpBuilder, dst: Value, src: Value, len: Value): void => {
  builder.create(MemcpyOp, { dst, src, len, isVolatile: BoolAttr.get(false) });
};

/** How many bytes the descriptor takes that one of unknown rank points to. */
function descriptorSize(builder: OpBuilder, types: TypeConverter, unranked: Value): Value {
  const multiply = (lhs: Value, rhs: Value): Value => builder.create(MulOp, { lhs, rhs }).res;
  const add = (lhs: Value, rhs: Value): Value => builder.create(AddOp, { lhs, rhs }).res;
  const one = indexConstant(builder, types, 1);
  const two = indexConstant(builder, types, 2);
  const indexBytes = indexConstant(builder, types, indexTypeOf(types).width / 8);
  const pointerBytes = indexConstant(builder, types, 8);
  const pointers = multiply(two, pointerBytes);
  const indices = add(multiply(two, extractValue(builder, unranked, unrankedPart.rank)), one);
  return add(pointers, multiply(indices, indexBytes));
}

/** Buffers of constant sizes, strides and offset are passed as the pointer alone. */
export class BarePointerConvention implements CallingConvention {
  readonly hasCInterface = false;
  readonly #types: TypeConverter;

  constructor(types: TypeConverter) {
    this.#types = types;
  }

  argumentTypes(type: Type): readonly Type[] | undefined {
    const converted = this.resultType(type);
    return converted === undefined ? undefined : [converted];
  }
  resultType(type: Type): Type | undefined {
    const converted = this.#types.convert(type);
    if (converted === undefined || !isMemRef(type)) return converted;
    return type instanceof MemRefType && hasConstantLayout(type) ? ptr(addressSpaceOf(type)) : undefined;
  }
  passArgument(builder: OpBuilder, value: Value, type: Type): readonly Value[] {
    return [isMemRef(type) ? extractValue(builder, value, part.aligned) : value];
  }
  receiveArgument(builder: OpBuilder, parts: readonly Value[], type: Type): Value {
    return this.receiveResult(builder, parts[0]!, type);
  }
  passResult(builder: OpBuilder, value: Value, type: Type): Value {
    return isMemRef(type) ? extractValue(builder, value, part.allocated) : value;
  }
  receiveResult(builder: OpBuilder, value: Value, type: Type): Value {
    if (!(type instanceof MemRefType)) return value;
    return buildAggregate(builder, this.#types.convert(type)!, this.#parts(builder, value, type));
  }

  /** The parts of a descriptor of a buffer that is known by its pointer. */
  *#parts(builder: OpBuilder, pointer: Value, type: MemRefType): Generator<readonly [readonly number[], Value]> {
    const { offset, strides } = stridesAndOffset(type)!;
    const constant = (value: number): Value => indexConstant(builder, this.#types, value);
    yield [part.allocated, pointer];
    yield [part.aligned, pointer];
    yield [part.offset, constant(offset)];
    for (const [d, stride] of strides.entries()) {
      yield [part.size(d), constant(type.shape[d]!)];
      yield [part.stride(d), constant(stride)];
    }
  }
}

function hasConstantLayout(type: MemRefType): boolean {
  const layout = stridesAndOffset(type);
  return layout !== undefined && ![...type.shape, ...layout.strides, layout.offset].some(isDynamic);
}
