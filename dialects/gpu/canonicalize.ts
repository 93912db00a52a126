/** Canonicalization of the operations of `gpu`. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { createIndexConstant } from "../arith/index.ts";
import { DimOp } from "../memref/index.ts";
import { blockIds, blockSize, gridSize, LaunchOp, threadIds } from "./launch.ts";
import { AllocOp, MemcpyOp, WaitOp } from "./memory.ts";
import { BarrierOp } from "./subgroup.ts";

/** Where there is one block or thread in a dimension, its id is 0. */
const idsOfSingleThreads = pattern("ids-of-single-threads", LaunchOp, (launch, rewriter) => {
  const ids = [...blockIds(launch), ...threadIds(launch)];
  const sizes = [...gridSize(launch), ...blockSize(launch)];
  const known = ids.filter((id, i) => id.hasUses && constantInteger(sizes[i]!)?.value === 1n);
  if (known.length === 0) return false;
  rewriter.setInsertionPointToStart(launch.body.front);
  const zero = createIndexConstant(rewriter, 0);
  for (const id of known) rewriter.replaceAllUsesWith(id, zero);
  return true;
});

/** Of two barriers in a row one goes. */
const repeatedBarrier = pattern("repeated-barrier", BarrierOp, ({ op }, rewriter) => {
  if (!BarrierOp.is(op.next)) return false;
  rewriter.erase(op);
  return true;
});

const isWaitForNothing = (token: Value): boolean => WaitOp.is(token.definingOp) && token.definingOp!.numOperands === 0;

/** wait [wait async [], x]  ->  wait [x] */
const waitForNothing = pattern("wait-for-nothing", WaitOp, ({ op, asyncDependencies }, rewriter) => {
  const kept = asyncDependencies.filter((token) => !isWaitForNothing(token));
  if (kept.length === asyncDependencies.length) return false;
  rewriter.modify(op, () => op.setOperands(kept));
  return true;
});

/** wait  ->  nothing;  wait async [x]  ->  x;  a token that nobody waits for goes. */
const trivialWait = pattern("trivial-wait", WaitOp, ({ op, asyncDependencies, asyncToken }, rewriter) => {
  if (asyncToken === undefined) {
    if (asyncDependencies.length > 0) return false;
    rewriter.erase(op);
  } else if (asyncDependencies.length === 1) rewriter.replace(op, asyncDependencies);
  else if (!asyncToken.hasUses) rewriter.erase(op);
  else return false;
  return true;
});

const hasOnlyEffect = (op: Operation, kind: "allocate" | "free", value: Value): boolean => {
  const effects = MemoryEffectOpInterface.of(op)
    ?.effects(op)
    .filter((effect) => effect.value === value);
  return effects?.length === 1 && effects[0]!.kind === kind;
};

/** A copy goes if its target is freed without having been read. */
const copyToNobody = pattern("copy-to-nobody", MemcpyOp, (copy, rewriter) => {
  const { op, dst, asyncDependencies, asyncToken } = copy;
  if (dst.definingOp === undefined || !hasOnlyEffect(dst.definingOp, "allocate", dst)) return false;
  if (dst.users.some((user) => user !== op && !hasOnlyEffect(user, "free", dst))) return false;
  if (asyncDependencies.length > 1 || (asyncToken !== undefined) !== asyncDependencies.length > 0) return false;
  rewriter.replace(op, asyncDependencies);
  return true;
});

/** dim(alloc(n), i)  ->  n */
const sizeOfAlloc = pattern("size-of-gpu-alloc", DimOp, ({ op, source, index }, rewriter) => {
  const alloc = AllocOp.defining(source);
  const constant = constantInteger(index);
  const { type } = source;
  if (alloc === undefined || !(constant instanceof IntegerAttr) || !(type instanceof MemRefType)) return false;
  const dimension = constant.number;
  if (dimension < 0 || dimension >= type.rank || !type.isDynamicDim(dimension)) return false;
  const position = type.shape.slice(0, dimension).filter((_, i) => type.isDynamicDim(i)).length;
  rewriter.replace(op, [alloc.dynamicSizes[position]!]);
  return true;
});

export const gpuCanonicalizations: readonly Pattern[] = [
  idsOfSingleThreads,
  repeatedBarrier,
  waitForNothing,
  trivialWait,
  copyToNobody,
  sizeOfAlloc,
];
