/** Puts the body of a function where it is called. */

import { OpBuilder } from "../../ir/builder.ts";
import { callArguments } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import { CallSiteLoc, type Location } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import { Region } from "../../ir/region.ts";
import { ReturnLike } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** Whether the arguments and results have the types that the body expects and returns. */
export function callFits(call: Operation, callee: Operation, body: Region): boolean {
  const passed = callArguments(call);
  const implementation = FunctionOpInterface.of(callee);
  const resultTypes = implementation?.resultTypes(callee);
  return (
    resultTypes !== undefined &&
    passed.length === body.front.args.length &&
    passed.every(({ type }, i) => type === body.front.args[i]!.type) &&
    resultTypes.length === call.numResults &&
    resultTypes.every((type, i) => type === call.result(i).type)
  );
}

/**
 * Replaces `call` by the body of `callee`, which must fit. The body is copied, or moved if nobody needs it any more.
 */
export function inlineCall(call: Operation, callee: Operation, body: Region, take: "copy" | "move"): void {
  const source = take === "move" ? body : copyOf(body);
  const passed = [...callArguments(call)];
  const { copiedArguments, copyArgument } = FunctionOpInterface.of(callee)!;
  for (const index of copiedArguments?.(callee) ?? []) {
    passed[index] = copyArgument!(callee, index, OpBuilder.before(call), passed[index]!);
  }
  relocate(source, call.loc);
  if (source.hasOneBlock) {
    call.replaceAllUsesWith(call.block!.inlineBlock(source.front, passed, call));
    call.erase();
  } else inlineBlocks(call, callee, source, passed);
}

function copyOf(body: Region): Region {
  const copy = new Region();
  body.cloneInto(copy, new IRMapping());
  return copy;
}

/** Operations keep the place that they come from, and add the call. */
function relocate(region: Region, caller: Location): void {
  for (const block of region.blocks()) {
    for (const op of block.ops()) {
      op.walk((inner) => {
        inner.loc = CallSiteLoc.get(inner.loc, caller);
      });
    }
  }
}

/** The caller's block is split; the results become arguments of its second half, to which the returns branch. */
function inlineBlocks(call: Operation, callee: Operation, source: Region, passed: readonly Value[]): void {
  const { createBranch } = FunctionOpInterface.of(callee)!;
  const block = call.block!;
  const rest = block.splitBefore(call);
  const results: Value[] = call.results.map(({ type, loc }) => rest.addArgument(type, loc));
  call.replaceAllUsesWith(results);
  for (const { last } of source.blocks()) {
    if (last === null || !last.def.hasTrait(ReturnLike)) continue;
    createBranch(callee, OpBuilder.before(last), rest, last.operands);
    last.erase();
  }
  const entry = source.front;
  entry.replaceArgumentsWith(passed);
  entry.eraseArguments(() => true);
  block.region!.takeBlocksOf(source, rest);
  block.takeOpsOf(entry);
  entry.erase();
  call.erase();
}
