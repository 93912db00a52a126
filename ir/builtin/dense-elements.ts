/** Attributes that hold many elements: dense, resource-backed and sparse. */

import { type Attribute, intern, type Type, TypedAttribute } from "../attribute.ts";
import type { AttributePrinter, TypeElision } from "../attribute-printer.ts";
import { isBareIdentifier, quote } from "../attribute-printer.ts";
import { areEqualBytes, toHex } from "../bytes.ts";
import { FloatAttr, IntegerAttr } from "./attributes.ts";
import { printFloat } from "./float-format.ts";
import { packBits, unpackBits } from "./packed-bits.ts";
import { ComplexType, FloatType, IndexType, IntegerType, type ShapedType } from "./types.ts";

/** What dense data is stored as: integers, indices, floats, or pairs of them. */
export type DenseElementType = IntegerType | IndexType | FloatType | ComplexType;

/** Whether elements of the type are held as bits. */
export const isDenseElementType = (type: Type): type is DenseElementType =>
  type instanceof IntegerType ||
  type instanceof IndexType ||
  type instanceof FloatType ||
  (type instanceof ComplexType && isDenseElementType(type.elementType));

/** Bytes that one element takes: whole bytes, little-endian. */
function elementByteSize(type: DenseElementType): number {
  if (type instanceof ComplexType) return 2 * elementByteSize(type.elementType as DenseElementType);
  if (type instanceof IndexType) return IndexType.internalWidth / 8;
  return Math.ceil(type.width / 8);
}

const isOneBit = (type: Type): boolean => type instanceof IntegerType && type.width === 1;

/** Above this many elements dense data is written as one hexadecimal string. */
const hexThreshold = 100;

/** An element of a dense attribute: its bits, or a pair of them for a complex number. */
export type DenseElement = bigint | readonly [bigint, bigint];

const scalarOf = (type: IntegerType | IndexType | FloatType, bits: bigint): IntegerAttr | FloatAttr =>
  type instanceof FloatType ? FloatAttr.fromBits(type, bits) : IntegerAttr.get(type, bits);

/** `dense<...>` over numbers. */
export class DenseElementsAttr extends TypedAttribute {
  override readonly type: ShapedType;
  readonly elementType: DenseElementType;
  /** The elements in row-major order, or the one element of a splat. Not to be written to. */
  readonly data: Uint8Array;
  readonly isSplat: boolean;
  private constructor(type: ShapedType, data: Uint8Array, isSplat: boolean) {
    super();
    this.type = type;
    this.elementType = type.elementType as DenseElementType;
    this.data = data;
    this.isSplat = isSplat;
  }

  /**
   * Takes raw bytes: all elements, or one for a splat. Equal elements become a splat.
   * @throws {Error} if there are more or fewer bytes
   */
  static fromBytes(type: ShapedType, data: Uint8Array): DenseElementsAttr {
    const size = elementByteSize(type.elementType as DenseElementType);
    const count = type.numElements;
    if (data.length !== size && data.length !== size * count) {
      throw new Error(`expected ${size * count} bytes or ${size} for a splat, but got ${data.length}`);
    }
    const isSplat = count !== 0 && (data.length === size || isRepeated(data, size));
    const kept = count === 0 ? data.slice(0, 0) : isSplat ? data.slice(0, size) : data;
    return internBytes(type, kept, () => new DenseElementsAttr(type, kept, isSplat));
  }

  /** Takes the bytes of a hexadecimal string; undefined if they are too few or too many for the type. */
  static fromHexBytes(type: ShapedType, bytes: Uint8Array): DenseElementsAttr | undefined {
    const count = type.numElements;
    if (isOneBit(type.elementType)) {
      const isSplat = bytes.length === 1 && (bytes[0] === 0 || bytes[0] === 0xff);
      if (!isSplat && bytes.length !== Math.ceil(count / 8)) return undefined;
      return DenseElementsAttr.fromBytes(type, unpackBits(bytes, isSplat ? 1 : count));
    }
    const size = elementByteSize(type.elementType as DenseElementType);
    return bytes.length === size || bytes.length === size * count
      ? DenseElementsAttr.fromBytes(type, bytes)
      : undefined;
  }

