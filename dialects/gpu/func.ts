/** `gpu.module`, `gpu.func`, `gpu.return`: code that runs on the device. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { type DenseArrayAttr, StringAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import {
  AnyAttr,
  AnyFunctionType,
  AnyType,
  ArrayAttribute,
  DenseI32Array,
  DictArrayAttr,
  SymbolNameAttr,
  typeAttrOf,
} from "../../ir/builtin/constraints.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { anyRegion, attrConstraint, optional, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { CallableOpInterface } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { symbolName, symbolNameAttr } from "../../ir/symbol-table.ts";
import {
  AffineScope,
  AutomaticAllocationScope,
  GraphRegion,
  hasParent,
  IsolatedFromAbove,
  NoRegionArguments,
  NoTerminator,
  Pure,
  ReturnLike,
  SingleBlock,
  SymbolTableTrait,
  SymbolTrait,
  Terminator,
} from "../../ir/traits.ts";
import { BranchOp } from "../cf/index.ts";
import {
  addFunctionType,
  addSignatureAttributes,
  bodyArguments,
  functionTypeName,
  parseFunctionSignature,
  printFunctionAttributes,
  printFunctionSignature,
} from "../function-syntax.ts";
import {
  type Attributions,
  attributionAttrs,
  attributionsOf,
  parseAttributions,
  printAttributions,
  verifyAttributions,
  workgroupAttributionsName,
  workgroupCount,
  workgroupCountAttr,
} from "./attributions.ts";

/** Marks functions that are launched. */
export const kernelAttrName = "gpu.kernel";
/** Marks modules that contain modules of kernels. */
export const containerModuleAttrName = "gpu.container_module";

/** `[#target, ...]` */
const TargetArray = attrConstraint("array of GPU target attributes", ArrayAttribute.is, {
  syntax: {
    parse: (parser) => parser.parseArray(),
    parseOptional: (parser) => (parser.kind === TokenKind.LSQUARE ? parser.parseArray() : undefined),
    print(attr, printer) {
      printer.attribute(attr);
    },
  },
});

export const GPUModuleOp = defineOp("gpu.module", {
  summary: "A module of code that runs on the device",
  attributes: { sym_name: SymbolNameAttr, targets: optional(TargetArray), offloadingHandler: optional(AnyAttr) },
  regions: { bodyRegion: singleBlockRegion },
  traits: [IsolatedFromAbove, NoRegionArguments, SymbolTableTrait, SymbolTrait, NoTerminator, SingleBlock, GraphRegion],
  assemblyFormat: "$sym_name (`<` $offloadingHandler^ `>`)? ($targets^)? attr-dict-with-keyword $bodyRegion",
});
export type GPUModuleOp = Op<typeof GPUModuleOp>;

export const ReturnOp = defineOp(
  "gpu.return",
  {
    summary: "Returns from a function on the device",
    operands: { operands: variadic(AnyType) },
    traits: [hasParent("gpu.func"), Pure, ReturnLike, Terminator],
    assemblyFormat: "attr-dict ($operands^ `:` type($operands))?",
  },
  {
    verify({ op, operands }) {
      const func = GPUFuncOp.view(op.parentOp!);
      const { results } = func.function_type.value as FunctionType;
      if (operands.length !== results.length) {
        const error = opError(op, `expected ${results.length} result operands`);
        throw error.attachNote(func.op.loc, "return type declared here");
      }
      operands.forEach(({ type }, i) => {
        if (type !== results[i]) throw opError(op, `unexpected type \`'${type}'' for operand #${i}`);
      });
    },
  },
);
export type ReturnOp = Op<typeof ReturnOp>;

/** Three sizes. */
const DimSizeHint = attrConstraint(
  "i32 dense array attribute with 3 elements (if present)",
  (attr): attr is DenseArrayAttr => DenseI32Array.is(attr) && (attr as DenseArrayAttr).values.length === 3,
);

export const GPUFuncOp = defineOp(
  "gpu.func",
  {
    summary: "A function on the device; a kernel if it is marked `kernel`",
    attributes: {
      function_type: typeAttrOf(AnyFunctionType),
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
      workgroup_attrib_attrs: optional(DictArrayAttr),
      private_attrib_attrs: optional(DictArrayAttr),
      known_block_size: optional(DimSizeHint),
      known_grid_size: optional(DimSizeHint),
      known_cluster_size: optional(DimSizeHint),
    },
    regions: { body: anyRegion },
    traits: [hasParent("gpu.module"), AffineScope, AutomaticAllocationScope, IsolatedFromAbove, SymbolTrait],
  },
  {
    parse: parseFunc,
    print(view, printer): void {
      printFunc(view, printer);
    },
  },
);
export type GPUFuncOp = Op<typeof GPUFuncOp>;

