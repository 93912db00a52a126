/**
 * `gpu-kernel-outlining`: makes a kernel of the body of each `gpu.launch`, in a `gpu.module` behind the function, together
 * with the functions that the body calls. Values from outside become arguments of the kernel.
 */
import { FuncOp } from "../../dialects/func/index.ts";
import {
  BlockDimOp,
  BlockIdOp,
  blockSize,
  ClusterDimOp,
  ClusterIdOp,
  clusterSize,
  configArgumentCount,
  containerModuleAttrName,
  Dimension,
  dimensions,
  GPUFuncOp,
  GPUModuleOp,
  GridDimOp,
  gridSize,
  kernelAttrName,
  LaunchFuncOp,
  LaunchOp,
  ReturnOp,
  TerminatorOp,
  ThreadIdOp,
  workgroupAttributionsName,
  workgroupCount,
  workgroupCountAttr,
} from "../../dialects/gpu/index.ts";
import { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import {
  type DenseArrayAttr,
  denseI32Array,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  UnitAttr,
} from "../../ir/builtin/attributes.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { forEachSymbolUse, SymbolTable, symbolName, symbolNameAttr } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { replaceValuesInRegion, usedValuesDefinedAbove } from "../../passes/regions/used-values.ts";

export const gpuKernelOutlining = definePass(
  "gpu-kernel-outlining",
  { summary: "Outline gpu.launch bodies to kernel functions", on: "builtin.module" },
  (module) => {
    const symbols = new SymbolTable(module);
    let hasKernels = false;
    for (const func of [...module.regions[0]!.front.ops()].filter((op) => FuncOp.is(op))) {
      const behind = func.next;
      func.walk((op) => {
        if (!LaunchOp.is(op)) return;
        hasKernels = true;
        outline(LaunchOp.view(op), func, symbols, behind);
      });
    }
    if (hasKernels) module.setAttr(containerModuleAttrName, UnitAttr.get());
  },
);

function outline(launch: LaunchOp, func: Operation, symbols: SymbolTable, behind: Operation | null): void {
  const name = launch.function?.root ?? `${symbolName(func)}_kernel`;
  const { kernel, operands } = makeKernel(launch, name);
  const module = kernelModule(launch, name, symbols, behind);
  const ownSymbols = new SymbolTable(module);
  const kernelName = ownSymbols.insert(kernel);
  addCallees(kernel, ownSymbols, symbols);
  replaceLaunch(launch, SymbolRefAttr.get(symbolName(module)!, [kernelName]), operands);
}

/** The module that the launch names if it exists, or a new one. */
function kernelModule(launch: LaunchOp, name: string, symbols: SymbolTable, behind: Operation | null): Operation {
  const wanted = launch.module?.root ?? name;
  const found = launch.module === undefined ? undefined : symbols.get(wanted);
  if (GPUModuleOp.is(found)) return found!;
  const module = GPUModuleOp.build({ sym_name: StringAttr.get(wanted) }, launch.op.loc);
  module.regions[0]!.append(new Block());
  symbols.insert(module, behind);
  return module;
}

/** Moves the body of the launch into a kernel; `operands` are the values that its arguments stand for. */
function makeKernel(launch: LaunchOp, name: string): { kernel: Operation; operands: readonly Value[] } {
  const { op, body } = launch;
  const operands = [...usedValuesDefinedAbove(body)];
  const type = FunctionType.get(
    operands.map((operand) => operand.type),
    [],
  );
  const kernel = GPUFuncOp.build(
    {
      function_type: TypeAttr.get(type),
      known_block_size: constantSizes(blockSize(launch)),
      known_grid_size: constantSizes(gridSize(launch)),
    },
    op.loc,
  );
  kernel.setAttr(symbolNameAttr, StringAttr.get(name));
  kernel.setAttr(workgroupAttributionsName, workgroupCountAttr(workgroupCount(op)));
  kernel.setAttr(kernelAttrName, UnitAttr.get());
  const configCount = configArgumentCount(launch);
  const region = kernel.regions[0]!;
  region.takeBlocksOf(body);
  replaceConfiguration(region, configCount, op);
  const args = operands.map((operand, i) => region.front.insertArgument(i, operand.type, operand.loc));
  replaceValuesInRegion(region, new Map(operands.map((operand, i) => [operand, args[i]!])));
  for (const { last } of region.blocks()) {
    if (!TerminatorOp.is(last)) continue;
    OpBuilder.before(last!).create(ReturnOp, { operands: [] });
    last!.erase();
  }
  return { kernel, operands };
}

/** The operations that give what the arguments of the body were, in their order. */
const configOps = [BlockIdOp, ThreadIdOp, GridDimOp, BlockDimOp, ClusterIdOp, ClusterDimOp];

function replaceConfiguration({ front }: Region, count: number, { loc }: Operation): void {
  const builder = new OpBuilder(loc).setInsertionPointToStart(front);
  for (let i = 0; i < count; i++) {
    const dimension = Dimension.of(dimensions[i % dimensions.length]!);
    const { result } = builder.create(configOps[Math.floor(i / dimensions.length)]!, { dimension });
    front.args[i]!.replaceAllUsesWith(result);
  }
  front.eraseArguments((i) => i < count);
}

const maxSize = 2n ** 32n - 1n;

/** The sizes if all are constants. */
function constantSizes(sizes: readonly Value[]): DenseArrayAttr | undefined {
  const constants = sizes.map((size) => constantInteger(size)?.value);
  if (constants.some((size) => size === undefined || size < 0n || size > maxSize)) return undefined;
  return denseI32Array(constants as bigint[]);
}

/** Copies what the kernel refers to into its module, and what that refers to. */
function addCallees(kernel: Operation, symbols: SymbolTable, outer: SymbolTable): void {
  const worklist = [kernel];
  for (let user = worklist.pop(); user !== undefined; user = worklist.pop()) {
    forEachSymbolUse(user, ({ root }) => {
      const callee = symbols.get(root) === undefined ? outer.get(root) : undefined;
      if (callee === undefined) return;
      const copy = callee.clone();
      symbols.insert(copy);
      worklist.push(copy);
    });
  }
}

function replaceLaunch(launch: LaunchOp, kernel: SymbolRefAttr, kernelOperands: readonly Value[]): void {
  const { op, asyncDependencies, dynamicSharedMemorySize } = launch;
  const [gridSizeX, gridSizeY, gridSizeZ] = gridSize(launch);
  const [blockSizeX, blockSizeY, blockSizeZ] = blockSize(launch);
  const [clusterSizeX, clusterSizeY, clusterSizeZ] = clusterSize(launch) ?? [];
  const call = OpBuilder.before(op).create(LaunchFuncOp, {
    asyncDependencies,
    kernel,
    gridSizeX,
    gridSizeY,
    gridSizeZ,
    blockSizeX,
    blockSizeY,
    blockSizeZ,
    clusterSizeX,
    clusterSizeY,
    clusterSizeZ,
    dynamicSharedMemorySize,
    kernelOperands,
    resultTypes: op.resultTypes,
  });
  op.replaceAllUsesWith(call.op.results);
  op.erase();
}
