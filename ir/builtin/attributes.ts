/** The attributes of the builtin dialect, apart from dense data (dense-elements.ts) and locations (../location.ts). */

import { AffineMap, type IntegerSet } from "../affine.ts";
import { Attribute, InternTable, intern, type Type, TypedAttribute } from "../attribute.ts";
import type { AttributePrinter, TypeElision } from "../attribute-printer.ts";
import { quote } from "../attribute-printer.ts";
import { classify, convert, decode, encode, printFloat, printShortFloat, roundTo } from "./float-format.ts";
import { Dynamic, type FloatType, f64, IndexType, IntegerType, i1, NoneType, printOpaque } from "./types.ts";

/** `unit`: that it is there says everything. */
export class UnitAttr extends Attribute {
  readonly isUnit = true;
  static get(): UnitAttr {
    return intern(UnitAttr, [], () => new UnitAttr());
  }
  override print(printer: AttributePrinter): void {
    printer.write("unit");
  }
}

/** An integer of any width, or an index. */
export class IntegerAttr extends TypedAttribute {
  override readonly type: IntegerType | IndexType;
  /** The value as its type reads it: signed unless the type is unsigned. `true : i1` is -1. */
  readonly value: bigint;
  private constructor(type: IntegerType | IndexType, value: bigint) {
    super();
    this.type = type;
    this.value = value;
  }
  /** Wraps `value` to the width of the type. */
  static get(type: IntegerType | IndexType, value: bigint | number): IntegerAttr {
    const key = integerKey(isInRange(type, value) ? value : wrapInteger(BigInt(value), type));
    return integers.get(type, key) ?? integers.add(type, key, new IntegerAttr(type, BigInt(key)));
  }
  /** The value as a number; exact up to 2^53. */
  get number(): number {
    return Number(this.value);
  }
  get isBool(): boolean {
    return this.type === i1();
  }
  get boolValue(): boolean {
    return this.value !== 0n;
  }
  /** The bits as a non-negative integer. */
  get unsignedValue(): bigint {
    return BigInt.asUintN(integerWidth(this.type), this.value);
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    if (this.isBool) {
      printer.write(this.boolValue ? "true" : "false");
      return;
    }
    printer.write(String(this.value));
    if (!elides(elision, isDefaultIntegerType(this.type))) printer.write(" : ").type(this.type);
  }
}

const integers = new InternTable<Type, number | bigint, IntegerAttr>();

