/** `buffer-results-to-out-params`: functions write what they would return to buffers that their callers give them. */

import { CallOp, FuncOp, ReturnOp } from "../../dialects/func/index.ts";
import { AllocOp, CastOp, CopyOp, memrefDialect } from "../../dialects/memref/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, DictionaryAttr, type NamedAttribute, UnitAttr } from "../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { argAttrsName, FunctionOpInterface, resAttrsName } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { boolOption, definePass, type OptionValues } from "../../ir/pass.ts";
import { symbolVisibility } from "../../ir/symbol-table.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { CallSites } from "../../passes/analysis/call-sites.ts";
import { mayRepeat } from "./placement/allocations.ts";

const passOptions = {
  "add-result-attr": boolOption(false, "Add the attribute 'bufferize.result' to all output parameters"),
  "hoist-dynamic-allocs": boolOption(false, "Hoist dynamic allocations to call sites"),
  "hoist-static-allocs": boolOption(false, "Hoist static allocations to call sites"),
  "modify-public-functions": boolOption(false, "Modify function signatures of public functions"),
};
type Options = OptionValues<typeof passOptions>;

export const bufferResultsToOutParams = definePass(
  "buffer-results-to-out-params",
  {
    summary: "Converts memref-typed function results to out-params",
    on: "builtin.module",
    options: passOptions,
    dependentDialects: [memrefDialect],
  },
  (module, { options }) => {
    for (const { op, body, calls } of new CallSites(module).callees) {
      if (!FuncOp.is(op) || op.parentOp !== module || body === undefined || body.isEmpty) continue;
      if (symbolVisibility(op) === "public" && !options["modify-public-functions"]) continue;
      const outParams = addOutParams(op, options);
      if (outParams.length === 0) continue;
      for (const returnOp of returnsOf(op)) writeToOutParams(returnOp, outParams, options);
      for (const call of calls) if (CallOp.is(call)) passOutParams(CallOp.view(call), outParams);
    }
  },
);

/** A result that becomes an argument. */
interface OutParam {
  readonly result: number;
  readonly argument: BlockArgument;
  /** The numbers of the arguments that are the sizes of an allocation that it has taken the place of. */
  sizes: readonly number[] | undefined;
  /** Whether a buffer is copied into it. */
  isCopied: boolean;
}

const isOutParam = (type: Type): type is MemRefType => type instanceof MemRefType;

const returnsOf = (func: Operation): Operation[] =>
  [...FuncOp.view(func).body.blocks()].map(({ last }) => last!).filter((op) => ReturnOp.is(op));

/** Changes the type of the function. @throws {DiagnosticError} at a function whose buffers cannot be allocated */
function addOutParams(func: Operation, options: Options): OutParam[] {
  const { argumentTypes, resultTypes, setType, body } = FunctionOpInterface.of(func)!;
  const [inputs, results] = [argumentTypes(func), resultTypes(func)];
  const types = results.filter(isOutParam);
  if (types.length === 0) return [];
  if (!types.every(isAllocatable)) {
    throw errorAt(func.loc, "cannot create out param for result with unsupported layout");
  }
  moveAttributes(
    func,
    inputs.length,
    results,
    options["add-result-attr"] ? [["bufferize.result", UnitAttr.get()]] : [],
  );
  setType(
    func,
    [...inputs, ...types],
    results.filter((type) => !isOutParam(type)),
  );
  const entry = body(func).front;
  return results.flatMap((type, result) =>
    isOutParam(type)
      ? [{ result, argument: entry.addArgument(type, func.loc), sizes: undefined, isCopied: false }]
      : [],
  );
}

/** Whether what is allocated with dense elements can be cast to the type. */
function isAllocatable(type: MemRefType): boolean {
  if (type.layout === undefined) return true;
  const layout = stridesAndOffset(type);
  return layout !== undefined && isDynamic(layout.offset) && layout.strides.every(isDynamic);
}