  /** Takes one element for a splat, or all of them in row-major order. */
  static get(type: ShapedType, elements: readonly DenseElement[]): DenseElementsAttr {
    const elementType = type.elementType as DenseElementType;
    const size = elementByteSize(elementType);
    const data = new Uint8Array(size * elements.length);
    elements.forEach((element, i) => {
      writeElement(data, i * size, size, element);
    });
    return DenseElementsAttr.fromBytes(type, data);
  }

  /** Takes numbers (for integers exact ones), rounded to the element type. */
  static fromNumbers(type: ShapedType, values: ArrayLike<number>): DenseElementsAttr {
    const elementType = type.elementType;
    const element = (value: number): bigint => {
      if (elementType instanceof FloatType) return FloatAttr.get(elementType, value).bits;
      return IntegerAttr.get(elementType as IntegerType, value).unsignedValue;
    };
    return DenseElementsAttr.get(type, Array.from(values, element));
  }

  get numElements(): number {
    return this.type.numElements;
  }

  /** The bits of element `index` in row-major order. */
  element(index: number): DenseElement {
    const size = elementByteSize(this.elementType);
    const at = this.isSplat ? 0 : index * size;
    if (this.elementType instanceof ComplexType) {
      return [readBits(this.data, at, size / 2), readBits(this.data, at + size / 2, size / 2)];
    }
    return readBits(this.data, at, size);
  }

  /** Element `index` as a scalar attribute. @throws {Error} for complex elements, which have none */
  elementAttr(index: number): IntegerAttr | FloatAttr {
    const type = this.elementType;
    if (type instanceof ComplexType) throw new Error("a complex element has no scalar attribute");
    return scalarOf(type, this.element(index) as bigint);
  }

  /** The real and the imaginary part of element `index`, which is complex. */
  elementParts(index: number): readonly [re: IntegerAttr | FloatAttr, im: IntegerAttr | FloatAttr] {
    const part = (this.elementType as ComplexType).elementType as IntegerType | FloatType;
    const [re, im] = this.element(index) as readonly [bigint, bigint];
    return [scalarOf(part, re), scalarOf(part, im)];
  }

  /** The attribute of a splat's element. */
  get splatValue(): IntegerAttr | FloatAttr | undefined {
    return this.isSplat && !(this.elementType instanceof ComplexType) ? this.elementAttr(0) : undefined;
  }

  /** Applies `map` to every element (once for a splat); undefined if it gives undefined for one. */
  mapElements(
    type: ShapedType,
    map: (element: IntegerAttr | FloatAttr) => IntegerAttr | FloatAttr | undefined,
  ): DenseElementsAttr | undefined {
    const count = this.isSplat ? 1 : this.numElements;
    const elements: bigint[] = [];
    for (let i = 0; i < count; i++) {
      const mapped = map(this.elementAttr(i));
      if (mapped === undefined) return undefined;
      elements.push(elementBits(mapped));
    }
    return DenseElementsAttr.get(type, elements);
  }

  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printer.write("dense<");
    this.printElements(printer);
    printer.write(">");
    if (elision !== "must") printer.write(" : ").type(this.type);
  }

  /** The part between `dense<` and `>`. */
  printElements(printer: AttributePrinter): void {
    if (this.isSplat) printer.write(this.#elementText(0));
    else if (this.numElements > hexThreshold)
      printer.write(`"0x${toHex(isOneBit(this.elementType) ? packBits(this.data) : this.data)}"`);
    else printNested(printer, this.type.shape!, (i) => this.#elementText(i));
  }

  #elementText(index: number): string {
    const element = this.element(index);
    if (typeof element === "bigint") return printScalar(element, this.elementType);
    const part = (this.elementType as ComplexType).elementType;
    return `(${printScalar(element[0], part)},${printScalar(element[1], part)})`;
  }
}

