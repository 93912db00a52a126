/** `gpu.launch_func`: launches a kernel of a `gpu.module`. */

import type { UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { CustomDirective } from "../../ir/assembly/format.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, I32, I64, Index, SymbolRef } from "../../ir/builtin/constraints.ts";
import { BuiltinModuleOp } from "../../ir/builtin/ops.ts";
import { type FunctionType, IndexType, indexType } from "../../ir/builtin/types.ts";
import { anyTypeOf, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTableCollection } from "../../ir/symbol-table.ts";
import { allTypesMatch } from "../../ir/traits.ts";
import { asyncDirective, asyncOperands, asyncResults, runsOnDevice } from "./async.ts";
import { containerModuleAttrName, GPUFuncOp, GPUModuleOp, kernelAttrName } from "./func.ts";

const LaunchIndex = anyTypeOf([Index, I32, I64]);

const sizeNames = ["gridSizeX", "gridSizeY", "gridSizeZ", "blockSizeX", "blockSizeY", "blockSizeZ"] as const;
const clusterNames = ["clusterSizeX", "clusterSizeY", "clusterSizeZ"] as const;

/** `: T` behind the sizes unless they are of type index. */
const launchDimType: CustomDirective = {
  parse(parser, state) {
    const type = parser.parseOptionalColon() ? parser.parseType() : indexType();
    for (const name of sizeNames) state.setTypes(name, [type]);
    for (const name of clusterNames) state.setTypes(name, state.hasOperands(name) ? [type] : []);
  },
  print(op, printer) {
    const { type } = LaunchFuncOp.view(op).gridSizeX;
    if (!(type instanceof IndexType)) printer.write(": ").type(type);
  },
};

/** `args(%a : T, ...)` if there are any. */
const launchFuncOperands: CustomDirective = {
  parse(parser, state, name) {
    const operands: UnresolvedOperand[] = [];
    const types: Type[] = [];
    if (parser.parseOptionalKeyword("args")) {
      const parseArgument = (): void => {
        operands.push(parser.parseOperand());
        types.push(parser.parseColonType());
      };
      parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseArgument, " in argument list");
    }
    state.setOperands(name!, operands);
    state.setTypes(name!, types);
  },
  print(op, printer) {
    const { kernelOperands } = LaunchFuncOp.view(op);
    if (kernelOperands.length === 0) return;
    printer.write("args(").list(kernelOperands, (value) => printer.operand(value).write(" : ").type(value.type));
    printer.write(")");
  },
};

export const LaunchFuncOp = runsOnDevice(
  defineOp(
    "gpu.launch_func",
    {
      summary: "Launches a kernel on a grid of blocks of threads",
      operands: {
        ...asyncOperands,
        gridSizeX: LaunchIndex,
        gridSizeY: LaunchIndex,
        gridSizeZ: LaunchIndex,
        blockSizeX: LaunchIndex,
        blockSizeY: LaunchIndex,
        blockSizeZ: LaunchIndex,
        clusterSizeX: optional(LaunchIndex),
        clusterSizeY: optional(LaunchIndex),
        clusterSizeZ: optional(LaunchIndex),
        dynamicSharedMemorySize: optional(I32),
        kernelOperands: variadic(AnyType),
        asyncObject: optional(AnyType),
      },
      attributes: { kernel: SymbolRef },
      results: asyncResults,
      traits: [allTypesMatch(...sizeNames)],
      assemblyFormat: `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies)
        (\`<\` $asyncObject^ \`:\` type($asyncObject) \`>\`)? $kernel
        (\`clusters\` \`in\` \` \` \`(\` $clusterSizeX^ \`,\` $clusterSizeY \`,\` $clusterSizeZ \`)\`)?
        \`blocks\` \`in\` \` \` \`(\` $gridSizeX \`,\` $gridSizeY \`,\` $gridSizeZ \`)\`
        \`threads\` \`in\` \` \` \`(\` $blockSizeX \`,\` $blockSizeY \`,\` $blockSizeZ \`)\`
        custom<LaunchDimType>(type($gridSizeX), ref($clusterSizeX), type($clusterSizeX), type($clusterSizeY),
          type($clusterSizeZ))
        (\`dynamic_shared_memory_size\` $dynamicSharedMemorySize^)?
        custom<LaunchFuncOperands>($kernelOperands, type($kernelOperands)) attr-dict`,
    },
    {
      directives: {
        AsyncDependencies: asyncDirective,
        LaunchDimType: launchDimType,
        LaunchFuncOperands: launchFuncOperands,
      },
      verify({ op, clusterSizeX, clusterSizeY, clusterSizeZ }) {
        const module = enclosingModule(op);
        if (module === undefined) throw opError(op, "expected to belong to a module");
        if (!(module.attr(containerModuleAttrName) instanceof UnitAttr)) {
          const what = `the closest surrounding module to have the '${containerModuleAttrName}' attribute`;
          throw opError(op, `expected ${what}`);
        }
        if (clusterSizeX === undefined || clusterSizeY === undefined || clusterSizeZ === undefined) return;
        if (clusterSizeY.type !== clusterSizeX.type || clusterSizeZ.type !== clusterSizeX.type) {
          throw opError(op, "expects types of the cluster dimensions must be the same");
        }
      },
    },
  ),
);
export type LaunchFuncOp = Op<typeof LaunchFuncOp>;

function enclosingModule(op: Operation): Operation | undefined {
  let parent = op.parentOp;
  while (parent !== null && !BuiltinModuleOp.is(parent)) parent = parent.parentOp;
  return parent ?? undefined;
}

/** Checks `gpu.container_module`: it stands on a module, and launches in the module's functions find their kernels. */
export function verifyContainerModule(op: Operation): void {
  if (!BuiltinModuleOp.is(op)) {
    throw errorAt(op.loc, `expected '${containerModuleAttrName}' attribute to be attached to 'builtin.module'`);
  }
  const tables = new SymbolTableCollection();
  op.walk((inner) => {
    const launch = LaunchFuncOp.match(inner);
    // Launches that are nested deeper belong to other modules.
    if (launch?.kernel === undefined || inner.parentOp?.parentOp !== op) return;
    verifyKernel(launch, op, tables);
  }, "pre");
}

function verifyKernel({ op, kernel, kernelOperands }: LaunchFuncOp, module: Operation, tables: SymbolTableCollection) {
  const container = tables.table(module).get(kernel.root);
  if (container === undefined) throw opError(op, `kernel container '${kernel.root}' is undefined`);
  if (!GPUModuleOp.is(container)) throw opError(op, `kernel module '${kernel.root}' is undefined`);
  const func = tables.lookupNearest(module, kernel);
  if (func === undefined) throw opError(op, `kernel function '${kernel}' is undefined`);
  if (!FunctionOpInterface.implementedBy(func)) {
    const error = opError(op, `referenced kernel '${kernel}' is not a function`);
    throw error.attachNote(func.loc, "see the kernel definition here");
  }
  if (!(func.attr(kernelAttrName) instanceof UnitAttr)) {
    throw opError(op, `kernel function is missing the '${kernelAttrName}' attribute`);
  }
  if (!GPUFuncOp.is(func)) return;
  const { inputs } = GPUFuncOp.view(func).function_type.value as FunctionType;
  if (inputs.length !== kernelOperands.length) {
    throw opError(op, `got ${kernelOperands.length} kernel operands but expected ${inputs.length}`);
  }
  kernelOperands.forEach(({ type }, i) => {
    if (type !== inputs[i]) throw opError(op, `type of function argument ${i} does not match`);
  });
}
