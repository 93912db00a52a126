/**
 * Derivatives of kernels. The reverse of a launch is a launch of as many threads, in which each thread reverses what it
 * did: barriers stay between the phases that they separate, in the opposite order. Threads add to shared adjoints
 * atomically. What a thread must remember stands on a tape, with a slot for each thread.
 */
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type DerivativeBuilder,
  type DerivativeRule,
  derivative,
  isShadowedType,
  nonDifferentiable,
} from "../../ir/interfaces/differentiable.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { AddIOp, createIndexConstant, MulIOp } from "../arith/index.ts";
import { AllocOp, DeallocOp, LoadOp, StoreOp } from "../memref/index.ts";
import { createFor } from "../scf/index.ts";
import { type Attributions, workgroupAttributionsName, workgroupCount, workgroupCountAttr } from "./attributions.ts";
import { exchangeRules } from "./derivatives/exchange.ts";
import { launchFuncRule } from "./derivatives/kernels.ts";
import { memoryRules } from "./derivatives/memory.ts";
import { makeSynchronous } from "./derivatives/synchronous.ts";
import { idOps } from "./ids.ts";
import {
  blockIds,
  blockSize,
  configArgumentCount,
  gridSize,
  hasClusterSize,
  LaunchOp,
  launchAttributions,
  TerminatorOp,
  threadIds,
} from "./launch.ts";
import { PrintfOp } from "./memory.ts";
import { BarrierOp } from "./subgroup.ts";

/** Places among the arguments of a launch's body. */
const firstThreadId = 3;
const firstBlockSize = 9;

/** Throws at a launch of a kind that has no derivative. */
function requirePlain({ op, dynamicSharedMemorySize, body }: LaunchOp): void {
  const refuse = (what: string, advice: string): never => {
    throw opError(op, `cannot be differentiated ${what}`).attachNote(op.loc, advice);
  };
  if (dynamicSharedMemorySize !== undefined) {
    refuse("with memory of dynamic size", "give it 'workgroup' attributions of constant size");
  }
  if (hasClusterSize(LaunchOp.view(op))) refuse("in clusters", "launch it without 'clusters'");
  if (!body.hasOneBlock) refuse("with several blocks", "run 'lift-cf-to-scf' first");
}

/** Adds an attribution of the type of `like`, in the same kind of memory. */
function addAttribution(launch: LaunchOp, like: BlockArgument): BlockArgument {
  const { op, body } = launch;
  const { workgroup } = launchAttributions(launch);
  if (!workgroup.includes(like)) return body.front.addArgument(like.type, like.loc);
  const count = workgroupCount(op);
  op.setAttr(workgroupAttributionsName, workgroupCountAttr(count + 1));
  return body.front.insertArgument(configArgumentCount(launch) + count, like.type, like.loc);
}

function eraseAttributions(launch: LaunchOp, buffers: readonly BlockArgument[]): void {
  const { workgroup } = launchAttributions(launch);
  const count = workgroup.filter((buffer) => !buffers.includes(buffer)).length;
  launch.body.front.eraseArguments((i) => buffers.some(({ index }) => index === i));
  launch.op.setAttr(workgroupAttributionsName, workgroupCountAttr(count));
}

const all = ({ workgroup, private: own }: Attributions): BlockArgument[] => [...workgroup, ...own];

/** The attributions through which derivatives may flow. */
const activeAttributions = (launch: LaunchOp, b: DerivativeBuilder): BlockArgument[] =>
  all(launchAttributions(launch)).filter((buffer) => isShadowedType(buffer.type) && b.isActive(buffer));

/** Stores zero in all elements of buffers that the threads of a block share; each thread takes its part. */
function clearShared(b: AdjointBuilder, args: readonly Value[], shared: readonly Value[]): void {
  if (shared.length === 0) return;
  const { builder } = b;
  const [tx, ty, tz] = args.slice(firstThreadId) as [Value, Value, Value];
  const [sx, sy, sz] = args.slice(firstBlockSize) as [Value, Value, Value];
  const multiply = (lhs: Value, rhs: Value): Value => builder.create(MulIOp, { lhs, rhs }).result;
  const add = (lhs: Value, rhs: Value): Value => builder.create(AddIOp, { lhs, rhs }).result;
  const number = add(tx, multiply(sx, add(ty, multiply(sy, tz))));
  const count = multiply(sx, multiply(sy, sz));
  for (const buffer of shared) clear(b, builder, buffer, number, count);
  builder.create(BarrierOp, {});
}

