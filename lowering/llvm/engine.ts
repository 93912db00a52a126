/**
 * The native engine: programs lowered to LLVM IR, compiled by libLLVM for this machine and called through frames
 * (engine/frame.ts). The code runs in this process: what has no defined result may end it.
 */
import { FuncOp as SourceFuncOp } from "../../dialects/func/index.ts";
import { FuncOp, Linkage } from "../../dialects/llvm/index.ts";
import { UnrealizedConversionCastOp } from "../../ir/builtin/ops.ts";
import type { FunctionType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTable } from "../../ir/symbol-table.ts";
import { expandRealloc } from "../../passes/memref/expand-realloc.ts";
import { expandStridedMetadata } from "../../passes/memref/expand-strided-metadata.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { type PassInstance, passInstance } from "../../passes/pipeline.ts";
import type { HostFunction } from "../host/memref.ts";
import { lowerAffine } from "../lower-affine/lower-affine.ts";
import { reconcileUnrealizedCasts } from "../reconcile-unrealized-casts.ts";
import { convertScfToCf } from "../scf-to-cf/convert-scf-to-cf.ts";
import { convertToLLVM } from "../to-llvm/index.ts";
import { distinctPointers, markDistinctPointers } from "./engine/distinct-buffers.ts";
import { type FrameLayout, layoutFrame } from "./engine/frame.ts";
import { expandIntegerPowers } from "./engine/integer-powers.ts";
import { callLibm } from "./engine/libm-calls.ts";
import { nativeFunction } from "./engine/native-call.ts";
import { supportFunctionNames, withSupportFunctions } from "./engine/support-functions.ts";
import { keepReachable, renamed, renameFunctions } from "./engine/symbols.ts";
import { addWrapper } from "./engine/wrapper.ts";
import { NativeModule } from "./native/index.ts";
import { translateToLLVMIR } from "./print/index.ts";

/** The passes that lower structured code and views of buffers to the llvm dialect. */
const lowering = (): PassInstance[] =>
  [expandRealloc, expandStridedMetadata, lowerAffine, convertScfToCf, convertToLLVM, reconcileUnrealizedCasts].map(
    (pass) => passInstance(pass),
  );

/** A function that JavaScript calls. */
interface Entry {
  readonly name: string;
  readonly wrapper: string;
  readonly layout: FrameLayout;
}

/**
 * Compiles the functions `names`. They take and return the values of lowering/js/representation.ts, several results as an
 * array. A function whose type has no place in a frame has no entry in the result.
 *
 * @returns undefined if the lowering fails, which is reported through `context`
 * @throws {DiagnosticError} at what LLVM IR has no form for
 * @throws {LlvmError} where there is no libLLVM
 */
export function compileToNative(
  program: Operation,
  names: readonly string[],
  context: Context,
): Readonly<Record<string, HostFunction>> | undefined {
  const module = program.clone();
  keepReachable(module, names);
  const entries = entriesOf(module, names);
  renameFunctions(module);
  expandIntegerPowers(module, context);
  callLibm(module, context);
  const distinct = distinctPointers(module);
  if (!new PassManager(context, { anchor: module.name, elements: lowering() }, { verifyEach: false }).run(module)) {
    return undefined;
  }
  requireLowered(module);
  markDistinctPointers(module, distinct);
  const table = new SymbolTable(module);
  for (const symbol of table.symbols) makeInternal(symbol);
  for (const name of supportFunctionNames) table.get(name)?.erase();
  for (const { name, wrapper, layout } of entries) addWrapper(FuncOp.view(table.get(renamed(name))!), wrapper, layout);
  const native = NativeModule.compile(withSupportFunctions(translateToLLVMIR(module)));
  const lease = {};
  expiredLeases.register(lease, native);
  const functions: Record<string, HostFunction> = {};
  for (const { name, wrapper, layout } of entries) {
    functions[name] = nativeFunction(native, wrapper, layout);
    leases.set(functions[name], lease);
  }
  return functions;
}

function entriesOf(module: Operation, names: readonly string[]): Entry[] {
  const table = new SymbolTable(module);
  return names.flatMap((name, i) => {
    const type = SourceFuncOp.view(table.get(name)!).function_type.value as FunctionType;
    const layout = layoutFrame(type);
    return layout === undefined ? [] : [{ name, wrapper: `adopt_call_${i}`, layout }];
  });
}

/** @throws {DiagnosticError} at the first operation that the passes have left, casts between dialects only if all are */
function requireLowered(module: Operation): void {
  let left: Operation | undefined;
  for (const symbol of module.regions[0]!.front.ops()) {
    symbol.walk((op) => {
      if (op.def.dialectName === "llvm") return undefined;
      if (left === undefined || UnrealizedConversionCastOp.is(left)) left = op;
      return UnrealizedConversionCastOp.is(left) ? undefined : "interrupt";
    }, "pre");
  }
  if (left !== undefined) throw opError(left, "is not supported by the llvm engine with these types");
}

/** Only the wrappers are called from outside, so that LLVM may do with the other functions what it likes. */
function makeInternal(symbol: Operation): void {
  const func = FuncOp.match(symbol);
  if (func !== undefined && !func.body.isEmpty) symbol.setAttr("linkage", Linkage.of("internal"));
}

/** Keeps a module's code as long as one of its functions is in use. */
const leases = new WeakMap<HostFunction, object>();
const expiredLeases = new FinalizationRegistry<NativeModule>((native) => native.dispose());