const typeOf = ({ function_type }: GPUFuncOp): FunctionType => function_type.value as FunctionType;

export const isKernel = ({ op }: GPUFuncOp): boolean => op.attr(kernelAttrName) instanceof UnitAttr;

/** The buffers that the function's threads share, or have for themselves. */
export const funcAttributions = (func: GPUFuncOp): Attributions => attributionsOf(func.op, typeOf(func).inputs.length);

GPUFuncOp.implement(FunctionOpInterface, {
  argumentTypes: (func) => typeOf(func).inputs,
  resultTypes: (func) => typeOf(func).results,
  body: ({ body }) => body,
  verifyBody,
  createLike({ op }, name, argumentTypes, resultTypes) {
    const function_type = TypeAttr.get(FunctionType.get(argumentTypes, resultTypes));
    const copy = GPUFuncOp.build({ function_type }, op.loc);
    copy.setAttr(symbolNameAttr, StringAttr.get(name));
    copy.setAttr(workgroupAttributionsName, workgroupCountAttr(0));
    return copy;
  },
  setType({ op }, argumentTypes, resultTypes) {
    op.setAttr(functionTypeName, TypeAttr.get(FunctionType.get(argumentTypes, resultTypes)));
  },
  createCall({ op }) {
    throw opError(op, "cannot be called: kernels are launched; make a 'func.func' of what they call");
  },
  createReturn: (_, builder, values) => builder.create(ReturnOp, { operands: values }).op,
  createBranch: (_, builder, dest, destOperands) => builder.create(BranchOp, { dest, destOperands }).op,
});

GPUFuncOp.implement(CallableOpInterface, { callableRegion: ({ body }) => (body.isEmpty ? undefined : body) });

function verifyBody(func: GPUFuncOp): void {
  const { op, body } = func;
  const { inputs, results } = typeOf(func);
  if (isKernel(func) && results.length > 0) throw opError(op, "expected void return type for kernel function");
  if (body.isEmpty) throw opError(op, "expected body with at least one block");
  const { args } = body.front;
  const expected = inputs.length + workgroupCount(op);
  if (args.length < expected) throw opError(op, `expected at least ${expected} arguments to body region`);
  inputs.forEach((type, i) => {
    const actual = args[i]!.type;
    if (actual === type) return;
    throw opError(op, `expected body region argument #${i} to be of type '${type}', got '${actual}'`);
  });
  verifyAttributions(op, funcAttributions(func));
}

// Syntax: `@name(%a: T) -> U workgroup(%w : V) private(%p : W) kernel attributes {...} {...}`.

function parseFunc(parser: AsmParser, state: ParsedOperation): void {
  state.addAttribute(symbolNameAttr, StringAttr.get(parser.parseSymbolName()));
  const at = parser.start;
  const signature = parseFunctionSignature(parser);
  if (signature.args.length > 0 && signature.args[0]!.operand === undefined) {
    throw parser.error("gpu.func requires named arguments", at);
  }
  addFunctionType(parser, state, signature, at);
  addSignatureAttributes(state, signature);
  const workgroup = parseAttributions(parser, "workgroup", true);
  state.addAttribute(workgroupAttributionsName, workgroupCountAttr(workgroup.length));
  const own = parseAttributions(parser, "private", true);
  const attributes = {
    workgroup_attrib_attrs: attributionAttrs(workgroup),
    private_attrib_attrs: attributionAttrs(own),
  };
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) state.addAttribute(name, value);
  if (parser.parseOptionalKeyword("kernel")) state.addAttribute(kernelAttrName, UnitAttr.get());
  parser.parseOptionalAttrDictWithKeyword(state);
  state.regions.push(parser.parseRegion(state, { args: [...bodyArguments(signature), ...workgroup, ...own] }));
}

const written = [workgroupAttributionsName, kernelAttrName, "workgroup_attrib_attrs", "private_attrib_attrs"];

function printFunc(func: GPUFuncOp, printer: AsmPrinter): void {
  const { op, body, workgroup_attrib_attrs, private_attrib_attrs } = func;
  printer.write(" ").symbolName(symbolName(op)!);
  printFunctionSignature(op, printer);
  const attributions = funcAttributions(func);
  printAttributions(printer, "workgroup", attributions.workgroup, workgroup_attrib_attrs);
  printAttributions(printer, "private", attributions.private, private_attrib_attrs);
  if (isKernel(func)) printer.write(" kernel");
  printFunctionAttributes(op, printer, written);
  printer.write(" ").region(body, { entryBlockArgs: false });
}
