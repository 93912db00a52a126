/**
 * A launch of an outlined kernel is differentiated as a launch with the kernel's body in it; `gpu-kernel-outlining` makes
 * kernels of the result again.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { IndexType, indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Region } from "../../../ir/region.ts";
import { lookupSymbol } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { IndexCastOp } from "../../arith/index.ts";
import { workgroupAttributionsName, workgroupCount, workgroupCountAttr } from "../attributions.ts";
import { GPUFuncOp, ReturnOp } from "../func.ts";
import { LaunchOp, TerminatorOp } from "../launch.ts";
import { LaunchFuncOp } from "../launch-func.ts";
import { makeSynchronous } from "./synchronous.ts";

/** Puts a launch with the body of the kernel in the place of one that names it. */
function inlineKernel(view: LaunchFuncOp): void {
  const { op } = view;
  const kernel = kernelOf(view);
  if (kernel === undefined) return;
  makeSynchronous(op);
  const builder = OpBuilder.before(op);
  const toIndex = (value: Value | undefined): Value | undefined =>
    value === undefined || value.type instanceof IndexType
      ? value
      : builder.create(IndexCastOp, { in: value, resultTypes: [indexType()] }).out;
  const body = new Region();
  kernel.regions[0]!.cloneInto(body, new IRMapping());
  const { front } = body;
  view.kernelOperands.forEach((operand, i) => {
    front.args[i]!.replaceAllUsesWith(operand);
  });
  const count = view.kernelOperands.length;
  front.eraseArguments((i) => i < count);
  const clusters = [view.clusterSizeX, view.clusterSizeY, view.clusterSizeZ].map(toIndex);
  const configCount = clusters.includes(undefined) ? 12 : 18;
  for (let i = 0; i < configCount; i++) front.insertArgument(i, indexType(), op.loc);
  for (const block of body.blocks()) {
    const last = block.last!;
    if (!ReturnOp.is(last)) continue;
    OpBuilder.before(last).create(TerminatorOp, {});
    last.erase();
  }
  const launch = builder.create(LaunchOp, {
    asyncDependencies: [],
    gridSizeX: toIndex(view.gridSizeX)!,
    gridSizeY: toIndex(view.gridSizeY)!,
    gridSizeZ: toIndex(view.gridSizeZ)!,
    blockSizeX: toIndex(view.blockSizeX)!,
    blockSizeY: toIndex(view.blockSizeY)!,
    blockSizeZ: toIndex(view.blockSizeZ)!,
    clusterSizeX: clusters[0],
    clusterSizeY: clusters[1],
    clusterSizeZ: clusters[2],
    dynamicSharedMemorySize: view.dynamicSharedMemorySize,
    body,
    resultTypes: [],
  });
  launch.op.setAttr(workgroupAttributionsName, workgroupCountAttr(workgroupCount(kernel)));
  op.erase();
}

/** The kernel, if its body can stand in the function that launches it. */
function kernelOf({ op, kernel, asyncObject }: LaunchFuncOp): Operation | undefined {
  const found = lookupSymbol(op, kernel);
  if (!GPUFuncOp.is(found) || asyncObject !== undefined) return undefined;
  return symbolUseIn(found!) === undefined ? found! : undefined;
}

/** An operation in a kernel that means something by its name, which is another thing elsewhere. */
function symbolUseIn(kernel: Operation): Operation | undefined {
  let user: Operation | undefined;
  kernel.walk((inner) => {
    if (inner === kernel || !usesSymbols(inner)) return undefined;
    user = inner;
    return "interrupt";
  });
  return user;
}

const usesSymbols = (op: Operation): boolean =>
  op.properties.some((attr) => attr instanceof SymbolRefAttr) ||
  [...op.discardableAttrs].some(([, attr]) => attr instanceof SymbolRefAttr);

function refuse({ op, kernel, asyncObject }: LaunchFuncOp): never {
  const error = opError(op, `cannot be differentiated: kernel '${kernel}' cannot stand here itself`);
  if (asyncObject !== undefined) throw error.attachNote(op.loc, "it is launched on a stream; leave that out");
  const found = lookupSymbol(op, kernel);
  if (!GPUFuncOp.is(found)) throw error.attachNote(op.loc, "there is no 'gpu.func' of this name");
  throw error.attachNote(symbolUseIn(found!)!.loc, "this uses a symbol of its module; run 'inline' first");
}

export const launchFuncRule = derivative(LaunchFuncOp, { expand: inlineKernel, jvp: refuse, vjp: refuse });
