/** The `gpu` dialect: launches are executed by the host, one thread after the other (launches.ts). */

import {
  AllocOp,
  AllReduceOp,
  BarrierOp,
  BlockDimOp,
  BlockIdOp,
  blockIds,
  blockSize,
  blockSizeArgs,
  DeallocOp,
  DynamicSharedMemoryOp,
  dimensions,
  GlobalIdOp,
  GPUFuncOp,
  GridDimOp,
  gridSize,
  gridSizeArgs,
  HostRegisterOp,
  HostUnregisterOp,
  hasClusterSize,
  LaneIdOp,
  LaunchFuncOp,
  LaunchOp,
  launchAttributions,
  MemcpyOp,
  MemsetOp,
  NumSubgroupsOp,
  PrintfOp,
  RotateOp,
  reductionOf,
  reductionOp,
  SetDefaultDeviceOp,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupIdOp,
  SubgroupReduceOp,
  SubgroupSizeOp,
  ThreadIdOp,
  threadIds,
  WaitOp,
} from "../../../dialects/gpu/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { elementTypeOrSelf, i64, type MemRefType, VectorType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { maxDimension } from "../../host/memref.ts";
import { entriesPerElement } from "../../host/storage.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { emitGrid, type Grid } from "../launches.ts";
import { storageOf } from "../memory-access.ts";
import { call, type RuleEntry, type ScalarRule, statement } from "../rule.ts";
import { conversions } from "../runtime/printing.ts";
import { subgroupSize } from "../runtime/threads.ts";
import type { ThreadIds, ThreadScope, Triple } from "../thread-scope.ts";
import { emitAllocation } from "./memref.ts";

/** @throws {DiagnosticError} in code that the host executes */
function threadOf(op: Operation, fn: FunctionEmitter): ThreadScope {
  if (fn.thread === undefined) throw opError(op, "can only be executed by the threads of a launch");
  return fn.thread;
}

// Ids.

/** Ids and sizes are small: `checkLaunch` sees to that. */
const idRule = (def: OpDefinition, text: (thread: ThreadScope, op: Operation) => string): RuleEntry => [
  def,
  {
    kind: "statement",
    emit(op, fn) {
      fn.define(op.result(), text(threadOf(op, fn), op));
      fn.setMagnitude(op.result(), maxDimension);
    },
  },
];

/** An id or size along the dimension that the operation names. */
const dimensionRule = (def: typeof ThreadIdOp, text: (ids: ThreadIds, along: (triple: Triple) => string) => string) =>
  idRule(def, ({ ids }, op) => {
    const dimension = dimensions.indexOf(def.view(op).dimension.value);
    return text(ids, (triple) => triple[dimension]!);
  });

function linearId({ ids: { threadId, blockSize } }: ThreadScope): string {
  const [x, y, z] = threadId;
  return `(${x} + ${blockSize[0]} * (${y} + ${blockSize[1]} * ${z}))`;
}

const idRules: readonly RuleEntry[] = [
  dimensionRule(ThreadIdOp, ({ threadId }, along) => along(threadId)),
  dimensionRule(BlockIdOp, ({ blockId }, along) => along(blockId)),
  dimensionRule(BlockDimOp, ({ blockSize }, along) => along(blockSize)),
  dimensionRule(GridDimOp, ({ gridSize }, along) => along(gridSize)),
  dimensionRule(
    GlobalIdOp,
    ({ blockId, blockSize, threadId }, along) => `${along(blockId)} * ${along(blockSize)} + ${along(threadId)}`,
  ),
  idRule(LaneIdOp, (thread) => `${linearId(thread)} % ${subgroupSize}`),
  idRule(SubgroupIdOp, (thread) => `Math.floor(${linearId(thread)} / ${subgroupSize})`),
  idRule(NumSubgroupsOp, ({ ids }) => `Math.ceil(${ids.blockSize.join(" * ")} / ${subgroupSize})`),
  idRule(SubgroupSizeOp, () => String(subgroupSize)),
];

// Launches.

