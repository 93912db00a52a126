/**
 * Ids and sizes. A launch may have more blocks than a device dispatches at once; then it is dispatched in parts, so that
 * the id of a block is counted from where its part begins, and the size of the grid is told by the launch.
 */
import { AddIOp, createIndexConstant, MulIOp } from "../../../dialects/arith/index.ts";
import {
  BlockDimOp,
  BlockIdOp,
  dimensions,
  GlobalIdOp,
  type GPUFuncOp,
  GridDimOp,
  ThreadIdOp,
} from "../../../dialects/gpu/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { KernelArguments } from "../arguments.ts";

export function legalizeGeometry(kernel: GPUFuncOp, args: KernelArguments): void {
  const blockSize = kernel.known_block_size?.numbers;
  kernel.op.walk((op) => {
    const builder = OpBuilder.before(op);
    const replace = (value: Value): void => {
      op.result().replaceAllUsesWith(value);
      op.erase();
    };
    if (GridDimOp.is(op)) replace(args.get({ part: "grid_size", dimension: dimensionOf(op) }));
    else if (BlockDimOp.is(op) && blockSize !== undefined) {
      replace(createIndexConstant(builder, blockSize[dimensionOf(op)]!));
    } else if (BlockIdOp.is(op)) replace(blockId(op, builder, args));
    else if (GlobalIdOp.is(op)) replace(globalId(op, builder, args, blockSize));
  });
}

const dimensionOf = (op: Operation): number => dimensions.indexOf(ThreadIdOp.view(op).dimension.value);

/** The id in the part that is dispatched, and where that begins. */
function blockId(op: Operation, builder: OpBuilder, args: KernelArguments): Value {
  const { dimension } = BlockIdOp.view(op);
  const lhs = builder.create(BlockIdOp, { dimension }).result;
  const rhs = args.get({ part: "block_offset", dimension: dimensionOf(op) });
  return builder.create(AddIOp, { lhs, rhs }).result;
}

function globalId(op: Operation, builder: OpBuilder, args: KernelArguments, blockSize?: readonly number[]): Value {
  const { dimension } = GlobalIdOp.view(op);
  const size =
    blockSize === undefined
      ? builder.create(BlockDimOp, { dimension }).result
      : createIndexConstant(builder, blockSize[dimensionOf(op)]!);
  const lhs = builder.create(MulIOp, { lhs: blockId(op, builder, args), rhs: size }).result;
  const rhs = builder.create(ThreadIdOp, { dimension }).result;
  return builder.create(AddIOp, { lhs, rhs }).result;
}