/** The bits of a scalar attribute as a dense element. */
export const elementBits = (attr: IntegerAttr | FloatAttr): bigint =>
  attr instanceof FloatAttr ? attr.bits : attr.unsignedValue;

function printScalar(bits: bigint, type: Type): string {
  if (type instanceof FloatType) return printFloat(bits, type.format);
  return isOneBit(type) ? String(bits === 1n) : String(IntegerAttr.get(type as IntegerType, bits).value);
}

/** Writes elements as nested brackets that follow `shape`. */
function printNested(printer: AttributePrinter, shape: readonly number[], text: (index: number) => string): void {
  if (shape.includes(0)) return;
  let next = 0;
  const write = (dimension: number): void => {
    if (dimension === shape.length) {
      printer.write(text(next++));
      return;
    }
    printer.write("[");
    for (let i = 0; i < shape[dimension]!; i++) {
      if (i > 0) printer.write(", ");
      write(dimension + 1);
    }
    printer.write("]");
  };
  write(0);
}

function readBits(data: Uint8Array, at: number, size: number): bigint {
  let bits = 0n;
  for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(data[at + i]!);
  return bits;
}

function writeElement(data: Uint8Array, at: number, size: number, element: DenseElement): void {
  if (typeof element !== "bigint") {
    writeElement(data, at, size / 2, element[0]);
    writeElement(data, at + size / 2, size / 2, element[1]);
    return;
  }
  let bits = BigInt.asUintN(size * 8, element);
  for (let i = 0; i < size; i++) {
    data[at + i] = Number(bits & 0xffn);
    bits >>= 8n;
  }
}

function isRepeated(data: Uint8Array, size: number): boolean {
  for (let i = size; i < data.length; i++) if (data[i] !== data[i - size]) return false;
  return true;
}

const byContent = new Map<Type, Map<number, DenseElementsAttr[]>>();

/** Interns by content: a hash of the bytes (FNV-1a, 32 bits), then a comparison. */
function internBytes(type: ShapedType, data: Uint8Array, make: () => DenseElementsAttr): DenseElementsAttr {
  let hash = 0x811c9dc5;
  for (let i = 0; i < data.length; i++) hash = Math.imul(hash ^ data[i]!, 0x01000193);
  let buckets = byContent.get(type);
  if (buckets === undefined) {
    buckets = new Map();
    byContent.set(type, buckets);
  }
  let bucket = buckets.get(hash);
  if (bucket === undefined) {
    bucket = [];
    buckets.set(hash, bucket);
  }
  const known = bucket.find((attr) => areEqualBytes(attr.data, data));
  if (known !== undefined) return known;
  const made = make();
  bucket.push(made);
  return made;
}

/** `dense<...>` over strings, or over elements of a dialect's type that are written as strings. */
export class DenseStringElementsAttr extends TypedAttribute {
  override readonly type: ShapedType;
  readonly values: readonly string[];
  private constructor(type: ShapedType, values: readonly string[]) {
    super();
    this.type = type;
    this.values = values;
  }
  /** Takes one value for a splat, or all of them. */
  static get(type: ShapedType, values: readonly string[]): DenseStringElementsAttr {
    const isSplat = values.length > 1 && values.every((value) => value === values[0]);
    const kept = isSplat ? [values[0]!] : [...values];
    return intern(DenseStringElementsAttr, [type, ...kept], () => new DenseStringElementsAttr(type, kept));
  }
  get isSplat(): boolean {
    return this.values.length === 1;
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printer.write("dense<");
    if (this.isSplat) printer.write(quote(this.values[0]!));
    else printNested(printer, this.type.shape!, (i) => quote(this.values[i]!));
    printer.write(">");
    if (elision !== "must") printer.write(" : ").type(this.type);
  }
}