/** Stores zero in all elements along the first dimension from `first` on with a step; all elements along the others. */
function clear(b: DerivativeBuilder, builder: OpBuilder, buffer: Value, first?: Value, step?: Value): void {
  const { shape, elementType } = buffer.type as MemRefType;
  const zero = b.zeroOf(elementType, builder);
  const loop = (indices: readonly Value[]): void => {
    const dimension = indices.length;
    if (dimension === shape.length) {
      builder.create(StoreOp, { value: zero, memref: buffer, indices });
      return;
    }
    const lowerBound = (dimension === 0 ? first : undefined) ?? createIndexConstant(builder, 0);
    const stride = (dimension === 0 ? step : undefined) ?? createIndexConstant(builder, 1);
    const upperBound = createIndexConstant(builder, shape[dimension]!);
    createFor(builder, { lowerBound, upperBound, step: stride }, [], (index) => {
      loop([...indices, index]);
      return [];
    });
  };
  loop([]);
}

/** A number in memory, to which threads can add. */
function createCell(builder: OpBuilder, elementType: Type, zero: Value): Value {
  const type = MemRefType.get([], elementType);
  const cell = builder.create(AllocOp, { dynamicSizes: [], symbolOperands: [], resultTypes: [type] }).memref;
  builder.create(StoreOp, { value: zero, memref: cell, indices: [] });
  return cell;
}

const launchRule = derivative(LaunchOp, {
  expand: ({ op }) => makeSynchronous(op),
  jvp(launch, b) {
    requirePlain(launch);
    for (const buffer of activeAttributions(launch, b)) b.setShadow(buffer, addAttribution(launch, buffer));
    b.forwardRegion(launch.body);
  },

  /** The shadows of attributions stand in the primal as well until the reverse has some of its own. */
  prepare(launch, b) {
    requirePlain(launch);
    for (const buffer of activeAttributions(launch, b)) b.setShadow(buffer, addAttribution(launch, buffer));
  },

  vjp(launch, b) {
    const { op, body } = launch;
    const { builder } = b;
    const ids = [...blockIds(launch), ...threadIds(launch)];
    const sizes = [...gridSize(launch), ...blockSize(launch)];
    const config = body.front.args.slice(0, configArgumentCount(launch));
    const active = activeAttributions(launch, b);
    const shadows = active.map((buffer) => b.shadowValue(buffer) as BlockArgument);
    const { workgroup } = launchAttributions(launch);
    const [shared, own] = [true, false].map((wanted) =>
      shadows.filter((shadow) => workgroup.includes(shadow) === wanted),
    );
    const inputs = [...config, ...shared!, ...own!];
    const captures = b.activeCaptures(op);
    const cells = captures.map((value) => createCell(builder, value.type, b.zero(value)));
    const inputTypes = inputs.map(({ type }) => type);
    const reversed = builder.createRegion(inputTypes, (args) => {
      const known = new Map<Value, Value>(inputs.map((input, i) => [input, args[i]!]));
      clearShared(
        b,
        args,
        shared!.map((shadow) => known.get(shadow)!),
      );
      for (const shadow of own!) clear(b, builder, known.get(shadow)!);
      const gradients = b.reverseRegion(body, {
        seeds: new Map(),
        wrt: captures,
        known,
        storage: b.countedStorage({
          op,
          tripCounts: sizes,
          primalIndices: () => ids,
          reverseIndices: ids.map((id) => known.get(id)!),
        }),
      });
      builder.setInsertionPointToEnd(args[0]!.owner);
      cells.forEach((cell, i) => {
        if (gradients[i] !== undefined) b.accumulateElement(cell, [], gradients[i]);
      });
      builder.create(TerminatorOp, {});
    });
    const made = builder.create(LaunchOp, {
      ...primalSizes(launch, (value) => b.primal(value)),
      asyncDependencies: [],
      body: reversed,
      resultTypes: [],
    });
    made.op.setAttr(workgroupAttributionsName, workgroupCountAttr(shared!.length));
    eraseAttributions(launch, shadows);
    captures.forEach((value, i) => {
      const memref = cells[i]!;
      b.accumulate(value, builder.create(LoadOp, { memref, indices: [], resultTypes: [value.type] }).result);
      builder.create(DeallocOp, { memref });
    });
  },
});

/** The sizes of a launch, as the reverse sweep sees them. */
const primalSizes = (launch: LaunchOp, primal: (value: Value) => Value) => ({
  gridSizeX: primal(launch.gridSizeX),
  gridSizeY: primal(launch.gridSizeY),
  gridSizeZ: primal(launch.gridSizeZ),
  blockSizeX: primal(launch.blockSizeX),
  blockSizeY: primal(launch.blockSizeY),
  blockSizeZ: primal(launch.blockSizeZ),
});

/** The order of the threads is the same in the reverse, so each one that waits has to wait there, too. */
const barrierRule = derivative(BarrierOp, {
  synchronizes: true,
  jvp() {},
  vjp(_, b) {
    b.builder.create(BarrierOp, {});
  },
});

export const gpuDerivatives: readonly DerivativeRule[] = [
  launchRule,
  launchFuncRule,
  barrierRule,
  ...exchangeRules,
  ...memoryRules,
  ...nonDifferentiable(...idOps, PrintfOp),
];
