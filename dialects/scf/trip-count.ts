/** How often counted loops run, where that can be told before. */

import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Value } from "../../ir/value.ts";
import { AddIOp, IntegerOverflowFlags } from "../arith/index.ts";

/** A bound is a value or a constant. */
export interface LoopBounds {
  readonly lowerBound: Value | bigint;
  readonly upperBound: Value | bigint;
  readonly step: Value | bigint;
  /** Compare as unsigned integers. Off by default. */
  readonly unsigned?: boolean;
}

/**
 * The number of iterations; undefined if it is not known. A step that is not positive, which loops must not have, gives
 * no iterations.
 */
export function tripCount({ lowerBound, upperBound, step, unsigned = false }: LoopBounds): bigint | undefined {
  if (lowerBound === upperBound) return 0n;
  const stride = asConstant(step, unsigned);
  if (stride !== undefined && stride <= 0n) return 0n;
  const distance = distanceBetween(lowerBound, upperBound, unsigned);
  if (distance === undefined) return undefined;
  if (distance <= 0n) return 0n;
  return stride === undefined ? undefined : (distance + stride - 1n) / stride;
}

function asConstant(bound: Value | bigint, unsigned: boolean): bigint | undefined {
  if (typeof bound === "bigint") return bound;
  const constant = constantInteger(bound);
  return constant === undefined ? undefined : read(constant, unsigned);
}

const read = (constant: IntegerAttr, unsigned: boolean): bigint => (unsigned ? constant.unsignedValue : constant.value);

/** `to - from`, for constants and for `to = from + constant` that does not wrap. */
function distanceBetween(from: Value | bigint, to: Value | bigint, unsigned: boolean): bigint | undefined {
  const start = asConstant(from, unsigned);
  const end = asConstant(to, unsigned);
  if (start !== undefined && end !== undefined) return end - start;
  if (typeof from === "bigint" || typeof to === "bigint") return undefined;
  const sum = AddIOp.defining(to);
  if (sum === undefined || sum.lhs !== from) return undefined;
  if (!IntegerOverflowFlags.has(sum.overflowFlags, unsigned ? "nuw" : "nsw")) return undefined;
  return asConstant(sum.rhs, unsigned);
}
