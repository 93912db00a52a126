/** Uses of a local variable's address that can do without it when the variable becomes a value. */

import { type PromotableOp, PromotableOpInterface, usesOfResults } from "../../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../../ir/operation.ts";
import { AddrSpaceCastOp, BitcastOp } from "../cast-ops.ts";
import { UndefOp } from "../constant-ops.ts";
import { GEPOp, gepIndices } from "../gep-op.ts";
import { DbgDeclareOp, DbgValueOp } from "../intrinsics/debug.ts";
import {
  InvariantEndOp,
  InvariantStartOp,
  LaunderInvariantGroupOp,
  LifetimeEndOp,
  LifetimeStartOp,
  StripInvariantGroupOp,
} from "../intrinsics/memory.ts";

/** The same address: it goes when its own uses do. */
const samePointer = { usesToRemoveAsWell: ({ op }: { readonly op: Operation }) => usesOfResults(op) };
for (const def of [BitcastOp, AddrSpaceCastOp]) def.implement(PromotableOpInterface, samePointer);
for (const def of [LaunderInvariantGroupOp, StripInvariantGroupOp]) def.implement(PromotableOpInterface, samePointer);

GEPOp.implement(PromotableOpInterface, {
  usesToRemoveAsWell: ({ op }) => (gepIndices(op).every((index) => index === 0) ? usesOfResults(op) : undefined),
});

/** What is only said of memory is not said of a value. */
const remark = { usesToRemoveAsWell: () => [] } satisfies PromotableOp;
LifetimeStartOp.implement(PromotableOpInterface, remark);
LifetimeEndOp.implement(PromotableOpInterface, remark);
InvariantStartOp.implement(PromotableOpInterface, samePointer);
InvariantEndOp.implement(PromotableOpInterface, remark);

DbgDeclareOp.implement(PromotableOpInterface, {
  usesToRemoveAsWell: () => [],
  /** The variable has the stored value from the store on, or from where a value that is made for it is known. */
  visitReplacedValues({ op, varInfo, locationExpr }, stored, builder) {
    builder.loc = op.loc;
    for (const [store, value] of stored) {
      const def = value.definingOp;
      const isMadeForIt = def !== undefined && def.block === store.block && store.isBeforeInBlock(def);
      builder.setInsertionPointAfter(isMadeForIt ? def : store);
      builder.create(DbgValueOp, { value, varInfo, locationExpr });
    }
  },
});

DbgValueOp.implement(PromotableOpInterface, {
  usesToRemoveAsWell: () => [],
  /** A debugger can say then that the variable was optimized out. */
  removeUses({ op, value }, _, builder) {
    builder.setInsertionPoint(op);
    builder.loc = value.loc;
    op.setOperand(0, builder.create(UndefOp, { resultTypes: [value.type] }).res);
    return "keep";
  },
});
