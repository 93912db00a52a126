/** Arithmetic on indices that are known in part: operations are made only for what is not. */

import type { OpBuilder } from "../../ir/builder.ts";
import { constantIndex, isValue, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndexConstant } from "./constants.ts";
import { AddIOp, MulIOp } from "./ops/integer.ts";

/** The index as a value, which is a new constant if it is known. MLIR: `getValueOrCreateConstantIndexOp`. */
export const createIndex = (builder: OpBuilder, index: MixedIndex): Value =>
  isValue(index) ? index : createIndexConstant(builder, index);

/** The product of all; what is known of it is the last factor. */
export function createIndexProduct(builder: OpBuilder, indices: readonly MixedIndex[]): MixedIndex {
  let known = 1n;
  let product: Value | undefined;
  const multiply = (rhs: Value): Value =>
    product === undefined ? rhs : builder.create(MulIOp, { lhs: product, rhs }).result;
  for (const index of indices) {
    const constant = constantIndex(index);
    if (constant !== undefined) known *= constant;
    else if (isValue(index)) product = multiply(index);
  }
  if (product === undefined) return known;
  return known === 1n ? product : multiply(createIndexConstant(builder, known));
}

/** The sum of all; what is known of it is the last term. */
export function createIndexSum(builder: OpBuilder, indices: readonly MixedIndex[]): MixedIndex {
  let known = 0n;
  let sum: Value | undefined;
  const add = (rhs: Value): Value => (sum === undefined ? rhs : builder.create(AddIOp, { lhs: sum, rhs }).result);
  for (const index of indices) {
    const constant = constantIndex(index);
    if (constant !== undefined) known += constant;
    else if (isValue(index)) sum = add(index);
  }
  if (sum === undefined) return known;
  return known === 0n ? sum : add(createIndexConstant(builder, known));
}