/** Gives the attributes of results, of a function or a call, to the arguments that they become. */
function moveAttributes(
  op: Operation,
  argumentCount: number,
  results: readonly Type[],
  added: readonly NamedAttribute[],
): void {
  const of = (name: string, count: number): DictionaryAttr[] => {
    const array = op.attr(name);
    return array instanceof ArrayAttr
      ? (array.values as DictionaryAttr[])
      : new Array(count).fill(DictionaryAttr.get([]));
  };
  const ofResults = of(resAttrsName, results.length);
  const moved = ofResults
    .filter((_, i) => isOutParam(results[i]!))
    .map(({ entries }) => DictionaryAttr.get([...entries, ...added]));
  setAttributes(op, argAttrsName, [...of(argAttrsName, argumentCount), ...moved]);
  setAttributes(
    op,
    resAttrsName,
    ofResults.filter((_, i) => !isOutParam(results[i]!)),
  );
}

function setAttributes(op: Operation, name: string, dictionaries: readonly DictionaryAttr[]): void {
  if (dictionaries.every(({ isEmpty }) => isEmpty)) op.removeAttr(name);
  else op.setAttr(name, ArrayAttr.get(dictionaries));
}

function writeToOutParams(returnOp: Operation, outParams: readonly OutParam[], options: Options): void {
  const builder = OpBuilder.before(returnOp);
  for (const param of outParams) {
    // A buffer may be returned several times; then it is an argument by now.
    const source = returnOp.operand(param.result);
    if (source === param.argument || becomesArgument(source, param, options)) continue;
    builder.create(CopyOp, { source, target: param.argument });
    param.isCopied = true;
  }
  returnOp.setOperands(returnOp.operands.filter(({ type }) => !isOutParam(type)));
}

/** Uses the argument in place of a buffer that the function allocates. Returns whether it does. */
function becomesArgument(buffer: Value, param: OutParam, options: Options): boolean {
  const allocation = AllocOp.defining(buffer);
  if (allocation === undefined || mayRepeat(allocation.op.block!)) return false;
  const { type } = allocation.memref;
  if (!options[type.hasStaticShape ? "hoist-static-allocs" : "hoist-dynamic-allocs"]) return false;
  const args = param.argument.owner.args as readonly Value[];
  const sizes = allocation.op.operands.map((size) => args.indexOf(size));
  if (sizes.some((size) => size < 0)) return false;
  if (param.sizes !== undefined && param.sizes.join() !== sizes.join()) return false;
  param.sizes = sizes;
  buffer.replaceAllUsesWith(param.argument);
  allocation.op.erase();
  return true;
}

/** @throws {DiagnosticError} at a call whose results have sizes that are not known before */
function passOutParams({ op, callee, operands, no_inline }: CallOp, outParams: readonly OutParam[]): void {
  const builder = OpBuilder.before(op);
  const replacements = new Map<number, Value>();
  for (const { result, sizes, isCopied } of outParams) {
    const type = op.result(result).type as MemRefType;
    if (!type.hasStaticShape && (sizes === undefined || isCopied)) {
      throw errorAt(op.loc, "cannot create out param for dynamically shaped result");
    }
    const dynamicSizes = type.hasStaticShape ? [] : sizes!.map((argument) => operands[argument]!);
    const compact = MemRefType.get(type.shape, type.elementType, undefined, type.memorySpace);
    const { memref } = builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [compact] });
    const buffer = compact === type ? memref : builder.create(CastOp, { source: memref, resultTypes: [type] }).dest;
    replacements.set(result, buffer);
  }
  moveAttributes(op, operands.length, op.resultTypes, []);
  const { arg_attrs, res_attrs } = CallOp.view(op);
  const { op: call } = builder.create(CallOp, {
    callee,
    operands: [...operands, ...replacements.values()],
    arg_attrs,
    res_attrs,
    no_inline,
    resultTypes: op.resultTypes.filter((_, i) => !replacements.has(i)),
  });
  call.setDiscardableAttrs(op.discardableAttrs);
  const rest = [...call.results];
  op.replaceAllUsesWith(op.results.map((_, i) => replacements.get(i) ?? rest.shift()!));
  op.erase();
}
