/** Prints a kernel: its resources, the function, and what a program must know to run it. */

import { dimensions } from "../../../dialects/gpu/index.ts";
import { LoadOp } from "../../../dialects/memref/index.ts";
import type { DenseArrayAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType, f16, i1, type MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { blockSizeName, type KernelArgument, kernelArguments } from "../arguments.ts";
import type { BufferBinding, Parameter, WgslKernel } from "../kernel-interface.ts";
import { isAtomicMemory } from "./atomics.ts";
import { FunctionPrinter } from "./function-printer.ts";
import { FunctionScope, type Signature } from "./function-scope.ts";
import type { ModuleScope } from "./module-scope.ts";

interface Argument {
  readonly value: Value;
  readonly argument: KernelArgument;
}

export function printKernel(func: Operation, module: ModuleScope, callees: ReadonlyMap<string, Signature>): WgslKernel {
  const described = kernelArguments(func);
  const block = func.regions[0]!.front;
  if (described === undefined || described.length !== block.args.length) {
    throw opError(func, "does not say what its arguments are: run 'convert-gpu-to-wgsl' first");
  }
  const name = symbolName(func)!;
  const entryPoint = module.names.fresh(name);
  const scope = new FunctionScope(module, { name: entryPoint, resultType: "" }, callees);
  const printer = new FunctionPrinter(scope);
  const args = described
    .map((argument, i): Argument => ({ value: block.args[i]!, argument }))
    .filter(({ value }) => value.hasUses);
  const buffers = args
    .filter(({ argument }) => argument.part === "buffer")
    .map((arg, binding) => declareBuffer(arg, binding, entryPoint, module, printer));
  const numbers = args.filter(({ argument }) => argument.part !== "buffer");
  const parameters = declareParameters(numbers, buffers.length, entryPoint, module, printer);
  printer.printOps(block);
  const known = func.attr(blockSizeName) as DenseArrayAttr | undefined;
  const constants = known === undefined ? scope.blockSizeNames() : undefined;
  const size = known === undefined ? constants! : known.numbers;
  module.declarations.push(
    [
      `@compute @workgroup_size(${size.join(", ")})`,
      `fn ${entryPoint}(${scope.builtinParameters.join(", ")}) {`,
      printer.body,
      "}",
    ].join("\n"),
  );
  return {
    name,
    module: symbolName(func.parentOp!)!,
    entryPoint,
    buffers,
    parameterBinding: parameters.length === 0 ? undefined : buffers.length,
    parameters,
    blockSize: known === undefined ? undefined : (known.numbers as [number, number, number]),
    blockSizeConstants: constants,
  };
}

function declareBuffer(
  { value, argument }: Argument,
  binding: number,
  kernel: string,
  module: ModuleScope,
  printer: FunctionPrinter,
): BufferBinding {
  const isAtomic = isAtomicMemory(value);
  const access = value.users.every((user) => LoadOp.is(user)) ? "read" : "read_write";
  const word = module.type((value.type as MemRefType).elementType);
  const name = module.names.fresh(`${kernel}_arg${argument.operand}`);
  const type = `array<${isAtomic ? `atomic<${word}>` : word}>`;
  module.declarations.push(`@group(0) @binding(${binding}) var<storage, ${access}> ${name}: ${type};`);
  printer.bindBuffer(value, { name, isAtomic, size: undefined });
  return { binding, argument, access };
}

/** The numbers are members of a structure. */
function declareParameters(
  numbers: readonly Argument[],
  binding: number,
  kernel: string,
  module: ModuleScope,
  printer: FunctionPrinter,
): readonly Parameter[] {
  if (numbers.length === 0) return [];
  const [structure, variable] = ["Parameters", "parameters"].map((suffix) =>
    module.names.fresh(`${kernel}_${suffix}`),
  ) as [string, string];
  const parameters = numbers.map(({ value, argument }): Parameter => {
    return { type: value.type instanceof FloatType ? "f32" : "i32", argument };
  });
  const members = parameters.map(({ type, argument }) => `  ${memberName(argument)}: ${type},`);
  module.declarations.push(
    [`struct ${structure} {`, ...members, "}"].join("\n"),
    `@group(0) @binding(${binding}) var<uniform> ${variable}: ${structure};`,
  );
  for (const { value, argument } of numbers) {
    const member = `${variable}.${memberName(argument)}`;
    const { type } = value;
    printer.define(
      value,
      type === i1() ? `${member} != 0i` : type === f16() ? `${module.type(type)}(${member})` : member,
    );
  }
  return parameters;
}

function memberName({ part, operand, dimension }: KernelArgument): string {
  switch (part) {
    case "value":
      return `arg${operand}`;
    case "grid_size":
    case "block_offset":
      return `${part}_${dimensions[dimension!]}`;
    default:
      return `arg${operand}_${part}${dimension ?? ""}`;
  }
}
