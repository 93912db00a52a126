/**
 * Prints the kernels of a program as one WGSL text. They must consist of what `convert-gpu-to-wgsl` leaves. The text is
 * the plain image of the operations: every value has a name, but for constants.
 */
import { FuncOp } from "../../../dialects/func/index.ts";
import { GPUFuncOp, GPUModuleOp, kernelAttrName } from "../../../dialects/gpu/index.ts";
import type { FunctionType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { WgslKernel, WgslModule } from "../kernel-interface.ts";
import { FunctionPrinter } from "./function-printer.ts";
import { FunctionScope, type Signature } from "./function-scope.ts";
import { printKernel } from "./kernel-printer.ts";
import { ModuleScope } from "./module-scope.ts";

/**
 * All kernels in the modules of kernels in `root`.
 *
 * @throws {DiagnosticError} at what has no form in WGSL
 */
export function translateToWgsl(root: Operation): WgslModule {
  const scope = new ModuleScope();
  const kernels: WgslKernel[] = [];
  root.walk((op) => {
    if (GPUModuleOp.is(op)) kernels.push(...printKernels(op, scope));
  });
  const directives = [
    ...(scope.features.has("shader-f16") ? ["enable f16;"] : []),
    // Operations of subgroups work on the lanes that are active; WGSL cannot see that all are.
    ...(scope.features.has("subgroups") ? ["enable subgroups;", "diagnostic(off, subgroup_uniformity);"] : []),
  ];
  const parts = directives.length === 0 ? scope.declarations : [directives.join("\n"), ...scope.declarations];
  return { text: `${parts.join("\n\n")}\n`, features: [...scope.features], kernels };
}

function printKernels(module: Operation, scope: ModuleScope): readonly WgslKernel[] {
  const functions: Operation[] = [];
  const kernels: Operation[] = [];
  for (const op of module.regions[0]!.front.ops()) {
    if (GPUFuncOp.is(op)) throw opError(op, "has no form in WGSL: run 'convert-gpu-to-wgsl' first");
    if (FuncOp.is(op)) (op.attr(kernelAttrName) === undefined ? functions : kernels).push(op);
  }
  const callees = new Map<string, Signature>();
  for (const func of functions) callees.set(symbolName(func)!, declareSignature(func, scope));
  const printed = kernels.map((func) => printKernel(func, scope, callees));
  for (const func of functions) printFunction(func, scope, callees);
  return printed;
}

/** The name of a function, and the structure of its results if it has several. */
function declareSignature(func: Operation, scope: ModuleScope): Signature {
  const { results } = FuncOp.view(func).function_type.value as FunctionType;
  const name = scope.names.fresh(symbolName(func)!);
  if (results.length < 2) return { name, resultType: results.length === 0 ? "" : scope.type(results[0]!) };
  const resultType = scope.names.fresh(`${name}_results`);
  const members = results.map((type, i) => `  result${i}: ${scope.type(type)},`);
  scope.declarations.push([`struct ${resultType} {`, ...members, "}"].join("\n"));
  return { name, resultType };
}

function printFunction(func: Operation, scope: ModuleScope, callees: ReadonlyMap<string, Signature>): void {
  const signature = callees.get(symbolName(func)!)!;
  const printer = new FunctionPrinter(new FunctionScope(scope, signature, callees));
  const { front } = func.regions[0]!;
  const parameters = front.args.map((arg) => `${printer.parameter(arg)}: ${scope.type(arg.type)}`);
  printer.printOps(front);
  const result = signature.resultType === "" ? "" : ` -> ${signature.resultType}`;
  scope.declarations.push(`fn ${signature.name}(${parameters.join(", ")})${result} {\n${printer.body}\n}`);
}
