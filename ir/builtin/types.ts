/** The types of the builtin dialect. Syntax: mlir.llvm.org, "Builtin Dialect". */

import type { AffineMap } from "../affine.ts";
import { type Attribute, intern, Type } from "../attribute.ts";
import type { AttributePrinter } from "../attribute-printer.ts";
import { type FloatFormat, type FloatKind, floatFormats } from "./float-format.ts";

export type Signedness = "signless" | "signed" | "unsigned";

/** The largest width of an integer type, as in MLIR. */
export const maxIntegerWidth = (1 << 24) - 1;

/** Signless types by width, which are asked for more than all others and found faster so. */
const usualIntegers: IntegerType[] = [];
const maxUsualWidth = 128;

/** `i32`, `si8`, `ui64`: an integer of a width in bits. */
export class IntegerType extends Type {
  readonly width: number;
  readonly signedness: Signedness;
  private constructor(width: number, signedness: Signedness) {
    super();
    this.width = width;
    this.signedness = signedness;
  }
  static get(width: number, signedness: Signedness = "signless"): IntegerType {
    const usual = signedness === "signless" ? usualIntegers[width] : undefined;
    return usual ?? IntegerType.#intern(width, signedness);
  }
  static #intern(width: number, signedness: Signedness): IntegerType {
    const type = intern(IntegerType, [width, signedness], () => new IntegerType(width, signedness));
    if (signedness === "signless" && width <= maxUsualWidth) usualIntegers[width] = type;
    return type;
  }
  get isSignless(): boolean {
    return this.signedness === "signless";
  }
  override print(printer: AttributePrinter): void {
    const prefix = this.signedness === "signless" ? "i" : this.signedness === "signed" ? "si" : "ui";
    printer.write(`${prefix}${this.width}`);
  }
}

/** `index`: an integer of the width of addresses. */
export class IndexType extends Type {
  /** `index` values are 64 bits wide wherever a width matters before lowering. */
  static readonly internalWidth = 64;
  static get(): IndexType {
    return intern(IndexType, [], () => new IndexType());
  }
  override print(printer: AttributePrinter): void {
    printer.write("index");
  }
}

/** `f32`, `bf16`, `f8E4M3FN`: a floating-point format by name; see float-format.ts. */
export class FloatType extends Type {
  readonly kind: FloatKind;
  readonly format: FloatFormat;
  private constructor(kind: FloatKind) {
    super();
    this.kind = kind;
    this.format = floatFormats[kind];
  }
  static get(kind: FloatKind): FloatType {
    return intern(FloatType, [kind], () => new FloatType(kind));
  }
  /** Width in bits. */
  get width(): number {
    return this.format.width;
  }
  override print(printer: AttributePrinter): void {
    printer.write(this.kind);
  }
}

/** `none`: the type of what has no value. */
export class NoneType extends Type {
  static get(): NoneType {
    return intern(NoneType, [], () => new NoneType());
  }
  override print(printer: AttributePrinter): void {
    printer.write("none");
  }
}

/** `complex<T>` */
export class ComplexType extends Type {
  readonly elementType: Type;
  private constructor(elementType: Type) {
    super();
    this.elementType = elementType;
  }
  static get(elementType: Type): ComplexType {
    return intern(ComplexType, [elementType], () => new ComplexType(elementType));
  }
  override print(printer: AttributePrinter): void {
    printer.write("complex<").type(this.elementType).write(">");
  }
}

/** `tuple<T, U>` */
export class TupleType extends Type {
  readonly types: readonly Type[];
  private constructor(types: readonly Type[]) {
    super();
    this.types = types;
  }
  static get(types: readonly Type[]): TupleType {
    return intern(TupleType, types, () => new TupleType([...types]));
  }
  override print(printer: AttributePrinter): void {
    printer.write("tuple<").types(this.types).write(">");
  }
}

