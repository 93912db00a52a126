/**
 * Pointers that are made of numbers, as lowering `memref.alloc` with an alignment does: `inttoptr` of an address that was
 * rounded up. They are differentiated as pointers at a distance from the one whose address it was.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { IntegerType, i8 } from "../../../ir/builtin/types.ts";
import type { DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AddOp, AndOp, SubOp, URemOp } from "../arithmetic-ops.ts";
import { IntToPtrOp, PtrToIntOp } from "../cast-ops.ts";
import { ConstantOp, ZeroOp } from "../constant-ops.ts";
import { createGEP, GEPOp } from "../gep-op.ts";

/** What rounds an address. */
const roundingOps = [AddOp, AndOp, SubOp, URemOp];

/**
 * The only pointer that a number is computed from, if the rest are constants: then the number cannot be the address of
 * other memory. Undefined if there is no such pointer.
 */
function onlyPointerIn(number: Value): Value | undefined {
  const pointers = new Set<Value>();
  const seen = new Set([number]);
  for (const { definingOp: op } of seen) {
    if (op === undefined) return undefined;
    const { arg } = PtrToIntOp.match(op) ?? {};
    if (arg !== undefined) {
      if (!isSize(arg)) pointers.add(arg);
    } else if (roundingOps.some((rounding) => rounding.is(op))) for (const operand of op.operands) seen.add(operand);
    else if (!ConstantOp.is(op)) return undefined;
  }
  return pointers.size === 1 ? [...pointers][0] : undefined;
}

/** Whether a pointer stands for a size: how far something behind the null pointer is. */
const isSize = (pointer: Value): boolean => ZeroOp.is(GEPOp.match(pointer.definingOp)?.base.definingOp);

function expand(op: Operation): void {
  const { arg, res } = IntToPtrOp.view(op);
  const pointer = onlyPointerIn(arg);
  if (pointer?.type !== res.type || !(arg.type instanceof IntegerType)) return;
  const builder = OpBuilder.before(op);
  const rhs = builder.create(PtrToIntOp, { arg: pointer, resultTypes: [arg.type] }).res;
  const distance = builder.create(SubOp, { lhs: arg, rhs }).res;
  res.replaceAllUsesWith(createGEP(builder, pointer, i8(), [distance]));
  op.erase();
}

export const addressDerivatives: readonly DerivativeRule[] = [{ op: IntToPtrOp, inactive: "all", expand }];
