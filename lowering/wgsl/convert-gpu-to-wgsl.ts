/**
 * `convert-gpu-to-wgsl`: makes of each kernel a function of operations that WGSL has, in steps that each do away with one
 * thing. What the arguments of the result stand for is told by their attributes (arguments.ts).
 */
import { arithDialect } from "../../dialects/arith/index.ts";
import { FuncOp, ReturnOp as FuncReturnOp, funcDialect } from "../../dialects/func/index.ts";
import { GPUFuncOp, isKernel, kernelAttrName, ReturnOp } from "../../dialects/gpu/index.ts";
import { mathDialect } from "../../dialects/math/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, StringAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { argAttrsName } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { choiceOption, definePass } from "../../ir/pass.ts";
import { SymbolTableCollection, symbolName } from "../../ir/symbol-table.ts";
import {
  argumentAttr,
  type BufferPlaces,
  blockSizeName,
  type KernelArgument,
  KernelArguments,
  separateBuffers,
} from "./arguments.ts";
import { expandAllReduces } from "./legalize/all-reduce.ts";
import { flattenBuffers } from "./legalize/buffers.ts";
import { legalizeFloats } from "./legalize/floats.ts";
import { legalizeGeometry } from "./legalize/geometry.ts";
import { replaceIndexDialect } from "./legalize/index-dialect.ts";
import { legalizeIntegers } from "./legalize/integers.ts";
import { refuseOperations } from "./legalize/refused.ts";
import { inlineCalls, requireStructuredCode, simplifyStructure } from "./legalize/structure.ts";
import { legalizeSubgroups } from "./legalize/subgroups.ts";
import { requireUniformBarriers } from "./legalize/uniformity.ts";
import { expansionOf, Library, libraryPrefix } from "./library/index.ts";

export const convertGpuToWgsl = definePass(
  "convert-gpu-to-wgsl",
  {
    summary: "Convert kernels to operations that WGSL has",
    on: "gpu.module",
    options: {
      math: choiceOption(
        ["accurate", "builtin"],
        "accurate",
        "Whether functions like sin and exp are computed to nearly the last bit, or by WGSL's own, which may have a fraction of it",
      ),
    },
    dependentDialects: [arithDialect, funcDialect, mathDialect, scfDialect],
  },
  (module, { options }) => convertKernels(module, options.math),
);

/**
 * Converts the kernels of a module of kernels.
 *
 * @throws {DiagnosticError} at what WGSL does not have
 */
export function convertKernels(module: Operation, math: "accurate" | "builtin", places = separateBuffers): void {
  const tables = new SymbolTableCollection();
  const library = new Library(module, (op) => expansionOf(op, math === "builtin"));
  const others: Operation[] = [];
  for (const op of [...module.regions[0]!.front.ops()]) {
    const kernel = GPUFuncOp.match(op);
    if (kernel !== undefined) convertKernel(kernel, tables, library, places);
    else if (FuncOp.is(op) && !isLegal(op)) others.push(op);
  }
  // What kernels call has been put into them.
  for (const op of others) op.erase();
}

const isLegal = (func: Operation): boolean =>
  func.attr(kernelAttrName) !== undefined || symbolName(func)!.startsWith(libraryPrefix);

function convertKernel(kernel: GPUFuncOp, tables: SymbolTableCollection, library: Library, places: BufferPlaces): void {
  const { op } = kernel;
  if (!isKernel(kernel)) throw opError(op, "is no kernel: make a 'func.func' of what kernels call");
  requireStructuredCode(op);
  inlineCalls(op, tables);
  refuseOperations(op);
  simplifyStructure(op);
  replaceIndexDialect(op);
  const args = new KernelArguments(kernel.body.front);
  expandAllReduces(kernel);
  flattenBuffers(kernel, args, places);
  legalizeGeometry(kernel, args);
  passNumbers(kernel, args);
  const func = asFunction(kernel, args.finish());
  legalizeSubgroups(func);
  legalizeIntegers(func);
  legalizeFloats(func);
  setType(func);
  library.expand(func);
  requireUniformBarriers(func);
}

/** What is left of the arguments that the kernel had are numbers. */
function passNumbers({ function_type, body }: GPUFuncOp, args: KernelArguments): void {
  const { inputs } = function_type.value as FunctionType;
  for (const [operand, arg] of body.front.args.slice(0, inputs.length).entries()) {
    if (arg.hasUses) arg.replaceAllUsesWith(args.get({ part: "value", operand }, arg.type));
  }
}

/** A function of the kernel's name and body. */
function asFunction(kernel: GPUFuncOp, args: readonly KernelArgument[]): Operation {
  const { op, body, known_block_size } = kernel;
  const func = FuncOp.build(
    { sym_name: StringAttr.get(symbolName(op)!), function_type: TypeAttr.get(FunctionType.get([], [])) },
    op.loc,
  );
  func.setAttr(kernelAttrName, UnitAttr.get());
  func.setAttr(argAttrsName, ArrayAttr.get(args.map(argumentAttr)));
  if (known_block_size !== undefined) func.setAttr(blockSizeName, known_block_size);
  func.regions[0]!.takeBlocksOf(body);
  op.block!.insertBefore(func, op);
  op.erase();
  const terminator = func.regions[0]!.front.last!;
  if (ReturnOp.is(terminator)) {
    OpBuilder.before(terminator).create(FuncReturnOp, { operands: [] });
    terminator.erase();
  }
  return func;
}

/** By the arguments that the body has. */
function setType(func: Operation): void {
  const inputs = func.regions[0]!.front.args.map(({ type }) => type);
  func.setAttr("function_type", TypeAttr.get(FunctionType.get(inputs, [])));
}
