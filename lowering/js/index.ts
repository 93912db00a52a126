/**
 * The embedded engine: programs of structured code as JavaScript, which needs nothing installed. Integers are exact at
 * every width, floats are rounded after each operation; representation.ts says what values are. Supported are `func`,
 * `arith`, `math`, `index`, `scf`, `cf`, `memref`, `tensor`, `gpu`, `ub` and the parts of `complex`, on numbers, memrefs,
 * tensors, vectors (element by element) and functions. The threads of a launch run one after the other, or in turn where
 * they wait for each other.
 */
import { FuncOp } from "../../dialects/func/index.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolVisibility } from "../../ir/symbol-table.ts";
import type { HostFunction } from "../host/memref.ts";
import type { Device } from "./device.ts";
import { ModuleEmitter } from "./module-emitter.ts";
import { rules } from "./rules/index.ts";
import { runtime } from "./runtime/index.ts";
import type { Print } from "./runtime/printing.ts";

export type { Device, Sizes } from "./device.ts";
export type { Print } from "./runtime/printing.ts";

/** The symbols of the functions that a module offers to callers. */
const publicFunctions = (module: Operation): string[] =>
  [...module.regions[0]!.front.ops()].flatMap((op) => {
    const func = FuncOp.match(op);
    return func !== undefined && symbolVisibility(op) === "public" ? [func.sym_name.value] : [];
  });

/**
 * Compiles the functions `entries`, by default the public ones, and what they call. They take and return the values that
 * representation.ts lists, and an array of them for several results. `print` takes the lines that threads print. With a
 * device, which executes the launches of kernels, functions that launch are asynchronous.
 *
 * @throws {DiagnosticError} at an operation or a type that is not supported
 */
export function compileToJs(
  module: Operation,
  entries: readonly string[] = publicFunctions(module),
  print: Print = (line) => console.log(line),
  device?: Device,
): Readonly<Record<string, HostFunction>> {
  const emitter = new ModuleEmitter(module, rules(), device);
  const text = emitter.emit(entries);
  return new Function("runtime", "constants", text)(runtime(print), emitter.constants);
}
