/**
 * Control flow: kernels become single functions of structured code. WGSL has neither branches between blocks nor
 * recursion, and its functions cannot take buffers, so functions that a kernel calls are put into it.
 */

import { createConstant, createIndexConstant } from "../../../dialects/arith/index.ts";
import { CallOp, FuncOp } from "../../../dialects/func/index.ts";
import { AllocaScopeOp, CopyOp, LoadOp, StoreOp, sizeOf } from "../../../dialects/memref/index.ts";
import {
  ExecuteRegionOp,
  ForallOp,
  ForOp,
  ParallelOp,
  sequentialForall,
  sequentialParallel,
  YieldOp,
} from "../../../dialects/scf/index.ts";
import { PoisonOp } from "../../../dialects/ub/index.ts";
import { Region } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { indexType, MemRefType, scalarWidth } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { SymbolTableCollection } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { inlineCall } from "../../../passes/inlining/inline-call.ts";

/** @throws {DiagnosticError} at a branch between blocks */
export function requireStructuredCode(kernel: Operation): void {
  kernel.walk((op) => {
    for (const region of op.regions) {
      if (region.isEmpty || region.hasOneBlock) continue;
      throw opError(
        region.front.last!,
        "branches between blocks, which WGSL does not have: run 'lift-cf-to-scf' first",
      );
    }
  });
}

/**
 * Puts the functions that a kernel calls into it.
 *
 * @throws {DiagnosticError} at a call of a function without a body, or of one that is being executed
 */
export function inlineCalls(kernel: Operation, tables: SymbolTableCollection): void {
  const calls: { op: Operation; callers: ReadonlySet<Operation> }[] = [];
  const find = (op: Operation, callers: ReadonlySet<Operation>): void => {
    op.walk((inner) => {
      if (CallOp.is(inner)) calls.push({ op: inner, callers });
    });
  };
  find(kernel, new Set());
  for (let call = calls.pop(); call !== undefined; call = calls.pop()) {
    const { op, callers } = call;
    const { callee: symbol } = CallOp.view(op);
    const callee = FuncOp.match(tables.lookupNearest(op, symbol));
    if (callee === undefined || callee.body.isEmpty) throw opError(op, `'@${symbol.root}' has no body to put here`);
    if (callers.has(callee.op)) throw opError(op, `'@${symbol.root}' is recursive, which WGSL does not allow`);
    requireStructuredCode(callee.op);
    const inside = new Set([...callers, callee.op]);
    const { prev, next, block } = op;
    inlineCall(op, callee.op, callee.body, false);
    for (let made = prev === null ? block!.first : prev.next; made !== next; made = made!.next) find(made!, inside);
  }
}

/** What replaces an operation; what it makes is looked at again. */
const rewrites: ReadonlyMap<OpDefinition, (op: Operation) => void> = new Map<OpDefinition, (op: Operation) => void>([
  [ParallelOp, (op) => void sequentialParallel(ParallelOp.view(op))],
  [ForallOp, (op) => void sequentialForall(ForallOp.view(op))],
  [ExecuteRegionOp, inlineRegion],
  [AllocaScopeOp, inlineRegion],
  [CopyOp, (op) => copyByLoops(CopyOp.view(op))],
  [PoisonOp, replaceByZero],
]);

/** Replaces what there is a plain form of: parallel loops, copies, regions that are executed once, any value. */
export function simplifyStructure(kernel: Operation): void {
  // Inner operations come first, so that everything is seen once.
  kernel.walk((op) => {
    rewrites.get(op.def)?.(op);
  });
}

/** Any value does. */
function replaceByZero(op: Operation): void {
  const [type] = op.resultTypes;
  if (scalarWidth(type!) === undefined) throw opError(op, `of type '${type}' is not possible in WGSL`);
  op.result().replaceAllUsesWith(createConstant(OpBuilder.before(op), type!, 0));
  op.erase();
}

function inlineRegion(op: Operation): void {
  const { front } = op.regions[0]!;
  const terminator = front.last!;
  const values = terminator.operands;
  terminator.erase();
  op.block!.takeOpsOf(front, op);
  op.replaceAllUsesWith(values);
  op.erase();
}

/** One loop for each dimension. */
function copyByLoops({ op, source, target }: CopyOp): void {
  const type = source.type;
  if (!(type instanceof MemRefType)) throw opError(op, "of unranked memrefs is not possible in WGSL");
  const builder = OpBuilder.before(op);
  const zero = createIndexConstant(builder, 0);
  const one = createIndexConstant(builder, 1);
  const loop = (indices: readonly Value[]): void => {
    const dimension = indices.length;
    if (dimension === type.rank) {
      const value = builder.create(LoadOp, { memref: source, indices, resultTypes: [type.elementType] }).result;
      builder.create(StoreOp, { value, memref: target, indices });
      return;
    }
    const upperBound = sizeOf(builder, source, dimension);
    const region = new Region();
    builder.guarded(() => {
      const block = builder.createBlock(region, [indexType()]);
      loop([...indices, block.args[0]!]);
      builder.setInsertionPointToEnd(block);
      builder.create(YieldOp, { results: [] });
    });
    builder.create(ForOp, { lowerBound: zero, upperBound, step: one, initArgs: [], region, resultTypes: [] });
  };
  loop([]);
  op.erase();
}
