/** The operations of the index dialect. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyInteger, BoolAttribute, I1, Index, IndexAttr } from "../../ir/builtin/constraints.ts";
import { IndexType, i1, indexType } from "../../ir/builtin/types.ts";
import { anyTypeOf } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Trait } from "../../ir/trait.ts";
import { Commutative, ConstantLike, inferTypes, Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import {
  ceildivs,
  ceildivu,
  divs,
  divu,
  floordivs,
  maxs,
  maxu,
  mins,
  minu,
  rems,
  remu,
  shl,
  shrs,
  shru,
} from "./arithmetic.ts";
import { IndexCmpPredicateAttr } from "./attributes.ts";
import { foldCompareOfBound } from "./compare-bound.ts";
import { compareWithItself, foldCast, foldChecked, foldCompare, foldUnchecked } from "./fold.ts";

const isConstant = (constant: unknown, value: bigint): boolean =>
  constant instanceof IntegerAttr && constant.value === value;

const resultIsIndex = inferTypes(() => [indexType()]);
const resultIsBool = inferTypes(() => [i1()]);

interface BinaryOperands {
  readonly lhs: Value;
  readonly rhs: Value;
}
type BinaryFold = (
  operands: BinaryOperands,
  constants: { readonly [K in keyof BinaryOperands]: Parameters<typeof foldUnchecked>[1] },
) => FoldResult;

/** `index.name %lhs, %rhs` */
const binaryOp = (mnemonic: string, summary: string, traits: readonly Trait[], fold: BinaryFold) =>
  defineOp(
    `index.${mnemonic}`,
    {
      summary,
      operands: { lhs: Index, rhs: Index },
      results: { result: Index },
      traits: [resultIsIndex, ...traits],
      assemblyFormat: "$lhs `,` $rhs attr-dict",
    },
    { fold },
  );

/** A division: no effects on memory, but undefined behaviour if the divisor is zero, so it must not be speculated. */
const divisionOp = (mnemonic: string, summary: string, fold: BinaryFold) =>
  binaryOp(mnemonic, summary, [], fold).implement(MemoryEffectOpInterface, { effects: () => [] });

export const AddOp = binaryOp("add", "Index addition", [Commutative, Pure], ({ lhs }, constants) =>
  isConstant(constants.rhs, 0n) ? lhs : foldUnchecked((a, b) => a + b, constants.lhs, constants.rhs),
);
export type AddOp = Op<typeof AddOp>;

export const SubOp = binaryOp("sub", "Index subtraction", [Pure], ({ lhs }, constants) =>
  isConstant(constants.rhs, 0n) ? lhs : foldUnchecked((a, b) => a - b, constants.lhs, constants.rhs),
);
export type SubOp = Op<typeof SubOp>;

export const MulOp = binaryOp("mul", "Index multiplication", [Commutative, Pure], ({ lhs }, constants) => {
  if (isConstant(constants.rhs, 1n)) return lhs;
  if (isConstant(constants.rhs, 0n)) return constants.rhs;
  return foldUnchecked((a, b) => a * b, constants.lhs, constants.rhs);
});
export type MulOp = Op<typeof MulOp>;

export const DivSOp = divisionOp("divs", "Signed index division, rounded towards zero", (_, { lhs, rhs }) =>
  foldChecked(divs, lhs, rhs),
);
export type DivSOp = Op<typeof DivSOp>;

export const DivUOp = divisionOp("divu", "Unsigned index division, rounded down", (_, { lhs, rhs }) =>
  foldChecked(divu, lhs, rhs),
);
export type DivUOp = Op<typeof DivUOp>;

export const CeilDivSOp = divisionOp("ceildivs", "Signed index division, rounded up", (_, { lhs, rhs }) =>
  foldChecked(ceildivs, lhs, rhs),
);
export type CeilDivSOp = Op<typeof CeilDivSOp>;

export const CeilDivUOp = divisionOp("ceildivu", "Unsigned index division, rounded up", (_, { lhs, rhs }) =>
  foldChecked(ceildivu, lhs, rhs),
);
export type CeilDivUOp = Op<typeof CeilDivUOp>;

export const FloorDivSOp = divisionOp("floordivs", "Signed index division, rounded down", (_, { lhs, rhs }) =>
  foldChecked(floordivs, lhs, rhs),
);
export type FloorDivSOp = Op<typeof FloorDivSOp>;

export const RemSOp = divisionOp("rems", "Signed index remainder, with the sign of the dividend", (_, { lhs, rhs }) =>
  foldChecked(rems, lhs, rhs),
);
export type RemSOp = Op<typeof RemSOp>;

export const RemUOp = divisionOp("remu", "Unsigned index remainder", (_, { lhs, rhs }) => foldChecked(remu, lhs, rhs));
export type RemUOp = Op<typeof RemUOp>;

export const MaxSOp = binaryOp("maxs", "Signed index maximum", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldChecked(maxs, lhs, rhs),
);
export type MaxSOp = Op<typeof MaxSOp>;

export const MaxUOp = binaryOp("maxu", "Unsigned index maximum", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldChecked(maxu, lhs, rhs),
);
export type MaxUOp = Op<typeof MaxUOp>;

