/** From plain code to what an engine executes. */

import { AllocTensorOp } from "../../dialects/bufferization/index.ts";
import { FuncOp, ReturnOp } from "../../dialects/func/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr } from "../../ir/builtin/attributes.ts";
import { type FunctionType, RankedTensorType, TensorType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import { AggregatedOpInterface } from "../../ir/interfaces/aggregated.ts";
import { writableName } from "../../ir/interfaces/bufferizable.ts";
import { changeArgumentAttributes } from "../../ir/interfaces/function.ts";
import { LinalgOpInterface } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import { setSymbolVisibility } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { loopsWithDeallocation } from "../../lowering/pipelines.ts";
import type { ResolvedEngine } from "./engines.ts";
import { runPipeline, uses } from "./prepare.ts";

/** Dialects that no engine executes, and the passes that turn them into what they execute. */
const loweredDialects = ["linalg", "affine", "complex"];
const lowering =
  "linalg-decompose-aggregated-ops,linalg-interchange-loops,convert-linalg-to-loops,lower-affine,convert-complex-to-standard";

/**
 * A module that `engine` takes; itself if `module` is one. Where the engine executes nothing on tensors, functions take and
 * return buffers in it; the functions `entries` leave alone what they are given as tensors.
 *
 * To be called inside `withDiagnostics`, which hears what goes wrong.
 */
export function lowerForEngine(
  module: Operation,
  engine: ResolvedEngine,
  entries: readonly string[],
  context: Context,
): Operation {
  const isBufferized = needsBuffers(module, engine);
  if (!isBufferized && !loweredDialects.some((dialect) => uses(module, dialect))) return module;
  const lowered = module.clone();
  if (!isBufferized) runPipeline(lowered, `builtin.module(${lowering})`, context);
  else {
    prepareFunctions(lowered, entries, engine);
    const loops = engine === "llvm" ? loopsWithDeallocation : "lower-to-loops";
    runPipeline(lowered, `builtin.module(${loops},${lowering})`, context);
  }
  return lowered;
}

/** Native code knows no tensors; the code of the js engine does, but for structured operations on them. */
const needsBuffers = (module: Operation, engine: ResolvedEngine): boolean =>
  module.walk((op) => (isOnTensors(op) && (engine === "llvm" || isStructured(op)) ? "interrupt" : undefined), "pre") ===
  "interrupt";

const isStructured = (op: Operation): boolean =>
  LinalgOpInterface.implementedBy(op) || AggregatedOpInterface.implementedBy(op);

function isOnTensors(op: Operation): boolean {
  const isTensor = ({ type }: Value): boolean => type instanceof TensorType;
  if (op.results.some(isTensor) || op.operands.some(isTensor)) return true;
  if (!FuncOp.is(op)) return false;
  const { inputs, results } = FuncOp.view(op).function_type.value as FunctionType;
  return [...inputs, ...results].some((type) => type instanceof TensorType);
}

/**
 * What callers pass as a tensor is not written to. Native code returns memory of its own; elsewhere, where nothing is freed,
 * a result may be a constant and is copied. Functions that are not called from outside may be changed as wanted.
 */
function prepareFunctions(module: Operation, entries: readonly string[], engine: ResolvedEngine): void {
  for (const op of module.regions[0]!.front.ops()) {
    const func = FuncOp.match(op);
    if (func === undefined || func.body.isEmpty) continue;
    if (!entries.includes(func.sym_name.value)) {
      setSymbolVisibility(op, "private");
      continue;
    }
    protectArguments(func);
    if (engine !== "llvm") copyResults(func);
  }
}

function protectArguments({ op, function_type }: FuncOp): void {
  const { inputs } = function_type.value as FunctionType;
  changeArgumentAttributes(op, (attributes, i) => {
    const others = attributes.filter(([name]) => name !== writableName);
    return inputs[i] instanceof TensorType ? [...others, [writableName, BoolAttr.get(false)]] : others;
  });
}

function copyResults({ body }: FuncOp): void {
  for (const { last } of body.blocks()) {
    if (!ReturnOp.is(last!)) continue;
    const builder = OpBuilder.before(last!);
    for (const operand of last!.opOperands) {
      const copy = operand.value;
      if (!(copy.type instanceof RankedTensorType)) continue;
      operand.set(builder.create(AllocTensorOp, { dynamic_sizes: [], copy, resultTypes: [copy.type] }).result);
    }
  }
}
