/** The builtin types with elements and a shape: vectors, tensors and memrefs. */

import type { AffineMap } from "../affine.ts";
import { type Attribute, intern, Type } from "../attribute.ts";
import type { AttributePrinter } from "../attribute-printer.ts";

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

/** The element type of a vector or tensor, or the type itself. */
export const elementTypeOrSelf = (type: Type): Type => (type instanceof ShapedType ? type.elementType : type);
