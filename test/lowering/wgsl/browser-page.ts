/** What a page loads: it compiles a program and calls a function on the device of the browser. */

import { FuncOp } from "../../../dialects/func/index.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import type { FunctionType } from "../../../ir/builtin/types.ts";
import { SymbolTable } from "../../../ir/symbol-table.ts";
import { compileToWebGpu } from "../../../lowering/wgsl/engine.ts";
import { callable } from "../../../tools/compile/callable.ts";
import { defaultContext } from "../../../tools/registry.ts";

async function run(text: string, name: string, ...args: (number | readonly number[])[]): Promise<unknown> {
  const context = defaultContext();
  const module = parseModule(text, context)!;
  const { function_type } = FuncOp.view(new SymbolTable(module).get(name)!);
  const functions = compileToWebGpu(module, [name], context);
  const func = callable(name, function_type.value as FunctionType, functions[name]);
  const arrays = args.map((arg) => (typeof arg === "number" ? arg : Float32Array.from(arg)));
  const result = await func(...arrays);
  return { result, arrays: arrays.map((arg) => (typeof arg === "number" ? arg : [...arg])) };
}

Object.assign(globalThis, { run });
