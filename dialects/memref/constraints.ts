/** Constraints that the operations on memory share. */

import type { Type } from "../../ir/attribute.ts";
import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyIntegerAttr, BoolAttribute, I32Attr, I64Attr, memrefClass } from "../../ir/builtin/constraints.ts";
import { isStrided } from "../../ir/builtin/strided-layout.ts";
import { BaseMemRefType, FloatType, IndexType, i8, isSignlessInteger, MemRefType } from "../../ir/builtin/types.ts";
import { attrConstraint, classConstraint, optional, typeConstraint } from "../../ir/constraint.ts";
import { typesMatchWith } from "../../ir/traits.ts";

const isPowerOfTwo = (value: bigint): boolean => value > 0n && (value & (value - 1n)) === 0n;

/** An alignment in bytes. */
export const AlignmentAttr = attrConstraint(
  "64-bit signless integer attribute whose value is positive and whose value is a power of two > 0",
  (attr): attr is IntegerAttr => I64Attr.is(attr) && isPowerOfTwo(attr.value),
  { base: AnyIntegerAttr },
);

/** An `i32` between two bounds; `summary` says which. */
export const i32Between = (summary: string, low: bigint, high: bigint) =>
  attrConstraint(
    `32-bit signless integer attribute ${summary}`,
    (attr): attr is IntegerAttr => I32Attr.is(attr) && attr.value >= low && attr.value <= high,
    { valueType: I32Attr.valueType!, base: AnyIntegerAttr },
  );

/** How memory is accessed. */
export const accessAttributes = { nontemporal: optional(BoolAttribute), alignment: optional(AlignmentAttr) } as const;

export const RankedAboveZeroOrUnrankedMemRef = typeConstraint(
  "unranked.memref of any type values or non-0-ranked.memref of any type values",
  (type): type is BaseMemRefType => type instanceof BaseMemRefType && (type.shape === null || type.shape.length > 0),
);

const memRef = (summary: string, holds: (type: MemRefType) => boolean) =>
  classConstraint(memrefClass, summary, (type): type is MemRefType => type instanceof MemRefType && holds(type));

const isAtomic = (type: Type): boolean => isSignlessInteger(type) || type instanceof FloatType;

/** ODS: `AnyStridedMemRef`. */
export const StridedMemRef = memRef("strided memref of any type values", isStrided);
/** ODS: `AnyStridedMemRefOfRank<0>`. */
export const StridedMemRefOfRankZero = memRef(
  "strided memref of any type values of rank 0",
  (type) => isStrided(type) && type.rank === 0,
);
export const StaticShapeMemRef = memRef("statically shaped memref of any type values", (type) => type.hasStaticShape);
export const MemRefOfRankOne = memRef("1D memref of any type values", ({ rank }) => rank === 1);
export const ByteMemRef = memRef(
  "1D memref of 8-bit signless integer values",
  ({ rank, elementType }) => rank === 1 && elementType === i8(),
);
/** The sizes that `memref.reshape` is given. */
export const ShapeMemRef = memRef(
  "1D memref of signless integer or index values",
  ({ rank, elementType }) => rank === 1 && (elementType instanceof IndexType || isSignlessInteger(elementType)),
);
/** What atomic operations work on. */
export const AtomicMemRef = memRef("memref of signless integer or floating-point values", ({ elementType }) =>
  isAtomic(elementType),
);
export const AtomicValue = typeConstraint("signless integer or floating-point", (type): type is Type => isAtomic(type));

const elementOf = (type: Type): Type => (type instanceof BaseMemRefType ? type.elementType : type);

/** The value that is read or written has the element type of the buffer; upstream says so in several ways. */
export const valueIsElement = (value: string, summary: string) =>
  typesMatchWith({ from: "memref", to: value, summary, transform: elementOf });
