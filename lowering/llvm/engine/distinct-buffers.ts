/**
 * Buffers that overlap nothing else that their function uses, by `llvm.noalias`. The conversion to the llvm dialect leaves out
 * what is said of values that become several, as upstream's does; of a buffer's parts it holds for the aligned pointer.
 */
import { FuncOp as SourceFuncOp } from "../../../dialects/func/index.ts";
import { FuncOp } from "../../../dialects/llvm/index.ts";
import { type DictionaryAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { type FunctionType, MemRefType } from "../../../ir/builtin/types.ts";
import { changeArgumentAttributes } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isMemRef, part, partsOf } from "../../to-llvm/memref/descriptor.ts";

const noalias = "llvm.noalias";

/** The positions that the aligned pointers of such buffers will have among a function's parameters, by its name. */
export function distinctPointers(module: Operation): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, ReadonlySet<number>>();
  for (const op of module.regions[0]!.front.ops()) {
    const func = SourceFuncOp.match(op);
    if (func?.arg_attrs !== undefined) found.set(func.sym_name.value, pointersOf(func));
  }
  return found;
}

function pointersOf({ arg_attrs, function_type }: SourceFuncOp): Set<number> {
  const pointers = new Set<number>();
  let next = 0;
  (function_type.value as FunctionType).inputs.forEach((type, i) => {
    const attributes = arg_attrs!.values[i] as DictionaryAttr;
    const isDistinct = type instanceof MemRefType && attributes.get(noalias) !== undefined;
    if (isDistinct) pointers.add(next + part.aligned[0]);
    next += isMemRef(type) ? partsOf(type).length : 1;
  });
  return pointers;
}

/** Says of these parameters that nothing else points to their memory. */
export function markDistinctPointers(module: Operation, distinct: ReadonlyMap<string, ReadonlySet<number>>): void {
  for (const op of module.regions[0]!.front.ops()) {
    const pointers = distinct.get(FuncOp.match(op)?.sym_name.value ?? "");
    if (pointers === undefined) continue;
    changeArgumentAttributes(op, (entries, i) => (pointers.has(i) ? [...entries, [noalias, UnitAttr.get()]] : entries));
  }
}
