/** What must hold of a function for it to be found out who owns its buffers. */

import { DeallocOp, ToTensorOp } from "../../../dialects/bufferization/index.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import {
  BranchOpInterface,
  CallOpInterface,
  isRegionTerminator,
  RegionBranchOpInterface,
} from "../../../ir/interfaces/control-flow.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { ConstantLike, HasRecursiveMemoryEffects, NoTerminator, Pure, Terminator } from "../../../ir/traits.ts";
import { freedBuffers, isBuffer, isBufferOfBuffers, isManual, isOwnedAllocation } from "./buffers.ts";

/** @throws {DiagnosticError} at an operation inside a function of which it is not known what it does to buffers */
export function verifyOwnershipIsKnown(op: Operation): void {
  const fail = (message: string) => {
    throw errorAt(op.loc, message);
  };
  if (DeallocOp.is(op)) fail("No deallocation operations must be present when running this pass!");
  if (!hasKnownEffects(op)) fail("ops with unknown memory side effects are not supported");
  if (!isManual(op) && freedBuffers(op).length > 0) fail("memory free side-effect on MemRef value not supported!");
  if (ToTensorOp.is(op)) throw opError(op, "hides a buffer from the deallocation; bufferize all tensors before");
  if (!hasBuffers(op)) return;
  const { length } = op.regions;
  if ((length > 1 || (length === 1 && op.numResults > 0)) && !RegionBranchOpInterface.implementedBy(op)) {
    fail("All operations with attached regions need to implement the RegionBranchOpInterface.");
  }
  if (op.def.hasTrait(NoTerminator)) fail("NoTerminator trait is not supported");
  if (op.results.some((result) => isBufferOfBuffers(result) && isOwnedAllocation(result))) {
    throw opError(op, "makes a buffer of buffers, whose owners are not known");
  }
}

const hasKnownEffects = (op: Operation): boolean =>
  MemoryEffectOpInterface.implementedBy(op) ||
  CallOpInterface.implementedBy(op) ||
  BranchOpInterface.implementedBy(op) ||
  isRegionTerminator(op) ||
  [Pure, ConstantLike, HasRecursiveMemoryEffects, Terminator].some((trait) => op.def.hasTrait(trait));

const hasBuffers = (op: Operation): boolean =>
  [...op.operands, ...op.results].some(isBuffer) ||
  op.regions.some((region) => !region.isEmpty && region.front.args.some(isBuffer));