/** `(T, U) -> V` */
export class FunctionType extends Type {
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
  private constructor(inputs: readonly Type[], results: readonly Type[]) {
    super();
    this.inputs = inputs;
    this.results = results;
  }
  static get(inputs: readonly Type[], results: readonly Type[]): FunctionType {
    return intern(
      FunctionType,
      [inputs.length, ...inputs, ...results],
      () => new FunctionType([...inputs], [...results]),
    );
  }
  override print(printer: AttributePrinter): void {
    printer.write("(").types(this.inputs).write(") -> ");
    printTypeListOrSingle(printer, this.results);
  }
}

/** `T`, or `(T, U)`; a single function type keeps its parentheses. */
export function printTypeListOrSingle(printer: AttributePrinter, types: readonly Type[]): void {
  if (types.length === 1 && !(types[0] instanceof FunctionType)) printer.type(types[0]!);
  else printer.write("(").types(types).write(")");
}

/** The size of a dynamic dimension, stride or offset; written `?`. */
export const Dynamic = Number.MIN_SAFE_INTEGER;
/** Whether a size is not known before the program runs. */
export const isDynamic = (size: number): boolean => size === Dynamic;

const printDimension = (size: number): string => (size === Dynamic ? "?" : String(size));

/** Types with elements and, if ranked, a shape. */
export abstract class ShapedType extends Type {
  abstract readonly elementType: Type;
  /** Sizes of the dimensions; null when unranked. */
  abstract readonly shape: readonly number[] | null;
  /** The same type with another shape and element type. */
  abstract cloneWith(shape: readonly number[] | null, elementType: Type): ShapedType;

  get hasRank(): boolean {
    return this.shape !== null;
  }
  get rank(): number {
    if (this.shape === null) throw new Error("an unranked type has no rank");
    return this.shape.length;
  }
  get hasStaticShape(): boolean {
    return this.shape !== null && !this.shape.includes(Dynamic);
  }
  /** Number of elements of a static shape. */
  get numElements(): number {
    if (!this.hasStaticShape) throw new Error("a dynamic shape has no number of elements");
    return this.shape!.reduce((product, size) => product * size, 1);
  }
  isDynamicDim(index: number): boolean {
    return this.shape![index] === Dynamic;
  }
  get numDynamicDims(): number {
    return this.shape!.reduce((count, size) => count + (size === Dynamic ? 1 : 0), 0);
  }
}

/** Whether the type does not tell all sizes. */
export const isDynamicType = (type: Type): boolean => type instanceof ShapedType && !type.hasStaticShape;

/** `vector<4x[8]xT>`: sizes in brackets are multiples of a number that the machine knows. */
export class VectorType extends ShapedType {
  override readonly shape: readonly number[];
  override readonly elementType: Type;
  /** For each dimension, whether it is a multiple of the hardware's vector length (`[4]`). */
  readonly scalableDims: readonly boolean[];
  private constructor(shape: readonly number[], elementType: Type, scalableDims: readonly boolean[]) {
    super();
    this.shape = shape;
    this.elementType = elementType;
    this.scalableDims = scalableDims;
  }
  static get(shape: readonly number[], elementType: Type, scalableDims?: readonly boolean[]): VectorType {
    const scalable = shape.map((_, i) => scalableDims?.[i] ?? false);
    return intern(
      VectorType,
      [elementType, shape.length, ...shape, ...scalable],
      () => new VectorType([...shape], elementType, scalable),
    );
  }
  get isScalable(): boolean {
    return this.scalableDims.includes(true);
  }
  override cloneWith(shape: readonly number[] | null, elementType: Type): VectorType {
    return VectorType.get(shape ?? this.shape, elementType, this.scalableDims);
  }
  override print(printer: AttributePrinter): void {
    printer.write("vector<");
    this.shape.forEach((size, i) => {
      printer.write(this.scalableDims[i] ? `[${size}]x` : `${size}x`);
    });
    printer.type(this.elementType).write(">");
  }
}