/** One key for one value: a number where that is exact, since maps find numbers faster. */
const integerKey = (value: number | bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

/** Whether an integer type holds the value as it is. */
export function isInRange(type: IntegerType | IndexType, value: bigint | number): boolean {
  const width = integerWidth(type);
  if (width > 1000) return BigInt(value) === wrapInteger(BigInt(value), type);
  if (type instanceof IntegerType && type.signedness === "unsigned") return value >= 0 && value < 2 ** width;
  return width === 0 ? value === 0 : value >= -(2 ** (width - 1)) && value < 2 ** (width - 1);
}

/** The width of an integer in bits; that of `index` as attributes hold it. */
export const integerWidth = (type: IntegerType | IndexType): number =>
  type instanceof IntegerType ? type.width : IndexType.internalWidth;

/** The value modulo 2 to the width, in the range of the type. */
export function wrapInteger(value: bigint, type: IntegerType | IndexType): bigint {
  const width = integerWidth(type);
  return type instanceof IntegerType && type.signedness === "unsigned"
    ? BigInt.asUintN(width, value)
    : BigInt.asIntN(width, value);
}

const elides = (elision: TypeElision, isDefault: boolean): boolean =>
  elision === "must" || (elision === "may" && isDefault);

/** An integer without a type in the text is an `i64`. */
const isDefaultIntegerType = (type: Type): boolean =>
  type instanceof IntegerType && type.width === 64 && type.isSignless;

/** The boolean attributes are the two integers of type `i1`. */
export const BoolAttr = {
  get: (value: boolean): IntegerAttr => IntegerAttr.get(i1(), value ? 1n : 0n),
};

/** Numbers are their own key, but for NaN and what is wider than a number, where the bits are, and -0. */
const floats = new InternTable<FloatType, number | bigint | "-0", FloatAttr>();

/** A floating-point number of any builtin format, exact to the bit. */
export class FloatAttr extends TypedAttribute {
  override readonly type: FloatType;
  /** The value; rounded to the nearest double for the formats that are wider than `f64`. */
  readonly value: number;
  #bits: bigint | undefined;
  private constructor(type: FloatType, value: number, bits: bigint | undefined) {
    super();
    this.type = type;
    this.value = value;
    this.#bits = bits;
  }
  /** Rounds `value` to the type's format. */
  static get(type: FloatType, value: number): FloatAttr {
    const rounded = roundTo(value, type.format);
    if (Number.isNaN(rounded) || type.width > 64) return FloatAttr.fromBits(type, encode(value, type.format));
    const key = Object.is(rounded, -0) ? "-0" : rounded;
    return floats.get(type, key) ?? floats.add(type, key, new FloatAttr(type, rounded, undefined));
  }
  static fromBits(type: FloatType, bits: bigint): FloatAttr {
    const value = decode(bits, type.format);
    if (type.width <= 64 && !Number.isNaN(value)) return FloatAttr.get(type, value);
    return floats.get(type, bits) ?? floats.add(type, bits, new FloatAttr(type, value, bits));
  }
  /** The bits as a non-negative integer. */
  get bits(): bigint {
    // Seldom asked for where the value says all.
    this.#bits ??= encode(this.value, this.type.format);
    return this.#bits;
  }
  get isZero(): boolean {
    return classify(this.bits, this.type.format).kind === "zero";
  }
  /** The same number in another format, correctly rounded. */
  convertTo(type: FloatType): FloatAttr {
    return FloatAttr.fromBits(type, convert(this.bits, this.type.format, type.format));
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    const { format } = this.type;
    const text = printShortFloat(this.value, format) ?? printFloat(this.bits, format);
    printer.write(text);
    // Bits without a type would be read as an integer.
    const isDefault = this.type === f64() && !text.startsWith("0x");
    if (!elides(elision, isDefault)) printer.write(" : ").type(this.type);
  }
}

/** A string; typed only when written as `"..." : T`. */
export class StringAttr extends TypedAttribute {
  override readonly type: Type;
  readonly value: string;
  private constructor(value: string, type: Type) {
    super();
    this.value = value;
    this.type = type;
  }
  static get(value: string, type: Type = NoneType.get()): StringAttr {
    return intern(StringAttr, [value, type], () => new StringAttr(value, type));
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printer.write(quote(this.value));
    if (elision !== "must" && this.type !== NoneType.get()) printer.write(" : ").type(this.type);
  }
}

/** A type as an attribute. */
export class TypeAttr extends Attribute {
  readonly value: Type;
  private constructor(value: Type) {
    super();
    this.value = value;
  }
  static get(value: Type): TypeAttr {
    return intern(TypeAttr, [value], () => new TypeAttr(value));
  }
  override print(printer: AttributePrinter): void {
    printer.type(this.value);
  }
}

/** `[a, b]` */
export class ArrayAttr extends Attribute {
  readonly values: readonly Attribute[];
  private constructor(values: readonly Attribute[]) {
    super();
    this.values = values;
  }
  static get(values: readonly Attribute[]): ArrayAttr {
    return intern(ArrayAttr, values, () => new ArrayAttr([...values]));
  }
  override print(printer: AttributePrinter): void {
    printer.write("[").list(this.values, (value) => printer.attributeInList(value));
    printer.write("]");
  }
}

export type NamedAttribute = readonly [name: string, value: Attribute];

/** Order by the bytes of the names, as MLIR sorts dictionaries. */
const byName = (a: NamedAttribute, b: NamedAttribute): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** Named attributes, sorted by name. */
export class DictionaryAttr extends Attribute {
  readonly entries: readonly NamedAttribute[];
  private constructor(entries: readonly NamedAttribute[]) {
    super();
    this.entries = entries;
  }
  static get(entries: Iterable<NamedAttribute>): DictionaryAttr {
    const sorted = [...entries].sort(byName);
    return intern(DictionaryAttr, sorted.flat(), () => new DictionaryAttr(sorted));
  }
  get(name: string): Attribute | undefined {
    return this.entries.find(([key]) => key === name)?.[1];
  }
  get isEmpty(): boolean {
    return this.entries.length === 0;
  }
  override print(printer: AttributePrinter): void {
    printer.write("{").namedAttributes(this.entries).write("}");
  }
}

/** `@root::@nested::@leaf`. */
export class SymbolRefAttr extends Attribute {
  readonly root: string;
  readonly nested: readonly string[];
  private constructor(root: string, nested: readonly string[]) {
    super();
    this.root = root;
    this.nested = nested;
  }
  static get(root: string, nested: readonly string[] = []): SymbolRefAttr {
    return intern(SymbolRefAttr, [root, ...nested], () => new SymbolRefAttr(root, [...nested]));
  }
  get isFlat(): boolean {
    return this.nested.length === 0;
  }
  get leaf(): string {
    return this.nested.at(-1) ?? this.root;
  }
  override print(printer: AttributePrinter): void {
    printer.symbolName(this.root);
    for (const name of this.nested) printer.write("::").symbolName(name);
  }
}

/** `array<i64: 1, 2>`: elements of type i1, an integer of a whole number of bytes, or a float. */
export class DenseArrayAttr extends Attribute {
  readonly elementType: IntegerType | FloatType;
  /** Integers as bigint (i1 as 0 and 1), floats as their bits. */
  readonly values: readonly bigint[];
  #numbers: readonly number[] | null;
  private constructor(elementType: IntegerType | FloatType, values: readonly bigint[]) {
    super();
    this.elementType = elementType;
    this.values = values;
    this.#numbers = null;
  }
  static get(elementType: IntegerType | FloatType, values: readonly (bigint | number)[]): DenseArrayAttr {
    // Most are short lists of small integers: those are found by numbers, which is faster than by bigints.
    if (!(elementType instanceof IntegerType)) return DenseArrayAttr.#exact(elementType, values);
    return intern(listsByKey, [elementType, ...values.map(integerKey)], () =>
      DenseArrayAttr.#exact(elementType, values),
    );
  }
  static #exact(elementType: IntegerType | FloatType, values: readonly (bigint | number)[]): DenseArrayAttr {
    const isInteger = elementType instanceof IntegerType;
    const exact = values.map((value) => {
      if (!isInteger) return typeof value === "bigint" ? value : encode(value, elementType.format);
      return elementType.width === 1 ? BigInt.asUintN(1, BigInt(value)) : wrapInteger(BigInt(value), elementType);
    });
    return intern(DenseArrayAttr, [elementType, ...exact], () => new DenseArrayAttr(elementType, exact));
  }
  /** The elements as numbers. */
  get numbers(): readonly number[] {
    const type = this.elementType;
    this.#numbers ??= this.values.map(type instanceof IntegerType ? Number : (bits) => decode(bits, type.format));
    return this.#numbers;
  }
  printElement(value: bigint): string {
    const type = this.elementType;
    if (!(type instanceof IntegerType)) return printFloat(value, type.format);
    return type.width === 1 ? (value === 0n ? "false" : "true") : String(value);
  }
  override print(printer: AttributePrinter): void {
    printer.write("array<").type(this.elementType);
    if (this.values.length > 0) printer.write(": ");
    printer.list(this.values, (value) => printer.write(this.printElement(value))).write(">");
  }
}

