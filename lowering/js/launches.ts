/**
 * Launches: loops over the blocks of the grid and the threads of each block. Where threads wait for each other, each one
 * is a generator, and `runThreads` takes the place of the loops over threads.
 */
import { funcAttributions, type GPUFuncOp } from "../../dialects/gpu/index.ts";
import type { FunctionType, MemRefType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { FunctionEmitter } from "./function-emitter.ts";
import { storageOf } from "./memory-access.ts";
import type { ModuleEmitter } from "./module-emitter.ts";
import { call } from "./rule.ts";
import { type ThreadIds, ThreadScope, type Triple } from "./thread-scope.ts";

export interface Grid {
  readonly gridSize: Triple;
  readonly blockSize: Triple;
  /** The number of bytes of dynamic shared memory. */
  readonly sharedBytes: string;
}

export interface ThreadBody {
  /** The launch or kernel. */
  readonly unit: Operation;
  readonly region: Region;
  readonly workgroup: readonly BlockArgument[];
  readonly private: readonly BlockArgument[];
  /** Gives the arguments of the region that are ids and sizes their meaning. */
  bindIds(ids: ThreadIds): void;
}

/** Opens a loop for each dimension, z outermost; returns the counters. */
function openLoops(sizes: Triple, fn: FunctionEmitter): Triple {
  const counters = sizes.map(() => fn.fresh("i"));
  for (let d = counters.length - 1; d >= 0; d--) {
    const counter = counters[d]!;
    fn.open(`for (let ${counter} = 0; ${counter} < ${sizes[d]}; ${counter}++) {`);
  }
  return counters as unknown as Triple;
}

function closeLoops(sizes: Triple, fn: FunctionEmitter): void {
  for (const _ of sizes) fn.close();
}

/** Memory for buffers that are attributions. */
function allocateAll(buffers: readonly Value[], fn: FunctionEmitter): void {
  for (const buffer of buffers) {
    const type = buffer.type as MemRefType;
    fn.define(buffer, call("allocate", fn.module.constant(storageOf(type)), `[${type.shape.join(", ")}]`));
  }
}

export function emitGrid(grid: Grid, body: ThreadBody, fn: FunctionEmitter): void {
  const { gridSize, blockSize, sharedBytes } = grid;
  const { unit, region } = body;
  const { usesThread, synchronizes, prints } = fn.module.threads.of(unit);
  const outer = fn.thread;
  const list = (triple: Triple): string => `[${triple.join(", ")}]`;
  fn.line(`${call("checkLaunch", list(gridSize), list(blockSize))};`);
  const blockId = openLoops(gridSize, fn);
  allocateAll(body.workgroup, fn);
  const block = usesThread
    ? fn.name("b", call("makeBlock", list(blockId), list(blockSize), list(gridSize), sharedBytes))
    : "";
  if (synchronizes) {
    const self = fn.fresh("t");
    fn.open(`runThreads(${block}, function* (${self}) {`);
    const threadId = ["x", "y", "z"].map((d) => fn.name("i", `${self}.${d}`)) as unknown as Triple;
    const ids: ThreadIds = { threadId, blockId, blockSize, gridSize };
    fn.thread = new ThreadScope(unit, ids, self, fn.module.threads);
    body.bindIds(ids);
    allocateAll(body.private, fn);
    fn.emitRegion(region, () => fn.line("return;"));
    fn.close(");");
  } else {
    const threadId = openLoops(blockSize, fn);
    const ids: ThreadIds = { threadId, blockId, blockSize, gridSize };
    const self = usesThread ? fn.name("t", call("makeThread", block, ...threadId)) : undefined;
    fn.thread = new ThreadScope(unit, ids, self, fn.module.threads);
    body.bindIds(ids);
    allocateAll(body.private, fn);
    emitOnce(region, fn);
    closeLoops(blockSize, fn);
  }
  fn.thread = outer;
  closeLoops(gridSize, fn);
  if (prints) fn.line(`${call("endLine")};`);
}

/** Writes a region that control leaves at its terminators. */
function emitOnce(region: Region, fn: FunctionEmitter): void {
  if (region.hasOneBlock) {
    fn.emitRegion(region, () => {});
    return;
  }
  const label = fn.fresh("L");
  fn.open(`${label}: {`);
  fn.emitRegion(region, () => fn.line(`break ${label};`));
  fn.close();
}

const sizeParameters = {
  gridSize: ["gx", "gy", "gz"] as Triple,
  blockSize: ["sx", "sy", "sz"] as Triple,
  sharedBytes: "bytes",
} as const;

/** A function of the sizes of a launch and the kernel's arguments that runs the kernel on all threads. */
export function emitKernel(kernel: GPUFuncOp, name: string, module: ModuleEmitter): string {
  const { op, body } = kernel;
  const { inputs } = kernel.function_type.value as FunctionType;
  const fn = new FunctionEmitter(module);
  const names = body.front.args.slice(0, inputs.length).map((arg) => {
    fn.alias(arg, fn.fresh("a"));
    return fn.text(arg);
  });
  const attributions = funcAttributions(kernel);
  emitGrid(sizeParameters, { unit: op, region: body, ...attributions, bindIds: () => {} }, fn);
  const { gridSize, blockSize, sharedBytes } = sizeParameters;
  const parameters = [...gridSize, ...blockSize, sharedBytes, ...names].join(", ");
  return [`function ${name}(${parameters}) {`, fn.body, "}"].join("\n");
}