/** Tensors: arrays that are values. */
export abstract class TensorType extends ShapedType {}

/** `tensor<4x?xT, encoding>` */
export class RankedTensorType extends TensorType {
  override readonly shape: readonly number[];
  override readonly elementType: Type;
  readonly encoding: Attribute | undefined;
  private constructor(shape: readonly number[], elementType: Type, encoding: Attribute | undefined) {
    super();
    this.shape = shape;
    this.elementType = elementType;
    this.encoding = encoding;
  }
  static get(shape: readonly number[], elementType: Type, encoding?: Attribute): RankedTensorType {
    return intern(
      RankedTensorType,
      [elementType, encoding, ...shape],
      () => new RankedTensorType([...shape], elementType, encoding),
    );
  }
  override cloneWith(shape: readonly number[] | null, elementType: Type): TensorType {
    return shape === null
      ? UnrankedTensorType.get(elementType)
      : RankedTensorType.get(shape, elementType, this.encoding);
  }
  override print(printer: AttributePrinter): void {
    printer.write("tensor<");
    for (const size of this.shape) printer.write(`${printDimension(size)}x`);
    printer.type(this.elementType);
    if (this.encoding !== undefined) printer.write(", ").attribute(this.encoding);
    printer.write(">");
  }
}

/** `tensor<*xT>` */
export class UnrankedTensorType extends TensorType {
  override readonly shape: null;
  override readonly elementType: Type;
  private constructor(elementType: Type) {
    super();
    this.shape = null;
    this.elementType = elementType;
  }
  static get(elementType: Type): UnrankedTensorType {
    return intern(UnrankedTensorType, [elementType], () => new UnrankedTensorType(elementType));
  }
  override cloneWith(shape: readonly number[] | null, elementType: Type): TensorType {
    return shape === null ? UnrankedTensorType.get(elementType) : RankedTensorType.get(shape, elementType);
  }
  override print(printer: AttributePrinter): void {
    printer.write("tensor<*x").type(this.elementType).write(">");
  }
}

/** Buffers: arrays in memory. */
export abstract class BaseMemRefType extends ShapedType {
  abstract readonly memorySpace: Attribute | undefined;
}

/** What a memref's layout must offer; affine maps and `strided<...>` are the builtin ones. */
export interface MemRefLayout extends Attribute {
  readonly affineMap: AffineMap;
}

/** `memref<4x?xT, layout, space>` */
export class MemRefType extends BaseMemRefType {
  override readonly shape: readonly number[];
  override readonly elementType: Type;
  /** Undefined for the identity layout. */
  readonly layout: MemRefLayout | undefined;
  override readonly memorySpace: Attribute | undefined;
  private constructor(
    shape: readonly number[],
    elementType: Type,
    layout: MemRefLayout | undefined,
    memorySpace: Attribute | undefined,
  ) {
    super();
    this.shape = shape;
    this.elementType = elementType;
    this.layout = layout;
    this.memorySpace = memorySpace;
  }
  static get(shape: readonly number[], elementType: Type, layout?: MemRefLayout, memorySpace?: Attribute): MemRefType {
    // A row-major layout that is spelled out is the identity only if it is an identity affine map, as in MLIR.
    const kept = layout !== undefined && isIdentityMapAttr(layout) ? undefined : layout;
    const space = withoutDefault(memorySpace);
    return intern(
      MemRefType,
      [elementType, kept, space, ...shape],
      () => new MemRefType([...shape], elementType, kept, space),
    );
  }
  override cloneWith(shape: readonly number[] | null, elementType: Type): BaseMemRefType {
    return shape === null
      ? UnrankedMemRefType.get(elementType, this.memorySpace)
      : MemRefType.get(shape, elementType, this.layout, this.memorySpace);
  }
  override print(printer: AttributePrinter): void {
    printer.write("memref<");
    for (const size of this.shape) printer.write(`${printDimension(size)}x`);
    printer.type(this.elementType);
    if (this.layout !== undefined) printer.write(", ").attribute(this.layout);
    if (this.memorySpace !== undefined) printer.write(", ").attributeInList(this.memorySpace);
    printer.write(">");
  }
}

