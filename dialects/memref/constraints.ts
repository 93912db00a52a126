/** Constraints that the operations on memory share. */

import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { BoolAttribute, I64Attr } from "../../ir/builtin/constraints.ts";
import { BaseMemRefType } from "../../ir/builtin/types.ts";
import { attrConstraint, optional, typeConstraint } from "../../ir/constraint.ts";
import { typesMatchWith } from "../../ir/traits.ts";

const isPowerOfTwo = (value: bigint): boolean => value > 0n && (value & (value - 1n)) === 0n;

/** An alignment in bytes. */
export const AlignmentAttr = attrConstraint(
  "64-bit signless integer attribute whose value is positive and whose value is a power of two > 0",
  (attr): attr is IntegerAttr => attr instanceof IntegerAttr && I64Attr.is(attr) && isPowerOfTwo(attr.value),
);

/** How memory is accessed. */
export const accessAttributes = { nontemporal: optional(BoolAttribute), alignment: optional(AlignmentAttr) } as const;

export const RankedAboveZeroOrUnrankedMemRef = typeConstraint(
  "unranked.memref of any type values or non-0-ranked.memref of any type values",
  (type): type is BaseMemRefType => type instanceof BaseMemRefType && (type.shape === null || type.shape.length > 0),
);

const elementOf = (type: Type): Type => (type instanceof BaseMemRefType ? type.elementType : type);

/** The value that is read or written has the element type of the buffer. */
export const valueIsElement = (value: string) =>
  typesMatchWith({
    from: "memref",
    to: value,
    summary: `${value} type matches element type of 'memref'`,
    transform: elementOf,
  });
