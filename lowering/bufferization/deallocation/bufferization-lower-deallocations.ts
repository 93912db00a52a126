/**
 * `bufferization-lower-deallocations`: makes comparisons of addresses and `memref.dealloc` of `bufferization.dealloc`. Where
 * many buffers are to be compared, a function does it.
 */
import {
  AndIOp,
  arithDialect,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  OrIOp,
  XOrIOp,
} from "../../../dialects/arith/index.ts";
import { DeallocOp as ConditionalDeallocOp } from "../../../dialects/bufferization/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { DeallocOp, ExtractAlignedPointerAsIndexOp, memrefDialect } from "../../../dialects/memref/index.ts";
import { createIf, scfDialect } from "../../../dialects/scf/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { i1, indexType } from "../../../ir/builtin/types.ts";
import type { Operation } from "../../../ir/operation.ts";
import { definePass } from "../../../ir/pass.ts";
import type { Value } from "../../../ir/value.ts";
import { DeallocHelper, type FreeingDecision } from "./dealloc-helper.ts";

/** More comparisons are left to a function. */
const maxComparisons = 16;

export const bufferizationLowerDeallocations = definePass(
  "bufferization-lower-deallocations",
  {
    summary: "Lowers `bufferization.dealloc` operations to `memref.dealloc` operations",
    dependentDialects: [arithDialect, funcDialect, memrefDialect, scfDialect],
  },
  (root, { context }) => {
    const deallocs: Operation[] = [];
    root.walk((op) => {
      if (ConditionalDeallocOp.is(op)) deallocs.push(op);
      return undefined;
    }, "pre");
    const helper = new DeallocHelper(root, context);
    for (const op of deallocs) lowerDealloc(ConditionalDeallocOp.view(op), helper);
  },
);

export function lowerDealloc({ op, memrefs, conditions, retained }: ConditionalDeallocOp, helper: DeallocHelper): void {
  const builder = OpBuilder.before(op);
  const { length } = memrefs;
  const comparisons = length * retained.length + (length * (length - 1)) / 2;
  const addresses = (buffers: readonly Value[]): Value[] => buffers.map((buffer) => addressOf(builder, buffer));
  const { freed, owned } =
    comparisons === 0
      ? { freed: conditions, owned: () => retained.map(() => createConstant(builder, i1(), 0)) }
      : comparisons <= maxComparisons
        ? compare(builder, addresses(memrefs), conditions, addresses(retained))
        : helper.call(builder, addresses(memrefs), conditions, addresses(retained));
  memrefs.forEach((memref, i) => {
    createIf(builder, freed[i]!, () => {
      builder.create(DeallocOp, { memref });
      return [];
    });
  });
  op.replaceAllUsesWith(owned());
  op.erase();
}

const addressOf = (builder: OpBuilder, source: Value): Value =>
  builder.create(ExtractAlignedPointerAsIndexOp, { source, resultTypes: [indexType()] }).aligned_pointer;

function compare(
  builder: OpBuilder,
  addresses: readonly Value[],
  conditions: readonly Value[],
  retained: readonly Value[],
): FreeingDecision {
  const and = (lhs: Value, rhs: Value): Value => builder.create(AndIOp, { lhs, rhs }).result;
  const or = (lhs: Value, rhs: Value): Value => builder.create(OrIOp, { lhs, rhs }).result;
  const not = (lhs: Value): Value => builder.create(XOrIOp, { lhs, rhs: createConstant(builder, i1(), 1) }).result;
  const isOther = (lhs: Value, rhs: Value): Value =>
    builder.create(CmpIOp, { predicate: CmpIPredicate.of("ne"), lhs, rhs }).result;
  const isNotRetained = addresses.map((address) => retained.map((other) => isOther(address, other)));
  const freed: Value[] = [];
  addresses.forEach((address, i) => {
    const isNotFreedThere = freed.map((isFreed, k) => or(isOther(addresses[k]!, address), not(isFreed)));
    freed.push([...isNotRetained[i]!, ...isNotFreedThere, conditions[i]!].reduce(and));
  });
  const owned = (): Value[] =>
    retained.map((_, k) => addresses.map((_, i) => and(not(isNotRetained[i]![k]!), conditions[i]!)).reduce(or));
  return { freed, owned };
}
