/** Integers as sums: what an index is, as a multiple of some values and a constant. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { ElementAccessOpInterface } from "../../ir/interfaces/element-access.ts";
import { LinearOpInterface, type LinearSum } from "../../ir/interfaces/linear-op.ts";
import { constantValue } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AddIOp, MulIOp, SubIOp } from "./ops.ts";

/** `constant` plus the sum of the values times their factors, none of which is 0. */
export interface LinearForm {
  readonly constant: number;
  readonly terms: ReadonlyMap<Value, number>;
}

/** Chains of additions are followed this far; what stands further up counts as a value of its own. */
const maxDepth = 32;

/** The sum that an integer or index is computed as. A value that is no sum is one term. */
export const linearForm = (value: Value): LinearForm => sumOf(value, 0);

function sumOf(value: Value, depth: number): LinearForm {
  const constant = constantValue(value);
  if (constant instanceof IntegerAttr && isExact(constant.value)) return { constant: constant.number, terms: noTerms };
  return (
    (depth < maxDepth ? arithmeticOf(value, depth + 1) : undefined) ?? { constant: 0, terms: new Map([[value, 1]]) }
  );
}

function arithmeticOf(value: Value, depth: number): LinearForm | undefined {
  const sum = AddIOp.defining(value);
  if (sum !== undefined) return combined(sumOf(sum.lhs, depth), sumOf(sum.rhs, depth), 1);
  const difference = SubIOp.defining(value);
  if (difference !== undefined) return combined(sumOf(difference.lhs, depth), sumOf(difference.rhs, depth), -1);
  const product = MulIOp.defining(value);
  if (product === undefined) return linearSumOf(value, depth);
  const [lhs, rhs] = [sumOf(product.lhs, depth), sumOf(product.rhs, depth)];
  if (rhs.terms.size === 0) return combined(zero, lhs, rhs.constant);
  return lhs.terms.size === 0 ? combined(zero, rhs, lhs.constant) : undefined;
}

/** What an operation of another dialect says that it is. */
function linearSumOf({ definingOp: op }: Value, depth: number): LinearForm | undefined {
  const sum = op && LinearOpInterface.of(op)?.sum(op);
  return sum && formOf(sum, op!.operands, depth);
}

function formOf({ constant, factors }: LinearSum, operands: readonly Value[], depth: number): LinearForm | undefined {
  if (![constant, ...factors].every(isExact)) return undefined;
  return factors.reduce<LinearForm | undefined>(
    (form, factor, i) => form && combined(form, sumOf(operands[i]!, depth), Number(factor)),
    { constant: Number(constant), terms: noTerms },
  );
}

/** The indices of an access to an element; undefined where one is no sum. */
export function indexForms(op: Operation): readonly (LinearForm | undefined)[] {
  const access = ElementAccessOpInterface.of(op)!;
  const operands = access.indexOperands(op);
  return access.indexSums?.(op).map((sum) => sum && formOf(sum, operands, 0)) ?? operands.map(linearForm);
}

const noTerms: ReadonlyMap<Value, number> = new Map();
const zero: LinearForm = { constant: 0, terms: noTerms };

/** `a + factor * b`; undefined if the numbers become too large to be exact. */
function combined(a: LinearForm, b: LinearForm, factor: number): LinearForm | undefined {
  const constant = a.constant + factor * b.constant;
  if (!Number.isSafeInteger(constant)) return undefined;
  const terms = new Map(a.terms);
  for (const [value, count] of b.terms) {
    const total = (terms.get(value) ?? 0) + factor * count;
    if (!Number.isSafeInteger(total)) return undefined;
    if (total === 0) terms.delete(value);
    else terms.set(value, total);
  }
  return { constant, terms };
}

const isExact = (value: bigint): boolean => BigInt(Number(value)) === value && Number.isSafeInteger(Number(value));
