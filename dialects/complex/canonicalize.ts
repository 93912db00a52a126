/** The canonicalization patterns of `complex`. What needs no new operation is done by folding. */

import type { Type } from "../../ir/attribute.ts";
import { SignlessIntegerOrFloatLike } from "../../ir/builtin/constraints.ts";
import { ComplexType } from "../../ir/builtin/types.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import * as arith from "../arith/ops.ts";
import { NegOp } from "./ops/arithmetic.ts";
import { BitcastOp, CreateOp, ImOp, ReOp } from "./ops/parts.ts";

/** re(neg(create(a, b)))  ->  -a */
const realPartOfNegation = pattern("re-of-neg", ReOp, ({ op, complex }, rewriter) => {
  const parts = partsOfNegation(complex);
  if (parts === undefined) return false;
  rewriter.replaceWithNew(op, arith.NegFOp, { operand: parts.real });
  return true;
});

/** im(neg(create(a, b)))  ->  -b */
const imaginaryPartOfNegation = pattern("im-of-neg", ImOp, ({ op, complex }, rewriter) => {
  const parts = partsOfNegation(complex);
  if (parts === undefined) return false;
  rewriter.replaceWithNew(op, arith.NegFOp, { operand: parts.imaginary });
  return true;
});

function partsOfNegation(value: Value): CreateOp | undefined {
  const negation = NegOp.defining(value);
  return negation === undefined ? undefined : CreateOp.defining(negation.complex);
}

/** bitcast(bitcast(x))  ->  bitcast(x), of the dialect that has such a cast, or x */
const bitcastOfBitcast = pattern("bitcast-of-bitcast", BitcastOp, ({ op, operand, result }, rewriter) => {
  const source = BitcastOp.defining(operand)?.operand ?? arith.BitcastOp.defining(operand)?.in;
  if (source === undefined) return false;
  const resultTypes = [result.type];
  if (source.type === result.type) rewriter.replace(op, [source]);
  else if (isComplex(source.type) !== isComplex(result.type)) {
    rewriter.replaceWithNew(op, BitcastOp, { operand: source, resultTypes });
  } else if (isBitcastable(source.type) && isBitcastable(result.type)) {
    rewriter.replaceWithNew(op, arith.BitcastOp, { in: source, resultTypes });
  } else return false;
  return true;
});

const isComplex = (type: Type): boolean => type instanceof ComplexType;
/** Whether `arith` casts the numbers. There is no cast between complex numbers. */
const isBitcastable = (type: Type): boolean => SignlessIntegerOrFloatLike.is(type);

/** arith.bitcast(bitcast(z))  ->  bitcast(z) */
const arithBitcastOfBitcast = pattern(
  "arith-bitcast-of-bitcast",
  arith.BitcastOp,
  ({ op, in: value, out }, rewriter) => {
    const inner = BitcastOp.defining(value);
    if (inner === undefined) return false;
    rewriter.replaceWithNew(op, BitcastOp, { operand: inner.operand, resultTypes: [out.type] });
    return true;
  },
);

export const complexCanonicalizations: readonly Pattern[] = [
  realPartOfNegation,
  imaginaryPartOfNegation,
  bitcastOfBitcast,
  arithBitcastOfBitcast,
];