function emitLaunch(launch: LaunchOp, fn: FunctionEmitter): void {
  const { op, body, asyncToken, dynamicSharedMemorySize } = launch;
  if (hasClusterSize(launch)) throw opError(op, "with clusters is not supported by the js engine");
  const texts = (values: readonly Value[]): Triple => values.map((value) => fn.name("n", fn.text(value))) as never;
  const grid: Grid = {
    gridSize: texts(gridSize(launch)),
    blockSize: texts(blockSize(launch)),
    sharedBytes: dynamicSharedMemorySize === undefined ? "0" : fn.text(dynamicSharedMemorySize),
  };
  const bindIds = (ids: ThreadIds): void => {
    // An id stays below its size.
    const bind = (args: readonly Value[], names: Triple, sizes: readonly Value[]): void => {
      args.forEach((arg, i) => {
        fn.alias(arg, names[i]!);
        fn.setMagnitude(arg, Math.min(fn.magnitude(sizes[i]!), maxDimension));
      });
    };
    bind(blockIds(launch), ids.blockId, gridSize(launch));
    bind(threadIds(launch), ids.threadId, blockSize(launch));
    bind(gridSizeArgs(launch), ids.gridSize, gridSize(launch));
    bind(blockSizeArgs(launch), ids.blockSize, blockSize(launch));
  };
  emitGrid(grid, { unit: op, region: body, ...launchAttributions(launch), bindIds }, fn);
  emitToken(asyncToken, fn);
}

function emitLaunchFunc(launch: LaunchFuncOp, fn: FunctionEmitter): void {
  const { op, kernel, kernelOperands, dynamicSharedMemorySize, clusterSizeX, asyncToken } = launch;
  if (clusterSizeX !== undefined) throw opError(op, "with clusters is not supported by the js engine");
  const callee = fn.module.referenced(op, kernel);
  if (!GPUFuncOp.is(callee)) throw opError(op, `'${kernel}' is no 'gpu.func', which the js engine needs`);
  const { gridSizeX, gridSizeY, gridSizeZ, blockSizeX, blockSizeY, blockSizeZ } = launch;
  const sizes = [gridSizeX, gridSizeY, gridSizeZ, blockSizeX, blockSizeY, blockSizeZ].map((size) =>
    size.type === i64() ? `Number(${fn.text(size)})` : fn.text(size),
  );
  if (fn.device !== undefined) {
    const args = [
      fn.module.constant(callee),
      ...[sizes.slice(0, 3), sizes.slice(3), fn.texts(kernelOperands)].map(list),
    ];
    fn.line(`await ${fn.device}.launch(${args.join(", ")});`);
    emitToken(asyncToken, fn);
    return;
  }
  const bytes = dynamicSharedMemorySize === undefined ? "0" : fn.text(dynamicSharedMemorySize);
  fn.line(`${fn.module.functionName(callee)}(${[...sizes, bytes, ...fn.texts(kernelOperands)].join(", ")});`);
  emitToken(asyncToken, fn);
}

const list = (texts: readonly string[]): string => `[${texts.join(", ")}]`;

function emitToken(token: Value | undefined, fn: FunctionEmitter): void {
  if (token !== undefined) fn.alias(token, "0");
}

// What threads do together.

/** The name of a function that joins two values. */
function joiningFunction(op: Operation, type: Type, fn: FunctionEmitter): string {
  const name = reductionOf(op);
  if (name === undefined) return fn.module.regionFunction(op.regions[0]!);
  const element = elementTypeOrSelf(type);
  const rule = fn.module.rules.get(reductionOp(name, type)) as ScalarRule;
  const [text] = rule.texts({
    op,
    args: ["a", "b"],
    operandTypes: [element, element],
    resultTypes: [element],
    checked: (_fast, exact) => exact,
  });
  const join = `(a, b) => ${text}`;
  return fn.module.sharedConstant(
    type instanceof VectorType ? `(v, w) => ${call("elementwise", join, "v", "w")}` : join,
  );
}

function emitAllReduce({ op, value, result }: AllReduceOp, fn: FunctionEmitter): void {
  const join = joiningFunction(op, value.type, fn);
  fn.define(result, threadOf(op, fn).wait(op, "allReduceSite", [join], fn.text(value), fn));
}

