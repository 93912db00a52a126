/**
 * Whole programs with WebGPU: the code of the host as JavaScript, kernels as WGSL on the device. Devices answer later, so
 * the functions return promises.
 */
import { GPUFuncOp, GPUModuleOp, LaunchOp } from "../../dialects/gpu/index.ts";
import type { Context } from "../../ir/context.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import type { HostValue } from "../host/memref.ts";
import { compileToJs, type Print } from "../js/index.ts";
import { type BufferPlaces, separateBuffers } from "./arguments.ts";
import { convertKernels } from "./convert-gpu-to-wgsl.ts";
import type { WgslModule } from "./kernel-interface.ts";
import { translateToWgsl } from "./print/index.ts";
import { DeviceProgram } from "./runtime/program.ts";

export { DeviceError, isDeviceAvailable } from "./runtime/open-device.ts";

export type AsyncHostFunction = (...args: HostValue[]) => Promise<HostValue | undefined>;

/**
 * Compiles functions of a module, which is not changed. The device is looked for at the first launch.
 *
 * @throws {DiagnosticError} at what is not supported
 */
export function compileToWebGpu(
  module: Operation,
  names: readonly string[],
  context: Context,
  print?: Print,
): Readonly<Record<string, AsyncHostFunction>> {
  const host = module.clone();
  if (hasLaunches(host)) run("builtin.module(gpu-kernel-outlining)", host, context);
  const program = new DeviceProgram({
    all: translate(host, context),
    again: (kernel, places) => translateAgain(kernel, places, context),
  });
  const functions = compileToJs(host, names, print, program);
  const entries = Object.entries(functions).map(([name, func]): [string, AsyncHostFunction] => [
    name,
    (...args) => program.run(() => func(...args)),
  ]);
  return Object.fromEntries(entries);
}

const hasLaunches = (module: Operation): boolean =>
  module.walk((op) => (LaunchOp.is(op) ? "interrupt" : undefined)) === "interrupt";

function run(pipeline: string, root: Operation, context: Context): void {
  new PassManager(context, pipeline, { verifyEach: false }).run(root);
}

/** The kernels of all modules of kernels in the program. */
function translate(program: Operation, context: Context): WgslModule {
  const copy = program.clone();
  copy.walk((op) => {
    if (GPUModuleOp.is(op)) convert(op, separateBuffers, context);
  });
  return translateToWgsl(copy);
}

function translateAgain(kernel: Operation, places: BufferPlaces, context: Context): WgslModule {
  const copy = kernel.parentOp!.clone();
  for (const op of [...copy.regions[0]!.front.ops()]) {
    if (GPUFuncOp.is(op) && symbolName(op) !== symbolName(kernel)) op.erase();
  }
  convert(copy, places, context);
  return translateToWgsl(copy);
}

function convert(module: Operation, places: BufferPlaces, context: Context): void {
  run("gpu.module(lift-cf-to-scf,canonicalize,cse)", module, context);
  convertKernels(module, "accurate", places);
  run("gpu.module(canonicalize,cse)", module, context);
}
