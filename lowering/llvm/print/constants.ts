/** Constants of LLVM IR: attributes as values of a type. */

import {
  LLVMArrayType,
  LLVMPointerType,
  LLVMStructType,
  PoisonAttr,
  UndefAttr,
  ZeroAttr,
} from "../../../dialects/llvm/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import {
  ArrayAttr,
  FloatAttr,
  IntegerAttr,
  StringAttr,
  SymbolRefAttr,
  wrapInteger,
} from "../../../ir/builtin/attributes.ts";
import {
  type DenseElement,
  DenseElementsAttr,
  isElementsAttr,
  SparseElementsAttr,
} from "../../../ir/builtin/dense-elements.ts";
import { FloatType, IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import { floatLiteral } from "./floats.ts";
import { globalName, quoted } from "./identifiers.ts";
import type { TypeTable } from "./types.ts";

/** The constant without its type. @throws Error for what LLVM cannot hold */
export function constant(value: Attribute, type: Type, types: TypeTable): string {
  if (ZeroAttr.is(value)) return zero(type);
  if (UndefAttr.is(value)) return "undef";
  if (PoisonAttr.is(value)) return "poison";
  if (value instanceof SymbolRefAttr && LLVMPointerType.is(type)) return globalName(value.leaf);
  if (value instanceof IntegerAttr || value instanceof FloatAttr) return scalar(value, type);
  if (value instanceof StringAttr) return `c${quoted(value.value)}`;
  if (value instanceof ArrayAttr) return aggregate(value.values, type, types);
  if (isElementsAttr(value)) return elements(value, type, types);
  throw new Error(`attribute '${value}' is no constant of LLVM IR`);
}

/** The value of a type whose bits are all zero. */
export function zero(type: Type): string {
  if (type === IntegerType.get(1)) return "false";
  if (type instanceof IntegerType) return "0";
  if (type instanceof FloatType) return floatLiteral(FloatAttr.get(type, 0))!;
  return LLVMPointerType.is(type) ? "null" : "zeroinitializer";
}

function scalar(value: IntegerAttr | FloatAttr, type: Type): string {
  if (type instanceof IntegerType) {
    // A bool is zero or one, whatever the type that holds it.
    const number = value instanceof FloatAttr ? value.bits : value.isBool ? value.unsignedValue : value.value;
    return integer(number, type);
  }
  if (type instanceof FloatType) {
    const literal = floatLiteral(value instanceof FloatAttr ? value : FloatAttr.fromBits(type, value.unsignedValue));
    if (literal !== undefined) return literal;
  }
  throw new Error(`attribute '${value}' is no constant of type '${type}' in LLVM IR`);
}

const integer = (value: bigint, type: IntegerType): string =>
  type.width === 1 ? String((value & 1n) === 1n) : String(wrapInteger(value, type));

/** The types of the parts of a struct, array or vector. */
function partTypes(type: Type, count: number): readonly Type[] {
  if (LLVMStructType.is(type)) return type.body ?? [];
  if (LLVMArrayType.is(type) || type instanceof VectorType) return new Array<Type>(count).fill(type.elementType);
  throw new Error(`type '${type}' has no parts`);
}

/** Parts in the brackets that the type has; each part with its type. */
export function bracketed(type: Type, parts: readonly string[]): string {
  const text = parts.join(", ");
  if (LLVMArrayType.is(type)) return `[${text}]`;
  if (type instanceof VectorType) return `<${text}>`;
  const body = text === "" ? "{}" : `{ ${text} }`;
  return LLVMStructType.is(type) && type.packed ? `<${body}>` : body;
}

function aggregate(values: readonly Attribute[], type: Type, types: TypeTable): string {
  const of = partTypes(type, values.length);
  return bracketed(
    type,
    values.map((value, i) => `${types.text(of[i]!)} ${constant(value, of[i]!, types)}`),
  );
}

// Elements.

type Element = (index: number) => DenseElement;

function elements(attr: Attribute, type: Type, types: TypeTable): string {
  if (attr instanceof DenseElementsAttr) {
    if (attr.isSplat && isZero(attr.element(0))) return zero(type);
    if (attr.isSplat && type instanceof VectorType) {
      return `splat (${types.text(type.elementType)} ${element(attr.element(0), type.elementType, types)})`;
    }
    return nested(type, { next: 0 }, (index) => attr.element(index), types);
  }
  if (attr instanceof SparseElementsAttr && attr.values instanceof DenseElementsAttr) {
    const stored = sparseElements(attr, attr.values);
    return nested(type, { next: 0 }, (index) => stored.get(index) ?? 0n, types);
  }
  throw new Error("only dense and sparse elements that stand in the file can be printed as LLVM IR");
}

const isZero = (bits: DenseElement): boolean =>
  typeof bits === "bigint" ? bits === 0n : bits[0] === 0n && bits[1] === 0n;

/** The elements that are not zero, by their position in row-major order. */
function sparseElements({ type, indices }: SparseElementsAttr, values: DenseElementsAttr): Map<number, DenseElement> {
  const shape = type.shape!;
  const rank = shape.length;
  const stored = new Map<number, DenseElement>();
  const count = rank === 0 ? 0 : indices.numElements / rank;
  for (let i = 0; i < count; i++) {
    let position = 0;
    for (let d = 0; d < rank; d++) position = position * shape[d]! + Number(indices.element(i * rank + d));
    stored.set(position, values.element(i));
  }
  return stored;
}

/** Follows the nesting of arrays and vectors down to the scalars, of which `at.next` is the next one. */
function nested(type: Type, at: { next: number }, elementAt: Element, types: TypeTable): string {
  if (!(LLVMArrayType.is(type) || type instanceof VectorType)) return element(elementAt(at.next++), type, types);
  const count = LLVMArrayType.is(type) ? type.numElements : type.shape[0]!;
  const { elementType } = type;
  if (count === 0) return "zeroinitializer";
  const prefix = types.text(elementType);
  const parts: string[] = [];
  for (let i = 0; i < count; i++) parts.push(`${prefix} ${nested(elementType, at, elementAt, types)}`);
  return bracketed(type, parts);
}

/** One element from its bits; the pair of a complex number is a struct. */
function element(bits: DenseElement, type: Type, types: TypeTable): string {
  if (typeof bits === "bigint") {
    if (type instanceof IntegerType) return integer(bits, type);
    if (type instanceof FloatType) {
      const literal = floatLiteral(FloatAttr.fromBits(type, bits));
      if (literal !== undefined) return literal;
    }
    throw new Error(`elements of type '${type}' cannot be printed as LLVM IR`);
  }
  const of = partTypes(type, 2);
  return bracketed(
    type,
    bits.map((part, i) => `${types.text(of[i]!)} ${element(part, of[i]!, types)}`),
  );
}