export const MinSOp = binaryOp("mins", "Signed index minimum", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldChecked(mins, lhs, rhs),
);
export type MinSOp = Op<typeof MinSOp>;

export const MinUOp = binaryOp("minu", "Unsigned index minimum", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldChecked(minu, lhs, rhs),
);
export type MinUOp = Op<typeof MinUOp>;

export const ShlOp = binaryOp("shl", "Index shift left", [Pure], (_, { lhs, rhs }) => foldUnchecked(shl, lhs, rhs));
export type ShlOp = Op<typeof ShlOp>;

export const ShrSOp = binaryOp("shrs", "Signed index shift right", [Pure], (_, { lhs, rhs }) =>
  foldChecked(shrs, lhs, rhs),
);
export type ShrSOp = Op<typeof ShrSOp>;

export const ShrUOp = binaryOp("shru", "Unsigned index shift right", [Pure], (_, { lhs, rhs }) =>
  foldChecked(shru, lhs, rhs),
);
export type ShrUOp = Op<typeof ShrUOp>;

export const AndOp = binaryOp("and", "Bitwise and of indices", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldUnchecked((a, b) => a & b, lhs, rhs),
);
export type AndOp = Op<typeof AndOp>;

export const OrOp = binaryOp("or", "Bitwise or of indices", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldUnchecked((a, b) => a | b, lhs, rhs),
);
export type OrOp = Op<typeof OrOp>;

export const XOrOp = binaryOp("xor", "Bitwise exclusive or of indices", [Commutative, Pure], (_, { lhs, rhs }) =>
  foldUnchecked((a, b) => a ^ b, lhs, rhs),
);
export type XOrOp = Op<typeof XOrOp>;

const IntegerOrIndex = anyTypeOf([AnyInteger, Index]);

/** `index.name %input : type to type` */
const castOp = (mnemonic: string, summary: string, isSigned: boolean) =>
  defineOp(
    `index.${mnemonic}`,
    {
      summary,
      operands: { input: IntegerOrIndex },
      results: { output: IntegerOrIndex },
      traits: [Pure],
      assemblyFormat: "$input attr-dict `:` type($input) `to` type($output)",
    },
    {
      verify({ op, input, output }) {
        if (input.type instanceof IndexType !== output.type instanceof IndexType) return;
        throw opError(op, `operand type '${input.type}' and result type '${output.type}' are cast incompatible`);
      },
      fold: ({ output }, { input }): FoldResult => foldCast(input, output.type, isSigned),
    },
  );

export const CastSOp = castOp("casts", "Cast between index and integer; widening extends the sign", true);
export type CastSOp = Op<typeof CastSOp>;

export const CastUOp = castOp("castu", "Cast between index and integer; widening adds zeros", false);
export type CastUOp = Op<typeof CastUOp>;

export const CmpOp = defineOp(
  "index.cmp",
  {
    summary: "Index comparison",
    attributes: { pred: IndexCmpPredicateAttr },
    operands: { lhs: Index, rhs: Index },
    results: { result: I1 },
    traits: [resultIsBool, Pure],
    assemblyFormat: "`` $pred `(` $lhs `,` $rhs `)` attr-dict",
  },
  {
    fold({ pred, lhs, rhs }, constants): FoldResult {
      const { value: predicate } = pred;
      if (constants.rhs instanceof IntegerAttr) {
        const folded =
          constants.lhs instanceof IntegerAttr
            ? foldCompare(predicate, constants.lhs, constants.rhs)
            : foldCompareOfBound(predicate, lhs, constants.rhs);
        if (folded !== undefined) return folded;
      }
      return lhs === rhs ? IntegerAttr.get(i1(), compareWithItself(predicate) ? 1n : 0n) : undefined;
    },
  },
);
export type CmpOp = Op<typeof CmpOp>;

export const SizeOfOp = defineOp("index.sizeof", {
  summary: "Size of an index on the target, in bits",
  results: { result: Index },
  traits: [resultIsIndex, Pure],
  assemblyFormat: "attr-dict",
});
export type SizeOfOp = Op<typeof SizeOfOp>;

export const ConstantOp = defineOp(
  "index.constant",
  {
    summary: "Index constant",
    attributes: { value: IndexAttr },
    results: { result: Index },
    traits: [resultIsIndex, ConstantLike, Pure],
    assemblyFormat: "attr-dict $value",
  },
  {
    fold: ({ value }) => value,
    resultNames: ({ value }) => [`idx${value.value}`],
  },
);
export type ConstantOp = Op<typeof ConstantOp>;

export const BoolConstantOp = defineOp(
  "index.bool.constant",
  {
    summary: "Boolean constant",
    attributes: { value: BoolAttribute },
    results: { result: I1 },
    traits: [resultIsBool, ConstantLike, Pure],
    assemblyFormat: "attr-dict $value",
  },
  {
    fold: ({ value }) => value,
    resultNames: ({ value }) => [value.boolValue ? "true" : "false"],
  },
);
export type BoolConstantOp = Op<typeof BoolConstantOp>;