function emitSubgroupReduce(view: SubgroupReduceOp, fn: FunctionEmitter): void {
  const { op, value, result, cluster_size, cluster_stride } = view;
  const join = joiningFunction(op, value.type, fn);
  const args = [join, String(cluster_size?.number ?? subgroupSize), String(cluster_stride.number)];
  fn.define(result, threadOf(op, fn).wait(op, "subgroupReduceSite", args, fn.text(value), fn));
}

/** Waits at a site that gives a value of another thread and whether there is one. */
function emitExchange(
  op: Operation,
  site: "shuffleSite" | "rotateSite",
  args: readonly string[],
  brought: readonly Value[],
  fn: FunctionEmitter,
): void {
  const pair = fn.name("r", threadOf(op, fn).wait(op, site, args, `[${fn.texts(brought).join(", ")}]`, fn));
  op.results.forEach((result, i) => {
    fn.define(result, `${pair}[${i}]`);
  });
}

const togetherRules: readonly RuleEntry[] = [
  statement(BarrierOp, ({ op }, fn) => fn.line(`${threadOf(op, fn).wait(op, "barrierSite", [], undefined, fn)};`)),
  statement(AllReduceOp, emitAllReduce),
  statement(SubgroupReduceOp, emitSubgroupReduce),
  statement(ShuffleOp, ({ op, value, offset, width, mode }, fn) => {
    emitExchange(op, "shuffleSite", [JSON.stringify(mode.value)], [value, offset, width], fn);
  }),
  statement(RotateOp, ({ op, value, offset, width }, fn) => {
    emitExchange(op, "rotateSite", [String(offset.value), String(width.value)], [value], fn);
  }),
  statement(SubgroupBroadcastOp, ({ op, src, lane, result }, fn) => {
    const brought = `[${fn.text(src)}, ${lane === undefined ? -1 : fn.text(lane)}]`;
    fn.define(result, threadOf(op, fn).wait(op, "broadcastSite", [], brought, fn));
  }),
];

// Memory.

const memoryRules: readonly RuleEntry[] = [
  statement(AllocOp, (view, fn) => {
    emitAllocation(view, fn);
    emitToken(view.asyncToken, fn);
  }),
  // The garbage collector frees.
  statement(DeallocOp, ({ asyncToken }, fn) => emitToken(asyncToken, fn)),
  statement(MemcpyOp, ({ dst, src, asyncToken }, fn) => {
    const entries = entriesPerElement(storageOf(src.type as MemRefType));
    fn.line(`${call("copyMemRef", fn.text(src), fn.text(dst), String(entries))};`);
    emitToken(asyncToken, fn);
  }),
  statement(MemsetOp, ({ dst, value, asyncToken }, fn) => {
    const storage = fn.module.constant(storageOf(dst.type as MemRefType));
    fn.line(`${call("fillMemRef", fn.text(dst), storage, fn.text(value))};`);
    emitToken(asyncToken, fn);
  }),
  statement(WaitOp, ({ asyncToken }, fn) => emitToken(asyncToken, fn)),
  statement(HostRegisterOp, () => {}),
  statement(HostUnregisterOp, () => {}),
  // There is one device.
  statement(SetDefaultDeviceOp, () => {}),
  statement(DynamicSharedMemoryOp, ({ op, resultMemref }, fn) => {
    fn.define(resultMemref, `${threadOf(op, fn).self}.block.shared`);
  }),
];

function emitPrintf({ op, format, args }: PrintfOp, fn: FunctionEmitter): void {
  const expected = [...format.value.matchAll(conversions)].filter(([, , , , , kind]) => kind !== "%").length;
  const unknown = format.value.replace(conversions, "").includes("%");
  if (unknown) throw opError(op, `has a format that the js engine does not support: "${format.value}"`);
  if (expected !== args.length) throw opError(op, `has a format for ${expected} values, but ${args.length} values`);
  fn.line(`${call("printf", JSON.stringify(format.value), ...fn.texts(args))};`);
}

export const gpuRules: readonly RuleEntry[] = [
  ...idRules,
  statement(LaunchOp, emitLaunch),
  statement(LaunchFuncOp, emitLaunchFunc),
  ...togetherRules,
  ...memoryRules,
  statement(PrintfOp, emitPrintf),
];