/** The owner of what is interned by numbers. */
const listsByKey = {};

/** An array attribute of 64-bit integers that ODS calls `I64ArrayAttr` is an `ArrayAttr`; this is `DenseI64ArrayAttr`. */
export const denseI64Array = (values: readonly (bigint | number)[]): DenseArrayAttr =>
  DenseArrayAttr.get(IntegerType.get(64), values);
/** `array<i32: ...>` */
export const denseI32Array = (values: readonly (bigint | number)[]): DenseArrayAttr =>
  DenseArrayAttr.get(IntegerType.get(32), values);

/** `affine_map<...>` */
export class AffineMapAttr extends Attribute {
  readonly isAffineMapAttr = true;
  readonly affineMap: AffineMap;
  private constructor(affineMap: AffineMap) {
    super();
    this.affineMap = affineMap;
  }
  static get(map: AffineMap): AffineMapAttr {
    return intern(AffineMapAttr, [map], () => new AffineMapAttr(map));
  }
  override print(printer: AttributePrinter): void {
    printer.write(`affine_map<${this.affineMap}>`);
  }
}

/** `affine_set<...>` */
export class IntegerSetAttr extends Attribute {
  readonly value: IntegerSet;
  private constructor(value: IntegerSet) {
    super();
    this.value = value;
  }
  static get(set: IntegerSet): IntegerSetAttr {
    return intern(IntegerSetAttr, [set], () => new IntegerSetAttr(set));
  }
  override print(printer: AttributePrinter): void {
    printer.write(`affine_set<${this.value}>`);
  }
}

