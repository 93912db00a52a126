/** Replaces the operations of the `index` dialect by those of `arith` that do the same. */
import * as arith from "../../../dialects/arith/index.ts";
import * as index from "../../../dialects/index/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { IndexType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

const counterparts: ReadonlyMap<OpDefinition, OpDefinition> = new Map<OpDefinition, OpDefinition>([
  [index.AddOp, arith.AddIOp],
  [index.SubOp, arith.SubIOp],
  [index.MulOp, arith.MulIOp],
  [index.DivSOp, arith.DivSIOp],
  [index.DivUOp, arith.DivUIOp],
  [index.CeilDivSOp, arith.CeilDivSIOp],
  [index.CeilDivUOp, arith.CeilDivUIOp],
  [index.FloorDivSOp, arith.FloorDivSIOp],
  [index.RemSOp, arith.RemSIOp],
  [index.RemUOp, arith.RemUIOp],
  [index.MaxSOp, arith.MaxSIOp],
  [index.MaxUOp, arith.MaxUIOp],
  [index.MinSOp, arith.MinSIOp],
  [index.MinUOp, arith.MinUIOp],
  [index.ShlOp, arith.ShLIOp],
  [index.ShrSOp, arith.ShRSIOp],
  [index.ShrUOp, arith.ShRUIOp],
  [index.AndOp, arith.AndIOp],
  [index.OrOp, arith.OrIOp],
  [index.XOrOp, arith.XOrIOp],
  [index.CastSOp, arith.IndexCastOp],
  [index.CastUOp, arith.IndexCastUIOp],
]);

export function replaceIndexDialect(kernel: Operation): void {
  kernel.walk((op) => {
    const value = replacement(op);
    if (value === undefined) return;
    op.result().replaceAllUsesWith(value);
    op.erase();
  });
}

function replacement(op: Operation): Value | undefined {
  const builder = OpBuilder.before(op);
  const counterpart = counterparts.get(op.def);
  if (counterpart !== undefined) return builder.createOperation(counterpart, op.operands, op.resultTypes).result(0);
  const comparison = index.CmpOp.match(op);
  if (comparison !== undefined) {
    const { pred, lhs, rhs } = comparison;
    return builder.create(arith.CmpIOp, { predicate: arith.CmpIPredicate.of(pred.value), lhs, rhs }).result;
  }
  const constant = index.ConstantOp.match(op) ?? index.BoolConstantOp.match(op);
  if (constant !== undefined) return builder.create(arith.ConstantOp, { value: constant.value }).result;
  return index.SizeOfOp.is(op) ? arith.createIndexConstant(builder, IndexType.internalWidth) : undefined;
}