/** `dense_resource<key> : type`: elements that stand in the file's resource section. */
export class DenseResourceElementsAttr extends TypedAttribute {
  override readonly type: ShapedType;
  readonly key: string;
  private constructor(type: ShapedType, key: string) {
    super();
    this.type = type;
    this.key = key;
  }
  static get(type: ShapedType, key: string): DenseResourceElementsAttr {
    return intern(DenseResourceElementsAttr, [type, key], () => new DenseResourceElementsAttr(type, key));
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printer.resource(this.key);
    printer.write(`dense_resource<${isBareIdentifier(this.key) ? this.key : quote(this.key)}>`);
    if (elision !== "must") printer.write(" : ").type(this.type);
  }
}

/** `sparse<indices, values> : type`: all elements but the listed ones are zero. */
export class SparseElementsAttr extends TypedAttribute {
  override readonly type: ShapedType;
  readonly indices: DenseElementsAttr;
  readonly values: DenseElementsAttr | DenseStringElementsAttr;
  private constructor(
    type: ShapedType,
    indices: DenseElementsAttr,
    values: DenseElementsAttr | DenseStringElementsAttr,
  ) {
    super();
    this.type = type;
    this.indices = indices;
    this.values = values;
  }
  static get(
    type: ShapedType,
    indices: DenseElementsAttr,
    values: DenseElementsAttr | DenseStringElementsAttr,
  ): SparseElementsAttr {
    return intern(SparseElementsAttr, [type, indices, values], () => new SparseElementsAttr(type, indices, values));
  }
  override print(printer: AttributePrinter, elision: TypeElision = "never"): void {
    printer.write("sparse<");
    if (this.indices.numElements > 0) {
      printElementsOf(printer, this.indices);
      printer.write(", ");
      printElementsOf(printer, this.values);
    }
    printer.write(">");
    if (elision !== "must") printer.write(" : ").type(this.type);
  }
}

function printElementsOf(printer: AttributePrinter, attr: DenseElementsAttr | DenseStringElementsAttr): void {
  if (attr instanceof DenseElementsAttr) attr.printElements(printer);
  else if (attr.isSplat) printer.write(quote(attr.values[0]!));
  else printNested(printer, attr.type.shape!, (i) => quote(attr.values[i]!));
}

export type ElementsAttr = DenseElementsAttr | DenseStringElementsAttr | DenseResourceElementsAttr | SparseElementsAttr;
/** Whether the attribute holds the elements of a shaped type. */
export const isElementsAttr = (attr: Attribute): attr is ElementsAttr =>
  attr instanceof DenseElementsAttr ||
  attr instanceof DenseStringElementsAttr ||
  attr instanceof DenseResourceElementsAttr ||
  attr instanceof SparseElementsAttr;

/**
 * The element at these indices, which must lie inside the shape, as a scalar attribute; undefined where the file does not
 * hold the elements, or they are no numbers.
 */
export function elementAt(elements: ElementsAttr, indices: readonly number[]): IntegerAttr | FloatAttr | undefined {
  const { elementType, shape } = elements.type;
  if (!isDenseElementType(elementType) || elementType instanceof ComplexType) return undefined;
  if (elements instanceof DenseElementsAttr) {
    return elements.elementAttr(indices.reduce((position, index, i) => position * shape![i]! + index, 0));
  }
  if (!(elements instanceof SparseElementsAttr) || !(elements.values instanceof DenseElementsAttr)) return undefined;
  const { indices: places, values } = elements;
  const rank = indices.length;
  for (let entry = 0; entry < values.numElements; entry++) {
    if (indices.every((index, i) => places.element(entry * rank + i) === BigInt(index))) {
      return values.elementAttr(entry);
    }
  }
  return elementType instanceof FloatType ? FloatAttr.fromBits(elementType, 0n) : IntegerAttr.get(elementType, 0n);
}