const printStride = (value: number): string => (value === Dynamic ? "?" : String(value));

/** `strided<[s0, s1], offset: o>`: the layout of a memref by its strides, in elements. */
export class StridedLayoutAttr extends Attribute {
  readonly offset: number;
  readonly strides: readonly number[];
  private constructor(offset: number, strides: readonly number[]) {
    super();
    this.offset = offset;
    this.strides = strides;
  }
  static get(offset: number, strides: readonly number[]): StridedLayoutAttr {
    return intern(StridedLayoutAttr, [offset, ...strides], () => new StridedLayoutAttr(offset, [...strides]));
  }
  /** The layout as a map from indices to the linear position; dynamic parts are symbols, the offset first. */
  get affineMap(): AffineMap {
    return AffineMap.fromStrides(this.offset, this.strides, Dynamic);
  }
  override print(printer: AttributePrinter): void {
    printer.write("strided<[").list(this.strides, (stride) => printer.write(printStride(stride)));
    printer.write("]");
    if (this.offset !== 0) printer.write(`, offset: ${printStride(this.offset)}`);
    printer.write(">");
  }
}

/** An attribute of a dialect that is not registered, kept as text. */
export class OpaqueAttr extends TypedAttribute {
  readonly dialect: string;
  readonly data: string;
  override readonly type: Type;
  private constructor(dialect: string, data: string, type: Type) {
    super();
    this.dialect = dialect;
    this.data = data;
    this.type = type;
  }
  static get(dialect: string, data: string, type: Type = NoneType.get()): OpaqueAttr {
    return intern(OpaqueAttr, [dialect, data, type], () => new OpaqueAttr(dialect, data, type));
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printOpaque(printer, "#", this.dialect, this.data);
    if (elision !== "must" && this.type !== NoneType.get()) printer.write(" : ").type(this.type);
  }
}

/** `distinct[0]<attr>`: equal only to itself, even when another one wraps the same attribute. Not interned. */
export class DistinctAttr extends Attribute {
  readonly referenced: Attribute;
  constructor(referenced: Attribute) {
    super();
    this.referenced = referenced;
  }
  override print(printer: AttributePrinter): void {
    printer.write(`distinct[${printer.distinctId(this)}]<`);
    if (!(this.referenced instanceof UnitAttr)) printer.attribute(this.referenced);
    printer.write(">");
  }
}