/** True for an affine map attribute that is the identity; `strided<...>` is kept as it is written. */
const isIdentityMapAttr = (layout: MemRefLayout): boolean =>
  (layout as { isAffineMapAttr?: boolean }).isAffineMapAttr === true && layout.affineMap.isIdentity;

/** The integer zero of any type is the memory space of a type that names none. */
const withoutDefault = (space: Attribute | undefined): Attribute | undefined =>
  space !== undefined && (space as { value?: unknown }).value === 0n ? undefined : space;

/** `memref<*xT, space>` */
export class UnrankedMemRefType extends BaseMemRefType {
  override readonly shape: null;
  override readonly elementType: Type;
  override readonly memorySpace: Attribute | undefined;
  private constructor(elementType: Type, memorySpace: Attribute | undefined) {
    super();
    this.shape = null;
    this.elementType = elementType;
    this.memorySpace = memorySpace;
  }
  static get(elementType: Type, memorySpace?: Attribute): UnrankedMemRefType {
    const space = withoutDefault(memorySpace);
    return intern(UnrankedMemRefType, [elementType, space], () => new UnrankedMemRefType(elementType, space));
  }
  override cloneWith(shape: readonly number[] | null, elementType: Type): BaseMemRefType {
    return shape === null
      ? UnrankedMemRefType.get(elementType, this.memorySpace)
      : MemRefType.get(shape, elementType, undefined, this.memorySpace);
  }
  override print(printer: AttributePrinter): void {
    printer.write("memref<*x").type(this.elementType);
    if (this.memorySpace !== undefined) printer.write(", ").attributeInList(this.memorySpace);
    printer.write(">");
  }
}

/** A type of a dialect that is not registered, kept as text. */
export class OpaqueType extends Type {
  readonly dialect: string;
  /** What follows `dialect.`, or stands between `dialect<` and `>`. */
  readonly data: string;
  private constructor(dialect: string, data: string) {
    super();
    this.dialect = dialect;
    this.data = data;
  }
  static get(dialect: string, data: string): OpaqueType {
    return intern(OpaqueType, [dialect, data], () => new OpaqueType(dialect, data));
  }
  override print(printer: AttributePrinter): void {
    printOpaque(printer, "!", this.dialect, this.data);
  }
}

/** `!dialect.name<body>` where the data reads as a name with an optional body, otherwise `!dialect<data>`. */
export function printOpaque(printer: AttributePrinter, sigil: string, dialect: string, data: string): void {
  const pretty = /^[a-zA-Z][a-zA-Z0-9._]*(<.*>)?$/s.test(data);
  printer.write(pretty ? `${sigil}${dialect}.${data}` : `${sigil}${dialect}<${data}>`);
}

// Short names for the types that code mentions all the time.
export const f16 = (): FloatType => FloatType.get("f16");
export const f32 = (): FloatType => FloatType.get("f32");
export const f64 = (): FloatType => FloatType.get("f64");
export const i1 = (): IntegerType => IntegerType.get(1);
export const i8 = (): IntegerType => IntegerType.get(8);
export const i32 = (): IntegerType => IntegerType.get(32);
export const i64 = (): IntegerType => IntegerType.get(64);
export const indexType = (): IndexType => IndexType.get();

/** The width in bits of an integer, index or float type; undefined for others. */
export function scalarWidth(type: Type): number | undefined {
  if (type instanceof IntegerType || type instanceof FloatType) return type.width;
  if (type instanceof IndexType) return IndexType.internalWidth;
  return undefined;
}

/** The element type of a vector or tensor, or the type itself. */
export const elementTypeOrSelf = (type: Type): Type => (type instanceof ShapedType ? type.elementType : type);
