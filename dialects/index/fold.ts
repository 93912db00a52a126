/**
 * Folding on indices. An index has 32 or 64 bits, as the target has it, and a constant is kept in 64 bits; so what is
 * folded must be right for both widths: the low half of the 64-bit result must be the 32-bit result.
 */
import type { Attribute, Type } from "../../ir/attribute.ts";
import { BoolAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { IndexType, IntegerType, indexType } from "../../ir/builtin/types.ts";
import { type BinaryFunction, compare } from "./arithmetic.ts";
import type { IndexCmpPredicate } from "./attributes.ts";

const narrow = 32;
const wide = 64;

/** For functions whose low bits depend on the low bits of the operands alone. */
export function foldUnchecked(
  calculate: BinaryFunction,
  lhs: Attribute | undefined,
  rhs: Attribute | undefined,
): IntegerAttr | undefined {
  if (!(lhs instanceof IntegerAttr && rhs instanceof IntegerAttr)) return undefined;
  const result = calculate(lhs.value, rhs.value, wide);
  return result === undefined ? undefined : IntegerAttr.get(indexType(), result);
}

/** For all other functions: compares the results in both widths. */
export function foldChecked(
  calculate: BinaryFunction,
  lhs: Attribute | undefined,
  rhs: Attribute | undefined,
): IntegerAttr | undefined {
  const result = foldUnchecked(calculate, lhs, rhs);
  if (result === undefined) return undefined;
  const [a, b] = [lhs as IntegerAttr, rhs as IntegerAttr];
  const narrowResult = calculate(BigInt.asIntN(narrow, a.value), BigInt.asIntN(narrow, b.value), narrow);
  const isSame = narrowResult !== undefined && BigInt.asIntN(narrow, narrowResult - result.value) === 0n;
  return isSame ? result : undefined;
}

/** `value` cast to `type`; one of the two types is an index, the other an integer. */
export function foldCast(value: Attribute | undefined, type: Type, isSigned: boolean): IntegerAttr | undefined {
  if (!(value instanceof IntegerAttr)) return undefined;
  const extend = (from: number, bits: bigint): bigint =>
    isSigned ? BigInt.asIntN(from, bits) : BigInt.asUintN(from, bits);
  if (type instanceof IndexType) {
    const from = value.type instanceof IntegerType ? value.type.width : wide;
    return IntegerAttr.get(type, extend(from, value.value));
  }
  const integer = type as IntegerType;
  const result = IntegerAttr.get(integer, extend(wide, value.value));
  return result === IntegerAttr.get(integer, extend(narrow, value.value)) ? result : undefined;
}

export function foldCompare(predicate: IndexCmpPredicate, lhs: IntegerAttr, rhs: IntegerAttr): IntegerAttr | undefined {
  const result = compare(predicate, lhs.value, rhs.value, wide);
  const [a, b] = [BigInt.asIntN(narrow, lhs.value), BigInt.asIntN(narrow, rhs.value)];
  return result === compare(predicate, a, b, narrow) ? BoolAttr.get(result) : undefined;
}

/** What `predicate` says of a value and itself. */
export const compareWithItself = (predicate: IndexCmpPredicate): boolean => compare(predicate, 0n, 0n, wide);
