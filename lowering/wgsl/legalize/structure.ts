/**
 * Control flow: kernels become single functions of structured code. WGSL has neither branches between blocks nor
 * recursion, and its functions cannot take buffers, so functions that a kernel calls are put into it.
 */

import { createConstant } from "../../../dialects/arith/index.ts";
import { CallOp, FuncOp } from "../../../dialects/func/index.ts";
import { AllocaScopeOp, CopyOp, copyElements } from "../../../dialects/memref/index.ts";
import {
  ExecuteRegionOp,
  ForallOp,
  ParallelOp,
  sequentialForall,
  sequentialParallel,
} from "../../../dialects/scf/index.ts";
import { PoisonOp } from "../../../dialects/ub/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType, scalarWidth } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { SymbolTableCollection } from "../../../ir/symbol-table.ts";
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
    inlineCall(op, callee.op, callee.body, "copy");
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
  op.replaceAllUsesWith(op.block!.inlineBlock(op.regions[0]!.front, [], op));
  op.erase();
}

function copyByLoops({ op, source, target }: CopyOp): void {
  if (!(source.type instanceof MemRefType)) throw opError(op, "of unranked memrefs is not possible in WGSL");
  copyElements(OpBuilder.before(op), source, target);
  op.erase();
}
